"""How sure Inkling is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import calibration, confidence
from assistant.pipeline.weights import WEIGHTS
from assistant.types import Evidence, Status, Tier, Who, Wording
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


MINUTES = st.integers(0, 60 * 24 * 20)
SEEN = st.builds(
    lambda minutes, quote, tier, who, app, supports: Evidence(
        minutes, quote, supports, tier, NOW + timedelta(minutes=minutes), app, "Notes", "", who
    ),
    MINUTES, st.sampled_from(("send invoices", "please send 3 invoices")),
    st.sampled_from((Tier.SEEN, Tier.OWN, Tier.TYPED)), st.sampled_from(Who),
    st.sampled_from(("Slack", "gedit", "firefox", "Calendar")), st.booleans(),
)  # fmt: skip


@given(SEEN, st.lists(SEEN, max_size=12))
def test_support_never_lowers_and_contradiction_never_raises(first: Evidence, more: list[Evidence]) -> None:
    """Whatever comes in whatever order, and nothing is ever certain."""
    first = replace(first, supports=True)
    held = confidence.assessed(replace(belief("Ana asked for invoices", first), trust=first.tier), salience=0.7)
    for fresh in more:
        grown = confidence.combine(held, fresh)
        if fresh.supports:
            assert grown.confidence >= held.confidence
        else:
            assert grown.confidence <= held.confidence
        assert 0.02 <= grown.confidence <= (0.93 if grown.trust is Tier.SEEN else 0.98)
        assert grown.log_odds is not None
        held = grown


@given(st.lists(SEEN, min_size=1, max_size=8), st.lists(st.integers(-29, 29), min_size=8, max_size=8))
def test_saying_it_again_changes_nothing(given_evidence: list[Evidence], shifts: list[int]) -> None:
    """All that was seen, seen again within the half hour and in any window, leaves the belief as it is."""
    first = replace(given_evidence[0], supports=True)
    held = confidence.assessed(belief("Ana asked for invoices", first))
    for fresh in given_evidence[1:]:
        held = confidence.combine(held, fresh)
    for old, shift in zip(held.evidence, shifts, strict=False):
        again = replace(old, observation_id=9999, time=old.time + timedelta(minutes=shift), app="xterm")
        assert confidence.combine(held, again) is held


def test_the_first_look_is_not_lost() -> None:
    """More evidence changes what evidence can change: how telling the line was stays in the sum."""
    telling, idle = (
        confidence.assessed(belief("stand-up at 9", evidence("stand-up at 9")), salience=salience)
        for salience in (0.95, 0.2)
    )
    later = evidence("stand-up at 9", NOW + DAY, number=2)
    grown = confidence.combine(telling, later)
    assert dict(grown.features)["salience"] == dict(telling.features)["salience"]
    assert (grown.log_odds or 0) > (confidence.combine(idle, later).log_odds or 0)


def test_agreement_needs_another_source() -> None:
    """Beliefs of other episodes and other words about the same person agree; the same screen or words do not."""
    new = replace(belief("Ana asked for invoices", evidence("please send invoices")), entities=("Ana Souza",))
    other = replace(
        belief("Ana needs the invoices", evidence("need them", NOW - DAY, number=7), id=7), entities=("ana souza",)
    )
    assert confidence.agreement(new, [(other, 0.8)]) == 1.0
    assert confidence.agreement(new, [(other, 0.8)] * 9) == 2.0
    same_screen = replace(other, evidence=(evidence("need them", NOW, number=7),))
    same_words = replace(other, evidence=(evidence("Please send  invoices", NOW - DAY, number=7),))
    stranger = replace(other, entities=("Tom Becker",))
    gone = replace(other, status=Status.SUPERSEDED)
    for none in (same_screen, same_words, stranger, gone):
        assert confidence.agreement(new, [(none, 0.8)]) == 0.0
    assert confidence.agreement(new, [(other, 0.3)]) == 0.0


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_longer_look_never_counts_less(one: int, more: int) -> None:
    """Between a glance and ten minutes; a clock set back counts as a glance."""
    short, long = (confidence.dwell(timedelta(seconds=seconds)) for seconds in (one, one + more))
    assert 0.0 <= short <= long <= 1.0
    assert confidence.dwell(-timedelta(seconds=one)) == 0.0


def test_age_counts_in_half_lives() -> None:
    """One half-life without support is 1, three are 2; pinned and lasting beliefs do not age."""
    held = belief("the user prefers tea")
    assert held.half_life is not None
    assert confidence.age(held, NOW + held.half_life) == pytest.approx(1.0)
    assert confidence.age(held, NOW + 3 * held.half_life) == pytest.approx(2.0)
    assert confidence.age(held, NOW - DAY) == 0.0
    assert confidence.age(replace(held, pinned=True), NOW + 365 * DAY) == 0.0
    assert confidence.age(replace(held, half_life=None), NOW + 365 * DAY) == 0.0


def test_a_map_does_not_touch_what_the_user_said() -> None:
    """Stated, edited and rejected beliefs keep their own confidence, and so does what no model judged."""
    held = confidence.assessed(belief("the user prefers tea"))
    fitted = calibration.fit([calibration.Answer(held.log_odds or 0.0, True)] * 12)
    assert confidence.calibrated(held, fitted).confidence > held.confidence
    for own in (replace(held, trust=Tier.STATED), replace(held, status=Status.REJECTED), belief("tea")):
        assert confidence.calibrated(own, fitted) is own
    everybody_lies = calibration.Calibration(2.0, 2.0)
    assert confidence.calibrated(held, everybody_lies).confidence <= 0.93


def test_a_confirmed_belief_moves_from_the_users_word() -> None:
    """Evidence after a confirmation starts at the confirmed confidence; what the model had said stays beside it."""
    held = confidence.confirmed(confidence.assessed(belief("the office opens at 8")), NOW)
    against = replace(evidence("the office opens at 9", NOW + DAY, number=2), supports=False)
    lowered = confidence.combine(held, against)
    assert 0.7 < lowered.confidence < held.confidence
    assert lowered.log_odds == held.log_odds
