"""What is going on at the moment: what the user looks at, and whether it is a moment to speak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Context:
    """What stands in the focused window, as far as it was read."""

    app: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    """Text on the screen now, in reading order."""
    headers: tuple[str, ...] = ()
    """Senders, labels and columns of those lines."""
    entries: tuple[tuple[str, str], ...] = ()
    """Lines that stand under a header, each with it: in a calendar the day of an entry."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Whether the user can be spoken to."""

    now: datetime
    idle_s: float = 0.0
    """Seconds without keyboard or mouse."""
    keys_recent: int = 0
    """Keys pressed within the last seconds."""
    app: str = ""
    title: str = ""
    fullscreen: bool = False
    in_call: bool = False
    quiet: bool = False
    """Within the user's quiet hours."""
    private: bool = False
    """The focused window is one that is never read."""
    away: bool = False
    paused: bool = False
