"""Reminders that the user asked for: at their time, once, and whatever else there is to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.pipeline import reminders
from assistant.pipeline.rules import parse
from assistant.types import Kind, Proposition
from tests.unit.pipeline.build import NOW, believe

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MIDNIGHT = NOW.replace(hour=0)
DEADLINE = replace(believe("The report is due"), id=1, kind=Kind.DEADLINE, valid_to=MIDNIGHT + 4 * DAY)
"""It ends with the Friday after NOW, a Tuesday."""
MEETING = replace(believe("Board meeting"), id=2, kind=Kind.EVENT, valid_from=NOW + 5 * HOUR, valid_to=NOW + 6 * HOUR)


def said(belief: Proposition, rule: str, after: timedelta, *told: str) -> list[str]:
    """The titles of what is said so long after NOW."""
    (wanted,) = parse(rule)
    return [one.title for one in reminders.candidates([(belief, wanted)], told, NOW + after)]


def test_a_day_before_is_the_day_before_by_the_calendar() -> None:
    """From the first minute of Thursday for what ends with Friday, and until it is due; not before, not after."""
    rule = "remind me a day before deadlines"
    thursday = MIDNIGHT + 2 * DAY - NOW
    assert said(DEADLINE, rule, thursday - timedelta(minutes=1)) == []
    assert said(DEADLINE, rule, thursday) == ["Due tomorrow"]
    assert said(DEADLINE, rule, thursday + DAY + 9 * HOUR) == ["Due today"]
    assert said(DEADLINE, rule, thursday + 2 * DAY) == []


def test_hours_before_count_from_the_beginning() -> None:
    """A meeting is announced before it begins, with its own words and its belief."""
    assert said(MEETING, "remind me two hours before meetings", 2 * HOUR) == []
    assert said(MEETING, "remind me two hours before meetings", 3 * HOUR) == ["Begins today at 15:00"]
    (made,) = reminders.candidates([(MEETING, parse("remind me two hours before meetings")[0])], (), NOW + 3 * HOUR)
    assert (made.body, made.because) == (MEETING.text, (2,))
    assert made.utility > 3


def test_it_is_said_once() -> None:
    """What was shown is not repeated, whatever time is left."""
    assert said(MEETING, "remind me two hours before meetings", 4 * HOUR, "remind:2") == []


@pytest.mark.parametrize("kind", [Kind.TASK, Kind.PERSON])
def test_what_has_no_date_reminds_of_nothing(kind: Kind) -> None:
    """There is nothing to be before."""
    undated = replace(believe("Water the plants"), id=3, kind=kind)
    assert said(undated, "remind me a day before everything", HOUR) == []
