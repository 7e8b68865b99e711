"""News that collides with promises, plans and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.pipeline import suggest
from assistant.pipeline.context import Context
from assistant.types import BlockKind, Kind, Proposition, Status, Suggestion, Tier, Who
from tests.unit.pipeline.build import NOW, believe

SOON = NOW + timedelta(minutes=1)
PROMISE = replace(
    believe("I will send you the plans on Thursday.", Who.USER, "", tier=Tier.TYPED, time=NOW - timedelta(hours=3)),
    id=1,
    status=Status.SUPERSEDED,
)
EARLIER = replace(believe("We now need the plans by Wednesday.", number=2), id=2, supersedes=1)


def _said(*beliefs: Proposition, after: timedelta = SOON - NOW) -> list[Suggestion]:
    found = suggest.candidates(beliefs, Context("gedit", "notes.md - gedit"), NOW + after)
    return [one for one in found if one.key.startswith("collides:")]


def _entry(text: str, hour: int, number: int = 3) -> Proposition:
    made = believe(text, Who.UNKNOWN, "Tue 3 March", kind=BlockKind.TEXT, app="chromium", title="Week - Calendar",
                   time=NOW - timedelta(hours=2), number=number)  # fmt: skip
    start = NOW.replace(hour=hour, minute=0)
    return replace(made, id=number, kind=Kind.EVENT, valid_from=start, valid_to=start + timedelta(hours=1))


def test_news_against_the_users_promise_is_told_at_once() -> None:
    """Both are quoted; a while later, or when the user brought the change, nothing is said."""
    (made,) = _said(PROMISE, EARLIER)
    assert "Wednesday" in made.body
    assert "Thursday" in made.body
    assert made.because == (2,)
    assert _said(PROMISE, EARLIER, after=timedelta(hours=1)) == []
    assert _said(replace(PROMISE, evidence=EARLIER.evidence, trust=Tier.SEEN), EARLIER) == []
    own = believe("I can do Wednesday instead.", Who.USER, "", tier=Tier.TYPED, number=2)
    assert _said(PROMISE, replace(own, id=2, supersedes=1)) == []


def test_a_change_of_what_stands_in_the_calendar_is_told() -> None:
    """By the one whose name the entry has, for that day; another person's news of a change is not about it."""
    entry = _entry("16:00 Call with Ana Souza", 16)
    moved = replace(believe("Could we talk at 17:00 instead of 16:00 today?", number=4), id=4)
    assert [one.title for one in _said(entry, moved)] == ["Your calendar says something else"]
    other = replace(believe("The retro moved to 17:00 today", header="Ben Ode", number=4), id=4)
    assert _said(entry, other) == []


def test_two_things_at_one_time_are_told() -> None:
    """What somebody announces for an hour at which the calendar has another thing; not for another hour."""
    start = NOW.replace(hour=8, minute=30) + timedelta(days=1)
    visit = believe("The inspector comes on Wednesday at 8:30", number=5)
    news = replace(visit, id=5, kind=Kind.EVENT, valid_from=start, valid_to=start + timedelta(hours=1))
    entry = replace(_entry("08:00 Jar supplier", 8), valid_from=start - timedelta(minutes=30), valid_to=start)
    assert [one.title for one in _said(entry, news)] == ["There is something else at that time"]
    later = replace(entry, valid_from=start + timedelta(hours=3), valid_to=start + timedelta(hours=4))
    assert _said(later, news) == []
    entered = replace(entry, valid_from=start, valid_to=start + timedelta(hours=1))
    assert len(_said(entered, news)) == 1
    assert _said(replace(entered, created=NOW + timedelta(minutes=1)), news) == []  # Put there in answer to it.


def test_what_begins_in_the_middle_of_something_long_is_told() -> None:
    """The kiln is the user's from eight to two, a shift is announced for one."""
    start = NOW.replace(hour=13, minute=0) + timedelta(days=1)
    news = replace(believe("The shift comes on Wednesday at 13:00", number=5), id=5, kind=Kind.EVENT,
                   valid_from=start, valid_to=start + timedelta(hours=1))  # fmt: skip
    entry = _entry("08:00-14:00 Kiln, jars", 8)
    long = replace(entry, valid_from=start - timedelta(hours=5), valid_to=start + timedelta(hours=1))
    assert [one.title for one in _said(news, long)] == ["There is something else at that time"]
    short = replace(long, valid_to=start - timedelta(hours=4))
    assert _said(news, short) == []
