"""How well confidences were borne out by answers: counts and shares by bin, with honest intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Judged = Sequence[tuple[float, bool]]
"""Pairs of the confidence that was shown and whether the belief was true."""
BINS = 10
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence lay in ``low <= confidence < high`` (the last bin holds 1.0 too)."""

    low: float
    high: float
    n: int
    mean_confidence: float
    share_true: float
    ci_low: float
    """Wilson's 95 % interval of ``share_true``."""
    ci_high: float


def reliability(judged: Judged, bins: int = BINS) -> list[Bin]:
    """The bins of equal width that hold any answer, lowest first."""
    found = []
    for number in range(bins):
        inside = [(p, true) for p, true in judged if min(int(p * bins), bins - 1) == number]
        if not inside:
            continue
        n, yes = len(inside), sum(true for _, true in inside)
        low, high = wilson(yes, n)
        mean = sum(p for p, _ in inside) / n
        found.append(Bin(number / bins, (number + 1) / bins, n, mean, yes / n, low, high))
    return found


def wilson(yes: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval for a share (Wilson 1927): honest for small counts and at 0 and 1; (0, 1) for none."""
    if n == 0:
        return 0.0, 1.0
    share, spread = yes / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)


def brier(judged: Judged) -> float | None:
    """Mean squared distance of confidence and outcome; None without answers."""
    return sum((p - true) ** 2 for p, true in judged) / len(judged) if judged else None


def brier_baseline(judged: Judged) -> float | None:
    """What always saying these answers' own share of true ones would have scored."""
    if not judged:
        return None
    share = sum(true for _, true in judged) / len(judged)
    return share * (1 - share)


def ece(judged: Judged, bins: int = BINS) -> float | None:
    """Expected calibration error: the bins' distances of confidence and share of true ones, weighted by count."""
    if not judged:
        return None
    return sum(one.n * abs(one.mean_confidence - one.share_true) for one in reliability(judged, bins)) / len(judged)
