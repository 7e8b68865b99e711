"""What could be said now, and when it has become stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.pipeline import suggest
from assistant.pipeline.context import Context
from assistant.types import BlockKind, Kind, Proposition, Status, Tier, Who
from tests.unit.pipeline.build import NOW, believe

HOUR = timedelta(hours=1)
ASKED = replace(believe("Could you send me the greenhouse quote by Thursday?", title="Greenhouse - Slack"), id=1)
EMPTY = Context("gedit", "notes.md - gedit")


def _titles(*beliefs: Proposition, context: Context = EMPTY, after: timedelta = HOUR) -> list[str]:
    return [one.title for one in suggest.candidates(beliefs, context, NOW + after)]


def test_nothing_is_said_about_what_was_just_read() -> None:
    """Within minutes of learning it the user knows it better than Inkling does."""
    back = Context("Slack", "Greenhouse - Slack")
    assert _titles(ASKED, context=back, after=timedelta(minutes=2)) == []


def test_a_near_deadline_is_told_the_day_before() -> None:
    """Far deadlines are silent; the day before they are not; the words quote the belief, with its id."""
    assert _titles(ASKED) == []
    (made,) = suggest.candidates([ASKED], EMPTY, NOW + timedelta(hours=30))
    assert made.title == "Due tomorrow"
    assert made.body == ASKED.text
    assert made.because == (1,)
    assert made.utility > 0


def test_back_at_the_asker_the_open_request_comes_up() -> None:
    """Returning to the person while the request itself is out of sight is the moment."""
    back = Context("Slack", "Ana Souza - Slack", ("good morning",), ("Ana Souza",))
    assert "Ana Souza is waiting for an answer" in _titles(ASKED, context=back)
    reading = Context("Slack", "Ana Souza - Slack", (ASKED.evidence[0].quote,), ("Ana Souza",))
    assert "Ana Souza is waiting for an answer" not in _titles(ASKED, context=reading)


def test_only_people_wait_and_only_until_they_are_answered() -> None:
    """A shop, an office and a no-reply sender do not; nor does whom the user has written back in the meantime."""
    asked = replace(ASKED, valid_to=None)
    source = asked.evidence[0]
    shop = replace(asked, evidence=(replace(source, header="Möbel Store"),))
    back = Context("Slack", "Greenhouse - Slack")
    assert _titles(shop, context=back) == []
    assert _titles(replace(asked, evidence=(replace(source, header="noreply"),)), context=back) == []
    firms = suggest.candidates([asked], back, NOW + HOUR, firm=lambda name: name == "Ana Souza")
    assert firms == []
    reply = believe(
        "Sure, you will have it tomorrow.", Who.USER, "", tier=Tier.TYPED, title="Greenhouse - Slack",
        time=NOW + HOUR / 4, number=3, id=3,
    )  # fmt: skip
    assert _titles(asked, reply, context=back) == []
    elsewhere = replace(reply, evidence=(replace(reply.evidence[0], title="Ben Ode - Slack"),))
    assert _titles(asked, elsewhere, context=back) == ["Ana Souza is waiting for an answer"]


def test_a_request_that_asks_nothing_waits_for_no_answer() -> None:
    """A mere "please send" is a task: what was asked is said, and no answer is claimed to be missed."""
    for said in ("Please send me the quote.", "Bitte schick mir das Angebot.", "Merci de m'envoyer le devis."):
        asked = believe(said, header="Ana Souza", title="Greenhouse - Slack", id=1)
        asked = replace(asked, kind=Kind.TASK, confidence=0.9)
        assert _titles(asked, context=Context("Slack", "Greenhouse - Slack")) == ["Ana Souza asked you for this"]


def test_the_beginning_of_a_mail_in_a_list_waits_for_nobody() -> None:
    """What a list cuts off was not opened, so the user cannot be back at it."""
    asked = believe("Could you send me the greenhouse quote by Thursd...", title="Greenhouse - Slack", id=1)
    asked = replace(asked, kind=Kind.TASK, confidence=0.9)
    assert _titles(asked, context=Context("Slack", "Greenhouse - Slack")) == []


def test_the_old_date_on_the_screen_calls_for_the_change() -> None:
    """Where the superseded value is being looked at, the newer one is worth a word."""
    old = replace(believe("The site visit is on Thursday"), id=1, status=Status.SUPERSEDED)
    new = replace(believe("The site visit moved to Friday"), id=2, supersedes=1)
    looking = Context("firefox", "Plan - Firefox", ("The site visit is on Thursday",))
    assert _titles(old, new, context=looking) == ["This has changed since"]
    assert _titles(old, new) == []


def test_what_was_only_written_on_has_not_changed() -> None:
    """The whole mail says more than its beginning in the list, and nothing else."""
    old = replace(believe("The site visit is on Thursday"), id=1, status=Status.SUPERSEDED)
    whole = believe("The site visit is on Thursday at ten", number=2)
    looking = Context("firefox", "Plan - Firefox", ("The site visit is on Thursday",))
    grown = replace(whole, id=2, supersedes=1, evidence=(*whole.evidence, *old.evidence))
    assert _titles(old, grown, context=looking) == []


def test_the_whole_of_a_mail_is_no_change_of_its_beginning() -> None:
    """A list cut it off, and the mail has a greeting before it."""
    cut = replace(believe("the deadline for the receipts is extended, please se..."), id=1, status=Status.SUPERSEDED)
    mail = believe("Dear Marta, the deadline for the receipts is extended, please send them by 30 April.", number=2)
    looking = Context("firefox", "Inbox - Firefox", (cut.evidence[0].quote,))
    assert _titles(cut, replace(mail, id=2, supersedes=1), context=looking) == []


def test_what_has_begun_needs_no_word_of_its_change() -> None:
    """Until the new hour the old one on the screen is worth a word, after it no more."""
    old = replace(believe("The site visit is at 11:00 today"), id=1, status=Status.SUPERSEDED)
    new = replace(believe("The site visit moved to 13:00 today", number=2), id=2, supersedes=1)
    looking = Context("firefox", "Plan - Firefox", (old.evidence[0].quote,))
    assert "This has changed since" in _titles(old, new, context=looking)
    assert "This has changed since" not in _titles(old, new, context=looking, after=HOUR * 3.5)


def test_all_that_the_same_news_ended_counts() -> None:
    """One mail moves what another mail said and what the calendar shows."""
    old = replace(believe("The site visit is on Thursday"), id=1, status=Status.SUPERSEDED, ended_by=3)
    entry = replace(believe("Site visit, north field"), id=2, status=Status.SUPERSEDED, ended_by=3)
    new = replace(believe("The site visit moved to Friday", number=2), id=3, supersedes=1)
    looking = Context("firefox", "Plan - Firefox", ("Site visit, north field",))
    assert _titles(old, entry, new, context=looking) == ["This has changed since"]


@pytest.mark.parametrize(
    ("said", "entry", "old", "new"),
    [
        ("The site visit of 5 March is moved to 6 March.", "14:00 Site visit", "Thu 5 March", "Fri 6 March"),
        ("Die Begehung vom 5. März ist auf den 6. März verschoben.", "14:00 Begehung", "Do 5.3.", "Fr 6.3."),
        ("La visite du 5 mars est déplacée au 6 mars.", "14:00 Visite", "jeu. 5 mars", "ven. 6 mars"),
    ],
)
def test_a_calendar_that_was_not_changed_yet_calls_for_it(said: str, entry: str, old: str, new: str) -> None:
    """The entry stands on the day from which the mail moved it; not once it stands on the new day as well."""
    moved = replace(believe(said, id=1), kind=Kind.EVENT, valid_from=NOW + timedelta(days=3))
    behind = Context("chromium", "March - Calendar", (entry,), (), ((entry, old),))
    assert _titles(moved, context=behind) == ["Your calendar still shows the old date"]
    done = replace(behind, entries=((entry, old), (entry, new)))
    assert _titles(moved, context=done) == []
    assert _titles(moved, context=replace(behind, entries=(("14:00 Dentist", old),))) == []


def test_an_entry_of_another_week_is_not_the_one_that_changed() -> None:
    """What comes weekly stands under other days too, where nothing was moved."""
    entry = believe("Choir rehearsal 18:30", Who.UNKNOWN, "Thu 5 March", kind=BlockKind.TEXT, app="chromium",
                    title="Week - Calendar")  # fmt: skip
    old = replace(entry, id=1, status=Status.SUPERSEDED, ended_by=2)
    new = replace(believe("The choir rehearsal is moved to Wednesday", number=2), id=2)
    line = "Choir rehearsal 18:30"
    for day, titles in (("Thu 5 March", ["This has changed since"]), ("Thu 12 March", [])):
        week = Context("chromium", "Week - Calendar", (line,), (day,), ((line, day),))
        assert _titles(old, new, context=week) == titles


def test_an_event_soon_is_told_with_its_minutes() -> None:
    """Half an hour before it begins, not hours before, and not when it was called off."""
    event = replace(believe("Site visit at 12:30 today"), id=3)
    assert _titles(event, after=HOUR * 2) == ["Begins in 30 minutes"]
    assert _titles(event, after=timedelta(minutes=20)) == []
    off = replace(believe("The site visit at 12:30 today is cancelled"), id=4)
    assert _titles(off, after=HOUR * 2) == []


def test_what_is_done_is_not_asked_for() -> None:
    """The user's own report of completion silences the task, also just before it would be shown."""
    report = believe(
        "I sent the greenhouse quote", Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT, time=NOW + HOUR, number=2
    )
    done = replace(report, id=9)
    later = NOW + timedelta(hours=30)
    (made,) = suggest.candidates([ASKED], EMPTY, later)
    assert suggest.candidates([ASKED, done], EMPTY, later) == []
    assert suggest.still_useful(made, [ASKED], later) is None
    assert suggest.still_useful(made, [ASKED, done], later) == "already done"
    assert suggest.still_useful(made, [replace(ASKED, status=Status.SUPERSEDED)], later) == "no longer true"
    assert suggest.still_useful(made, [ASKED], later + HOUR * 24) == "context gone"


def test_doubtful_and_expired_beliefs_suggest_nothing() -> None:
    """Only what is believed, active and ahead."""
    later = timedelta(hours=30)
    assert _titles(replace(ASKED, confidence=0.4), after=later) == []
    assert _titles(replace(ASKED, status=Status.REJECTED), after=later) == []
    assert _titles(ASKED, after=timedelta(days=5)) == []


def test_nobody_is_reminded_of_what_they_wrote_an_hour_ago() -> None:
    """A promise of this morning is no reminder at noon; the next morning it is."""
    promise = believe("I will send the plans tomorrow.", Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT)
    own = replace(promise, id=1)
    assert _titles(own, after=timedelta(hours=2)) == []
    assert _titles(own, after=timedelta(hours=20)) != []


def test_a_suggestion_has_no_gloss() -> None:
    """The English words that help to find a belief are none that anybody has to read."""
    asked = believe("Bitte schick mir das Angebot bis morgen.", title="Greenhouse - Slack", id=1)
    assert asked.text.endswith(")")
    (made,) = suggest.candidates([asked], EMPTY, NOW + HOUR * 3)
    assert made.body.endswith("bis morgen.'")


def test_what_was_answered_an_hour_ago_is_not_called_due() -> None:
    """Whoever wrote back knows of it; the next morning it is said again."""
    asked = believe("Please send me the greenhouse quote by tomorrow.", title="Greenhouse - Slack", id=1)
    reply = believe(
        "You will have it.", Who.USER, "", tier=Tier.TYPED, title="Greenhouse - Slack", time=NOW + HOUR, number=3, id=3
    )
    assert _titles(asked, after=HOUR * 3) == ["Due tomorrow"]
    assert _titles(asked, reply, after=HOUR * 3) == []
    assert _titles(asked, reply, after=HOUR * 20) != []
    at_once = replace(reply, evidence=(replace(reply.evidence[0], time=NOW),))
    assert _titles(asked, at_once, after=HOUR * 3) == []
