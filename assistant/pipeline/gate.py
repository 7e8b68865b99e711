"""Whether to say something now: expected utility first, manners second, silence by default.

Showing beats silence when P*B - (1-P)*C_fp > -P*C_fn (Horvitz, mixed-initiative interfaces). Every reason for
silence is a sentence that the user can read in the list of withheld suggestions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.pipeline import lexicon
from assistant.pipeline.context import Situation
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.waiting import said_by_person
from assistant.types import Proposition, Suggestion, SuggestionStatus, Tier

LEAST_UTILITY = 0.0
_MINUTE = timedelta(minutes=1)
_REPEAT_AFTER = timedelta(hours=20)
_SAME_BELIEF_AFTER = timedelta(hours=4)
"""Another reason to speak of the same belief counts as news only after so long."""
_SAME_NEWS_AFTER = timedelta(hours=1)
_URGENT = frozenset(("soon", "due-last"))
"""Sorts that say that the time has come."""
_NEWS = frozenset(("changed", "collides"))
"""Sorts that say something else than was said before, though hardly within an hour."""
_DEARER = 0.12
"""What each suggestion of the day adds to the utility that the next one must have."""
_TYPING_KEYS = 3
_TYPING_IDLE_S = 3.0
_GONE_S = 900.0
"""So long without a key or a move of the mouse nobody sits there, and what is shown is over before it is seen."""
_TOUCHY = (
    "account", "password", "payment", "pay", "bank", "credit card", "konto", "zahlung", "zahlen", "überweis", "gebühr",
    "passwort", "kennwort", "kreditkarte", "paiement", "compte", "mot de passe", "carte bancaire", "支払", "口座",
)  # fmt: skip
"""Parts of words that speak of money or credentials."""
_PRIOR_YES, _PRIOR_NO = 3.0, 3.0


@dataclass(frozen=True, slots=True)
class Reaction:
    """How the user took one suggestion that was shown."""

    key: str
    verdict: str
    """accept, dismiss, snooze, never; or "shown" where nothing was said."""
    time: datetime
    until: datetime | None = None
    """The end of a snooze."""


@dataclass(frozen=True, slots=True)
class History:
    """What was shown before and how it was taken."""

    shown: tuple[tuple[str, datetime], ...] = ()
    """Key and time of every suggestion shown in the last days."""
    reactions: tuple[Reaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the user's settings say."""

    daily_budget: int = 8
    least_utility: float = LEAST_UTILITY
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Shown or withheld, with the suggestion as it should be stored."""

    suggestion: Suggestion
    show: bool
    withheld_for: str | None = None


def decide(
    suggestion: Suggestion,
    situation: Situation,
    history: History,
    thresholds: Thresholds = Thresholds(),
    *,
    because: Sequence[Proposition] = (),
    stale: str | None = None,
) -> Decision:
    """Whether ``suggestion`` is shown at ``situation.now``.

    ``because`` are the beliefs that it rests on; ``stale`` is what ``suggest.still_useful`` said just before.
    """
    weighed = learned(suggestion, history)
    reason = (
        stale
        or _unwanted(weighed, history, situation.now, thresholds)
        or too_weak(because)
        or bad_moment(situation)
        or _too_often(weighed, history, situation.now, thresholds)
        or (None if weighed.utility > _least(history, situation.now, thresholds) else "not useful enough")
    )
    if reason:
        return Decision(replace(weighed, status=SuggestionStatus.WITHHELD, withheld_for=reason), False, reason)
    return Decision(replace(weighed, status=SuggestionStatus.SHOWN, shown_at=situation.now, withheld_for=None), True)


def learned(suggestion: Suggestion, history: History) -> Suggestion:
    """The suggestion with a probability that follows how the user took others of its sort (Beta counts)."""
    sort = _sort(suggestion.key)
    same = [one for one in history.reactions if _sort(one.key) == sort]
    yes = sum(one.verdict == "accept" for one in same)
    no = sum(one.verdict in ("dismiss", "never") for one in same)
    if not yes and not no:
        return suggestion
    # The prior expects the usual half; what was said beyond it moves the odds, gently while answers are few.
    shift = ((_PRIOR_YES + yes) / (_PRIOR_NO + no)) * (_PRIOR_NO / _PRIOR_YES)
    odds = suggestion.p / (1 - suggestion.p) * shift
    p = odds / (1 + odds)
    return replace(suggestion, p=round(p, 3), utility=round(utility(p, suggestion), 3))


def utility(p: float, suggestion: Suggestion) -> float:
    """The gain of speaking over staying silent."""
    return p * suggestion.benefit - (1 - p) * suggestion.cost_fp + p * suggestion.cost_fn


def _unwanted(suggestion: Suggestion, history: History, now: datetime, thresholds: Thresholds) -> str | None:
    if not thresholds.enabled:
        return "suggestions are off"
    mine = [one for one in history.reactions if one.key == suggestion.key]
    sort = [one for one in history.reactions if _sort(one.key) == _sort(suggestion.key)]
    if any(one.verdict == "never" for one in mine) or sum(one.verdict == "never" for one in sort) >= 2:
        return "you said never"
    if any(one.verdict == "snooze" and one.until is not None and now < one.until for one in mine):
        return "snoozed"
    if any(one.verdict in ("accept", "dismiss") for one in mine):
        return "you answered it already"
    return None


def too_weak(because: Sequence[Proposition]) -> str | None:
    """What no person says and speaks of money, plans or credentials prompts nothing: that is how phishing speaks."""
    for belief in because:
        nobody = belief.trust is Tier.SEEN and not any(said_by_person(one) for one in belief.evidence)
        if belief.trust is Tier.HOSTILE or (nobody and touchy(belief)):
            return "trust too low"
    return None


def touchy(belief: Proposition) -> bool:
    """Whether it speaks of money or credentials, or praises something."""
    return any(word in belief.text.casefold() for word in _TOUCHY) or lexicon.has(Cue.ADVERT, belief.text)


def bad_moment(situation: Situation) -> str | None:
    """Why nobody is to be spoken to now, or None where it is a moment like any other."""
    states = (
        (situation.paused, "paused"),
        (situation.away, "away"),
        (situation.quiet, "quiet hours"),
        (situation.idle_s >= _GONE_S, "nobody there"),
        (situation.private, "a private window"),
        (situation.in_call, "in a call"),
        (situation.fullscreen, "full screen"),
        (situation.keys_recent >= _TYPING_KEYS and situation.idle_s < _TYPING_IDLE_S, "typing"),
    )
    return next((reason for holds, reason in states if holds), None)


def _too_often(suggestion: Suggestion, history: History, now: datetime, thresholds: Thresholds) -> str | None:
    if any(key == suggestion.key and now - time < _REPEAT_AFTER for key, time in history.shown):
        return "said already"
    same = [time for key, time in history.shown if _about(key) == _about(suggestion.key)]
    sort = _sort(suggestion.key)
    quiet = timedelta(0) if sort in _URGENT else _SAME_NEWS_AFTER if sort in _NEWS else _SAME_BELIEF_AFTER
    if any(now - time < quiet for time in same):
        return "said already"
    if any(timedelta(0) <= now - time < _MINUTE for _, time in history.shown):
        return "one a minute"
    if _shown_today(history, now) >= thresholds.daily_budget:
        return "daily budget"
    return None


def _least(history: History, now: datetime, thresholds: Thresholds) -> float:
    """The utility that is asked for: each interruption of a day makes the next one dearer."""
    return thresholds.least_utility + _DEARER * _shown_today(history, now)


def _shown_today(history: History, now: datetime) -> int:
    return sum(time.astimezone(now.tzinfo).date() == now.date() for _, time in history.shown)


def _about(key: str) -> str:
    """The belief that a suggestion is about."""
    return key.partition(":")[2]


def _sort(key: str) -> str:
    """The sort of a suggestion: its key without the belief's number."""
    return key.partition(":")[0]
