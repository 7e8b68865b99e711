"""The user's answers reach every confidence in force, and nothing else of the beliefs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import paths
from assistant.daemon.calibrating import Calibrating
from assistant.judgements import Feedback
from assistant.pipeline import confidence
from assistant.pipeline.calibration import IDENTITY
from assistant.pipeline.weights import WEIGHTS
from assistant.store import Store, keys
from assistant.store.selection import Selector
from assistant.types import Evidence, Kind, Line, Observation, Proposition, Status, Tier, Who

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    home = paths.home({"INKLING_HOME": str(tmp_path)})
    home.create()
    with Store.open(home, keys.create(home), create=True, ballast_size=0) as opened:
        yield opened


def learn(store: Store, number: int, *, shown: timedelta = timedelta(0)) -> int:
    """Store one assessed belief with a screen of its own; its id."""
    text = f"Ana asked the user for report {number}"
    seen_at = NOW + timedelta(hours=number)
    screen = Observation(seen_at, seen_at + shown, "Slack", "Ana", 1, (Line(text, (0, 0, 9, 9)),))
    added = store.add_observation(screen)
    assert added is not None
    why = Evidence(added.id, text, True, Tier.SEEN, seen_at, "Slack", "Ana", "Ana", Who.OTHER)
    draft = Proposition(text, Kind.TASK, 0.5, Tier.SEEN, (why,), seen_at, seen_at, timedelta(days=21))
    identifier = store.add_proposition(confidence.assessed(draft, salience=0.6))
    assert identifier is not None
    return identifier


def say(store: Store, identifier: int, verdict: str) -> None:
    """The user's answer, as the verbs store it."""
    belief = store.proposition(identifier)
    store.add_feedback(
        Feedback(f"proposition:{identifier}", verdict, NOW, "", belief.confidence, belief.log_odds, asked=True)
    )


def test_what_a_confidence_was_computed_from_is_kept(store: Store) -> None:
    """Features and raw log-odds come back from the store as they went in, and explain the confidence."""
    belief = store.proposition(learn(store, 1))
    assert dict(belief.features)["seen"] == 1.0
    assert set(dict(belief.features)) <= set(WEIGHTS)  # Names of ours, never words of the screen.
    again = confidence.assessed(belief)
    assert again.features == belief.features
    assert again.log_odds == belief.log_odds
    assert again.confidence == belief.confidence


def test_answers_recalibrate_what_is_in_force(store: Store) -> None:
    """Ten rejections lower the other confidences, and touch neither their time nor what the user said.

    They are forgotten with the beliefs that they were about.
    """
    answered = [learn(store, number) for number in range(10)]
    other, stated = learn(store, 20), learn(store, 21)
    store.update_proposition(stated, NOW, trust=Tier.STATED, confidence=0.97)
    before = store.proposition(other)
    calibrating = Calibrating(store)
    assert calibrating.map == IDENTITY
    for identifier in answered:
        say(store, identifier, "reject")
    calibrating.refit()
    after = store.proposition(other)
    assert after.confidence < before.confidence - 0.1
    assert replace(after, confidence=before.confidence) == before
    assert store.proposition(stated).confidence == 0.97
    assert Calibrating(store).map == calibrating.map  # A restart finds the same map.
    assert calibrating.applied(before).confidence == pytest.approx(after.confidence)
    store.apply_forget(store.plan_forget(Selector(all=True), NOW))
    assert calibrating.map == IDENTITY


def test_an_answer_taken_back_counts_no_more(store: Store) -> None:
    """Undoing the last word leaves the one before; undoing that too brings every confidence back, exactly."""
    answered, other = learn(store, 1), learn(store, 2)
    before = store.proposition(other)
    calibrating = Calibrating(store)
    for verdict in ("confirm", "pin", "reject"):
        say(store, answered, verdict)
    calibrating.refit()
    assert store.proposition(other).confidence < before.confidence
    say(store, answered, "undo")
    calibrating.refit()
    assert store.proposition(other).confidence > before.confidence
    say(store, answered, "not useful")
    calibrating.refit()
    assert store.proposition(other).confidence > before.confidence
    for _ in range(2):
        say(store, answered, "undo")
    calibrating.refit()
    assert store.proposition(other).confidence == pytest.approx(before.confidence)


def test_dwell_and_age_are_noticed(store: Store) -> None:
    """Evidence that stood for long makes surer, evidence that is old less sure; noticing twice changes nothing."""
    glance, read = learn(store, 1), learn(store, 2, shown=timedelta(minutes=10))
    calibrating = Calibrating(store)
    quick, long = store.proposition(glance), store.proposition(read)
    later = NOW + timedelta(hours=2, minutes=15)
    calibrating.notice(later)
    calibrating.notice(later)
    assert store.proposition(glance) == quick
    assert dict(store.proposition(read).features)["dwell"] == 1.0
    assert store.proposition(read).confidence > long.confidence
    calibrating.grow_old(NOW + timedelta(days=60))
    assert store.proposition(glance).confidence < quick.confidence
    assert store.proposition(glance).updated == quick.updated
    assert dict(store.proposition(glance).features)["age"] == pytest.approx(2.0, abs=0.15)


def test_what_is_out_of_force_keeps_its_confidence(store: Store) -> None:
    """A rejected or superseded belief stays as it was when it went."""
    gone = learn(store, 1)
    store.update_proposition(gone, NOW, status=Status.SUPERSEDED)
    held = store.proposition(gone)
    for number in range(2, 8):
        say(store, learn(store, number), "reject")
    Calibrating(store).refit()
    assert store.proposition(gone) == held
