"""Which belief, if any, is worth a question now: value of information against the cost of asking.

The uncertainty of a belief of probability p is the Brier score that it is expected to earn, p(1-p); a truthful answer
takes it away. It also takes away a part of the uncertainty of beliefs that stand or fall with it, those of the same
kind from the same source: of two Bernoulli variables with correlation r, knowing one takes r² of the other's variance.
What is taken away counts by what the belief is good for, so an uncertain trifle is never asked and neither is
anything that is all but sure. (Value of information: R. A. Howard, 1966; of asking people: E. Horvitz, 1999.)
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.judgements import Question
from assistant.pipeline import fading, sensitive, topics
from assistant.pipeline.context import Situation
from assistant.pipeline.gate import bad_moment, too_weak, touchy
from assistant.pipeline.preferences import source
from assistant.pipeline.text import squeeze
from assistant.types import Kind, Proposition, Status, Tier

COST = 0.1
"""What the first question of a day costs, in weighed Brier score."""
DEARER = 0.05
"""What each question of the day adds to the cost of the next one."""
LASTS = timedelta(hours=20)
"""How long a question stays open."""
PAUSE_S = 30.0
"""Seconds without input that make a pause."""
GONE_S = 600.0
"""Seconds without input after which nobody is there."""
_KIN = 0.3
"""Correlation of two beliefs of one kind from one source."""
_MOST_KIN = 8
_SURE = 0.93
_UNLIKELY = 0.1
_READ = timedelta(minutes=10)
"""What was learned this recently, the user has just read."""
_SOON = timedelta(days=7)
_LASTING = {Kind.IDENTITY: 0.6, Kind.PREFERENCE: 0.5, Kind.PERSON: 0.4, Kind.PROJECT: 0.3, Kind.ROUTINE: 0.3}
_ACTED_ON = frozenset((Kind.TASK, Kind.DEADLINE, Kind.EVENT, Kind.PLAN))


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user's settings say."""

    enabled: bool = True
    daily_budget: int = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked before."""

    beliefs: frozenset[int] = frozenset()
    """Ids that were asked about, ever, and those that the user has judged otherwise."""
    words: frozenset[str] = frozenset()
    """What was asked, as ``squeeze`` makes it."""
    today: int = 0
    open: bool = False
    """A question waits for its answer."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What makes an answer worth more than the belief itself tells."""

    prompting: frozenset[int] = field(default_factory=frozenset)
    """Beliefs that a suggestion rests on."""


def may_ask(situation: Situation, asked: Asked, limits: Limits, *, natural: bool) -> bool:
    """Whether this is a moment for any question at all; ``natural``: the user just came to the app or to a new task."""
    if not limits.enabled or asked.open or asked.today >= limits.daily_budget:
        return False
    pause = PAUSE_S <= situation.idle_s <= GONE_S
    return bad_moment(situation) is None and (natural or pause)


def choose(
    beliefs: Sequence[Proposition],
    asked: Asked,
    now: datetime,
    *,
    worth: Worth = Worth(),
    delicate: Callable[[Proposition], bool] = lambda belief: False,  # noqa: ARG005
) -> Question | None:
    """The question with the greatest gain beyond its cost; None where none has any.

    ``beliefs`` are those in force. ``delicate`` tells what is never asked about. Asks nothing twice.
    """
    kin = _by_source(beliefs)
    cost = COST + DEARER * asked.today
    best: tuple[float, Proposition] | None = None
    for belief in beliefs:
        if not _askable(belief, asked, now):
            continue
        gain = _gain(belief, kin, now, worth) - cost
        if gain > 0 and (best is None or gain > best[0]) and not delicate(belief):
            best = gain, belief
    if best is None:
        return None
    gain, belief = best
    assert belief.id is not None
    return Question(belief.id, belief.text, round(gain, 4), now, now + LASTS)


def delicate(belief: Proposition) -> bool:
    """Whether it touches what nobody should be asked about: sensitive matters, however distantly, and credentials."""
    says = "\n".join((belief.text, *(piece.quote for piece in belief.evidence if piece.supports)))
    # Invoices and rents are everyday matters; what somebody earns or owes is not.
    near = any(topics.says(topic, says, rim=topic != "money") for topic in sensitive.CATEGORIES.values())
    return near or touchy(belief)


def consequence(belief: Proposition, now: datetime, worth: Worth = Worth()) -> float:
    """What a belief is good for: a suggestion, an approaching day, answers, or lasting knowledge of the user."""
    stake = 0.2 + _LASTING.get(belief.kind, 0.0) + 0.3 * belief.pinned + 0.2 * _used(belief)
    if belief.id in worth.prompting:
        stake += 0.8
    day = belief.valid_from or belief.valid_to
    end = belief.valid_to or belief.valid_from
    if belief.kind in _ACTED_ON and day is not None and end is not None and now < end and day - now <= _SOON:
        stake += 0.6
    return stake


def gain(belief: Proposition, beliefs: Sequence[Proposition], now: datetime, worth: Worth = Worth()) -> float:
    """The weighed uncertainty that an answer about ``belief`` takes away from it and its kin."""
    return _gain(belief, _by_source(beliefs), now, worth)


def _gain(belief: Proposition, kin: dict[tuple[str, Kind], list[Proposition]], now: datetime, worth: Worth) -> float:
    own = _uncertainty(belief) * consequence(belief, now, worth)
    others = (one for one in kin.get((source(belief), belief.kind), ()) if one.id != belief.id)
    near = sorted((_uncertainty(one) * consequence(one, now, worth) for one in others), reverse=True)
    return own + _KIN**2 * sum(near[:_MOST_KIN])


def _uncertainty(belief: Proposition) -> float:
    return belief.confidence * (1 - belief.confidence)


def _used(belief: Proposition) -> float:
    """How often use has lengthened its half-life, on a logarithmic scale of 0 to 3."""
    if belief.half_life is None:
        return 0.0
    return min(3.0, max(0.0, math.log2(belief.half_life / fading.half_life(belief.kind))))


def _by_source(beliefs: Iterable[Proposition]) -> dict[tuple[str, Kind], list[Proposition]]:
    found: defaultdict[tuple[str, Kind], list[Proposition]] = defaultdict(list)
    for belief in beliefs:
        where = source(belief)
        if where:
            found[where, belief.kind].append(belief)
    return found


def _askable(belief: Proposition, asked: Asked, now: datetime) -> bool:
    """In force, unsure, still to the point, never asked, and nothing that phishing could put in front of the user."""
    if belief.id is None or belief.status is not Status.ACTIVE or belief.trust in (Tier.STATED, Tier.HOSTILE):
        return False
    if (
        not _UNLIKELY < belief.confidence < _SURE
        or fading.expired(belief.valid_to, now)
        or now - belief.created < _READ
    ):
        return False
    if belief.id in asked.beliefs or belief.supersedes in asked.beliefs or squeeze(belief.text) in asked.words:
        return False
    return not too_weak([belief])
