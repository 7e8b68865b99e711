"""Bootstrap intervals of figures over recorded days.

Beliefs and facts of one day hang together: one misread name or one unlucky design spoils several. So days are drawn
anew, and then what each drawn day holds (the two-stage bootstrap of clustered data: Davison and Hinkley, Bootstrap
Methods and their Application, 1997, section 3.8). With one day this is the plain bootstrap, which says nothing about
other days. With few days it is rough; what it says is how far a figure can be trusted, not more.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def mean(outcomes: Sequence[float]) -> float | None:
    """None of nothing."""
    return sum(outcomes) / len(outcomes) if outcomes else None


def interval(
    figure: Callable[[Sequence[T]], float | None], days: Sequence[Sequence[T]], seed: int = 7, rounds: int = 1000
) -> tuple[float, float] | None:
    """95 % percentile interval of ``figure`` over all outcomes of all ``days``; None where there is no outcome.

    Calibration error is biased upwards in small samples, and more so when resampled: read its interval as an upper one.
    """
    held = [day for day in days if day]
    if not held:
        return None
    dice = random.Random(seed)
    drawn = (
        figure([one for day in dice.choices(held, k=len(held)) for one in dice.choices(day, k=len(day))])
        for _ in range(rounds)
    )
    found = sorted(value for value in drawn if value is not None)
    if not found:
        return None
    last = len(found) - 1
    return (round(found[round(0.025 * last)], 3), round(found[round(0.975 * last)], 3))


def wilson(hits: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Interval of a share by Wilson's score, which also says something where all or none were hit; ``n`` above 0."""
    share, spread = hits / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return (round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3))


def share(days: Sequence[Sequence[float]]) -> dict[str, float] | None:
    """The pooled share of hits with its interval: by bootstrap, or Wilson's where all or none were hit."""
    every = [one for day in days for one in day]
    found = mean(every)
    if found is None:
        return None
    drawn = interval(mean, days)
    low, high = drawn if drawn is not None and 0 < found < 1 else wilson(sum(every), len(every))
    return {"share": round(found, 3), "n": len(every), "low": low, "high": high}
