"""Same, refines, contradicts or unrelated: decided by words, slots and speakers before any mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.pipeline import choose, propose
from assistant.pipeline.pair import Relation
from assistant.pipeline.ports import Opinion, Thought
from assistant.pipeline.relate import relate
from assistant.pipeline.revise import Supersede, revise
from assistant.types import BlockKind, Proposition, Status, Tier, Who
from tests.unit.pipeline.build import MARTA, NOW, believe, line, observation

LATER = NOW + timedelta(hours=3)


class CertainMind:
    """Takes everything for the same, and counts how often it was asked."""

    batch = 4

    def __init__(self) -> None:
        self.asked = 0

    def think(self, thought: Thought) -> Opinion:
        """Nothing."""
        return Opinion("", None, 0.0, 0, 0, 0)

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        """The first option, always."""
        self.asked += 1
        return [0.9, *(0.1 / (len(options) - 1) for _ in options[1:])]

    def answer(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """Nothing."""
        return iter(())


@pytest.mark.parametrize(
    ("old", "new", "similarity", "relation"),
    [
        ("The budget review is on Thursday at 14:00", "The budget review is on Thursday at 14:00", 1.0, Relation.SAME),
        ("The budget review is on Thursday at 14:00", "The budqet review is on Thursday at 14:00", 0.9, Relation.SAME),
        ("The budget review is on Thursday", "The budget review moved to Friday", 0.85, Relation.CONTRADICTS),
        ("The budget review is on Thursday", "The budget review is on Friday", 0.95, Relation.CONTRADICTS),
        ("The dinner at Luigi's is on Saturday", "The dinner at Luigi's is cancelled", 0.8, Relation.CONTRADICTS),
        ("Die Sitzung ist am Donnerstag", "Die Sitzung wurde auf Freitag verschoben", 0.7, Relation.CONTRADICTS),
        ("La réunion est jeudi", "La réunion est reportée à vendredi", 0.7, Relation.CONTRADICTS),
        ("来週の会議は14時です", "来週の会議は15時に変更になりました", 0.8, Relation.CONTRADICTS),
        ("Rent for the studio is 900 EUR", "Rent for the studio is 950 EUR", 0.97, Relation.CONTRADICTS),
        ("The budget review is on Thursday", "The dentist appointment moved to Friday", 0.3, Relation.UNRELATED),
        ("Could you send the slides?", "Could you water the plants?", 0.4, Relation.UNRELATED),
        ("Stand-up every Monday at 9:30", "Stand-up every Tuesday at 9:45", 0.9, Relation.UNRELATED),
    ],
)
def test_what_one_person_says_later(old: str, new: str, similarity: float, relation: Relation) -> None:
    """One sender, one topic: the same words confirm, moves, cancellations and new values contradict."""
    verdict = relate(believe(new, time=LATER, number=2), believe(old), similarity)
    assert verdict.relation is relation


def test_two_people_who_ask_the_same_are_two_tasks() -> None:
    """Anna's and Ben's requests stay apart though the words are equal."""
    one = believe("Could you send me the slides by Friday?", header="Ana Souza")
    other = believe("Could you send me the slides by Friday?", header="Ben Ode", time=LATER, number=2)
    assert relate(other, one, 0.97).relation is Relation.UNRELATED


def test_anybody_may_report_a_change() -> None:
    """The meeting that Ana announced is moved by Ben's message."""
    one = believe("The budget review is on Thursday at 14:00", header="Ana Souza")
    other = believe("heads up, the budget review moved to Friday", header="Ben Ode", time=LATER, number=2)
    verdict = relate(other, one, 0.7)
    assert verdict.relation is Relation.CONTRADICTS
    assert verdict.explicit


def test_lines_that_stand_together_hold_together() -> None:
    """Two rows of one screen do not contradict each other."""
    one = believe("Dentist on Thursday at 9:00")
    other = believe("Dentist on Friday at 9:00")
    assert relate(other, one, 0.95).relation is Relation.UNRELATED


def test_a_sentence_still_being_typed_refines_its_beginning() -> None:
    """Growing text is one belief, whichever state is read last."""
    typed = {"who": Who.USER, "header": "", "kind": BlockKind.TEXT, "tier": Tier.TYPED}
    short = believe("I will send the offer", **typed)  # type: ignore[arg-type]
    full = believe("I will send the offer to Ben tomorrow", time=LATER, number=2, **typed)  # type: ignore[arg-type]
    assert relate(full, short, 0.8).relation is Relation.REFINES
    assert relate(short, full, 0.8).relation is Relation.SAME


def test_a_salutation_makes_no_second_belief() -> None:
    """The same request with and without "Dear Ms ..." before it is one."""
    ask = "bitte senden Sie mir die Belege für 2025 bis zum 31. März."
    one = believe(ask, header="Kanzlei Wetzlar")
    other = believe(f"Sehr geehrte Frau Kowalska, {ask}", header="Kanzlei Wetzlar", time=LATER, number=2)
    assert relate(other, one, 0.93).relation is Relation.SAME
    assert relate(one, other, 0.93).relation is Relation.SAME


def test_a_mail_cut_off_in_a_list_is_the_mail() -> None:
    """The snippet's belief gives way to the whole sentence, also where the list did not tell the sender."""
    mail = {"app": "chromium", "title": "Inbox - Mail", "kind": BlockKind.MAIL}
    snippet = believe("Your train to Weimar leaves on Friday, 13 March at 08:1...", Who.UNKNOWN, "", **mail)  # type: ignore[arg-type]
    whole = "Your train to Weimar leaves on Friday, 13 March at 08:14 from platform 9."
    full = believe(whole, header="Bahnkontor", time=LATER, number=2, **mail)  # type: ignore[arg-type]
    assert relate(full, snippet, 0.9).relation is Relation.REFINES
    assert relate(snippet, full, 0.9).relation is Relation.SAME


def test_calendars_list_many_of_a_kind() -> None:
    """Another date in a calendar is another entry, not a correction."""
    place = {"app": "firefox", "title": "Calendar - Firefox", "kind": BlockKind.TABLE, "who": Who.UNKNOWN, "header": ""}
    one = believe("Choir rehearsal 12 March 19:00", **place)  # type: ignore[arg-type]
    other = believe("Choir rehearsal 19 March 19:00", time=LATER, number=2, **place)  # type: ignore[arg-type]
    assert relate(other, one, 0.96).relation is Relation.UNRELATED


def test_the_mind_is_asked_only_in_the_doubtful_middle() -> None:
    """Clear cases cost no tokens; the mind never makes a contradiction."""
    mind = CertainMind()
    one = believe("Could you send the garden plan to Ben?")
    relate(believe("Could you send the garden plan to Ben?", number=2), one, 1.0, mind)
    relate(believe("Could you water the plants?", number=2), one, 0.3, mind)
    assert mind.asked == 0
    verdict = relate(believe("Please mail Ben the garden plan again", time=LATER, number=2), one, 0.8, mind)
    assert mind.asked == 1
    assert verdict.relation is Relation.SAME


def test_one_line_with_two_statements_stays_two_beliefs() -> None:
    """Read again, each statement meets its own belief and not its neighbour's, whatever their wording is."""
    text = "The budget review moved to Friday. Please bring the printed slides."
    first, second = (_statement(text, index) for index in (0, 1))
    again = _statement(text, 0, number=2)
    assert relate(again, second, 0.6).relation is Relation.UNRELATED
    reworded = replace(first, text="Ana Souza said that the budget review moved to Friday.")
    assert relate(again, reworded, 0.7).relation is Relation.SAME


def _statement(text: str, index: int, number: int = 1) -> Proposition:
    seen = observation(line(text, header="Ana Souza"), title="Team - Slack", time=LATER, number=number)
    chosen = sorted(choose.choose(seen, MARTA, threshold=0.0), key=lambda one: text.index(one.thought.quote))
    made = propose.propose(chosen[index], None, seen, MARTA)
    assert made is not None
    return made


def test_a_ticked_task_is_done_and_may_be_opened_again() -> None:
    """The same words with their box ticked end the task; with the box open again they bring it back."""

    def item(text: str, time: datetime = LATER, number: int = 2) -> Proposition:
        return believe(
            text, Who.USER, "", kind=BlockKind.TEXT, tier=Tier.OWN, title="tasks.md - VIM", time=time, number=number
        )

    task = item("Order toner for the printer", NOW, 1)
    done = item("[x] Order toner for the printer")
    verdict = relate(done, task, 0.9)
    assert verdict.relation is Relation.CONTRADICTS
    assert verdict.explicit
    again = item("[ ] Order toner for the printer", LATER + timedelta(hours=1), 3)
    assert relate(again, done, 0.9).relation is Relation.CONTRADICTS
    assert relate(item("[x] Order paper for the printer"), task, 0.9).relation is Relation.UNRELATED


@pytest.mark.parametrize(
    ("text", "after", "stale"),
    [
        ("Order toner for the printer", timedelta(hours=1), True),
        ("Order tonen for the printer", timedelta(days=9), True),
        ("[ ] Order toner for the printer", timedelta(hours=1), False),
        ("Order toner for the printer", timedelta(days=9), False),
    ],
)
def test_a_tick_that_was_not_seen_opens_no_task(text: str, after: timedelta, stale: bool) -> None:
    """Struck-out words are read badly and their box is overlooked; an empty box, or another day's entry, is a sign."""

    def item(text: str, time: datetime, number: int) -> Proposition:
        header = "tasks: My tasks"
        return believe(text, Who.USER, header, kind=BlockKind.TEXT, tier=Tier.OWN, title="Week 11 - Planner - Chromium",
                       app="chromium", time=time, number=number, id=number)  # fmt: skip

    done, again = item("[x] Order toner for the printer", NOW, 1), item(text, NOW + after, 2)
    verdict = relate(again, done, 0.9)
    assert (verdict.relation, verdict.stale) == (Relation.CONTRADICTS, stale)
    changes = revise(again, [(done, 0.9)])
    assert any(isinstance(change, Supersede) for change in changes) is not stale


def test_a_cancellation_reaches_the_calendars_entry() -> None:
    """Whoever stands in the calendar on a day says that it is off on that day; another day's entry stays."""

    def entry(day: str) -> Proposition:
        seen = line("07:00 Lake market", Who.UNKNOWN, f"{day} 2026", BlockKind.TEXT)
        (chosen,) = choose.choose(observation(seen, app="chromium", title="Agenda - Chromium"), MARTA, threshold=0.0)
        made = propose.propose(chosen, None, observation(seen, app="chromium", title="Agenda - Chromium"), MARTA)
        assert made is not None
        return made

    off = believe(
        "The market on Saturday, 7 March is cancelled.", header="Lake market", kind=BlockKind.MAIL, app="thunderbird",
        title="Your stall - Thunderbird", time=LATER, number=2,
    )  # fmt: skip
    assert relate(off, entry("Sat 7 March"), 0.6).relation is Relation.CONTRADICTS
    assert relate(off, entry("Sat 14 March"), 0.6).relation is Relation.UNRELATED


def test_the_user_moves_what_has_its_own_mark() -> None:
    """Another day for door B12, said elsewhere, replaces the first; another door's day does not."""

    def typed(text: str, title: str, time: datetime = LATER) -> Proposition:
        return believe(
            text, Who.USER, "", kind=BlockKind.TEXT, tier=Tier.TYPED, title=title, time=time, number=len(title)
        )

    first = typed("I will replace the hinge of B12 on Friday.", "Doors - VIM", NOW)
    later = typed("I will repair door B12 tomorrow.", "Re: doors - Slack")
    other = typed("I will repair door C07 tomorrow.", "Re: doors - Slack")
    assert relate(later, first, 0.6).relation is Relation.CONTRADICTS
    assert relate(other, first, 0.6).relation is Relation.UNRELATED


def test_an_own_line_that_ends_otherwise_replaces_the_first() -> None:
    """The same task for another time, or for none, in the same list; another task, or another list, stands beside."""

    def task(text: str, number: int, title: str = "School - Listo", time: datetime = LATER) -> Proposition:
        return believe(text, Who.USER, "", kind=BlockKind.TEXT, tier=Tier.OWN, title=title, time=time, number=number)

    first = task("Paint the bike shed on Friday", 1, time=NOW)
    assert relate(task("Paint the bike shed in the summer holidays", 2), first, 0.8).relation is Relation.CONTRADICTS
    assert relate(task("Paint the fence on Saturday", 2), first, 0.7).relation is Relation.UNRELATED
    other = task("Paint the bike shed in the summer holidays", 2, title="Home - Listo")
    assert relate(other, first, 0.8).relation is not Relation.CONTRADICTS


def test_a_new_date_under_a_mails_subject_moves_the_appointment() -> None:
    """The sentence names only the date; the subject says of what. Another matter's subject moves nothing."""

    def told(text: str, title: str, time: datetime = NOW) -> Proposition:
        return believe(text, header="Gesine Moor", kind=BlockKind.MAIL, app="thunderbird", title=title, time=time,
                       number=len(title))  # fmt: skip

    first = told("Our review of chapter 3 is on Wednesday at 14:00.", "Review of chapter 3 - Thunderbird")
    moved = told("The new date is Thursday at 9:30.", "New date: review of chapter 3 - Thunderbird", LATER)
    other = told("The new date is Thursday at 9:30.", "New date: summer party - Thunderbird", LATER)
    assert relate(moved, first, 0.4).relation is Relation.CONTRADICTS
    assert relate(other, first, 0.4).relation is Relation.UNRELATED


def test_a_calendar_not_brought_up_to_date_is_no_news() -> None:
    """An entry for the day from which it is known to have been moved is old; one for the new day is not."""

    def entry(day: str) -> Proposition:
        seen = observation(line("14:00 Van inspection", Who.UNKNOWN, day, BlockKind.TEXT), app="chromium",
                           title="Agenda - Chromium", time=LATER, number=2)  # fmt: skip
        (chosen,) = choose.choose(seen, MARTA, threshold=0.0)
        made = propose.propose(chosen, None, seen, MARTA)
        assert made is not None
        return made

    moved = believe(
        "The inspection of your van on 13 March is moved to Tuesday, 17 March at 10:15.", header="Road office",
        kind=BlockKind.MAIL, app="thunderbird", title="New date - Thunderbird",
    )  # fmt: skip
    assert relate(entry("Fri 13 March 2026"), moved, 0.6).stale
    assert not relate(entry("Tue 17 March 2026"), moved, 0.6).stale


def test_a_day_denied_beside_another_moves_the_entry() -> None:
    """As in "on Wednesday, not on Thursday"."""
    start = NOW + timedelta(days=2)
    seen = observation(line("18:30 Choir rehearsal", Who.UNKNOWN, f"Thu {start.day} March 2026", BlockKind.TEXT),
                       app="chromium", title="Week - Calendar - Chromium", number=1)  # fmt: skip
    (chosen,) = choose.choose(seen, MARTA, threshold=0.0)
    old = propose.propose(chosen, None, seen, MARTA)
    assert old is not None
    news = believe("Rehearsal is on Wednesday, 4 March, not on Thursday.", header="Choir", time=LATER, number=2)
    assert relate(news, old, 0.5).relation is Relation.CONTRADICTS


def test_what_the_user_gives_up_ends_the_task() -> None:
    """The words "I no longer ..." said elsewhere end an own task; another task in like words stays."""

    def own(text: str, title: str, time: datetime, number: int) -> Proposition:
        return believe(text, Who.USER, "", kind=BlockKind.TEXT, tier=Tier.TYPED, title=title, time=time, number=number)

    task = own("Paint the bike shed in the summer holidays", "School - Listo", NOW, 1)
    gone = own("I no longer paint the bike shed, Ravaz does it in August.", "facilities - Slack", LATER, 2)
    other = own("I no longer repair the garden fence, Ravaz does it in August.", "facilities - Slack", LATER, 3)
    assert relate(gone, task, 0.6).relation is Relation.CONTRADICTS
    assert relate(other, task, 0.5).relation is Relation.UNRELATED


def _row(
    *cells: str,
    number: int = 1,
    time: datetime = NOW,
    app: str = "libreoffice",
    title: str = "invoices.ods - LibreOffice Calc",
) -> Proposition:
    """What is believed from one row of a table of invoices."""
    columns = ("Job", "Client", "Amount", "Due", "Status")
    lines = [
        replace(
            line(text, Who.UNKNOWN, column if column == "Job" else f"{column}, {cells[0]}", BlockKind.TABLE),
            box=(150 * at, 40, 150 * at + 100, 60),
        )
        for at, (column, text) in enumerate(zip(columns, cells, strict=True))
    ]
    seen = observation(*lines, app=app, title=title, time=time, number=number)
    made = propose.propose(choose.choose(seen, MARTA, threshold=0.0)[0], None, seen, MARTA)
    assert made is not None
    return made


def test_a_row_with_another_state_replaces_the_row() -> None:
    """What was open is paid; another row of the same client and a letter read otherwise are no news of the first."""
    old = _row("Leaflet", "Nordwind", "252.00", "20 March", "overdue")
    paid = _row("Leaflet", "Nordwind", "252.00", "20 March", "paid", number=2, time=LATER)
    assert relate(paid, old, 0.95).relation is Relation.CONTRADICTS
    misread = _row("Leaflet", "Nordwind", "252.00", "20 March", "overbue", number=2, time=LATER)
    assert relate(misread, old, 0.95).relation is not Relation.CONTRADICTS
    other = _row("Leaflet", "Nordwind", "340.00", "4 April", "paid", number=2, time=LATER)
    assert relate(other, old, 0.95).relation is Relation.UNRELATED


@pytest.mark.parametrize(
    ("before", "after"), [("Requested", "Declined by host"), ("Angefragt", "Abgelehnt"), ("En attente", "Refusée")]
)
def test_so_does_a_row_of_a_table_on_a_page(before: str, after: str) -> None:
    """Where its columns have names; two rows of one look, and those of another first cell, hold side by side."""

    def row(hall: str, status: str, number: int) -> Proposition:
        return _row(hall, "Open day", "120 people", "26 September 2026", status, number=number, time=LATER,
                    app="chromium", title="My bookings | Seminar rooms - Chromium")  # fmt: skip

    old, new = row("North hall", before, 1), row("North hall", after, 2)
    assert relate(new, old, 0.95).relation is Relation.CONTRADICTS
    assert relate(row("North hall", after, 1), old, 0.95).relation is not Relation.CONTRADICTS
    assert relate(row("North garden", after, 2), old, 0.95).relation is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("need", "handed"),
    [
        ("I still need the pressure values for table 4.", "Attached are the pressure values for table 4."),
        ("Ich brauche noch die Messwerte für Tabelle 4.", "Anbei die Messwerte für Tabelle 4."),
        ("J'ai besoin de la liste des portes du bâtiment B.", "Voici la liste des portes du bâtiment B."),
    ],
)
def test_what_was_asked_for_and_handed_over_is_no_longer_owed(need: str, handed: str) -> None:
    """Either side may ask; a mere mention of the thing, or asking again, ends nothing."""
    mail = {"kind": BlockKind.MAIL, "app": "thunderbird", "title": "Table 4 - Thunderbird"}
    own = believe(need, Who.USER, "", tier=Tier.OWN, **mail)  # type: ignore[arg-type]
    came = believe(handed, header="Ben Ode", time=LATER, number=2, **mail)  # type: ignore[arg-type]
    assert relate(came, own, 0.8).relation is Relation.CONTRADICTS
    asked = believe(need, header="Ben Ode", **mail)  # type: ignore[arg-type]
    sent = believe(handed, Who.USER, "", tier=Tier.OWN, time=LATER, number=2, **mail)  # type: ignore[arg-type]
    assert relate(sent, asked, 0.8).relation is Relation.CONTRADICTS
    again = believe(need, header="Ben Ode", time=LATER, number=2, **mail)  # type: ignore[arg-type]
    assert relate(again, own, 0.9).relation is not Relation.CONTRADICTS


def test_a_clipped_last_word_gives_way_to_the_whole_one() -> None:
    """A cursor stood on the last letter: seen whole before or after, the belief has the whole word."""
    clipped = believe("[x] Clean the small kiln", Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT, app="xterm",
                      title="tasks.md - VIM", time=LATER, number=2, id=2)  # fmt: skip
    whole = believe("[ ] Clean the small kilns", Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT, app="xterm",
                    title="tasks.md - VIM", id=1)  # fmt: skip
    (change,) = revise(clipped, [(whole, 0.9)])
    assert isinstance(change, Supersede)
    assert change.new.text.endswith("'Clean the small kilns'")
    assert change.new.evidence[0].quote == "[x] Clean the small kiln"
    done = replace(whole, evidence=tuple(replace(one, quote="[x] Clean the small kilns") for one in whole.evidence))
    done = replace(done, text=whole.text.replace("The user wrote", "Done"), id=3)
    assert relate(done, clipped, 0.9).relation is Relation.REFINES


def test_a_part_of_a_calendars_entry_is_that_entry() -> None:
    """A window lay above it: under the same day it is no second entry, under another day it is."""

    def entry(text: str, day: str, number: int) -> Proposition:
        return believe(text, Who.UNKNOWN, day, kind=BlockKind.TEXT, app="chromium", title="Week - Calendar",
                       time=NOW + timedelta(hours=number), number=number, id=number)  # fmt: skip

    whole, part = entry("16:15 Dentist, Dr. Amselfeld", "Thu 5 March", 1), entry("Dentist, Dr. Ams", "Thu 5 March", 2)
    assert relate(part, whole, 0.8).relation is Relation.SAME
    assert relate(whole, part, 0.8).relation is Relation.REFINES
    assert relate(entry("Dentist, Dr. Ams", "Fri 6 March", 2), whole, 0.8).relation is Relation.UNRELATED


def test_the_mail_itself_takes_the_place_of_its_beginning_in_a_list() -> None:
    """Each sentence that the list showed is said by the mail once it is open; another sender's is not."""
    row = "Kiln inspection - Your inspection of 19 March is moved to Tuesday, 24 March. Please bring the permi.."
    listed = believe(row, kind=BlockKind.MAIL_LIST, app="chromium", title="Inbox - Mail", id=1)
    said = "Your inspection of 19 March is moved to Tuesday, 24 March."
    mail = believe(said, kind=BlockKind.MAIL, app="chromium", title="Kiln inspection - Mail", number=2, time=LATER)
    assert relate(mail, listed, 0.9).relation is Relation.REFINES
    named = believe(f"{row} Ana Souza", kind=BlockKind.MAIL_LIST, app="chromium", title="Inbox - Mail", id=1)
    assert relate(mail, named, 0.9).relation is Relation.REFINES
    other = believe(said, header="Ben Ode", kind=BlockKind.MAIL, app="chromium", title="Kiln - Mail", number=2)
    assert relate(other, listed, 0.9).relation is not Relation.REFINES


MON, FRI = "Mon 9 March 2026", "Fri 13 March 2026"


def _entry(text: str, header: str, number: int, title: str = "Week 11 - Planner - Chromium") -> Proposition:
    """What is believed from one entry of a calendar that its window's title does not tell."""
    return believe(text, Who.UNKNOWN, header, kind=BlockKind.ENTRY, app="chromium", title=title,
                   time=NOW + timedelta(hours=number), number=number, id=number)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("11:00 Bank, Mr Ostrom", f"{FRI} ({MON})"),
        ("10:00 Bank, Mr Ostrom", f"{FRI} ({MON})"),
        ("11:00 Bank, Mr Ostrom", f"{MON} ({MON})"),
    ],
)
def test_an_entry_that_was_dragged_replaces_itself(text: str, header: str) -> None:
    """To another day or hour, where the page shows that it stands no longer where it stood; also back again."""
    old, new = _entry("10:00 Bank, Mr Ostrom", MON, 1), _entry(text, header, 2)
    (change,) = revise(new, [(old, 0.9)])
    assert isinstance(change, Supersede)
    assert header.partition(" (")[0] in change.new.text
    assert "(" not in change.new.text
    back = _entry("10:00 Bank, Mr Ostrom", f"{MON} ({header.partition(' (')[0]})", 3)
    past = replace(old, status=Status.SUPERSEDED, ended_by=2)
    assert isinstance(revise(back, [(new, 0.9)], past=[past])[0], Supersede)


def test_entries_of_one_name_stand_beside_each_other() -> None:
    """What takes place on two days left none of them, and what left one says nothing of another."""
    old = _entry("10:00 Choir practice", MON, 1)
    assert relate(_entry("10:00 Choir practice", FRI, 2), old, 0.95).relation is Relation.UNRELATED
    assert relate(_entry("10:00 Bank, Mr Ostrom", f"{FRI} ({MON})", 2), old, 0.7).relation is Relation.UNRELATED
    elsewhere = _entry("10:00 Choir practice", f"{FRI} (Wed 11 March 2026)", 2)
    assert relate(elsewhere, old, 0.95).relation is Relation.UNRELATED


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("20:00 Dinner with Ana Souza", "I have to cancel our dinner on Monday, I am ill."),
        ("20:00 Abendessen mit Ana Souza", "Ich muss unser Abendessen am Montag leider absagen, ich bin krank."),
        ("20:00 Dîner avec Ana Souza", "Je dois annuler notre dîner de lundi, je suis malade."),
    ],
)
def test_who_has_to_call_off_calls_off(entry: str, words: str) -> None:
    """Somebody who stands in the calendar says on another day that it cannot be."""
    off = believe(words, header="Ana Souza", time=LATER, number=2, id=2)
    assert relate(off, _entry(entry, MON, 1), 0.5).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("asked", "answer", "relation"),
    [
        ("Can you bring the oars to the pier on Saturday?", "Yes, the oars on Sunday at the pier", "contradicts"),
        ("Kannst du am Samstag die Ruder zum Steg bringen?", "Passt, die Ruder am Sonntag zum Steg", "contradicts"),
        ("Can you bring the oars to the pier by Saturday?", "Yes, the oars on Friday at the pier", "unrelated"),
        ("Can you bring the oars to the pier on Saturday?", "Yes, the cake on Sunday", "unrelated"),
    ],
)
def test_a_yes_to_another_day_replaces_the_request(asked: str, answer: str, relation: str) -> None:
    """In the same talk and of the same things; a limit still holds when the promise is for an earlier day."""
    room = {"app": "brieftaube", "title": "Ana Souza - Brieftaube"}
    old = believe(asked, **room)  # type: ignore[arg-type]
    new = believe(answer, Who.USER, "", tier=Tier.TYPED, time=LATER, number=2, **room)  # type: ignore[arg-type]
    assert relate(new, old, 0.7).relation == relation


def test_an_entry_of_another_day_is_another_entry() -> None:
    """Two days of one calendar with the same words: both are to come; seen on its own day again it is the same."""

    def entry(day: str, number: int) -> Proposition:
        lines = line("14:00 Eye doctor", Who.UNKNOWN, day, BlockKind.TABLE)
        seen = observation(lines, app="chromium", title="Calendar - Chromium", number=number, time=NOW)
        made = propose.propose(choose.choose(seen, MARTA, threshold=0.0)[0], None, seen, MARTA)
        assert made is not None
        return made

    assert relate(entry("Fri 13 March 2026", 2), entry("Fri 6 March 2026", 1), 0.98).relation is Relation.UNRELATED
    assert relate(entry("Fri 6 March 2026", 2), entry("Fri 6 March 2026", 1), 1.0).relation is Relation.SAME
