"""Logistic regression with a Gaussian prior, scored on people who were left out.

Weights are the most probable ones under independent Gaussian priors (L2 regularisation) around ``prior.WEIGHTS``,
found by Newton's method and then held to the few orders that ``prior.py`` names. The spread of the prior is set
by hand and wide enough for labels to speak: with some hundred of them every search for a better one would be paid for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.pipeline import confidence
from assistant.types import Tier
from tests import bootstrap, scoring
from tests.fitting import prior
from tests.fitting.examples import Example

SPREAD = 0.3
"""Standard deviation of the prior of each weight."""
BIAS_SPREAD = 1.0
KEPT_OUT = (-1.0, 1.5)
"""Mean and spread of what being kept out adds: the mind had no say in it, so the bias of the others is not its own."""
EVERY = ("fact", "trap", "old", "reader")
AS_HARNESS = ("fact", "trap")
"""What the harness judges confidence by."""
NAMES = tuple(prior.WEIGHTS)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by feature."""

    bias: float
    weights: dict[str, float]

    def confidence(self, features: dict[str, float]) -> float:
        """What these weights make of a belief, with the caps as shipped."""
        trust = next((tier for tier in Tier if tier in features), Tier.SEEN)
        log_odds = self.bias + sum(self.weights[name] * value for name, value in features.items())
        return confidence.probability(log_odds, trust)


PRIOR = Table(prior.BIAS, prior.WEIGHTS)


def fit(examples: Sequence[Example]) -> Table:
    """The table that these labelled examples and the prior give; old values are not fitted."""
    examples = [one for one in examples if one.by != "old"]
    seen = [[1.0, float(not one.shipped), *(one.features.get(name, 0.0) for name in NAMES)] for one in examples]
    rows = np.array(seen).reshape(len(seen), 2 + len(NAMES))
    truth = np.array([float(bool(one.true)) for one in examples])
    mean = np.array([prior.BIAS, KEPT_OUT[0], *prior.WEIGHTS.values()])
    precision = np.array([BIAS_SPREAD, KEPT_OUT[1], *[SPREAD] * len(NAMES)]) ** -2.0
    found = mean.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ found))
        down = rows.T @ (p - truth) + precision * (found - mean)
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(precision)
        step = np.linalg.solve(bend, down)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    weights = {name: round(float(value), 2) for name, value in zip(NAMES, found[2:], strict=True)}
    return Table(round(float(found[0]), 2), _held(weights))


def _held(weights: dict[str, float]) -> dict[str, float]:
    held = dict(weights)
    for order in prior.RISING:
        for lower, higher in pairwise(order):
            held[higher] = max(held[higher], held[lower])
    held |= {name: max(0.0, held[name]) for name in prior.NEVER_NEGATIVE}
    return held | {name: min(0.0, held[name]) for name in prior.NEVER_POSITIVE}


def left_out(examples: Sequence[Example]) -> list[tuple[Example, Table]]:
    """Each example with the table that was fitted on all other people."""
    found = []
    for person in sorted({one.person for one in examples}):
        table = fit([one for one in examples if one.person != person])
        found += [(one, table) for one in examples if one.person == person]
    return found


def figures(examples: Sequence[Example], by: Collection[str] = EVERY) -> dict[str, Any]:
    """Scores on people left out, against what is simpler, of the beliefs that users see and that ``by`` judges."""
    kept = [(one, table) for one, table in left_out(examples) if one.shipped and one.by in by]
    rates = {
        who: _share(one for one in examples if one.person != who and one.shipped and one.by in by)
        for who in {one.person for one, _ in kept}
    }
    said: dict[str, Callable[[Example, Table], float]] = {
        "fitted": lambda one, table: table.confidence(one.features),
        "prior": lambda one, _table: PRIOR.confidence(one.features),
        "base rate": lambda one, _table: rates[one.person],
    }
    body: dict[str, Any] = {"n": len(kept), "true": sum(bool(one.true) for one, _ in kept)}
    for name, say in said.items():
        judged = [(say(one, table), float(bool(one.true))) for one, table in kept]
        body[name] = {
            "brier": scoring.brier(judged), "brier_interval": bootstrap.interval(scoring.brier, [judged]),
            "ece": scoring.ece(judged), "ece_interval": bootstrap.interval(scoring.ece, [judged]),
            "log_loss": scoring.log_loss(judged),
        }  # fmt: skip
    return body


def _share(examples: Iterable[Example]) -> float:
    """The share of true ones, never quite certain."""
    found = [float(bool(one.true)) for one in examples]
    return min(0.98, max(0.02, float(np.mean(found)))) if found else 0.5
