"""What could be said now, from beliefs and the present context. Deterministic words that quote the belief.

Each candidate carries the probability that the user wants it now, what it gains, and what a wrong one costs;
whether it is said at all is decided in :mod:`assistant.pipeline.gate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.pipeline import fading, lexicon
from assistant.pipeline.changed import Ended, outdated
from assistant.pipeline.conflicts import collides
from assistant.pipeline.context import Context
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.onscreen import shown, touches
from assistant.pipeline.precedence import strongest
from assistant.pipeline.text import content, head
from assistant.pipeline.waiting import Firm, answered, waiting
from assistant.pipeline.wording import without_gloss
from assistant.types import Kind, Proposition, Status, Suggestion, Tier, Who

FRESH = timedelta(minutes=10)
"""What was learned this recently the user has just read."""
_BENEFIT, _COST_FP, _COST_FN = 3.0, 2.5, 0.5
_MIN_CONFIDENCE = 0.55
_REMEMBERED = timedelta(hours=6)
"""For so long people know what they wrote themselves."""
_KNOWN = timedelta(hours=2)
"""For so long people know what they read, as long as there is no hurry."""
_NOW_OR_NEVER = timedelta(minutes=15)


def candidates(
    beliefs: Sequence[Proposition],
    context: Context,
    now: datetime,
    *,
    firm: Firm = lambda name: False,  # noqa: ARG005
) -> list[Suggestion]:
    """What could be said at ``now``, the most useful first; usually nothing.

    ``beliefs`` are active ones and, for changes, those that they put an end to. ``firm`` tells whether a name is
    known to be a firm's.
    """
    resolved = _resolved(beliefs)
    # Of two that are equally useful the better founded one is said.
    active = strongest(one for one in beliefs if _speakable(one, now) and one.id not in resolved)
    ended = Ended(beliefs)
    found: list[Suggestion | None] = []
    for one in active:
        found += (_due(one, beliefs, context, now), _soon(one, context, now))
    found += [_asked(one, beliefs, context, now, firm) for one in active]
    found += [_changed(one, ended.by(one), context, now) for one in active]
    in_force = [one for one in beliefs if one.status is Status.ACTIVE]
    found += [_colliding(one, in_force, ended.by(one), now) for one in in_force if _is_news(one)]
    best: dict[str, Suggestion] = {}
    for made in sorted((one for one in found if one), key=lambda one: -one.utility):
        best.setdefault(made.key, made)
    return list(best.values())


def still_useful(suggestion: Suggestion, beliefs: Sequence[Proposition], now: datetime) -> str | None:
    """Why a suggestion has become stale just before it is shown, or None where it still holds."""
    if suggestion.expires <= now:
        return "context gone"
    by_id = {one.id: one for one in beliefs}
    resting_on = [by_id.get(number) for number in suggestion.because]
    if any(one is None or one.status is not Status.ACTIVE for one in resting_on):
        return "no longer true"
    if any(number in _resolved(beliefs) for number in suggestion.because):
        return "already done"
    return None


def _speakable(belief: Proposition, now: datetime) -> bool:
    return (
        belief.id is not None
        and belief.status is Status.ACTIVE
        and belief.confidence >= _MIN_CONFIDENCE
        and now - belief.created >= FRESH
        and not fading.expired(belief.valid_to, now)
    )


def _just_said(belief: Proposition, now: datetime) -> bool:
    """Whether the user wrote it only hours ago, and so need not be told."""
    return belief.evidence != () and _by_user(belief) and now - belief.created < _REMEMBERED


def _due(belief: Proposition, beliefs: Sequence[Proposition], context: Context, now: datetime) -> Suggestion | None:
    """A deadline that comes near: the day before and the last hours; sooner when its matter is on the screen."""
    if belief.kind not in (Kind.DEADLINE, Kind.TASK) or belief.valid_to is None or _just_said(belief, now):
        return None
    left = belief.valid_to - now
    if left > timedelta(hours=24) and now - belief.created < _KNOWN:
        return None
    replied = answered(belief, beliefs)
    if replied is not None and now - replied < _REMEMBERED:
        return None
    here = touches(belief, context)
    if left > timedelta(hours=36) and not (here and left <= timedelta(days=3)):
        return None
    p = 0.42 if left > timedelta(hours=24) else 0.5 if left > timedelta(hours=4) else 0.58
    words = f"Due {said_when(belief.valid_to, now)}"
    stage = "last" if left <= timedelta(hours=4) else "near"
    expires = min(belief.valid_to, now + timedelta(hours=4))
    return _make(belief, words, p + 0.12 * here, now, expires, f"due-{stage}", 4.0)


def _soon(belief: Proposition, context: Context, now: datetime) -> Suggestion | None:
    """An event that begins within the hour."""
    if belief.kind not in (Kind.EVENT, Kind.PLAN) or belief.valid_from is None or lexicon.has(Cue.CANCEL, belief.text):
        return None
    if _just_said(belief, now):
        return None
    left = belief.valid_from - now
    whole_day = belief.valid_to is not None and belief.valid_to - belief.valid_from >= timedelta(hours=20)
    if whole_day or not timedelta(minutes=2) <= left <= timedelta(minutes=60):
        return None
    p = 0.6 if left <= timedelta(minutes=20) else 0.48
    if shown(belief, context):
        p -= 0.25
    return _make(belief, f"Begins {said_when(belief.valid_from, now)}", p, now, belief.valid_from, "soon", 4.0)


def _asked(
    belief: Proposition, beliefs: Sequence[Proposition], context: Context, now: datetime, firm: Firm
) -> Suggestion | None:
    """Somebody asked the user for something, and the user is back at that person or document."""
    title = waiting(belief, beliefs, context, now, firm)
    return _make(belief, title, 0.45, now, now + _NOW_OR_NEVER, "asked", _BENEFIT) if title else None


def _changed(belief: Proposition, ended: Sequence[Proposition], context: Context, now: datetime) -> Suggestion | None:
    """The old value of something that has changed is on the screen."""
    title = None if _just_said(belief, now) else outdated(belief, ended, context, now)
    return _make(belief, title, 0.55, now, now + _NOW_OR_NEVER, "changed", 4.0) if title else None


def _is_news(belief: Proposition) -> bool:
    return belief.id is not None and belief.confidence >= _MIN_CONFIDENCE


def _colliding(
    belief: Proposition, in_force: Sequence[Proposition], ended: Sequence[Proposition], now: datetime
) -> Suggestion | None:
    """Something new does not go with what the user promised or has in the calendar."""
    found = collides(belief, in_force, ended, now)
    if found is None:
        return None
    title, other = found
    made = _make(belief, title, 0.6, now, now + _NOW_OR_NEVER, "collides", 4.0)
    return replace(made, body=f"{made.body} - {head(without_gloss(other.text), 160)}")


def _make(
    belief: Proposition, title: str, p: float, now: datetime, expires: datetime, reason: str, benefit: float
) -> Suggestion:
    assert belief.id is not None
    likely = max(0.02, min(0.95, p * min(1.0, belief.confidence / 0.85)))
    utility = likely * benefit - (1 - likely) * _COST_FP + likely * _COST_FN
    return Suggestion(
        title=title,
        body=head(without_gloss(belief.text), 200),
        because=(belief.id,),
        p=round(likely, 3),
        benefit=benefit,
        cost_fp=_COST_FP,
        cost_fn=_COST_FN,
        utility=round(utility, 3),
        created=now,
        expires=max(expires, now + timedelta(minutes=1)),
        key=f"{reason}:{belief.id}",
    )


def _resolved(beliefs: Sequence[Proposition]) -> set[int]:
    """Tasks that a later belief reports as done: words of completion about the same matter, by the user."""
    own = [one for one in beliefs if one.evidence and _by_user(one)]
    reports = [one for one in own if lexicon.has(Cue.DONE, one.evidence[0].quote)]
    done = set()
    for task in beliefs:
        if task.id is None or task.kind not in (Kind.TASK, Kind.DEADLINE) or not task.evidence:
            continue
        about = content(task.evidence[0].quote)
        later = [one for one in reports if one.id != task.id and one.created > task.created]
        enough = max(1, min(2, len(about) // 3))
        if any(len(about & content(one.evidence[0].quote)) >= enough for one in later):
            done.add(task.id)
    return done


def _by_user(belief: Proposition) -> bool:
    return belief.evidence[0].who is Who.USER or belief.trust in (Tier.TYPED, Tier.OWN, Tier.STATED)


def said_when(moment: datetime, now: datetime) -> str:
    """How a person says it: "in 20 minutes", "today", "tomorrow", "on Thursday"."""
    local = moment.astimezone(now.tzinfo)
    minutes = round((moment - now).total_seconds() / 60)
    if 0 < minutes < 90:
        return f"in {minutes} minutes"
    # An end at midnight belongs to the day that it ends.
    day = (local - timedelta(seconds=1)).date()
    ahead = (day - now.date()).days
    if ahead <= 0:
        return f"today at {local:%H:%M}" if (local.hour, local.minute) != (0, 0) else "today"
    return "tomorrow" if ahead == 1 else f"on {day:%A}"
