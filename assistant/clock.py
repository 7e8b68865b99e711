"""Where "now" comes from: the machine's clock in a live home, the last frame's time in a replay home."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


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
