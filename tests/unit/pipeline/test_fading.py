"""How beliefs fade, fall asleep and last longer by use."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import fading
from assistant.pipeline.fading import Use
from assistant.types import Kind
from tests.unit.pipeline.build import NOW, belief

DAY = timedelta(days=1)


@given(st.floats(0.05, 1.0), st.integers(1, 4000), st.integers(1, 4000), st.integers(0, 8000))
def test_defect_04_longer_half_life_lasts_longer(sure: float, short: int, more: int, age: int) -> None:
    """Of two beliefs of one age, the one with the longer half-life never weighs less, and weights only fall."""
    weak = fading.decay(sure, DAY * age, DAY * short)
    strong = fading.decay(sure, DAY * age, DAY * (short + more))
    assert strong >= weak
    assert fading.decay(sure, DAY * (age + 1), DAY * short) <= weak <= sure


def test_defect_04_a_half_life_halves() -> None:
    """After one half-life a belief weighs half; after a day a lasting one still weighs nearly all."""
    assert fading.decay(0.8, DAY * 30, DAY * 30) == pytest.approx(0.4)
    assert fading.decay(0.8, DAY, fading.half_life(Kind.IDENTITY)) > 0.79
    assert fading.half_life(Kind.IDENTITY) > fading.half_life(Kind.PREFERENCE) > fading.half_life(Kind.TASK)


def test_a_clock_set_back_does_not_strengthen() -> None:
    """A negative age counts as none."""
    assert fading.decay(0.8, -DAY * 365, DAY) == 0.8


def test_a_pinned_belief_does_not_fade() -> None:
    """Pinning stops decay; without it an old belief falls asleep."""
    held = belief("the user prefers tea")
    later = NOW + DAY * 365
    assert fading.asleep(held, later)
    assert not fading.asleep(replace(held, pinned=True), later)


@given(st.sampled_from(Kind), st.lists(st.sampled_from(Use), max_size=60))
def test_use_lengthens_within_bounds(kind: Kind, uses: list[Use]) -> None:
    """Every use makes a belief last longer or as long, and no number of uses makes it last for ever."""
    half = fading.half_life(kind)
    for use in uses:
        longer = fading.lengthened(half, use, kind)
        assert longer is not None
        assert longer >= half
        half = longer
    assert half <= min(fading.half_life(kind) * 8, DAY * 3650)


def test_what_does_not_fade_stays_so() -> None:
    """No half-life is not made one by use."""
    assert fading.lengthened(None, Use.CONFIRMED, Kind.FACT) is None


def test_saying_yes_counts_more_than_reading_it() -> None:
    """The stronger the sign that a belief matters, the longer it lasts."""
    halves = [fading.lengthened(DAY * 21, use, Kind.TASK) or DAY for use in Use]
    assert halves == sorted(halves)
    assert len(set(halves)) == len(Use)
