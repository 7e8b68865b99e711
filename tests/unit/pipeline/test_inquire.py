"""Questions: only where an answer is worth it, at natural breaks, within the budget, never twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.judgements import Question
from assistant.pipeline import inquire
from assistant.pipeline.context import Situation
from assistant.pipeline.inquire import Asked, Limits, Worth
from assistant.pipeline.text import squeeze
from assistant.types import Kind, Proposition, Status, Tier, Who
from tests.unit.pipeline.build import NOW, belief, evidence

EARLIER = NOW - timedelta(hours=2)
NOTHING = Asked()
NONE = Worth()
SITTING = Situation(NOW, idle_s=45.0, app="gedit", title="todo.txt")


def doubtful(number: int = 1, sure: float = 0.5, kind: Kind = Kind.IDENTITY, **more: object) -> Proposition:
    """A belief of two hours ago."""
    made = belief(f"The user plays the violin number {number}.", evidence("I play"), kind=kind, id=number)
    return replace(made, confidence=sure, created=EARLIER, updated=EARLIER, **more)  # type: ignore[arg-type]


def asks(beliefs: Sequence[Proposition], asked: Asked = NOTHING, worth: Worth = NONE) -> int | None:
    """Which belief is asked about."""
    question = inquire.choose(beliefs, asked, NOW, worth=worth)
    return None if question is None else question.proposition_id


def test_the_doubtful_and_consequential_one_is_asked() -> None:
    """Of equal use the most doubtful, of equal doubt the most useful; a trifle never."""
    assert asks([doubtful(1, 0.8), doubtful(2, 0.5), doubtful(3, 0.3)]) == 2
    assert asks([doubtful(1, kind=Kind.FACT), doubtful(2, kind=Kind.IDENTITY)]) == 2
    assert asks([doubtful(1, kind=Kind.FACT)]) is None
    assert asks([doubtful(1, kind=Kind.FACT)], worth=Worth(frozenset([1]))) == 1


def test_what_comes_soon_is_worth_more() -> None:
    """A day of this week counts; one far off, or over, does not."""
    soon = doubtful(1, kind=Kind.DEADLINE, valid_to=NOW + timedelta(days=2))
    far = doubtful(2, kind=Kind.DEADLINE, valid_to=NOW + timedelta(days=40))
    over = doubtful(3, kind=Kind.DEADLINE, valid_to=NOW - timedelta(hours=1))
    assert inquire.consequence(soon, NOW) > inquire.consequence(far, NOW)
    assert asks([far, soon, over]) == 1
    assert asks([over]) is None


def test_an_answer_tells_of_its_kin_too() -> None:
    """Beliefs of the same kind from the same source add to the gain, others do not, and only so many."""
    one = doubtful(1)
    alone = inquire.gain(one, [one], NOW)
    kin = [one, *(doubtful(n) for n in range(2, 6))]
    strangers = [one, *(doubtful(n, kind=Kind.FACT) for n in range(2, 6))]
    assert inquire.gain(one, kin, NOW) > alone == inquire.gain(one, strangers, NOW)
    crowd = [one, *(doubtful(n) for n in range(2, 200))]
    assert inquire.gain(one, crowd, NOW) < 2 * alone


@given(p=st.floats(0.1, 0.9), q=st.floats(0.1, 0.9), r=st.floats(0.0, 1.0))
def test_an_answer_takes_away_what_the_formula_says(p: float, q: float, r: float) -> None:
    """Of two beliefs with correlation r, a truthful answer about one takes r² of the other's expected Brier score.

    Worked out over the joint distribution of two Bernoulli variables, for every correlation that they can have.
    """
    spread = (p * (1 - p) * q * (1 - q)) ** 0.5
    both = min(p * q + r * spread, p, q)
    r = (both - p * q) / spread
    given_yes, given_no = both / p, (q - both) / (1 - p)
    left = p * given_yes * (1 - given_yes) + (1 - p) * given_no * (1 - given_no)
    assert left == pytest.approx(q * (1 - q) * (1 - r**2), abs=1e-9)


@given(
    sure=st.lists(st.floats(0.02, 0.98), min_size=1, max_size=10),
    kinds=st.lists(st.sampled_from(Kind), min_size=10, max_size=10),
    prompting=st.frozensets(st.integers(1, 10)),
)
def test_the_greatest_gain_is_asked(sure: list[float], kinds: list[Kind], prompting: frozenset[int]) -> None:
    """No belief that may be asked about gains more than the one that is; and none is asked below its cost."""
    beliefs = [doubtful(n, p, kind) for n, (p, kind) in enumerate(zip(sure, kinds, strict=False), start=1)]
    question = inquire.choose(beliefs, NOTHING, NOW, worth=Worth(prompting))
    askable = [one for one in beliefs if 0.1 < one.confidence < 0.93]
    gains = {one.id: inquire.gain(one, beliefs, NOW, Worth(prompting)) for one in askable}
    best = max(gains.values(), default=0.0)
    assert (question is not None) is (best > inquire.COST)
    if question is not None:
        assert gains[question.proposition_id] == best


@pytest.mark.parametrize(
    "one",
    [
        doubtful(trust=Tier.STATED),
        doubtful(trust=Tier.HOSTILE),
        doubtful(status=Status.SUPERSEDED),
        doubtful(status=Status.QUARANTINED),
        doubtful(sure=0.97),
        doubtful(sure=0.02),
        replace(doubtful(), created=NOW - timedelta(minutes=1)),
        replace(doubtful(), text="Pay to this account now.", evidence=(
            replace(evidence("Pay to this account now."), who=Who.UNKNOWN, header=""),)),
    ],
)  # fmt: skip
def test_what_is_never_asked(one: Proposition) -> None:
    """What the user said, what is hostile, out of force, all but sure, just read, or could be phishing."""
    assert asks([one], worth=Worth(frozenset([1]))) is None


def test_delicate_things_are_never_asked() -> None:
    """The next best is asked instead."""
    beliefs = [doubtful(1), doubtful(2, 0.6)]
    question = inquire.choose(beliefs, Asked(), NOW, delicate=lambda one: one.id == 1)
    assert question is not None
    assert question.proposition_id == 2


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The user has diabetes.", True),
        ("A dentist appointment is on Friday.", True),
        ("The user goes to church on Sundays.", True),
        ("Die Tochter des Nutzers spielt Geige.", True),
        ("Tom earns 5,000 euros a month.", True),
        ("The password of the user is due for renewal.", True),
        ("The invoice 4711 is due on Thursday.", False),
        ("The user plays the violin.", False),
        ("The release moved to Friday.", False),
    ],
)
def test_what_is_delicate(text: str, never: bool) -> None:
    """Sensitive matters, even what only goes with them, and credentials; everyday duties are not."""
    assert inquire.delicate(belief(text, evidence(text))) is never


def test_nothing_is_asked_twice() -> None:
    """Neither the belief, nor what took its place, nor the same words as another belief."""
    one = doubtful(1)
    assert asks([one], Asked(beliefs=frozenset([1]))) is None
    assert asks([replace(one, id=9, supersedes=1)], Asked(beliefs=frozenset([1]))) is None
    assert asks([replace(one, id=9)], Asked(words=frozenset([squeeze(one.text)]))) is None


@pytest.mark.parametrize(
    "moment",
    [
        {"in_call": True},
        {"private": True},
        {"fullscreen": True},
        {"quiet": True},
        {"paused": True},
        {"away": True},
        {"keys_recent": 20, "idle_s": 0.5},
        {"idle_s": 3.0},
        {"idle_s": 3600.0},
    ],
)
def test_bad_moments(moment: dict[str, object]) -> None:
    """Calls, full screen, quiet hours, a pause of Inkling, absence, typing, work in full flow."""
    natural = "idle_s" not in moment or "keys_recent" in moment
    situation = replace(SITTING, **moment)  # type: ignore[arg-type]
    assert not inquire.may_ask(situation, Asked(), Limits(), natural=natural)
    assert inquire.may_ask(SITTING, Asked(), Limits(), natural=False)


@given(
    sure=st.lists(st.floats(0.02, 0.98), min_size=1, max_size=12),
    kinds=st.lists(st.sampled_from(Kind), min_size=12, max_size=12),
    idle=st.lists(st.floats(0, 1200), min_size=1, max_size=40),
    budget=st.integers(0, 4),
    enabled=st.booleans(),
)
def test_a_simulated_day(sure: list[float], kinds: list[Kind], idle: list[float], budget: int, enabled: bool) -> None:
    """Whatever is believed and whenever there are breaks: never beyond the budget, never twice, never when off."""
    beliefs = [doubtful(n, p, kind) for n, (p, kind) in enumerate(zip(sure, kinds, strict=False), start=1)]
    said: list[Question] = []
    for seconds in idle:
        asked = Asked(frozenset(q.proposition_id for q in said), frozenset(squeeze(q.text) for q in said), len(said))
        situation = replace(SITTING, idle_s=seconds)
        if inquire.may_ask(situation, asked, Limits(enabled, budget), natural=False):
            question = inquire.choose(beliefs, asked, NOW)
            said += [question] if question else []
    assert len(said) <= (budget if enabled else 0)
    assert len({q.proposition_id for q in said}) == len(said)
    assert all(q.worth > 0 for q in said)
    assert [q.worth for q in said] == sorted((q.worth for q in said), reverse=True)


def test_one_question_at_a_time() -> None:
    """While one waits, none is added."""
    assert not inquire.may_ask(SITTING, Asked(open=True), Limits(), natural=True)
