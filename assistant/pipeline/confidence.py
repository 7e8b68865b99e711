"""How sure to be: a small logistic over named features of a belief's evidence.

Everything is computed from what stood on the screen, when and where, never from what Inkling said, so saying a thing
again changes nothing. A belief carries its features, and :func:`explain` shows what each of them contributed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.pipeline import fading
from assistant.pipeline.calibration import IDENTITY, Calibration, logistic, logit
from assistant.pipeline.fading import Use
from assistant.pipeline.scene import Surface, surface
from assistant.pipeline.text import content, squeeze
from assistant.pipeline.weights import BIAS, WEIGHTS
from assistant.types import BlockKind, Evidence, Proposition, Status, Tier, Who, Wording

_SEEN_ONLY_CAP = 0.93
"""Nothing that only other people or pages say becomes surer than this."""
_CAP = 0.98
_STATED_CAP = 0.99
_FLOOR = 0.02
_USUAL = 1.0
"""Log-odds that the line choice gives a telling line; salience is counted from there."""
_EPISODE = timedelta(minutes=30)
_AGREES = 0.5
"""Cosine from which a recalled belief that shares a name speaks of the same matter."""
_LONG_LOOK = timedelta(minutes=10)
"""Standing on the screen for longer than this says nothing more."""
_FIRST_LOOK = frozenset(("salience", "agreement", "dwell", "age", "doubted_source", "calendar", *BlockKind))
"""The features that cannot be read from the evidence later on."""


def features(belief: Proposition, block: BlockKind | None = None, salience: float | None = None) -> dict[str, float]:
    """The named features of a belief's evidence. ``block`` and ``salience`` are known only when it is new."""
    support = [one for one in belief.evidence if one.supports]
    quote = " ".join(one.quote for one in support)
    found = {str(belief.kind): 1.0, **_growing(belief)}
    if support:
        who = {Who.USER: "user_speaks", Who.OTHER: "other_speaks", Who.UNKNOWN: "nobody_known_speaks"}
        found[who[max(support, key=lambda one: one.tier.strength).who]] = 1.0
        found["calendar"] = float(any(surface(one.app, one.title) is Surface.CALENDAR for one in support))
        found["strange_page"] = float(all(_strange(one) for one in support))
    if block is BlockKind.ENTRY:
        found |= {"calendar": 1.0, str(BlockKind.TEXT): 1.0}
    elif block is not None and str(block) in WEIGHTS:
        found[str(block)] = 1.0
    if salience is not None:
        found["salience"] = logit(salience) - _USUAL
    if belief.wording is Wording.PARAPHRASE:
        found["paraphrased"] = 1.0
        found["token_probability"] = max(-1.0, belief.logprob if belief.logprob is not None else -0.3)
        found["words_in_quote"] = _covered(belief.text, quote) - 0.6
    return _known(found)


def agreement(new: Proposition, recalled: Sequence[tuple[Proposition, float]]) -> float:
    """How many recalled beliefs of other episodes and other words speak of the same people or things; 0 to 2.

    The same words again are recurrence and not agreement, and beliefs of one episode may come from one screen.
    """
    about = {name.casefold() for name in new.entities}
    agreeing = [
        old
        for old, near in recalled
        if near >= _AGREES
        and old.status is Status.ACTIVE
        and about & {name.casefold() for name in old.entities}
        and not any(_one_source(fresh, known) for fresh in new.evidence for known in old.evidence)
    ]
    return min(2.0, math.log2(1 + len(agreeing)))


def dwell(shown: timedelta) -> float:
    """How long the evidence stood on the screen: 0 for a glance, 1 for ten minutes and more."""
    minutes = max(0.0, min(shown, _LONG_LOOK) / timedelta(minutes=1))
    return math.log2(1 + minutes) / math.log2(1 + _LONG_LOOK / timedelta(minutes=1))


def age(belief: Proposition, now: datetime) -> float:
    """How long ago it was last supported, in half-lives on a logarithmic scale: 1 after one, 2 after three."""
    if belief.half_life is None or belief.pinned or now <= belief.updated:
        return 0.0
    return math.log2(1 + (now - belief.updated) / belief.half_life)


def explain(named: Mapping[str, float]) -> dict[str, float]:
    """What each feature adds to the log-odds."""
    return {name: WEIGHTS[name] * value for name, value in named.items() if name in WEIGHTS}


def assessed(belief: Proposition, block: BlockKind | None = None, *, salience: float | None = None) -> Proposition:
    """The belief with the confidence that its own features give it; what was known of its first look is kept."""
    kept = {name: value for name, value in belief.features if name in _FIRST_LOOK}
    return _weighed(belief, kept | features(belief, block, salience))


def noticed(belief: Proposition, **named: float) -> Proposition:
    """The belief with these features, such as ``agreement``, ``dwell`` or ``age``, known too."""
    return _weighed(belief, dict(belief.features) | named)


def combine(belief: Proposition, fresh: Evidence) -> Proposition:
    """The belief with one more piece of evidence; the same words of the same episode change nothing.

    Supporting evidence of a new episode, day or window raises confidence with diminishing returns,
    contradicting evidence lowers it. The rest of the first assessment is kept. What the user stated or confirmed
    moves from the confidence that it has.
    """
    if any(_repeats(fresh, old) for old in belief.evidence):
        return belief
    grown = replace(
        belief,
        evidence=(*belief.evidence, fresh),
        updated=max(belief.updated, fresh.time) if fresh.supports else belief.updated,
        trust=_strongest(belief, fresh),
    )
    again = fresh.supports and _new_day(belief, fresh)
    lasting = fading.lengthened(grown.half_life, Use.SEEN, grown.kind) if again else grown.half_life
    grown = replace(grown, half_life=lasting)
    if belief.features and grown.trust is not Tier.STATED:
        weighed = assessed(grown)
        # Support never makes less sure, whoever says it.
        less = fresh.supports and (weighed.log_odds or 0.0) < (belief.log_odds or 0.0)
        return grown if less else weighed
    moved = sum(explain(_growing(grown)).values()) - sum(explain(_growing(belief)).values())
    return replace(grown, confidence=_capped(logistic(logit(belief.confidence) + moved), grown.trust))


def calibrated(belief: Proposition, calibration: Calibration) -> Proposition:
    """The belief with the confidence that this user's answers teach; what the user said keeps its own."""
    if belief.log_odds is None or belief.trust is Tier.STATED or belief.status is Status.REJECTED:
        return belief
    return replace(belief, confidence=probability(belief.log_odds, belief.trust, calibration))


def probability(log_odds: float, trust: Tier, calibration: Calibration = IDENTITY) -> float:
    """What these log-odds of the model mean for this user. Nothing is certain, and hearsay less so."""
    return _capped(calibration.probability(log_odds), trust)


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
    support = [one for one in belief.evidence if one.supports]
    against = [one for one in belief.evidence if not one.supports]
    return _known(
        {
            str(belief.trust): 1.0,
            "episodes": math.log2(max(1, len(episodes(support)))),
            "days": math.log2(max(1, len({one.time.date() for one in support}))),
            "other_windows": math.log2(max(1, len({(one.app, one.header) for one in support}))),
            "contradicted": math.log2(1 + len(episodes(against))),
        }
    )


def _known(found: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in found.items() if value and name in WEIGHTS}


def _weighed(belief: Proposition, named: Mapping[str, float]) -> Proposition:
    kept = _known({name: round(value, 4) for name, value in named.items()})
    log_odds = BIAS + sum(explain(kept).values())
    return replace(
        belief,
        features=tuple(sorted(kept.items())),
        log_odds=log_odds,
        confidence=probability(log_odds, belief.trust),
    )


def _strange(one: Evidence) -> bool:
    """Whether it stood on a page that is nobody's mail, chat or document, with nothing to say who speaks."""
    unknown = one.who is Who.UNKNOWN and not one.header
    return unknown and surface(one.app, one.title) in (Surface.BROWSER, Surface.OTHER)


def _repeats(fresh: Evidence, old: Evidence) -> bool:
    if fresh.supports is not old.supports or squeeze(fresh.quote) != squeeze(old.quote):
        return False
    same_place = fresh.observation_id is not None and fresh.observation_id == old.observation_id
    return same_place or abs(fresh.time - old.time) < _EPISODE


def _one_source(fresh: Evidence, known: Evidence) -> bool:
    """Whether two pieces of evidence may be one and the same thing seen: the same words, or one episode."""
    return abs(fresh.time - known.time) < _EPISODE or squeeze(fresh.quote) == squeeze(known.quote)


def _new_day(belief: Proposition, fresh: Evidence) -> bool:
    return all(fresh.time.date() != one.time.date() for one in belief.evidence)


def _strongest(belief: Proposition, fresh: Evidence) -> Tier:
    return max(belief.trust, fresh.tier, key=lambda tier: tier.strength) if fresh.supports else belief.trust


def _covered(text: str, quote: str) -> float:
    """The share of a wording's content words that stand in the quotes."""
    own = content(text)
    return len(own & content(quote)) / len(own) if own else 0.0


def _capped(sure: float, trust: Tier) -> float:
    cap = _STATED_CAP if trust is Tier.STATED else _SEEN_ONLY_CAP if trust is Tier.SEEN else _CAP
    return min(cap, max(_FLOOR, sure))
