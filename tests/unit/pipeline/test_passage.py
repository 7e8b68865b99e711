"""The units of text that can be believed, on the layouts that real windows have."""

from __future__ import annotations

from dataclasses import replace

from assistant.pipeline import passage
from assistant.pipeline.scene import Surface
from assistant.types import BlockKind, Line, Observation, Tier, Who
from tests.unit.pipeline.build import line, observation


def _focus(*lines: Line, app: str = "gedit", title: str = "tasks.md - gedit") -> list[str]:
    return [one.focus for one in passage.passages(observation(*lines, app=app, title=title))]


def _text(text: str, row: int, x: int = 40) -> Line:
    made = line(text, Who.UNKNOWN, kind=BlockKind.TEXT, row=row)
    return replace(made, box=(x, made.box[1], x + 8 * len(text), made.box[3]))


def test_a_list_is_not_one_sentence() -> None:
    """Items of a list stand for themselves though none of them ends with a point."""
    items = ("Send chapter 6 to Halden Press", "Renew the liability insurance by 20 March", "Order toner")
    assert _focus(*(_text(item, row) for row, item in enumerate(items))) == list(items)


def test_running_text_reads_on() -> None:
    """Lines of a paragraph that reach its right edge are one sentence, whatever the next line begins with."""
    lines = (
        "The grant application of the reef survey has to be handed in",
        "before 30 April at the office of the marine station in Split,",
        "Croatia.",
    )
    assert _focus(*(_text(text, row) for row, text in enumerate(lines))) == [" ".join(lines)]


def test_an_entry_of_a_calendar_keeps_its_hour() -> None:
    """What stands in one box below each other is one entry; the axis of hours beside it is not part of it."""
    found = _focus(
        _text("15:00", 0, x=10),
        _text("Dentist, Dr. Amsel", 1, x=300),
        _text("15:30", 2, x=300),
        app="firefox",
        title="Calendar - Firefox",
    )
    assert found == ["15:00", "Dentist, Dr. Amsel 15:30"]


def test_marks_and_carets_are_no_words() -> None:
    """Bullets, boxes, comment signs and a caret read as a bar fall away from what is meant; the quote keeps them."""
    (one,) = passage.passages(observation(_text("- [ ] order seed potatoes|", 0)))
    assert one.focus == "order seed potatoes"
    assert one.quote == "- [ ] order seed potatoes|"


def test_loose_lines_of_an_open_mail_belong_to_its_sender() -> None:
    """Where one sender stands above, sentences without a header get it; list snippets and labels do not."""
    seen = observation(
        line("Ana Souza <ana@example.org>", header="Ana Souza", kind=BlockKind.MAIL),
        line("Could you please send us the revised manual by Thursday?", Who.UNKNOWN, kind=BlockKind.TABLE),
        line("Your train to Weimar leaves on Friday, 13 March at 08:1...", Who.UNKNOWN, kind=BlockKind.TEXT),
        app="chromium",
        title="Revised manual - Postbox - Chromium",
    )
    assert passage.place_of(seen) is Surface.MAIL
    assert [one.header for one in passage.settled(seen).lines] == ["Ana Souza", "Ana Souza", ""]
    two = observation(line("Hi", header="Ben", kind=BlockKind.MAIL), *seen.lines, app="chromium", title="Postbox")
    assert passage.settled(two).lines[2].header == ""


def test_pages_are_places_by_what_was_read() -> None:
    """An unknown web chat is a chat; a public forum stays a page though it has messages."""
    said = line("see you at five", header="Ana")
    assert passage.place_of(observation(said, app="chromium", title="Ana - Pallaver")) is Surface.CHAT
    forum = observation(said, app="chromium", title="How to merge - Stack Overflow - Chromium")
    assert passage.place_of(forum) is Surface.BROWSER
    assert passage.place_of(Observation(seen := forum.start, seen, "firefox", "x", 1, ())) is Surface.BROWSER


def test_a_subject_does_not_read_on_into_the_greeting() -> None:
    """What a reply is about stands above it and is no part of its first sentence."""
    head, below = ("Re: New date for the kiln", "Dear Ana,"), "Friday suits me well."
    lines = [line(text, Who.USER, "Marta", BlockKind.MAIL, row=row) for row, text in enumerate((*head, below))]
    assert _focus(*lines, title="Reply - Mail")[0] == head[0]


def test_the_hour_of_a_message_is_no_part_of_it() -> None:
    """Read behind the last word it would give the day of which the message speaks a wrong hour."""
    said = "The open day on Friday is cancelled, the van broke down."
    assert _focus(line(f"{said} 14:40"), title="Ana Souza - Slack") == [said]
    assert _focus(line("We meet at 14:40"), title="Ana Souza - Slack") == ["We meet at 14:40"]


def test_the_users_own_words_read_on_however_they_were_seen() -> None:
    """Half of a message may have grown between two looks and half under the keys; another's words stay apart."""
    first = line("We will not rent the van for the fair", Who.USER, tier=Tier.OWN)
    second = line("this year, it is too dear.", Who.USER, tier=Tier.TYPED, row=1)
    assert _focus(first, second, app="Slack") == ["We will not rent the van for the fair this year, it is too dear."]
    others = replace(first, who=Who.OTHER, tier=Tier.SEEN)
    assert len(_focus(others, second, app="Slack")) == 2


def test_the_address_of_a_sender_is_no_part_of_what_follows() -> None:
    """Neither with brackets around the address nor without, and not with the hour behind it either."""
    said = line("the hall is locked on Friday", header="Ines Duarte", kind=BlockKind.MAIL, row=1)
    for address in ("<ines@choir.example>", "ines@choir.example", "ines@choir.example 9:40"):
        head = f"Ines Duarte {address}"
        over = line(head, header="Ines Duarte", kind=BlockKind.MAIL)
        assert _focus(over, said, app="thunderbird") == [head, said.text]
    asked = line("Please write to ines@choir.example", header="Ines Duarte", kind=BlockKind.MAIL)
    assert _focus(asked, said, app="thunderbird") == [f"{asked.text} {said.text}"]


def test_an_entry_is_one_passage_and_a_task_beside_it_another() -> None:
    """Whatever the page is called: what reading has joined stays joined, in a calendar and in a panel beside it."""
    entry = [replace(_text(text, row), header="Mon 9 March 2026", block=1, block_kind=BlockKind.ENTRY)
             for row, text in enumerate(("10:00", "Bank.", "Mr Ostrom"))]  # fmt: skip
    task = [replace(_text(text, row + 4), header="tasks: My tasks", block=2, who=Who.USER)
            for row, text in enumerate(("Sign the lease of our", "Garage"))]  # fmt: skip
    for title in ("Planner - Chromium", "9 – 15 March 2026 – Planner - Chromium"):
        found = _focus(*entry, *task, app="chromium", title=title)
        assert found == ["10:00 Bank. Mr Ostrom", "Sign the lease of our Garage"]


def test_a_name_or_a_reaction_below_is_no_part_of_what_was_said() -> None:
    """Who signs a letter, and how many liked a message."""
    said = line("we deliver the tiles on the 22nd of March as planned", header="Ines Duarte", kind=BlockKind.MAIL)
    signed = line("Ines", header="Ines Duarte", kind=BlockKind.MAIL, row=1)
    assert _focus(said, signed, app="thunderbird") == [said.text, "Ines"]
    message = line("I'll fetch the tables on Friday at 11 o'clock sharp", header="Ines")
    liked = line("\N{SQUARE ROOT}3", header="Ines", row=1)
    assert _focus(message, liked, app="Slack")[0] == message.text


def test_comments_beside_the_users_text_make_no_chat_of_it() -> None:
    """A document stays one where others write at its edge; one paragraph may be a message that is being written."""
    comment = line("I find the title too long.", header="Ines")
    own = [replace(_text("We open in May.", row), tier=Tier.OWN, who=Who.USER, block=row) for row in (1, 3)]
    for lines, place in (((comment, *own), Surface.DOCUMENT), ((comment, own[0]), Surface.CHAT)):
        seen = observation(*lines, app="chromium", title="Open day - Blatt - Chromium")
        assert passage.place_of(seen) is place
