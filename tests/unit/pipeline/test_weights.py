"""The shipped weights are what the fitting script makes of the kept beliefs, and they hold for people left out."""

from __future__ import annotations

import json

from assistant import paths
from assistant.pipeline.weights import BIAS, WEIGHTS
from tests.fitting import prior
from tests.fitting.examples import LABELS, RECORDED, Example, load
from tests.fitting.solve import AS_HARNESS, figures, fit


def labelled() -> list[Example]:
    """The kept beliefs whose truth is known."""
    return [one for one in load() if one.true is not None]


def test_the_table_is_what_the_script_makes() -> None:
    """Nobody turned a weight by hand: ``make fit`` (or ``python -m tests.fitting --refit``) writes exactly this."""
    made = fit(labelled())
    assert (made.bias, made.weights) == (BIAS, WEIGHTS)
    assert set(WEIGHTS) == set(prior.WEIGHTS)


def test_on_people_left_out_it_is_calibrated() -> None:
    """By what the harness judges; and of all the beliefs that users see it beats always saying the same."""
    judged = figures(labelled(), AS_HARNESS)["fitted"]
    assert judged["brier"] <= 0.14
    assert judged["ece"] <= 0.10
    every = figures(labelled())
    assert every["fitted"]["brier"] < every["base rate"]["brier"]
    assert every["fitted"]["log_loss"] < every["base rate"]["log_loss"]


def test_every_label_is_of_a_recorded_day() -> None:
    """Readers said yes, no, or that it is idle, of beliefs of days that are here."""
    days = {paths.sample_day().name, *(day.name for day in RECORDED.iterdir())}
    for file in LABELS.glob("*.json"):
        assert file.stem in days
        assert set(json.loads(file.read_text(encoding="utf-8")).values()) <= {True, False, None}
    assert {one.day for one in load()} <= days


def test_few_labels_move_the_weights_little() -> None:
    """Without any label the fit is the judgement; no weight leaves it by more than its prior can bear."""
    assert fit([]).weights == prior.WEIGHTS
    assert all(abs(WEIGHTS[name] - weight) < 1.0 for name, weight in prior.WEIGHTS.items())
