"""What to forget, what would go, and what went: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Selector:
    """What the user wants forgotten. Range and names narrow each other down; ``proposition`` and ``all`` stand alone.

    ``app``, ``title`` and ``text`` match a part, whatever the case; no character in them is special.
    """

    last: timedelta | None = None
    since: datetime | None = None
    until: datetime | None = None
    app: str | None = None
    title: str | None = None
    text: str | None = None
    proposition: int | None = None
    all: bool = False

    def resolved(self, now: datetime) -> Selector:
        """The same with ``last`` turned into ``since``; raises :class:`UsageError` where it selects nothing or both."""
        named = [part for part in (self.app, self.title, self.text) if part is not None]
        ranged = self.last is not None or self.since is not None or self.until is not None
        if any(not part.strip() for part in named):
            raise UsageError("An empty text would match everything.", "To forget everything: inkling forget --all")
        alone = self.all + (self.proposition is not None)
        if alone > 1 or (alone and (named or ranged)):
            raise UsageError("--all and --belief stand alone.", "Leave the other options out.")
        if not (alone or named or ranged):
            raise UsageError("Nothing was selected to forget.", "For example: inkling forget --last 10m")
        if self.last is None:
            return self
        if self.since is not None or self.until is not None:
            raise UsageError("--last and --since or --until say different things.", "Give one of them.")
        return replace(self, last=None, since=now - self.last)


@dataclass(frozen=True, slots=True)
class Plan:
    """What :meth:`apply_forget` would take away now. Ids are the store's."""

    selector: Selector
    """Resolved: without ``last``."""
    observations: frozenset[int] = frozenset()
    lines: frozenset[int] = frozenset()
    """Single lines of observations that otherwise stay."""
    evidence: frozenset[int] = frozenset()
    propositions: frozenset[int] = frozenset()
    rescore: frozenset[int] = frozenset()
    """Beliefs that stay with less evidence."""
    suggestions: frozenset[int] = frozenset()
    frames: frozenset[int] = frozenset()
    jobs: frozenset[int] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    """For people: how much of what goes, by name."""

    @property
    def empty(self) -> bool:
        """Whether nothing would go."""
        return not any(self.counts.values())


@dataclass(frozen=True, slots=True)
class Receipt:
    """What went."""

    counts: dict[str, int]
    propositions: tuple[int, ...] = ()
    """Beliefs that are gone: drop their vectors from every index. After ``all`` not listed: empty the index."""
    lines: tuple[int, ...] = ()
    """Lines that are gone, likewise."""
    rescore: tuple[int, ...] = ()
    """Beliefs that stay and must be weighed again: with less evidence, or in force again."""
    reworded: tuple[int, ...] = ()
    """Those of ``rescore`` that now say a remaining quote, because their words came from a forgotten one; their
    vectors are gone and must be made again."""
    monitors: tuple[int, ...] = ()
    """Whose kept screen changed: read it again."""
    residue: int = 0
    """Traces that were still found afterwards, by looking; anything but 0 is a defect."""
    log_cleared: bool = True
    """Whether the database's log was cut, so that the old pages are gone from it too."""
