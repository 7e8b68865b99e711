"""The user's answers recalibrate: monotonically, with bounds, and slowly at first."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.pipeline import calibration, reliability
from assistant.pipeline.calibration import IDENTITY, Answer

ODDS = st.floats(-6, 6)
ANSWERS = st.lists(st.builds(Answer, ODDS, st.booleans(), st.booleans()), max_size=40)


def test_without_answers_nothing_changes() -> None:
    """The map begins as the identity."""
    assert calibration.fit([]) == IDENTITY
    assert IDENTITY.log_odds(1.3) == 1.3


@given(ANSWERS, ODDS, st.floats(0.001, 5))
def test_no_answers_ever_turn_the_order_around(answers: list[Answer], raw: float, more: float) -> None:
    """Of two beliefs, the one that the model is surer of stays the surer, whatever the user answers."""
    fitted = calibration.fit(answers)
    assert fitted.log_odds(raw) < fitted.log_odds(raw + more)
    assert 0.0 < fitted.probability(raw) < 1.0


@given(ANSWERS)
def test_the_map_is_bounded(answers: list[Answer]) -> None:
    """Neither many answers nor strange ones carry the map away."""
    fitted = calibration.fit(answers)
    assert calibration.SLOPES[0] <= fitted.slope <= calibration.SLOPES[1]
    assert calibration.SHIFTS[0] <= fitted.shift <= calibration.SHIFTS[1]
    assert fitted.answers == len(answers)


@settings(max_examples=400)
@given(st.lists(ODDS, min_size=1, max_size=3), st.floats(0.0, 6))
def test_three_adversarial_answers_never_invert(given_odds: list[float], sure: float) -> None:
    """After three answers against the model, what it is quite sure of is still more likely true than not."""
    against = [Answer(odds, odds < 0, asked=True) for odds in given_odds]
    fitted = calibration.fit(against)
    if sure >= 2.0:
        assert fitted.probability(sure) > 0.5
        assert fitted.probability(-sure) < 0.5
    assert fitted.log_odds(sure) >= fitted.log_odds(-sure)


@given(st.lists(st.builds(Answer, ODDS, st.just(True)), min_size=1, max_size=20), ODDS)
def test_an_answer_moves_its_way(answers: list[Answer], raw: float) -> None:
    """One more yes about a belief never makes that belief less likely, one more no never more likely."""
    before = calibration.fit(answers).probability(raw)
    assert calibration.fit([*answers, Answer(raw, True)]).probability(raw) >= before - 1e-9
    assert calibration.fit([*answers, Answer(raw, False)]).probability(raw) <= before + 1e-9


@given(ANSWERS)
def test_the_order_of_answers_does_not_matter(answers: list[Answer]) -> None:
    """The map is a function of what was answered, not of when."""
    one, other = calibration.fit(answers), calibration.fit(answers[::-1])
    assert abs(one.shift - other.shift) < 1e-6
    assert abs(one.slope - other.slope) < 1e-6


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(-1.5, 1.5), st.floats(0.6, 1.4), st.booleans())
def test_ten_answers_bring_confidence_nearer_to_the_truth(dice: int, shift: float, slope: float, asked: bool) -> None:
    """Users for whom the shipped weights are wrong in a lasting way: on average, ten answers already help."""
    simulated = random.Random(dice)

    def miss(fitted: calibration.Calibration) -> float:
        grid = [step / 10 for step in range(-20, 41)]
        true = [calibration.logistic(shift + slope * raw) for raw in grid]
        return sum((fitted.probability(raw) - p) ** 2 for raw, p in zip(grid, true, strict=True)) / len(grid)

    def answers(n: int) -> list[Answer]:
        drawn = [simulated.gauss(1.5, 1.2) for _ in range(n)]
        return [Answer(raw, simulated.random() < calibration.logistic(shift + slope * raw), asked) for raw in drawn]

    after = [miss(calibration.fit(answers(10))) for _ in range(60)]
    mean = sum(after) / len(after)
    if abs(shift) >= 0.8:
        assert mean < miss(IDENTITY)
    else:
        assert mean < miss(IDENTITY) + 0.012  # Where the weights were right already, little is lost.


def test_ten_consistent_answers_move_the_calibration_error_down() -> None:
    """A user of whom 95 % is true while 75 % is said: ten answers close most of the gap on what comes next."""
    odds = calibration.logit(0.75)
    fitted = calibration.fit([Answer(odds, True) for _ in range(10)])
    coming = [True] * 19 + [False]
    before = reliability.ece([(0.75, true) for true in coming])
    after = reliability.ece([(fitted.probability(odds), true) for true in coming])
    assert before is not None
    assert after is not None
    assert after < 0.6 * before


@given(st.integers(0, 200), st.integers(0, 200))
def test_wilson_holds_the_share(yes: int, no: int) -> None:
    """The interval lies in 0 to 1, holds the share, and narrows with the count."""
    n = yes + no
    low, high = reliability.wilson(yes, n)
    assert 0.0 <= low <= high <= 1.0
    if n:
        assert low <= yes / n + 1e-12
        assert high >= yes / n - 1e-12
        wider = reliability.wilson(yes * 4, n * 4)
        assert wider[1] - wider[0] <= high - low + 1e-12


def test_bins_count_every_answer_once() -> None:
    """Bins are half open, the last one closed; Brier and its baseline come from the same answers."""
    judged = [(0.0, False), (0.1, False), (0.95, True), (1.0, True), (0.97, False)]
    found = reliability.reliability(judged)
    assert [(one.low, one.n) for one in found] == [(0.0, 1), (0.1, 1), (0.9, 3)]
    assert reliability.brier([]) is reliability.ece([]) is None
    assert reliability.brier_baseline(judged) == 0.4 * 0.6
