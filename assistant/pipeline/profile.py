"""One readable page of what is believed about the user: what holds, the weightiest first, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.pipeline import diary, fading
from assistant.pipeline.pair import Relation
from assistant.pipeline.relate import relate
from assistant.types import Kind, Proposition, Status, Tier

NOT_SURE = "Not sure"
UNSURE = 0.5
"""Below that a belief is more likely wrong than right, and stands apart."""
_UPCOMING = "Coming up"
_SECTIONS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Who you are", (Kind.IDENTITY,)),
    ("People", (Kind.PERSON,)),
    ("Projects", (Kind.PROJECT,)),
    (_UPCOMING, (Kind.DEADLINE, Kind.EVENT, Kind.TASK, Kind.PLAN)),
    ("Routines", (Kind.ROUTINE,)),
    ("Preferences", (Kind.PREFERENCE,)),
    ("Tools", (Kind.TOOL,)),
    ("Other", (Kind.FACT,)),
)
"""In the order of the page. What has no date and cannot come up is with the other things."""
_WORDS = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (UNSURE, "rather likely"))

Near = Callable[[Proposition, Proposition], float]
"""The cosine of two beliefs' meanings; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is believed, and the beliefs that say it; the weightiest leads."""

    beliefs: tuple[Proposition, ...]

    @property
    def lead(self) -> Proposition:
        """The belief whose words are shown."""
        return self.beliefs[0]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its entries, the weightiest first; what comes up is in order of its dates."""

    name: str
    entries: tuple[Entry, ...]
    more: int = 0
    """How many entries were left out for brevity."""


def profile(
    beliefs: Iterable[Proposition],
    now: datetime,
    *,
    near: Near = lambda one, other: 0.0,  # noqa: ARG005
    limit: int | None = None,
) -> list[Section]:
    """The page at ``now``: at most ``limit`` entries a section; sections without any are left out.

    Past, sleeping, replaced and rejected beliefs are not on it.
    """
    shown = [one for one in beliefs if one.status is Status.ACTIVE and not _past(one, now)]
    awake = [one for one in shown if not fading.asleep(one, now)]
    by_section: dict[str, list[Proposition]] = {name: [] for name in (*(name for name, _ in _SECTIONS), NOT_SURE)}
    for belief in sorted(awake, key=lambda one: _order(one, now)):
        by_section[_section(belief)].append(belief)
    pages = []
    for name, found in by_section.items():
        entries = joined(found, near)
        if name == _UPCOMING:
            entries.sort(key=lambda entry: _date(entry.lead))
        kept = entries if limit is None else entries[:limit]
        if kept:
            pages.append(Section(name, tuple(kept), len(entries) - len(kept)))
    return pages


def joined(beliefs: Sequence[Proposition], near: Near) -> list[Entry]:
    """Beliefs that say the same as one entry each, in the order of their first."""
    found: list[list[Proposition]] = []
    for belief in beliefs:
        for entry in found:
            if relate(belief, entry[0], near(belief, entry[0])).relation is Relation.SAME:
                entry.append(belief)
                break
        else:
            found.append([belief])
    return [Entry(tuple(entry)) for entry in found]


def certainty(belief: Proposition) -> str:
    """How sure Inkling is, in words."""
    if belief.trust is Tier.STATED and belief.confidence >= _WORDS[0][0]:
        return "you said so"
    return next((words for least, words in _WORDS if belief.confidence >= least), "not sure")


def _section(belief: Proposition) -> str:
    if belief.confidence < UNSURE and not belief.pinned:
        return NOT_SURE
    if diary.called_off(belief) or (belief.kind is Kind.EVENT and diary.due(belief) is None):
        return _SECTIONS[-1][0]
    return next(name for name, kinds in _SECTIONS if belief.kind in kinds)


def _order(belief: Proposition, now: datetime) -> tuple[bool, float, float]:
    return (not belief.pinned, -fading.weight(belief, now), -belief.updated.timestamp())


def _date(belief: Proposition) -> float:
    """By date; what has none comes last, in the order that it had."""
    date = diary.due(belief)
    return float("inf") if date is None else date.timestamp()


def _past(belief: Proposition, now: datetime) -> bool:
    has_begun = diary.due(belief) is not None and not diary.is_ahead(belief, now)
    return has_begun or fading.expired(belief.valid_to, now)
