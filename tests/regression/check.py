"""Compares what the part brings with its floor: what is a loss, and what is noise.

The frames, the models and the facts are the same, so facts are compared one by one: of those that changed, lost and
gained ones are equally likely while nothing got worse (the sign test, McNemar's for pairs). One lost fact therefore
never fails; four lost ones without a gain do. What must never happen fails at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import comb

from tests.bootstrap import wilson
from tests.regression.part import Found

CHANCE = 0.07
"""How often a change that made nothing worse may be called a loss, by each of the comparisons."""
NEVER = {
    "traps": "beliefs that fall into a trap",
    "not_verbatim": "quotes that are not verbatim",
    "leaked": "secrets or hidden texts that were kept",
}
HARDLY = {"superseded": "superseded facts that are still believed", "duplicates": "beliefs said twice"}
"""These may be no more than the floor has."""

Days = Mapping[str, Found]


def losses(floor: Days, found: Days) -> list[str]:
    """What got worse beyond noise, each in one sentence; empty: nothing did."""
    return [*_forbidden(floor, found), *_lost(floor, found, "strict"), *_lost(floor, found, "lenient"),
            *_idle(floor, found)]  # fmt: skip


def _forbidden(floor: Days, found: Days) -> Iterator[str]:
    for day, now in found.items():
        for name, words in NEVER.items():
            if getattr(now, name):
                yield f"{day}: {getattr(now, name)} {words}."
        for name, words in HARDLY.items():
            if getattr(now, name) > getattr(floor[day], name):
                yield f"{day}: {getattr(now, name)} {words}, the floor has {getattr(floor[day], name)}."


def _lost(floor: Days, found: Days, how: str) -> Iterator[str]:
    before = {(day, fact): hit for day, one in floor.items() for fact, hit in getattr(one, how).items()}
    now = {(day, fact): hit for day, one in found.items() for fact, hit in getattr(one, how).items()}
    if before.keys() != now.keys():
        yield "The facts of the part are others than those of the floor; make it anew: make eval-floor"
        return
    lost = [f"{day}/{fact}" for (day, fact), hit in before.items() if hit and not now[day, fact]]
    gained = sum(now[key] and not hit for key, hit in before.items())
    if by_chance(len(lost), gained) <= CHANCE:
        yield f"{len(lost)} facts are no longer believed ({how}), {gained} are new: {', '.join(sorted(lost))}."


def by_chance(lost: int, gained: int) -> float:
    """How likely so many losses or more are among the changed ones where losses and gains are equally likely."""
    changed = lost + gained
    return sum(comb(changed, k) for k in range(lost, changed + 1)) / float(2**changed)


def _idle(floor: Days, found: Days) -> Iterator[str]:
    """Beliefs about nothing: their share may reach what the floor's count still allows (Wilson's upper bound)."""
    idle, held = sum(one.nothing for one in floor.values()), sum(one.beliefs for one in floor.values())
    now, beliefs = sum(one.nothing for one in found.values()), sum(one.beliefs for one in found.values())
    _, most = wilson(idle, held) if held else (0.0, 1.0)
    if beliefs and now / beliefs > most:
        yield f"{now} of {beliefs} beliefs are about nothing true; the floor's {idle} of {held} allow {most:.0%}."
