"""Counting over days: on which weekdays something keeps happening, and whether chance would do as well.

A pattern is a set of days on which it could have happened, each with whether it did. Which weekdays it belongs to is
chosen by likelihood with a penalty for the second rate (the Bayesian information criterion, Schwarz 1978); whether it
is more than chance by the tail of the binomial distribution at the base rate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WORKDAYS = frozenset(range(5))
WEEKEND = frozenset((5, 6))
EVERY_DAY = WORKDAYS | WEEKEND
_REGULAR = 0.6
"""Share of a weekday's dates from which it may belong to a set of weekdays of its own."""
_RUN = 3
"""Misses in a row, at least, before a habit counts as ended."""
_ENDED = 0.01
"""Chance of so many misses in a row, below which the habit has ended."""


@dataclass(frozen=True, slots=True)
class Record:
    """How often it happened on the days on which it could have."""

    days: frozenset[int]
    """Weekdays, Monday is 0."""
    hits: tuple[date, ...]
    misses: tuple[date, ...]

    @property
    def chances(self) -> int:
        """Days on which it could have happened."""
        return len(self.hits) + len(self.misses)

    @property
    def rate(self) -> float:
        """Mean of the Beta posterior over a flat prior: the chance that it happens on the next such day."""
        return (len(self.hits) + 1) / (self.chances + 2)

    @property
    def weekly(self) -> bool:
        """Whether it belongs to one weekday."""
        return len(self.days) == 1

    @property
    def ended(self) -> bool:
        """Whether it used to happen and does not any more."""
        last = self.hits[-1]
        missed = sum(day > last for day in self.misses)
        before = Record(self.days, self.hits, tuple(day for day in self.misses if day < last))
        return missed >= _RUN and (1 - min(before.rate, 0.95)) ** missed <= _ENDED


def record(happened: Mapping[date, bool]) -> Record | None:
    """The weekdays that fit best with their hits and misses, counted from the first hit on; None without any hit."""
    hits = sorted(day for day, did in happened.items() if did)
    if not hits:
        return None
    since = {day: did for day, did in happened.items() if day >= hits[0]}
    days = _named(_best_days(since), frozenset(day.weekday() for day in since))
    within = sorted(day for day in since if day.weekday() in days)
    done = tuple(day for day in within if since[day])
    missed = tuple(day for day in within if not since[day] and day > done[0])
    return Record(days, done, missed)


def chance(record: Record, base: float) -> float:
    """How likely so many hits are at the base rate.

    The first day suggested the pattern, so it proves nothing; and a set of weekdays was chosen among many.
    """
    return min(1.0, _choices(record.days) * tail(len(record.hits) - 1, record.chances - 1, base))


def tail(hits: int, trials: int, base: float) -> float:
    """Probability of at least ``hits`` successes in ``trials`` at the rate ``base``."""
    base = min(1.0, max(0.0, base))
    return min(1.0, sum(math.comb(trials, k) * base**k * (1 - base) ** (trials - k) for k in range(hits, trials + 1)))


def _best_days(happened: Mapping[date, bool]) -> frozenset[int]:
    seen = frozenset(day.weekday() for day in happened)
    by_day = {w: [did for day, did in happened.items() if day.weekday() == w] for w in seen}
    regular = frozenset(w for w, did in by_day.items() if sum(did) >= 2 and sum(did) >= _REGULAR * len(did))
    choices = [EVERY_DAY, WORKDAYS, WEEKEND, regular, *(frozenset((w,)) for w in sorted(seen))]
    return max((c for c in choices if _fits(c, by_day)), key=lambda c: _information(c, happened), default=EVERY_DAY)


def _named(days: frozenset[int], seen: frozenset[int]) -> frozenset[int]:
    """The days without those of which nothing is known."""
    known = days & seen
    if len(known) <= 2:
        return known
    return WORKDAYS if known <= WORKDAYS and days >= WORKDAYS else days


def _fits(days: frozenset[int], by_day: Mapping[int, Sequence[bool]]) -> bool:
    return any(any(did) for w, did in by_day.items() if w in days)


def _information(days: frozenset[int], happened: Mapping[date, bool]) -> float:
    """Log-likelihood with one rate on ``days`` and another one on the rest, less the price of the choice."""
    inside = [did for day, did in happened.items() if day.weekday() in days]
    outside = [did for day, did in happened.items() if day.weekday() not in days]
    if outside and _share(inside) <= _share(outside):
        return -math.inf
    price = 0.5 * math.log(len(happened)) + math.log(_choices(days)) if outside else 0.0
    return _likelihood(inside) + _likelihood(outside) - price


def _choices(days: frozenset[int]) -> int:
    """How many sets of weekdays were as good to look at as this one."""
    return 1 if days in (EVERY_DAY, WORKDAYS, WEEKEND) else math.comb(7, len(days))


def _share(did: Sequence[bool]) -> float:
    return sum(did) / len(did)


def _likelihood(did: Sequence[bool]) -> float:
    n, k = len(did), sum(did)
    return sum(part * math.log(part / n) for part in (k, n - k) if part)
