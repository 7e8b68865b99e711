"""The user's own recalibration: from the model's log-odds to how often such beliefs proved true with this user.

Platt's map, a line through log-odds (Platt, "Probabilistic outputs for support vector machines", 1999), with a Gaussian
prior around the identity: no answers change nothing, few answers change little, and no answers at all can turn the
order of two beliefs around, since the slope has a positive floor.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

USEFUL = 10
"""Answers from which the map says something about the user and not about the prior."""
SLOPES = (0.35, 2.0)
"""The slope stays between these: the surer of two beliefs stays the surer."""
SHIFTS = (-2.0, 2.0)
_SHIFT_SPREAD, _SLOPE_SPREAD = 0.65, 0.18
"""Standard deviations of the prior: how far users differ from the shipped weights before they have said anything."""
VOLUNTEERED = 0.7
"""What an answer weighs that nobody asked for: people speak up about what is wrong more than about what is right."""
_FARTHEST = 4.0
"""Log-odds beyond which an answer has no more leverage: a single surprise must not turn the whole line."""
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """The user's yes or no to one belief."""

    log_odds: float
    """What the model gave the belief when the user answered, before any recalibration."""
    true: bool
    asked: bool = False
    """Inkling asked, so that the choice of what to answer was not the user's."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """``calibrated = shift + slope * log_odds``; the identity until the user has answered."""

    shift: float = 0.0
    slope: float = 1.0
    answers: int = 0

    def log_odds(self, raw: float) -> float:
        """The calibrated log-odds; strictly increasing in ``raw``."""
        return self.shift + self.slope * raw

    def probability(self, raw: float) -> float:
        """The calibrated probability, 0 to 1."""
        return logistic(self.log_odds(raw))


IDENTITY = Calibration()


def fit(answers: Sequence[Answer]) -> Calibration:
    """The most probable map, given the answers and the prior: Newton's method on a strictly convex loss.

    Where the best slope lies outside of ``SLOPES``, it is held at the bound and the shift is found for it.
    """
    if not answers:
        return IDENTITY
    shift, slope = _newton(answers, None)
    held = min(max(slope, SLOPES[0]), SLOPES[1])
    if held != slope:
        shift, slope = _newton(answers, held)
    return Calibration(min(max(shift, SHIFTS[0]), SHIFTS[1]), slope, len(answers))


def _newton(answers: Sequence[Answer], held: float | None) -> tuple[float, float]:
    """Shift and slope of least loss; ``held`` fixes the slope."""
    shift, slope = 0.0, 1.0 if held is None else held
    for _ in range(_STEPS):
        down = (shift / _SHIFT_SPREAD**2, (slope - 1.0) / _SLOPE_SPREAD**2)
        bend = (1 / _SHIFT_SPREAD**2, 0.0, 1 / _SLOPE_SPREAD**2)
        for one in answers:
            weight = 1.0 if one.asked else VOLUNTEERED
            raw = min(max(one.log_odds, -_FARTHEST), _FARTHEST)
            p = logistic(shift + slope * raw)
            off, curve = weight * (p - one.true), weight * p * (1.0 - p)
            down = (down[0] + off, down[1] + off * raw)
            bend = (bend[0] + curve, bend[1] + curve * raw, bend[2] + curve * raw**2)
        if held is None:
            area = bend[0] * bend[2] - bend[1] ** 2
            step = ((bend[2] * down[0] - bend[1] * down[1]) / area, (bend[0] * down[1] - bend[1] * down[0]) / area)
        else:
            step = (down[0] / bend[0], 0.0)
        longest = max(abs(step[0]), abs(step[1]))
        scale = min(1.0, 1.0 / longest) if longest else 1.0
        shift, slope = shift - scale * step[0], slope - scale * step[1]
        if longest < 1e-9:
            break
    return shift, slope


def logistic(log_odds: float) -> float:
    """The probability of these log-odds; never overflows."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    grown = math.exp(log_odds)
    return grown / (1.0 + grown)


def logit(probability: float) -> float:
    """The log-odds of a probability; certainties count as one in a million short of it."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))
