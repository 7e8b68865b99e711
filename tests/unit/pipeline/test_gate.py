"""Whether to speak: utility first, manners second, silence by default."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import gate
from assistant.pipeline.context import Situation
from assistant.pipeline.gate import History, Reaction, Thresholds
from assistant.types import Suggestion, SuggestionStatus, Who
from tests.unit.pipeline.build import NOW, belief, evidence

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FREE = Situation(NOW, idle_s=10)
USEFUL = Suggestion("Due tomorrow", "...", (1,), 0.6, 4.0, 2.5, 0.5, 1.7, NOW, NOW + DAY, key="due-near:1")


def _reason(suggestion: Suggestion = USEFUL, situation: Situation = FREE, history: History | None = None) -> str | None:
    return gate.decide(suggestion, situation, history or History()).withheld_for


def _said(*verdicts: str, key: str = "due-near:9") -> History:
    return History(reactions=tuple(Reaction(key, verdict, NOW - DAY) for verdict in verdicts))


def test_a_useful_one_is_shown_at_a_free_moment() -> None:
    """Status and time are set on the value that is stored."""
    decision = gate.decide(USEFUL, FREE, History())
    assert decision.show
    assert decision.suggestion.status is SuggestionStatus.SHOWN
    assert decision.suggestion.shown_at == NOW


@given(st.floats(0.01, 0.99), st.floats(0, 10), st.floats(0, 10), st.floats(0, 10))
def test_it_is_shown_exactly_when_speaking_beats_silence(p: float, benefit: float, wrong: float, missed: float) -> None:
    """P*B - (1-P)*C_fp > -P*C_fn, and nothing else, at a free moment."""
    suggestion = replace(USEFUL, p=p, benefit=benefit, cost_fp=wrong, cost_fn=missed)
    suggestion = replace(suggestion, utility=gate.utility(p, suggestion))
    speaking, silence = p * benefit - (1 - p) * wrong, -p * missed
    decision = gate.decide(suggestion, FREE, History())
    assert decision.show is (speaking - silence > 0) or abs(speaking - silence) < 1e-9


@pytest.mark.parametrize(
    ("situation", "reason"),
    [
        (replace(FREE, keys_recent=9, idle_s=0.2), "typing"),
        (replace(FREE, in_call=True), "in a call"),
        (replace(FREE, private=True), "a private window"),
        (replace(FREE, idle_s=1800.0), "nobody there"),
        (replace(FREE, fullscreen=True), "full screen"),
        (replace(FREE, quiet=True), "quiet hours"),
        (replace(FREE, away=True), "away"),
        (replace(FREE, paused=True), "paused"),
    ],
)
def test_a_bad_moment_has_its_name(situation: Situation, reason: str) -> None:
    """The user can read why nothing was said."""
    assert _reason(situation=situation) == reason


def test_once_a_minute_and_a_budget_a_day() -> None:
    """Neither bursts nor many; yesterday's do not count."""
    assert _reason(history=History(shown=(("asked:2", NOW - MINUTE / 2),))) == "one a minute"
    today = tuple((f"asked:{number}", NOW - MINUTE * (5 + number)) for number in range(10, 18))
    assert _reason(history=History(shown=today)) == "daily budget"
    yesterday = tuple((key, time - DAY) for key, time in today)
    assert _reason(history=History(shown=yesterday)) is None
    assert _reason(history=History(shown=(("due-near:1", NOW - MINUTE * 30),))) == "said already"


def test_never_means_never_and_a_snooze_ends() -> None:
    """One "never" ends this one, two end the sort; a snooze holds until its time."""
    assert _reason(history=_said("never", key="due-near:1")) == "you said never"
    assert _reason(history=_said("never", "never")) == "you said never"
    snoozed = Reaction("due-near:1", "snooze", NOW - MINUTE, until=NOW + MINUTE)
    assert _reason(history=History(reactions=(snoozed,))) == "snoozed"
    assert _reason(history=History(reactions=(replace(snoozed, until=NOW - MINUTE / 2),))) is None


def test_dismissals_make_quieter_and_acceptance_bolder() -> None:
    """Feedback moves the probability of its sort, gently while answers are few."""
    some = gate.learned(USEFUL, _said("dismiss")).p
    many = gate.learned(USEFUL, _said(*["dismiss"] * 6)).p
    liked = gate.learned(USEFUL, _said(*["accept"] * 3)).p
    assert many < some < USEFUL.p < liked
    assert _reason(history=_said(*["dismiss"] * 6)) == "not useful enough"
    assert gate.learned(USEFUL, _said("dismiss", key="asked:4")).p == USEFUL.p


def test_stale_and_switched_off() -> None:
    """What has become stale says so; nothing is shown when suggestions are off."""
    assert gate.decide(USEFUL, FREE, History(), stale="already done").withheld_for == "already done"
    off = gate.decide(USEFUL, FREE, History(), Thresholds(enabled=False))
    assert off.withheld_for == "suggestions are off"


def test_a_page_that_asks_for_money_prompts_nothing() -> None:
    """Trust "seen" by nobody known about accounts and payments is never acted on."""
    page = replace(evidence("Your account: payment due tomorrow"), who=Who.UNKNOWN, header="")
    weak = belief("'Bank' says: 'Your account: payment due tomorrow'", page, id=1)
    assert gate.decide(USEFUL, FREE, History(), because=[weak]).withheld_for == "trust too low"


@pytest.mark.parametrize(
    "said",
    [
        "You have to pay 2.99 in customs fees before tonight.",
        "Sie müssen bis heute Abend 2,99 Euro Zollgebühren bezahlen.",
        "Vous devez payer 2,99 euros de frais avant ce soir.",
    ],
)
@pytest.mark.parametrize("sender", ["", "Parcel Service", "noreply", "Express Team"])
def test_a_sender_who_is_no_person_prompts_no_payment(said: str, sender: str) -> None:
    """Whatever name such a mail gives itself; what a person asks for is told."""
    mail = replace(evidence(said), who=Who.OTHER, header=sender, title="Your parcel - Mail", app="chromium")
    assert gate.too_weak([belief(said, mail, id=1)]) == "trust too low"
    asked = replace(mail, header="Ana Souza")
    assert gate.too_weak([belief(said, asked, id=1)]) is None


def test_the_same_news_is_not_told_twice_within_the_hour() -> None:
    """What collided with the calendar is not pointed out in it minutes later; that it begins soon still is."""
    told = History(shown=(("collides:1", NOW - MINUTE * 12),))
    assert _reason(replace(USEFUL, key="changed:1"), history=told) == "said already"
    assert _reason(replace(USEFUL, key="soon:1"), history=told) is None
    assert (
        _reason(replace(USEFUL, key="changed:1"), history=History(shown=(("collides:1", NOW - MINUTE * 90),))) is None
    )
