"""Questions from the command line, on a home with one that waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.clock import SystemClock
from assistant.judgements import Question
from assistant.store import Store, keys
from assistant.types import Kind
from tests.cli.conftest import serving
from tests.home import TestHome
from tests.unit.pipeline.build import belief, evidence

TEXT = "The user plays the violin."


@pytest.fixture
def asked(new_home: Callable[..., TestHome]) -> TestHome:
    """A live home that has asked question 1 about belief 1."""
    home = new_home()
    now = SystemClock().now()
    home.home.create()
    with Store.open(home.home, keys.create(home.home), create=True, ballast_size=0) as store:
        store.set_meta("home", "live")
        made = belief(TEXT, replace(evidence("I play the violin"), observation_id=None), kind=Kind.IDENTITY)
        store.add_proposition(replace(made, confidence=0.5, created=now, updated=now))
        store.add_question(Question(1, TEXT, 0.2, now, now + timedelta(hours=5)))
    return home


def test_a_question_is_listed(asked: TestHome) -> None:
    """For people with the way to answer and to stop, as JSON with its state."""
    done = asked.run("questions")
    assert f"Is this right? {TEXT}" in done.out
    assert "inkling answer ID" in done.err
    assert "--off" in done.err
    body = asked.run("questions", "--json").json()
    assert body["off"] is False
    (one,) = body["questions"]
    assert (one["id"], one["proposition_id"], one["text"], one["status"]) == (1, 1, TEXT, "open")
    assert asked.run("questions", "--json", "--limit", "0").json()["questions"] == []


@pytest.mark.parametrize(
    ("words", "answer", "status", "told"),
    [
        (["yes"], "yes", "active", "Belief 1 is confirmed."),
        (["Nein."], "no", "rejected", "Belief 1 is rejected, and will not be learned again."),
        (["The", "user", "plays", "the", "viola."], "edited", "superseded", "It is belief 2 now, in your words."),
    ],
)
def test_answers(asked: TestHome, words: list[str], answer: str, status: str, told: str) -> None:
    """Yes confirms, no rejects, other words are how it really is; each counts as asked for, and only once."""
    done = asked.run("answer", "1", *words)
    assert (done.code, done.err.strip()) == (0, told)
    (one,) = asked.run("questions", "--json").json()["questions"]
    assert (one["status"], one["answer"]) == ("answered", answer)
    first = next(b for b in asked.run("propositions", "--json").json()["propositions"] if b["id"] == 1)
    assert first["status"] == status
    again = asked.run("answer", "1", "yes")
    assert again.code == 2
    assert "answered" in again.err
    asked.stop()
    with Store.open(asked.home, keys.unlock(asked.home, None), ballast_size=0) as store:
        assert all(said.asked for said in store.feedback() if said.verdict in ("confirm", "reject"))


def test_skip_and_stop(asked: TestHome) -> None:
    """A question that is left is not open any more; off means off until it is on again."""
    assert asked.run("questions", "--skip", "1").code == 0
    assert asked.run("questions").err.strip() == "There is no question."
    assert asked.run("questions", "--skip", "1").code == 2
    assert asked.run("questions", "--off").err.strip() == "No more questions."
    assert "inkling questions --on" in asked.run("questions").err
    assert asked.run("questions", "--json").json()["off"] is True
    assert asked.run("questions", "--on").code == 0
    assert asked.run("questions", "--json").json()["off"] is False


def test_the_setting_has_the_last_word(asked: TestHome) -> None:
    """What the configuration switches off, a command does not switch on, and says so."""
    assert asked.run("config", "set", "questions.enabled", "no").code == 0
    assert "questions.enabled" in asked.run("questions", "--on").err


def test_usage(asked: TestHome) -> None:
    """An unknown question is exit 1 and named; an empty answer is exit 2."""
    assert asked.run("answer", "7", "yes").code == 1
    assert "7" in asked.run("answer", "7", "yes").err
    assert asked.run("answer", "1", " ").code == 2
    assert asked.run("answer", "1").code == 2


@pytest.mark.models
def test_opening_the_app_is_a_moment_to_ask(new_home: Callable[..., TestHome]) -> None:
    """A running daemon asks when the terminal app comes, about what is worth it, and not again."""
    home = new_home(INKLING_SUGGESTIONS_QUIET_FROM="00:00", INKLING_SUGGESTIONS_QUIET_TO="00:00")
    earlier = SystemClock().now() - timedelta(hours=2)
    home.home.create()
    with Store.open(home.home, keys.create(home.home), create=True, ballast_size=0) as store:
        store.set_meta("home", "live")
        made = belief(TEXT, replace(evidence("I play the violin"), observation_id=None), kind=Kind.IDENTITY)
        store.add_proposition(replace(made, confidence=0.5, created=earlier, updated=earlier))
    with serving(home) as client:
        assert client.call("questions", {"status": "open"})["items"] == []
        (asked,) = client.call("questions", {"status": "open", "opened": True})["items"]
        assert asked["text"] == TEXT
        assert client.call("questions", {"opened": True})["items"] == [asked]
        assert client.call("answer", {"id": asked["id"], "answer": "yes"})["answer"] == "yes"
        assert client.call("questions", {"status": "open", "opened": True})["items"] == []
