"""How sure to be: a small logistic over named features of a belief's evidence.

Everything is computed from the evidence alone, so saying a thing again changes nothing, and
:func:`explain` shows what each feature contributed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.pipeline import fading
from assistant.pipeline.fading import Use
from assistant.pipeline.scene import Surface, surface
from assistant.pipeline.text import content, squeeze
from assistant.types import BlockKind, Evidence, Proposition, Status, Tier, Who, Wording

_BIAS = 0.45
WEIGHTS: dict[str, float] = {
    "stated": 3.2, "typed": 1.5, "own": 1.2, "seen": 0.6,
    "user_speaks": 0.4, "other_speaks": 0.5, "nobody_known_speaks": -0.5,
    "message": 0.3, "mail": 0.3, "mail_list": -0.2, "form": 0.3, "table": -0.1, "text": -0.2, "code": -0.4,
    "terminal": 0.2, "calendar": 1.0, "strange_page": -0.5,
    "task": 0.3, "deadline": 0.3, "event": 0.3, "plan": 0.1, "preference": 0.1, "identity": 0.0, "fact": -0.4,
    "project": -0.2, "tool": 0.1, "person": 0.0, "routine": 0.0,
    "paraphrased": -0.7, "token_probability": 2.5, "words_in_quote": 1.0, "salience": 1.2,
    "episodes": 0.7, "days": 0.5, "other_windows": 0.4, "contradicted": -1.6,
}  # fmt: skip
"""What each feature adds to the log-odds that a belief is true. Shipped as priors of judgement."""

_SEEN_ONLY_CAP = 0.93
"""Nothing that only other people or pages say becomes surer than this."""
_CAP = 0.98
_EPISODE = timedelta(minutes=30)


def features(belief: Proposition, block: BlockKind | None = None, salience: float | None = None) -> dict[str, float]:
    """The named features of a belief's evidence. ``block`` and ``salience`` are known only when it is new."""
    support = [one for one in belief.evidence if one.supports]
    against = [one for one in belief.evidence if not one.supports]
    quote = " ".join(one.quote for one in support)
    found = {str(belief.trust): 1.0, str(belief.kind): 1.0}
    if support:
        who = {Who.USER: "user_speaks", Who.OTHER: "other_speaks", Who.UNKNOWN: "nobody_known_speaks"}
        found[who[max(support, key=lambda one: one.tier.strength).who]] = 1.0
        place = surface(support[-1].app, support[-1].title)
        found["calendar"] = float(place is Surface.CALENDAR)
        unknown = support[-1].who is Who.UNKNOWN and not support[-1].header
        found["strange_page"] = float(unknown and place in (Surface.BROWSER, Surface.OTHER))
    if block is not None and str(block) in WEIGHTS:
        found[str(block)] = 1.0
    if salience is not None:
        found["salience"] = salience - 0.75
    if belief.wording is Wording.PARAPHRASE:
        found["paraphrased"] = 1.0
        found["token_probability"] = max(-1.0, belief.logprob if belief.logprob is not None else -0.3)
        found["words_in_quote"] = _covered(belief.text, quote) - 0.6
    found["episodes"] = math.log2(max(1, len(episodes(support))))
    found["days"] = math.log2(max(1, len({one.time.date() for one in support})))
    found["other_windows"] = math.log2(max(1, len({(one.app, one.header) for one in support})))
    found["contradicted"] = math.log2(1 + len(episodes(against)))
    return {name: value for name, value in found.items() if value and name in WEIGHTS}


def explain(named: dict[str, float]) -> dict[str, float]:
    """What each feature adds to the log-odds."""
    return {name: WEIGHTS[name] * value for name, value in named.items()}


def assessed(belief: Proposition, block: BlockKind | None = None, *, salience: float | None = None) -> Proposition:
    """The belief with the confidence that its own features give it."""
    log_odds = _BIAS + sum(explain(features(belief, block, salience)).values())
    return replace(belief, confidence=_capped(_logistic(log_odds), belief))


def combine(belief: Proposition, fresh: Evidence) -> Proposition:
    """The belief with one more piece of evidence; the same words of the same episode change nothing.

    Supporting evidence of a new episode, day or window raises confidence with diminishing returns,
    contradicting evidence lowers it. The rest of the first assessment is kept.
    """
    if any(_repeats(fresh, old) for old in belief.evidence):
        return belief
    grown = replace(
        belief,
        evidence=(*belief.evidence, fresh),
        updated=max(belief.updated, fresh.time) if fresh.supports else belief.updated,
        trust=_strongest(belief, fresh),
    )
    before = sum(explain(_growing(belief)).values())
    after = sum(explain(_growing(grown)).values())
    log_odds = math.log(belief.confidence / (1 - belief.confidence)) if 0 < belief.confidence < 1 else 0.0
    again = fresh.supports and _new_day(belief, fresh)
    lasting = fading.lengthened(grown.half_life, Use.SEEN, grown.kind) if again else grown.half_life
    return replace(grown, confidence=_capped(_logistic(log_odds + after - before), grown), half_life=lasting)


def confirmed(belief: Proposition, now: datetime) -> Proposition:
    """The user said yes: nearly certain, stated, and lasting twice as long."""
    sure = max(0.97, belief.confidence)
    lasting = fading.lengthened(belief.half_life, Use.CONFIRMED, belief.kind)
    return replace(belief, confidence=sure, trust=Tier.STATED, updated=now, half_life=lasting, status=Status.ACTIVE)


def rejected(belief: Proposition, now: datetime) -> Proposition:
    """The user said no."""
    return replace(belief, confidence=0.02, status=Status.REJECTED, updated=now)


def episodes(evidence: Sequence[Evidence]) -> list[datetime]:
    """Starts of the distinct times at which something was seen, at least half an hour apart."""
    starts: list[datetime] = []
    last: datetime | None = None
    for time in sorted(one.time for one in evidence):
        if last is None or time - last >= _EPISODE:
            starts.append(time)
        last = time
    return starts


def _growing(belief: Proposition) -> dict[str, float]:
    names = ("stated", "typed", "own", "seen", "episodes", "days", "other_windows", "contradicted")
    return {name: value for name, value in features(belief).items() if name in names}


def _repeats(fresh: Evidence, old: Evidence) -> bool:
    if fresh.supports is not old.supports or squeeze(fresh.quote) != squeeze(old.quote):
        return False
    same_place = fresh.observation_id is not None and fresh.observation_id == old.observation_id
    return same_place or abs(fresh.time - old.time) < _EPISODE


def _new_day(belief: Proposition, fresh: Evidence) -> bool:
    return all(fresh.time.date() != one.time.date() for one in belief.evidence)


def _strongest(belief: Proposition, fresh: Evidence) -> Tier:
    return max(belief.trust, fresh.tier, key=lambda tier: tier.strength) if fresh.supports else belief.trust


def _covered(text: str, quote: str) -> float:
    """The share of a wording's content words that stand in the quotes."""
    own = content(text)
    return len(own & content(quote)) / len(own) if own else 0.0


def _capped(probability: float, belief: Proposition) -> float:
    cap = _SEEN_ONLY_CAP if belief.trust is Tier.SEEN else _CAP
    if belief.trust is Tier.STATED:
        cap = 0.99
    return min(cap, max(0.02, probability))


def _logistic(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
