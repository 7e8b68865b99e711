"""How beliefs fade with time, fall asleep, end, and last longer the more they are used.

Forgetting is exponential with a half-life by kind. As in spaced repetition (Settles and Meeder, "A Trainable Spaced
Repetition Model", ACL 2016), each use multiplies the half-life; unlike there the factors are fixed and bounded.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from assistant.types import Kind, Proposition

FLOOR = 0.1
"""The weight below which a belief sleeps."""
_DAYS = {
    Kind.TASK: 21, Kind.DEADLINE: 21, Kind.EVENT: 14, Kind.PLAN: 30, Kind.FACT: 60, Kind.PROJECT: 90,
    Kind.TOOL: 120, Kind.ROUTINE: 120, Kind.PREFERENCE: 180, Kind.PERSON: 365, Kind.IDENTITY: 730,
}  # fmt: skip
_LONGEST = timedelta(days=3650)
_MOST = 8
"""The multiple of its kind's half-life that no belief exceeds by use alone."""


class Use(StrEnum):
    """What a belief was good for, from the weakest to the strongest sign that it matters."""

    CITED = "cited"
    """It stood in an answer that the user got."""
    SEEN = "seen"
    """It was seen on another day."""
    ACCEPTED = "accepted"
    """A suggestion that rests on it was welcome."""
    CONFIRMED = "confirmed"
    """The user said that it is true."""


_GAIN = {Use.CITED: 1.1, Use.SEEN: 1.25, Use.ACCEPTED: 1.5, Use.CONFIRMED: 2.0}


def half_life(kind: Kind) -> timedelta:
    """How long until an unrefreshed belief of this kind has lost half of its weight."""
    return timedelta(days=_DAYS[kind])


def lengthened(half: timedelta | None, use: Use, kind: Kind) -> timedelta | None:
    """The half-life after one more use: never shorter than before, never beyond its kind's bound."""
    if half is None:
        return None
    bound = min(_LONGEST, half_life(kind) * _MOST)
    return max(half, min(bound, half * _GAIN[use]))


def decay(confidence: float, age: timedelta, half: timedelta | None) -> float:
    """A confidence after ``age`` without news: halved after each half-life, unchanged without one.

    A longer half-life never weighs less. A negative age (a clock set back) counts as none.
    """
    if half is None or half <= timedelta(0):
        return confidence
    return float(confidence * 0.5 ** (max(age, timedelta(0)) / half))


def weight(belief: Proposition, now: datetime) -> float:
    """What a belief weighs in recall at ``now``: its confidence, faded by its age; pinned ones do not fade."""
    if belief.pinned:
        return belief.confidence
    return decay(belief.confidence, now - belief.updated, belief.half_life)


def asleep(belief: Proposition, now: datetime, floor: float = FLOOR) -> bool:
    """Whether a belief has faded so far that it is not recalled until new evidence wakes it."""
    return not belief.pinned and weight(belief, now) < floor


def expired(valid_to: datetime | None, now: datetime) -> bool:
    """Whether the world has moved past a belief's end."""
    return valid_to is not None and valid_to <= now
