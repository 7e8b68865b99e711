"""Asking, on a real store: the day's budget, the moment, what became of the belief, and the user's "stop"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.config import Questions
from assistant.daemon.inquiring import OFF, Inquiring
from assistant.judgements import Feedback, QuestionStatus
from assistant.pipeline.context import Situation
from assistant.store import Selector, Store
from assistant.types import Kind, Proposition, Status
from tests.unit.pipeline.build import NOW, belief, evidence

HOUR = timedelta(hours=1)
EARLIER = NOW - 2 * HOUR
Ask = Callable[..., int | None]


def doubtful(number: int) -> Proposition:
    """A belief worth a question."""
    names = ("violin", "piano", "trumpet", "harp", "organ", "drum")
    made = belief(f"The user plays the {names[number]}.", evidence(f"I play {number}", number=None), kind=Kind.IDENTITY)
    return replace(made, confidence=0.5, created=EARLIER, updated=EARLIER)


@pytest.fixture
def ask(store: Store) -> Ask:
    """Steps of one who asks, with six doubtful beliefs in the store; the user has paused for a minute."""
    for number in range(6):
        store.add_proposition(doubtful(number))
    moment = Situation(NOW, idle_s=60.0, app="gedit")
    inquiring = Inquiring(store, Questions(), lambda at: replace(moment, now=at), lambda one: "harp" in one.text)

    def step(at: datetime, *, opened: bool = False, **changed: object) -> int | None:
        nonlocal moment
        moment = replace(moment, **changed)  # type: ignore[arg-type]
        return inquiring.step(at, opened=opened)

    return step


def answered(store: Store, question: int) -> None:
    """The user said yes."""
    store.add_feedback(Feedback(f"proposition:{store.question(question).proposition_id}", "confirm", NOW))
    store.close_question(question, QuestionStatus.ANSWERED, "yes")


def test_a_day_has_its_budget_and_no_belief_two_questions(store: Store, ask: Ask) -> None:
    """Three a day, the next day again, one at a time, each about something else, never the delicate one."""
    asked = []
    for step in range(40):
        found = ask(NOW + step * timedelta(minutes=10))
        assert found is None or not store.questions(status=QuestionStatus.OPEN)[1:]
        if found is not None:
            asked.append(store.question(found).text)
            answered(store, found)
    assert len(asked) == 3
    for step in range(40):
        found = ask(NOW + timedelta(days=1) + step * timedelta(minutes=10))
        if found is not None:
            asked.append(store.question(found).text)
            answered(store, found)
    assert len(asked) == len(set(asked)) == 5
    assert not any("harp" in text for text in asked)


def test_only_at_a_natural_break(store: Store, ask: Ask) -> None:
    """Not in full flow; at a pause, at the end of a long piece of work, or when the app is opened."""
    assert ask(NOW, idle_s=2.0) is None
    assert ask(NOW + timedelta(minutes=2), app="firefox") is None
    assert ask(NOW + timedelta(minutes=20), app="gimp") is not None
    assert ask(NOW + timedelta(minutes=50), app="gedit") is None  # one waits


def test_opening_the_app_is_a_break_but_not_in_a_call(ask: Ask) -> None:
    """Whoever opens it is there, even where nobody looks at the screen; a call is a call."""
    assert ask(NOW, opened=True, away=True, in_call=True) is None
    assert ask(NOW, opened=True, in_call=False) is not None


def test_stop_asking(store: Store, ask: Ask) -> None:
    """The user's word in the store is enough, whatever the settings say."""
    store.set_meta(OFF, True)
    assert ask(NOW) is None
    store.set_meta(OFF, None)
    assert ask(NOW) is not None


def test_a_question_is_withdrawn_or_ends(store: Store, ask: Ask) -> None:
    """When its belief changed, and after its time; neither is asked again."""
    first = ask(NOW)
    assert first is not None
    store.update_proposition(store.question(first).proposition_id, NOW, status=Status.SUPERSEDED)
    second = ask(NOW + HOUR)
    assert store.question(first).status is QuestionStatus.WITHDRAWN
    assert second is not None
    assert store.question(second).text != store.question(first).text
    ask(NOW + 30 * HOUR)
    assert store.question(second).status is QuestionStatus.EXPIRED


def test_forget_takes_the_question(store: Store, ask: Ask) -> None:
    """With its belief, by its words, and with everything."""
    first = ask(NOW)
    assert first is not None
    store.apply_forget(store.plan_forget(Selector(proposition=store.question(first).proposition_id), NOW))
    assert store.questions() == []
    second = ask(NOW + HOUR)
    assert second is not None
    word = store.question(second).text.split()[-1].rstrip(".")
    store.apply_forget(store.plan_forget(Selector(text=word), NOW))
    assert not [text for _, text in store.dump() if word in text]
    assert ask(NOW + 2 * HOUR) is not None
    store.apply_forget(store.plan_forget(Selector(all=True), NOW))
    assert store.questions() == []
