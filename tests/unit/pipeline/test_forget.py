"""What forgetting takes along."""

from __future__ import annotations

from datetime import timedelta

from assistant.pipeline.forget import remains
from tests.unit.pipeline.build import NOW, belief, evidence

DAY = timedelta(days=1)
WORDS = "Ana Souza told the user: 'the gate code changes on Friday'"
QUOTE = "the gate code changes on Friday"


def test_defect_14_a_belief_that_rested_on_it_alone_goes_too() -> None:
    """No evidence left, no belief left; others are not touched."""
    gone = belief(WORDS, evidence(QUOTE, number=4), id=1)
    other = belief("another", evidence("another", number=5), id=2)
    assert remains([gone, other], {4}).gone == (1,)
    assert remains([gone, other], {4}).weakened == ()


def test_defect_14_a_belief_with_other_evidence_keeps_only_that() -> None:
    """The same words on another day still support it, with less confidence."""
    both = belief(WORDS, evidence(QUOTE, number=4), evidence(QUOTE, NOW + DAY, number=5), id=1)
    (left,) = remains([both], {4}).weakened
    assert [one.observation_id for one in left.evidence] == [5]


def test_defect_14_words_that_only_the_forgotten_said_go() -> None:
    """Other evidence does not save a belief whose very words are the forgotten ones."""
    both = belief(WORDS, evidence(QUOTE, number=4), evidence("Friday it is", NOW + DAY, number=5), id=1)
    assert remains([both], {4}).gone == (1,)
