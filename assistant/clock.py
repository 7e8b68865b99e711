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
