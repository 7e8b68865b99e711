"""What there is to tell about a day: what comes, what was learned, what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.pipeline import diary
from assistant.pipeline.episodes import Episode
from assistant.types import Entry, Kind, Proposition, Status, What, Wording
from tests.unit.pipeline.build import NOW, belief, evidence

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIDNIGHT = NOW.replace(hour=0)


def dated(text: str, start: datetime | None, end: datetime | None, kind: Kind = Kind.EVENT, id: int = 1) -> Proposition:
    """A belief with dates."""
    return replace(belief(text, kind=kind, id=id), valid_from=start, valid_to=end)


def ended(old: Proposition, by: int) -> Proposition:
    """The belief after another took its place."""
    return replace(old, status=Status.SUPERSEDED, ended=NOW, ended_by=by)


def texts(found: list[Proposition]) -> list[str]:
    """What they say."""
    return [one.text for one in found]


def test_what_comes_is_in_order_and_never_past() -> None:
    """Events by their beginning, deadlines by their end; what has begun, is over or called off does not come."""
    found = diary.coming(
        [
            dated("call", NOW + 2 * HOUR, NOW + 3 * HOUR, id=1),
            dated("report", NOW - DAY, NOW + HOUR, Kind.DEADLINE, id=2),
            dated("stand-up", NOW - HOUR / 2, NOW + HOUR / 2, id=3),
            dated("invoice", NOW - 2 * DAY, NOW - HOUR, Kind.DEADLINE, id=4),
            dated("a fact with a date", NOW, NOW + DAY, Kind.FACT, id=5),
            dated("no date", None, None, Kind.TASK, id=6),
            dated("The dinner is cancelled.", NOW + HOUR, NOW + 2 * HOUR, id=7),
            dated("I cannot do Wednesday.", NOW + DAY, NOW + 2 * DAY, Kind.PLAN, id=8),
            dated("Do not forget the form.", NOW, NOW + 3 * HOUR, Kind.DEADLINE, id=9),
        ],
        NOW,
    )
    assert texts(found) == ["report", "call", "Do not forget the form."]


def test_what_goes_on_for_days_still_counts() -> None:
    """A fair of three days is worth telling on its second day."""
    assert texts(diary.coming([dated("fair", NOW - DAY, NOW + DAY)], NOW)) == ["fair"]


def test_a_past_day_tells_what_stood_then() -> None:
    """What was replaced later stood on that day; what was learned later, rejected, or replaced before did not."""
    at = NOW + DAY
    old = replace(ended(dated("on Friday", at + DAY, at + DAY + HOUR, id=1), by=2), ended=NOW + 2 * DAY)
    new = replace(dated("on Monday", at + 4 * DAY, at + 4 * DAY + HOUR, id=2), supersedes=1, created=NOW + 2 * DAY)
    wrong = replace(dated("never", at + DAY, at + DAY + HOUR, id=3), status=Status.REJECTED)
    held = replace(dated("dinner", at + HOUR, at + 2 * HOUR, id=4), status=Status.EXPIRED, ended=at + 5 * DAY)
    everything = [old, new, wrong, held]
    assert texts(diary.coming(everything, at)) == ["dinner", "on Friday"]
    assert texts(diary.coming(everything, NOW + 3 * DAY)) == ["on Monday"]


def test_learned_is_what_was_new_that_day_and_holds() -> None:
    """Not what was known before, nor what was replaced or rejected the same day; the surest first."""
    known = replace(belief("known", id=1), created=NOW - DAY)
    sure, unsure = belief("sure", id=2), replace(belief("unsure", id=3), confidence=0.4)
    gone = replace(belief("gone", id=4), status=Status.SUPERSEDED)
    assert texts(diary.learned([known, unsure, sure, gone], MIDNIGHT, MIDNIGHT + DAY)) == ["sure", "unsure"]


def test_a_change_has_its_reason() -> None:
    """The quote that the new one brought, or the user's own word; what the user took back is no change."""
    moved = evidence("The review moved to Friday")
    old = ended(belief("The review is on Thursday.", id=1), by=2)
    new = ended(belief("The review is on Friday.", *old.evidence, moved, id=2), by=3)
    said = replace(belief("The review is on Monday.", id=3), wording=Wording.USER)
    noted = {1: Entry(1, NOW, What.SUPERSEDED, "it says that this changed", moved, 2)}
    first, second = diary.changed([old, new, said], MIDNIGHT, MIDNIGHT + DAY, noted)
    quoted = "“The review moved to Friday” in “Team - Slack”, Ana Souza"
    assert (first.reason, second.reason) == (f"It says that this changed: {quoted}", "You said so.")
    assert [change.reason for change in diary.changed([old, new], MIDNIGHT, MIDNIGHT + DAY)] == [quoted]
    assert not diary.changed([old, replace(new, status=Status.REJECTED)], MIDNIGHT, MIDNIGHT + DAY)
    assert not diary.changed([old, new], MIDNIGHT + DAY, MIDNIGHT + 2 * DAY)


def test_saying_more_of_the_same_is_no_revision() -> None:
    """A clipped line that is seen whole refines; another date, hour or person changes."""
    clipped = belief("The user wrote: 'Renew my passport bef'", id=1)
    whole = replace(belief("The user wrote: 'Renew my passport before May'", id=2), supersedes=1)
    other = replace(belief("Tom asked the user to send the Halden invoice at once.", id=3), supersedes=1)
    assert diary.Change(clipped, whole).refines
    assert not diary.Change(clipped, other).refines
    for before, after in (("after 10:00", "after 09:00"), ("on Thursday", "on Friday")):
        old, new = (
            belief(f"My calls start {before}", id=1),
            replace(belief(f"My calls start {after}", id=2), supersedes=1),
        )
        assert not diary.Change(old, new).refines


def test_the_day_in_sentences() -> None:
    """What it was, what got most, who, what is new, what is next; each number is the one that was counted."""
    spent = [
        Episode(NOW, NOW + HOUR, 50 * HOUR / 60, "gedit", "plan.odt", "plan.odt", people=("Anna Weber",)),
        Episode(NOW + HOUR, NOW + 2 * HOUR, HOUR / 6, "slack", "team", "team", people=("Tom",)),
        Episode(NOW + 2 * HOUR, NOW + 3 * HOUR, HOUR / 3, "gedit", "plan.odt", "plan.odt"),
    ]
    ahead = [dated("Anna expects the plan.", NOW, NOW + DAY, Kind.DEADLINE)]
    assert diary.sentences("Tuesday 3 March 2026", spent, ahead, 2, 1) == (
        "On Tuesday 3 March 2026 you spent 1 h 20 min at the screen, between 10:00 and 13:00.",
        "Most of it went to 'plan.odt' (1 h 10 min) and 'team' (10 min).",
        "You dealt with Anna Weber and Tom.",
        "Inkling learned 2 things and revised 1.",
        "Next, Wednesday 4 March: Anna expects the plan.",
    )
    by_midnight = [dated("It is due.", NOW, MIDNIGHT + 2 * DAY, Kind.TASK)]
    assert diary.sentences("Today", [], by_midnight, 0, 0)[-1] == "Next, Wednesday 4 March: It is due."
    assert diary.sentences("Tuesday 3 March 2026", [], [], 0, 0) == ("Nothing was seen on Tuesday 3 March 2026.",)
    assert diary.sentences("Friday 6 March 2026", [], [], 0, 0, began=False) == (
        "Friday 6 March 2026 is still to come.",
    )
