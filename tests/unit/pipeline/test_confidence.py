"""How sure Inkling is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.pipeline import confidence
from assistant.pipeline.weights import WEIGHTS
from assistant.types import Status, Tier, Who, Wording
from tests.unit.pipeline.build import NOW, belief, believe, evidence

DAY = timedelta(days=1)


def test_stronger_sources_make_surer() -> None:
    """Stated beats typed, typed beats what merely stood on the screen."""
    sure = [
        confidence.assessed(replace(belief("x y z"), trust=tier)).confidence
        for tier in (Tier.STATED, Tier.TYPED, Tier.OWN, Tier.SEEN)
    ]
    assert sure == sorted(sure, reverse=True)


def test_a_doubtful_mind_makes_doubtful_beliefs() -> None:
    """The mind's own token probabilities count, and the frame is trusted more than its words."""
    plain = belief("Ana asked the user to send 3 invoices", evidence("could you send 3 invoices"))
    frame = confidence.assessed(plain).confidence
    sure = confidence.assessed(replace(plain, wording=Wording.PARAPHRASE, logprob=-0.02)).confidence
    unsure = confidence.assessed(replace(plain, wording=Wording.PARAPHRASE, logprob=-0.3)).confidence
    assert frame > sure > unsure


def test_the_same_episode_again_changes_nothing() -> None:
    """Confidence never rises because the same screen was read twice."""
    held = belief("Ana asked for invoices", evidence("please send invoices", number=1))
    assert confidence.combine(held, evidence("please send invoices", number=1)) is held
    soon = evidence("please send invoices", NOW + timedelta(minutes=5), number=2)
    assert confidence.combine(held, soon) is held


def test_recurrence_over_days_raises_with_diminishing_returns() -> None:
    """Each new day adds, and adds less than the one before; what others say never becomes certain."""
    held = replace(belief("stand-up at 9", evidence("stand-up at 9", number=0)), confidence=0.6)
    rises = []
    for day in range(1, 12):
        grown = confidence.combine(held, evidence("stand-up at 9", NOW + DAY * day, number=day))
        rises.append(grown.confidence - held.confidence)
        held = grown
    assert all(rise >= 0 for rise in rises)
    assert rises[0] > rises[3] >= rises[8]
    assert held.confidence <= 0.93
    assert held.half_life is not None
    assert held.half_life > timedelta(days=30)


def test_contradiction_lowers() -> None:
    """Evidence against counts, and does not refresh the belief."""
    held = belief("the office opens at 8")
    against = replace(evidence("the office opens at 9", NOW + DAY, number=2), supports=False)
    lowered = confidence.combine(held, against)
    assert lowered.confidence < held.confidence
    assert lowered.updated == held.updated


def test_what_the_user_says_settles_it() -> None:
    """Confirming makes nearly certain and lasting, rejecting makes it go to sleep as rejected."""
    held = belief("the user prefers tea")
    yes = confidence.confirmed(held, NOW)
    assert (yes.confidence, yes.trust) == (0.97, Tier.STATED)
    assert yes.half_life == timedelta(days=60)
    no = confidence.rejected(held, NOW)
    assert no.confidence < 0.05
    assert no.status is Status.REJECTED


def test_every_contribution_can_be_explained() -> None:
    """The score is the sum of named parts."""
    named = confidence.features(believe("Could you send the quote by Friday?"))
    parts = confidence.explain(named)
    assert parts.keys() == named.keys()
    assert parts["seen"] == WEIGHTS["seen"]
    assert "other_speaks" in parts


def test_who_is_unknown_is_trusted_less() -> None:
    """A line that nobody is known to have said is less sure than the same line from somebody."""
    known = belief("x y z", evidence("x y z"))
    unknown = belief("x y z", replace(evidence("x y z"), who=Who.UNKNOWN))
    assert confidence.assessed(known).confidence > confidence.assessed(unknown).confidence
