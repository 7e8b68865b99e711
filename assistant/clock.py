"""Where "now" comes from: the machine's clock in a live home, the last frame's time in a replay home."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, time, timezone
from typing import Protocol


def wall(day: date, at: time, like: datetime) -> datetime:
    """The instant at which the clock that showed ``like`` shows ``at`` on ``day``.

    A fixed offset knows nothing of daylight saving: where the machine's zone had the same offset at ``like``, its rules
    decide; a recording from elsewhere keeps its offset. An hour that is skipped counts from before the change.
    """
    plain = datetime.combine(day, at)
    if isinstance(like.tzinfo, timezone) and like.astimezone().utcoffset() == like.utcoffset():
        # The rules do not reach to the ends of the calendar.
        with contextlib.suppress(OverflowError, ValueError, OSError):
            return plain.astimezone()
    return plain.replace(tzinfo=like.tzinfo)


def midnight(day: date, like: datetime) -> datetime:
    """When ``day`` begins for whoever's clock showed ``like``."""
    return wall(day, time(), like)


class Clock(Protocol):
    """Answers what time it is, timezone-aware."""

    def now(self) -> datetime:
        """The present instant."""
        ...


class SystemClock:
    """The machine's clock, in the local zone so that "today" means the user's day."""

    def now(self) -> datetime:
        """The present instant in the machine's zone."""
        return datetime.now(UTC).astimezone()


class ReplayClock:
    """Stands still until a frame moves it; never runs backwards."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The time of the newest frame so far, in that frame's zone."""
        return self._now

    def advance(self, to: datetime) -> None:
        """Move to ``to`` unless that lies in the past."""
        self._now = max(self._now, to)


class HomeClock:
    """A home's clock: the machine's, until the home turns out to be a replay."""

    def __init__(self) -> None:
        self._clock: Clock = SystemClock()

    def now(self) -> datetime:
        """The present instant of this home."""
        return self._clock.now()

    def replay_from(self, start: datetime) -> None:
        """From now on time stands still at ``start`` until frames move it."""
        self._clock = ReplayClock(start)

    def advance(self, to: datetime) -> None:
        """Move a replay's time forward; a live home's moves by itself."""
        if isinstance(self._clock, ReplayClock):
            self._clock.advance(to)
