"""Reminders that a standing rule asks for: some time before what has a date, once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from assistant.clock import midnight
from assistant.pipeline.suggest import said_when
from assistant.pipeline.text import head
from assistant.pipeline.wording import without_gloss
from assistant.privacy.rules import Rule
from assistant.types import Kind, Proposition, Suggestion

_DAY = timedelta(days=1)
_P, _BENEFIT, _COST_FP, _COST_FN = 0.95, 4.0, 2.5, 2.0
"""The user asked for it: hardly ever unwanted, and missed when it does not come."""


def candidates(wanted: Iterable[tuple[Proposition, Rule]], told: Collection[str], now: datetime) -> list[Suggestion]:
    """What is to be said at ``now``; ``told`` are the keys of what was said already."""
    found = []
    for belief, rule in wanted:
        due = _due(belief)
        key = f"remind:{belief.id}"
        if due is not None and key not in told and _begins(due, rule.lead or _DAY, now) <= now < due:
            found.append(_made(belief, due, key, now))
    return found


def _due(belief: Proposition) -> datetime | None:
    """When it matters: an appointment at its beginning, a deadline at its end."""
    if belief.kind in (Kind.EVENT, Kind.PLAN) and belief.valid_from is not None:
        return belief.valid_from
    return belief.valid_to


def _begins(due: datetime, lead: timedelta, now: datetime) -> datetime:
    """From when on to remind: whole days before count by the calendar, from the morning of that day."""
    if lead % _DAY:
        return due - lead
    # An end at midnight belongs to the day that it ends.
    day = (due.astimezone(now.tzinfo) - timedelta(seconds=1)).date() - lead
    return midnight(day, now)


def _made(belief: Proposition, due: datetime, key: str, now: datetime) -> Suggestion:
    assert belief.id is not None
    begins = belief.kind in (Kind.EVENT, Kind.PLAN)
    return Suggestion(
        title=f"{'Begins' if begins else 'Due'} {said_when(due, now)}",
        body=head(without_gloss(belief.text), 200),
        because=(belief.id,),
        p=_P,
        benefit=_BENEFIT,
        cost_fp=_COST_FP,
        cost_fn=_COST_FN,
        utility=round(_P * _BENEFIT - (1 - _P) * _COST_FP + _P * _COST_FN, 3),
        created=now,
        expires=max(due, now + timedelta(minutes=1)),
        key=key,
    )
