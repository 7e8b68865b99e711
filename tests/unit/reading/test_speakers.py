"""Chats of unknown programs: names alone over messages say who speaks."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

WINDOW = Window("chromium", "Werkstatt - Kolibri", 400, 0, 800, 800, focused=True)
USER = User(names=("Maria Keller",))
LEFT, RIGHT = 600, 1180
DARK, FIELD = 0x15181D, 0x262D37


def line(text: str, x: int, y: int, ground: int = DARK) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 7 * len(text), y + 18), 1.0, ground)


def talk(*groups: tuple[str, ...], times: bool = True, top: int = 200) -> list[RawLine]:
    """Groups of a name and its messages; two spaces before a time at the right."""
    lines, y = [], top
    for name, *messages in groups:
        lines.append(line(name, LEFT, y))
        for message in messages:
            y += 21
            text, _, time = message.partition("  ")
            lines.append(line(text, LEFT, y))
            if time and times:
                lines.append(line(time, RIGHT - 7 * len(time), y))
        y += 29
    return lines


SIDE = [line(text, 410, 60 + 34 * at) for at, text in enumerate(("Kolibri", "Favoriten", "Leute", "Werkstatt"))]
TALK = (
    ("Anna Weber", "Hat jemand den Schlüssel?  08:21"),
    ("Piotr Nowak", "I left it on the desk.  08:22", "Sorry about that!  08:22"),
    ("Maria Keller", "Ich bringe ihn morgen mit.  08:24"),
    ("Anna Weber", "Danke  08:25"),
)


def read(lines: list[RawLine], window: Window = WINDOW) -> dict[str, Line]:
    """Every line of the window by its text."""
    return {line.text: line for line in group(lines, window, USER)}


@pytest.mark.parametrize("app", ["chromium", "kolibri"])
@pytest.mark.parametrize("side", [True, False])
def test_a_name_heads_all_that_stands_under_it(app: str, side: bool) -> None:
    """In a browser and in a program nobody knows, with and without a side bar; the user's own name is the user."""
    window = Window(app, "Werkstatt - Kolibri", 400, 0, 800, 800, focused=True)
    found = read([*(SIDE if side else []), *talk(*TALK)], window)
    heads = {text: (found[text].header, found[text].who) for text in found if found[text].header}
    assert heads["Hat jemand den Schlüssel?"] == ("Anna Weber", Who.OTHER)
    assert heads["I left it on the desk."] == heads["Sorry about that!"] == ("Piotr Nowak", Who.OTHER)
    assert heads["Ich bringe ihn morgen mit."] == ("Maria Keller", Who.USER)
    assert heads["Danke"] == ("Anna Weber", Who.OTHER)
    assert found["Danke"].block_kind is BlockKind.MESSAGE
    assert found["I left it on the desk."].block == found["Piotr Nowak"].block != found["Sorry about that!"].block
    assert all(found[each.text].block_kind is not BlockKind.MESSAGE for each in SIDE if side)


def test_names_that_come_again_need_no_times() -> None:
    """Some programs show a time only under the pointer."""
    more = (*TALK, ("Piotr Nowak", "Bis morgen dann."))
    found = read([*SIDE, *talk(*more, times=False)])
    assert (found["Bis morgen dann."].header, found["Bis morgen dann."].who) == ("Piotr Nowak", Who.OTHER)
    assert found["Ich bringe ihn morgen mit."].who is Who.USER


def test_a_name_is_spelt_as_it_mostly_is() -> None:
    """The topmost one may be half scrolled away and read a little differently."""
    found = read([*SIDE, *talk(("PIotr Nowak", "Wer kommt heute mit?  08:20"), *TALK, *TALK[1:2])])
    assert found["Wer kommt heute mit?"].header == "Piotr Nowak"


@pytest.mark.parametrize("text", ["Nachricht gelöscht", "Message deleted", "Message supprimé"])
def test_a_notice_is_no_speaker(text: str) -> None:
    """What follows it is still said by the name above."""
    groups = (*TALK, ("Piotr Nowak", f"{text}  08:30", "Never mind that one.  08:31"))
    found = read([*SIDE, *talk(*groups)])
    assert found["Never mind that one."].header == "Piotr Nowak"
    assert found[text].header in {"", "Piotr Nowak"}


@pytest.mark.parametrize(("inset", "ground"), [(14, FIELD), (0, FIELD), (14, DARK), (0, DARK)])
def test_what_is_being_written_is_not_the_last_speakers(inset: int, ground: int) -> None:
    """The field for the next message stands apart: on its own ground, in a frame, or just without a time."""
    found = read([*SIDE, *talk(*TALK, top=360), line("Sure, I will do that.", LEFT + inset, 760, ground)])
    assert found["Sure, I will do that."].header == ""
    assert found["Sure, I will do that."].who is not Who.OTHER
    assert found["Danke"].header == "Anna Weber"


@pytest.mark.parametrize("first", [True, False])
def test_a_message_of_two_lines_is_one_block(first: bool) -> None:
    """Whether its time stands beside its first line or its last; what is said next is another."""
    early, late = ("  08:31", "") if first else ("", "  08:31")
    long = ("Piotr Nowak", f"There is one more thing{early}", f"that I forgot to say.{late}")
    more = (f"It is about the van{early}", f"and its left door.{late}")
    others = ("Maria Keller", f"What about the van,{early}", f"did it break down?{late}")
    found = read(talk(*((name, *lines) for name, *lines in (("Anna Weber", *more), (*long, *more), others))))
    blocks = [found[text].block for text in ("There is one more thing", "that I forgot to say.")]
    assert blocks[0] == blocks[1] != found["and its left door."].block == found["It is about the van"].block


def test_labels_beside_hours_say_nothing() -> None:
    """The side bar of a calendar stands beside the hours of its day."""
    found = read(talk(("Arbeit", "Privat und Familie  09:00"), ("Lena Okonjo", "Feiertage in Sachsen  10:00")))
    assert found["Privat und Familie"].header != "Arbeit"
    assert found["Feiertage in Sachsen"].header != "Lena Okonjo"


def test_people_over_their_jobs_say_nothing() -> None:
    """A list of people is no conversation: nobody comes again, and there are no times."""
    people = talk(("Anna Weber", "Head of sales and support"), ("Piotr Nowak", "Keeps the machines running"))
    assert all(line.who is Who.UNKNOWN for line in read([*SIDE, *people]).values())


def test_labels_over_values_say_nothing() -> None:
    """A form's fields are no speakers either."""
    form = talk(("First Name", "Maria"), ("Last Name", "Keller"), ("Home Town", "Bad Urach near the castle"))
    assert all(line.block_kind is not BlockKind.MESSAGE for line in read(form).values())


def test_bubbles_on_two_sides_are_left_to_their_own_finder() -> None:
    """Where the user's messages stand at the right without a name, names alone do not tell who speaks."""
    groups = (*TALK[:2], ("Anna Weber", "Noch eine Frage dazu."), ("Piotr Nowak", "Which one do you mean?"))
    own = [line("Ich komme gleich.", RIGHT - 140, 500), line("Bin schon da!", RIGHT - 100, 470)]
    found = read([*talk(*groups, times=False), *own])
    assert all(found[each.text].who is not Who.OTHER for each in own)
