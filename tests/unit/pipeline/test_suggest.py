"""What could be said now, and when it has become stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.pipeline import suggest
from assistant.pipeline.context import Context
from assistant.types import BlockKind, Proposition, Status, Tier, Who
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


def test_the_old_date_on_the_screen_calls_for_the_change() -> None:
    """Where the superseded value is being looked at, the newer one is worth a word."""
    old = replace(believe("The site visit is on Thursday"), id=1, status=Status.SUPERSEDED)
    new = replace(believe("The site visit moved to Friday"), id=2, supersedes=1)
    looking = Context("firefox", "Plan - Firefox", ("The site visit is on Thursday",))
    assert _titles(old, new, context=looking) == ["This has changed since"]
    assert _titles(old, new) == []


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
