"""A new belief and an old one side by side, and what the one may do to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.pipeline.slots import Slots, share
from assistant.types import Proposition


class Relation(StrEnum):
    """What a new belief does to an old one."""

    SAME = "same"
    REFINES = "refines"
    CONTRADICTS = "contradicts"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation with its reason, in words for the history of a belief."""

    relation: Relation
    reason: str
    explicit: bool = False
    """The new one says itself that something changed, so it may override stronger evidence."""
    stale: bool = False
    """The new one is what the old one already replaced: mails quote the ones before them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A new and an old belief, taken apart."""

    new: Proposition
    old: Proposition
    fresh: Slots
    known: Slots
    similarity: float
    """The cosine of their texts."""
    latest: bool = False
    """The old one is the last open matter of the talk in which the new one was said."""

    @property
    def shared(self) -> frozenset[str]:
        """What both are about."""
        return self.fresh.words & self.known.words

    @property
    def overlap(self) -> float:
        """How much of the shorter one's matter the other has, 0 to 1."""
        return share(self.fresh.words, self.known.words)

    @property
    def same_place(self) -> bool:
        """The same topic or the same speaker."""
        one, other = self.fresh, self.known
        return (one.about != "" and one.about == other.about) or (one.speaker != "" and one.speaker == other.speaker)

    @property
    def begins(self) -> date | None:
        """The day on which the old one begins, as the new one's clock shows it."""
        start = self.old.valid_from
        return start.astimezone(self.new.created.tzinfo).date() if start else None

    @property
    def old_days(self) -> frozenset[date]:
        """The days that the old one speaks of, and the one on which it begins."""
        return self.known.days | {day for day in (self.begins,) if day is not None}


UNRELATED = Verdict(Relation.UNRELATED, "")
ALIKE, NEAR, FAR = 0.86, 0.62, 0.45
"""Cosines from which two statements say the same, are about the same, or have anything to do with each other."""
