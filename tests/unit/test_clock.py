"""Days and hours on the clocks of people, also when those are changed."""

from __future__ import annotations

import time as system
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from assistant.clock import ReplayClock, SystemClock, midnight, wall


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Berlin: clocks go forward on 29 March 2026 and back on 25 October 2026."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    system.tzset()
    yield
    monkeypatch.undo()
    system.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 3, 30), 24)])
def test_a_day_is_as_long_as_it_is(day: tuple[int, int, int], hours: int) -> None:
    """A day on which the clocks change has 23 or 25 hours, whatever the offset of the clock that asks."""
    for asked in (
        datetime(2026, 1, 15, 12, tzinfo=UTC).astimezone(),
        datetime(2026, 7, 15, 12, tzinfo=UTC).astimezone(),
    ):
        start = midnight(date(*day), asked)
        assert midnight(date(*day) + timedelta(days=1), asked) - start == timedelta(hours=hours)
        assert start.astimezone().timetz().replace(tzinfo=None) == time()


@pytest.mark.usefixtures("berlin")
def test_a_recording_from_elsewhere_keeps_its_offset() -> None:
    """The rules of this machine say nothing about a screen that was recorded in Tokyo."""
    tokyo = datetime(2026, 3, 28, 9, tzinfo=timezone(timedelta(hours=9)))
    assert midnight(date(2026, 3, 30), tokyo).isoformat() == "2026-03-30T00:00:00+09:00"


def test_a_named_zone_knows_its_own_rules() -> None:
    """A time with a zone's rules needs no machine."""
    now = datetime(2026, 3, 28, 9, tzinfo=ZoneInfo("America/New_York"))
    assert wall(date(2026, 11, 2), time(9), now).isoformat() == "2026-11-02T09:00:00-05:00"


@pytest.mark.usefixtures("berlin")
def test_the_ends_of_the_calendar_are_survived() -> None:
    """Days that no zone has rules for keep the offset of the clock."""
    now = datetime(2026, 3, 28, 9, tzinfo=timezone(timedelta(hours=1)))
    for day in (date.min, date.max):
        assert midnight(day, now).date() == day


def test_the_machines_clock_has_a_zone() -> None:
    """A present without a zone has no place anywhere."""
    assert SystemClock().now().tzinfo is not None


def test_a_replay_never_runs_backwards() -> None:
    """A frame from last year does not turn time back."""
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    clock = ReplayClock(start)
    clock.advance(start - timedelta(days=365))
    assert clock.now() == start
