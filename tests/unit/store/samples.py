"""Short ways to make the values that the store's tests keep."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from assistant.types import Evidence, Kind, Line, Observation, Proposition, Suggestion, Tier

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 3, 2, 9, 0, 5, tzinfo=ZONE)


def at(minutes: float = 0) -> datetime:
    """So many minutes after the first capture of the sample day."""
    return START + timedelta(minutes=minutes)


def line(text: str, **more: Any) -> Line:
    """A line somewhere on the screen."""
    return Line(text, (10, 20, 300, 40), **more)


def seen(*texts: str, minute: float = 0, app: str = "chromium", title: str = "Mail", **more: Any) -> Observation:
    """An observation of lines."""
    return Observation(at(minute), at(minute), app, title, more.pop("monitor", 1), tuple(map(line, texts)), **more)


def because(observation: Observation | None, quote: str, **more: Any) -> Evidence:
    """Evidence out of an observation, or the user's own statement."""
    if observation is None:
        return Evidence(None, quote, True, Tier.STATED, more.pop("time", START), **more)
    more = {"app": observation.app, "title": observation.title, "time": observation.start, "supports": True, **more}
    return Evidence(observation.id, quote, tier=more.pop("tier", Tier.SEEN), **more)


def belief(text: str, *evidence: Evidence, minute: float = 0, **more: Any) -> Proposition:
    """A belief with its evidence."""
    more = {"kind": Kind.TASK, "confidence": 0.7, "trust": Tier.SEEN, **more}
    return Proposition(text=text, evidence=evidence, created=at(minute), updated=at(minute), **more)


def hint(*because_of: int, title: str = "Reply to Anna", minute: float = 0, **more: Any) -> Suggestion:
    """A suggestion that rests on beliefs."""
    return Suggestion(
        title, more.pop("body", "She waits."), because_of, 0.6, 1.0, 1.0, 0.2, 0.3, at(minute), at(minute + 60), **more
    )
