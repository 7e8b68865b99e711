"""From a chosen passage to a proposition."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline import choose, ground, propose
from assistant.pipeline.ports import Opinion
from assistant.types import BlockKind, Kind, Line, Observation, Proposition, Tier, Who, Wording
from tests.unit.pipeline.build import MARTA, NOW, believe, line, observation

ASKED = line("Could you send me 3 invoices by Friday?", header="Ana Souza")


def _opinion(text: str, logprob: float = -0.05) -> Opinion:
    return Opinion(text, Kind.TASK, logprob, 0, 0, 0)


def _one(seen: Observation, opinion: Opinion | None = None) -> tuple[Proposition | None, Counter[str]]:
    counted: Counter[str] = Counter()
    chosen = choose.choose(seen, MARTA, threshold=0.0)[0]
    made = propose.propose(chosen, opinion, seen, MARTA, count=lambda name: counted.update([name]))
    return made, counted


@pytest.mark.parametrize(
    ("given_line", "app", "title", "text"),
    [
        (ASKED, "chromium", "Re: Q3 budget - Mail - Chromium",
         "In 'Q3 budget' Ana Souza asked the user: 'Could you send me 3 invoices by Friday?'"),
        (ASKED, "Slack", "Ana Souza - Slack", "Ana Souza asked the user: 'Could you send me 3 invoices by Friday?'"),
        (line("Ben: could you call me back?"), "Slack", "#site - Slack",
         "In '#site' Ben asked the user: 'could you call me back?'"),
        (line("Bringst du am Sonntag den Kuchen mit?", header="Oma Trude"), "Slack", "Oma Trude - Slack",
         "Oma Trude asked the user: 'Bringst du am Sonntag den Kuchen mit?' (bring, Sunday, cake)"),
        (line("Deadline: please finish today"), "Slack", "#site - Slack",
         "In '#site' somebody asked the user: 'Deadline: please finish today'"),
        (line("I'll call you tonight", header="Ana Souza"), "Slack", "Ana Souza - Slack",
         "Ana Souza told the user: 'I'll call you tonight'"),
        (line("I prefer the aisle", Who.USER, tier=Tier.TYPED, kind=BlockKind.TEXT), "gedit", "trip.md - gedit",
         "The user wrote in 'trip.md': 'I prefer the aisle'"),
        (line("see you at 5", Who.USER, tier=Tier.TYPED), "Slack", "Ana Souza - Slack",
         "The user wrote to Ana Souza: 'see you at 5'"),
        (line("~/farm$ git commit -m 'Fix pump timer'", Who.USER, kind=BlockKind.TERMINAL), "xterm", "xterm",
         "The user ran 'git commit -m 'Fix pump timer'' in the terminal."),
        (line("Lyon", Who.USER, "Destination", BlockKind.FORM, Tier.TYPED), "firefox", "Travel request - Firefox",
         "In 'Travel request' the user entered Destination: 'Lyon'"),
        (line("Dentist 9:30", Who.UNKNOWN, "Thu 12", BlockKind.TABLE), "firefox", "Calendar - Mozilla Firefox",
         "The user's calendar shows for Thu 12: 'Dentist 9:30'"),
        (line("- [ ] order seed potatoes before 28 March", Who.USER, kind=BlockKind.TEXT), "gedit", "todo.txt",
         "The user wrote in 'todo.txt': 'order seed potatoes before 28 March'"),
    ],
)  # fmt: skip
def test_each_place_has_its_frame(given_line: Line, app: str, title: str, text: str) -> None:
    """The extractive wording says who speaks, where, and quotes the line."""
    made, _ = _one(observation(given_line, app=app, title=title))
    assert made is not None
    assert made.text == text
    assert made.wording is Wording.EXTRACTIVE


def test_a_row_names_its_columns() -> None:
    """Cells of one row stand with their headers, and the quote is the row."""
    cells = (
        line("Venue deposit", Who.UNKNOWN, "Item", BlockKind.TABLE),
        line("1,200 EUR", Who.UNKNOWN, "Amount", BlockKind.TABLE),
        line("5 May", Who.UNKNOWN, "Due", BlockKind.TABLE),
    )
    made, _ = _one(observation(*cells, app="soffice", title="Wedding.ods - LibreOffice Calc"))
    assert made is not None
    assert made.text == "In the table 'Wedding.ods' Venue deposit has Amount 1,200 EUR, Due 5 May."
    assert made.evidence[0].quote == "Venue deposit 1,200 EUR 5 May"


def test_the_minds_words_replace_the_frame_when_they_are_faithful() -> None:
    """A grounded paraphrase stands; the quote stays verbatim in the evidence."""
    made, counted = _one(observation(ASKED), _opinion("Ana Souza asked the user to send 3 invoices by Friday."))
    assert made is not None
    assert made.wording is Wording.PARAPHRASE
    assert made.text == "Ana Souza asked the user to send 3 invoices by Friday."
    assert made.evidence[0].quote == ASKED.text
    assert not counted


@pytest.mark.parametrize(
    ("said", "logprob", "counted_as"),
    [
        ("Viktor asked the user to send 3 invoices by Friday.", -0.05, "ground.name"),
        ("Ana Souza asked the user to send 4 invoices by Friday.", -0.05, "ground.number"),
        ("Ana Souza asked the user to send invoices.", -0.05, "ground.lost_date"),
        ("The user was asked to send 3 invoices by Friday.", -0.05, "ground.lost_speaker"),
        ("Could you send me 3 invoices by Friday?", -0.05, "mind.echo"),
        ("Ana Souza asked the user to send 3 invoices by Friday.", -2.0, "mind.unsure"),
    ],
)
def test_an_unfaithful_paraphrase_is_counted_and_dropped(said: str, logprob: float, counted_as: str) -> None:
    """The frame stands in its place, and the counter says why."""
    made, counted = _one(observation(ASKED), _opinion(said, logprob))
    assert made is not None
    assert made.wording is Wording.EXTRACTIVE
    assert counted[counted_as] == 1


def test_a_paraphrase_keeps_the_topic() -> None:
    """Where the mind's words do not say what they are about, the window's topic stands before them."""
    seen = observation(line("It moved to Friday 10:00", header="Ana Souza"), title="Re: Q3 budget - Mail")
    made, _ = _one(seen, _opinion("Ana Souza said that it moved to Friday 10:00."))
    assert made is not None
    assert made.text == "In 'Q3 budget' Ana Souza said that it moved to Friday 10:00."


def test_a_silent_mind_silences_only_doubtful_lines() -> None:
    """Nothing to say is respected where the signs are weak too; a plain request still counts."""
    sure, _ = _one(observation(ASKED), _opinion(""))
    assert sure is not None
    weak, counted = _one(observation(line("the weather is nice", header="Ana")), _opinion(""))
    assert weak is None
    assert counted["mind.silent"] == 1


def test_a_dated_request_ends_and_keeps_its_capture_time() -> None:
    """Defect 9: an observation is dated by its capture, and a deadline ends by the calendar of that time."""
    made, _ = _one(observation(ASKED))
    assert made is not None
    assert made.kind is Kind.DEADLINE
    assert made.created == made.evidence[0].time == observation(ASKED).start
    assert made.valid_to is not None
    assert made.valid_to.day == 7


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet=st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=3, max_size=90),
    header=st.sampled_from(["", "Ana Souza", "No Reply", "du", "2 guests", "田中", "Destination"]),
    who=st.sampled_from(list(Who)),
    kind=st.sampled_from([one for one in BlockKind if one not in (BlockKind.MENU, BlockKind.ADVERT)]),
    title=st.sampled_from(["", "Re: No rush - Mail", "Calendar", "box: ~", "12 Angry Men - Firefox", "Ana - Slack"]),
)
def test_the_extractive_wording_always_passes_the_checks(
    text: str, header: str, who: Who, kind: BlockKind, title: str
) -> None:
    """Whatever stands on the screen, its frame adds nothing that the screen does not say."""
    seen = observation(line(text, who, header, kind), app="app", title=title)
    for chosen in choose.choose(seen, MARTA, threshold=0.0):
        made = propose.propose(chosen, None, seen, MARTA)
        assert made is not None
        failures = ground.check(made.text, chosen.thought.quote, title, header, who, MARTA)
        assert not set(failures) - {"placeholder"}, (made.text, failures)
        assert ground.verbatim(made.evidence[0].quote, seen.lines)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Dear Marta, the kiln is free from Monday. Best regards, Ana", "the kiln is free from Monday."),
        ("Hallo Marta, der Ofen ist ab Montag frei. Viele Grüße", "der Ofen ist ab Montag frei."),
        ("Bonjour Marta, le four est libre dès lundi. Cordialement, Ana Souza", "le four est libre dès lundi."),
        ("Der Ofen ist ab Montag frei. Ihre Keramikwerkstatt", "Der Ofen ist ab Montag frei."),
        ("Hey can you fire it by Monday, please?", "Hey can you fire it by Monday, please?"),
        ("Thanks for the clay.", "Thanks for the clay."),
    ],
)
def test_greetings_and_farewells_are_left_out(quote: str, said: str) -> None:
    """They say nothing, and an English gloss of "Liebe" would be silly; the evidence keeps every word."""
    made = believe(quote)
    assert f"'{said}'" in made.text
    assert made.evidence[0].quote == quote


def test_a_calendars_entry_is_an_event_whatever_it_calls_for() -> None:
    """A call that stands under a day is no task that is due then, and is over with that day."""
    made = believe("Call with Ben Ode", Who.UNKNOWN, "Tue 10 March", kind=BlockKind.TEXT, app="chromium",
                   title="Week - Calendar")  # fmt: skip
    assert made.kind is Kind.EVENT
    assert made.valid_to is not None
    assert made.valid_to.date().isoformat() == "2026-03-11"


@pytest.mark.parametrize("text", ["Montags mache ich den Ofen sauber.", "Every Monday I will clean the kiln."])
def test_a_habit_of_the_user_is_a_routine(text: str) -> None:
    """It is not due on the coming Monday and over then."""
    made = believe(text, Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT, app="gedit", title="notes.txt - gedit")
    assert made.kind is Kind.ROUTINE
    assert made.valid_to is None


def test_a_row_of_a_list_of_mails_says_neither_hour_nor_sender() -> None:
    """They stand before or behind the words in the row; a task is not due at the hour at which it was sent."""
    row = "07:20 Ana Souza Kiln - Please clean the kiln until Friday."
    made = believe(row, kind=BlockKind.MAIL_LIST, app="chromium", title="Inbox - Mail")
    assert made.text == "Ana Souza asked the user: 'Kiln - Please clean the kiln until Friday.'"
    assert made.evidence[0].quote == row
    assert made.valid_to is not None
    assert (made.valid_to.hour, made.valid_to.minute) == (0, 0)


def test_the_monday_of_an_old_mail_is_not_the_next_one() -> None:
    """A list says on which day a mail came: what was due then is over, what lies ahead of then may still come."""
    old = believe("20 Feb Ana Souza Kiln - Please clean the kiln until Monday.", kind=BlockKind.MAIL_LIST,
                  app="chromium", title="Inbox - Mail")  # fmt: skip
    assert old.text == "Ana Souza asked the user: 'Kiln - Please clean the kiln until Monday.'"
    assert old.valid_to is not None
    assert old.valid_to < NOW
    ahead = believe("20 Feb Ana Souza Open day - You are expected on Friday, 20 March.", kind=BlockKind.MAIL_LIST,
                    app="chromium", title="Inbox - Mail")  # fmt: skip
    assert ahead.valid_to is None or ahead.valid_to > NOW


def test_an_hour_on_a_page_is_not_of_today() -> None:
    """A booking's day stands elsewhere on the page; in a message an hour alone means today."""
    said = "Your booking was changed: instead of the large hall you have room 2, from 1 to 5 pm."
    page = believe(said, Who.UNKNOWN, "", kind=BlockKind.TEXT, app="chromium", title="My bookings - Chromium")
    assert (page.kind, page.valid_from) == (Kind.EVENT, None)
    message = believe(said)
    assert message.valid_from is not None
    assert message.valid_from.date() == NOW.date()
