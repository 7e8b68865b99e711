"""How finds are scored and weighted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.recall import fuse
from assistant.types import Kind, Proposition, Status, Tier

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BELIEF = Proposition(
    text="The user will fly to Lyon on 3 May.",
    kind=Kind.PLAN,
    confidence=0.8,
    trust=Tier.TYPED,
    evidence=(),
    created=NOW,
    updated=NOW,
    half_life=timedelta(days=30),
    id=1,
)


def test_defect_11_retrieval_uses_confidence_and_validity() -> None:
    """A sure, valid, active, fresh belief outweighs an unsure, expired, superseded or old one; rejected: never."""
    best = fuse.weight(BELIEF, NOW)
    worse = [
        replace(BELIEF, confidence=0.3),
        replace(BELIEF, valid_to=NOW - timedelta(days=1)),
        replace(BELIEF, status=Status.SUPERSEDED),
        replace(BELIEF, status=Status.EXPIRED),
        replace(BELIEF, updated=NOW - timedelta(days=90)),
    ]
    assert all(0 < fuse.weight(belief, NOW) < best for belief in worse)
    assert fuse.weight(replace(BELIEF, status=Status.REJECTED), NOW) == 0
    assert fuse.weight(replace(BELIEF, status=Status.QUARANTINED), NOW) == 0


def test_a_longer_half_life_ages_slower() -> None:
    """And a belief without one does not age."""
    old = replace(BELIEF, updated=NOW - timedelta(days=60))
    slow = replace(old, half_life=timedelta(days=365))
    assert fuse.weight(old, NOW) < fuse.weight(slow, NOW) < fuse.weight(replace(old, half_life=None), NOW)


def test_both_signs_together_are_stronger_than_one() -> None:
    """The scale runs from 0 to 1."""
    assert fuse.relevance(None, None) == 0
    assert fuse.relevance(1.0, 1.0) == pytest.approx(1.0)
    assert fuse.relevance(0.7, 0.7) > max(fuse.relevance(0.7, None), fuse.relevance(None, 0.7))
    assert fuse.relevance(0.15, None) == 0


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 0.5))
def test_more_is_never_worse(cosine: float, words: float, more: float) -> None:
    """Relevance rises with either sign and stays within 0 and 1."""
    base = fuse.relevance(cosine, words)
    assert 0 <= base <= 1 + 1e-9
    assert fuse.relevance(min(1.0, cosine + more), words) >= base - 1e-9
    assert fuse.relevance(cosine, min(1.0, words + more)) >= base - 1e-9


def test_coverage_counts_telling_words() -> None:
    """Small words do not count, endings and case do not matter, CJK counts by pairs."""
    assert fuse.coverage("Where is the budget meeting?", "Meetings about the BUDGET on Friday") == 1.0
    assert fuse.coverage("budget meeting", "the cat sat") == 0.0
    assert fuse.coverage("金曜日の会議", "会議は金曜日の午後三時からです") >= 0.6
    assert fuse.coverage("Zürich", "nach Zurich") == 1.0
    assert fuse.coverage("the of", "anything") == 0.0


def test_small_words_are_not_searched_for() -> None:
    """Unless the query has no others."""
    assert fuse.telling("What did Anna ask about the budget?") == "Anna ask about budget?"
    assert fuse.telling("who is it") == "who is it"
    assert fuse.telling("会議 は いつ") == "会議 は いつ"


def test_scripts_without_spaces_are_recognised() -> None:
    """The embedder has little to say about them."""
    assert fuse.mostly_cjk("金曜日の会議")
    assert not fuse.mostly_cjk("budget 会議 on Friday")
    assert not fuse.mostly_cjk("2026")
