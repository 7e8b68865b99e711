"""Verbs about days: what a day was and what comes, and its timeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from assistant.clock import midnight
from assistant.daemon import views
from assistant.daemon.core import Core
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.spent import spent_in
from assistant.daemon.verbs import arguments
from assistant.errors import InklingError, UsageError
from assistant.pipeline import diary
from assistant.pipeline.episodes import BREAK, Episode
from assistant.pipeline.retold import retold
from assistant.pipeline.scene import topic
from assistant.protocol import Json
from assistant.types import Observation, Proposition, Status, Suggestion, SuggestionStatus

DAY = timedelta(days=1)
WAITING = 20
"""Suggestions without an answer that are told of at most."""
_PUT_AWAY = (Status.REJECTED, Status.QUARANTINED)
_OPEN = (SuggestionStatus.NEW, SuggestionStatus.SHOWN)


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def today(args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        day = _day(args, now)
        prose = arguments.flag(args, "prose")
        start, end = midnight(day, now), midnight(day + DAY, now)
        beliefs = _beliefs(core, start)
        new, altered = diary.learned(beliefs, start, end), _changed(core, beliefs, start, end)
        ahead = diary.coming(beliefs, min(now, end))
        said = _suggestions(core, start, end, now)
        seen, spent = spent_in(core, start, end, brief=arguments.flag(args, "brief"))
        core.remember_displayed(belief.text for belief in (*new, *ahead, *(c.old for c in altered)))
        core.remember_displayed(part for item in said for part in (item.title, item.body))
        revised = sum(not change.refines for change in altered)
        following = [one for one in ahead if (on := diary.day_of(one)) and on >= midnight(min(now, end).date(), now)]
        told = diary.sentences(_name(day), spent, following, len(new), revised, began=day <= now.date())
        return {
            "date": day.isoformat(),
            "zone": start.isoformat()[-6:],
            "state": service.status()["state"],
            "minutes": _minutes(sum((one.attention for one in spent), timedelta(0))),
            "episodes": _views(spent, seen, beliefs, said),
            "coming": [views.proposition(belief) for belief in ahead],
            "learned": [views.proposition(belief) for belief in new],
            "changed": [_change(each) for each in altered],
            "suggestions": [_answered(core, item) for item in said],
            "summary": list(told),
            "prose": _prose(core, day, told, new) if prose else None,
            "counts": {status.value: n for status, n in core.store.proposition_counts().items()},
        }

    def timeline(args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        day = _day(args, now)
        start, end = midnight(day, now), midnight(day + DAY, now)
        seen, spent = spent_in(core, start, end)
        shown = {number for one in spent for number in one.observations}
        beside = [one for number, one in seen.items() if number not in shown]
        items = _views(spent, seen, [], []) + _beside(beside)
        return {"items": sorted(items, key=lambda item: str(item["start"])), "next": None}

    return {"today": today, "timeline": timeline}


def _prose(core: Core, day: date, told: Sequence[str], new: Sequence[Proposition]) -> Json:
    """The day as a paragraph, and who worded it: the mind where all it says can be stood by, else a fixed rule."""
    mind = core.models.speaker
    rule = {"text": " ".join(told), "by": "rule"}
    if mind is None:
        return {**rule, "why": f"Put together by rule: {core.models.words or 'no mind'} cannot retell a day."}
    facts = [re.sub(r"^You\b", "The user", re.sub(r"\byou\b", "the user", sentence)) for sentence in told]
    try:
        words = retold(f"What did the user do on {_name(day)}?", [*facts, *(one.text for one in new)], mind, core.user)
    except InklingError as error:
        return {**rule, "why": f"Put together by rule: {error.title}"}
    if words is None:
        return {**rule, "why": "Put together by rule: not all of the mind's words could be stood by."}
    core.remember_displayed([words])
    return {"text": words, "by": "mind", "why": f"Worded by {core.models.words}; each sentence passed every check."}


def _beliefs(core: Core, since: datetime) -> list[Proposition]:
    """All that was news since then, whatever became of it, and everything in force that has a date."""
    news = core.store.propositions(updated_since=since)
    dated = core.store.propositions(status=Status.ACTIVE, kind=diary.DATED)
    return list({belief.id: belief for belief in (*news, *dated)}.values())


def _changed(core: Core, beliefs: Sequence[Proposition], start: datetime, end: datetime) -> list[diary.Change]:
    """What changed, each with what its history notes."""
    ended = [one.id for one in beliefs if one.id is not None and one.ended_by is not None]
    entries = {one.proposition_id: one for one in core.store.entries(ended) if one.other is not None}
    return diary.changed(beliefs, start, end, entries)


def _suggestions(core: Core, start: datetime, end: datetime, now: datetime) -> list[Suggestion]:
    """What was shown in that time; on the present day also what still waits for an answer."""
    recent = core.store.suggestions(since=start - DAY)
    shown = {one.id: one for one in recent if one.shown_at is not None and start <= one.shown_at < end}
    if start <= now < end:
        shown |= {one.id: one for one in core.store.suggestions(status=_OPEN, limit=WAITING)}
    hidden = core.guard.hidden()
    allowed = [one for one in shown.values() if hidden.isdisjoint(one.because)]
    return sorted(allowed, key=lambda one: one.shown_at or one.created, reverse=True)


def _change(each: diary.Change) -> Json:
    """What took the place of what, and why. ``refines``: it only says more of the same."""
    return {
        "old": views.proposition(each.old),
        "new": views.proposition(each.new),
        "reason": each.reason,
        "refines": each.refines,
    }


def _answered(core: Core, item: Suggestion) -> Json:
    """A suggestion with the user's last answer to it."""
    said = core.store.feedback(target=f"suggestion:{item.id}")
    last = said[-1] if said else None
    return {
        **views.suggestion(item),
        "answer": last.verdict if last else None,
        "answered_at": views.iso(last.time) if last else None,
    }


def _views(
    spent: Sequence[Episode],
    seen: dict[int, Observation],
    beliefs: Iterable[Proposition],
    suggestions: Iterable[Suggestion],
) -> list[Json]:
    """Episodes as clients see them, each with the beliefs that quote it and the suggestions that rest on these."""
    quoted: dict[int, list[int]] = {}
    for belief in beliefs:
        for piece in belief.evidence if belief.status not in _PUT_AWAY else ():
            if piece.observation_id is not None and belief.id is not None:
                quoted.setdefault(piece.observation_id, []).append(belief.id)
    said = [(one.id, set(one.because)) for one in suggestions]
    found = []
    for one in spent:
        own = sorted({number for seen_id in one.observations for number in quoted.get(seen_id, ())})
        found.append(
            {
                "start": views.iso(one.start),
                "end": views.iso(one.end),
                "minutes": _minutes(one.attention),
                "app": one.app,
                "title": one.title,
                "document": one.document,
                "also": list(one.also),
                "people": list(one.people),
                "lines": sum(len(seen[number].lines) for number in one.observations),
                "observation_ids": list(one.observations),
                "belief_ids": own,
                "suggestion_ids": [number for number, because in said if because & set(own)],
            }
        )
    return found


def _beside(observations: Iterable[Observation]) -> list[Json]:
    """What was read in windows without the focus, joined as long as window and title stay the same."""
    entries: list[list[Observation]] = []
    for _, run in groupby(observations, key=lambda one: (one.app, one.title)):
        current: list[Observation] = []
        for one in run:
            if current and one.start - current[-1].end > BREAK:
                entries.append(current)
                current = []
            current.append(one)
        entries.append(current)
    return [
        {
            "start": views.iso(entry[0].start),
            "end": views.iso(max(one.end for one in entry)),
            "minutes": 0.0,
            "app": entry[0].app,
            "title": entry[0].title,
            "document": topic(entry[0].title, entry[0].app) or entry[0].app,
            "also": [],
            "people": [],
            "lines": sum(len(one.lines) for one in entry),
            "observation_ids": [one.id for one in entry],
        }
        for entry in entries
    ]


def _minutes(length: timedelta) -> float:
    return round(length / timedelta(minutes=1), 1)


def _name(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _day(args: Json, now: datetime) -> date:
    """The day that is asked for; today without one. Nothing can be told about days to come."""
    text = arguments.text(args, "date", "")
    if text in ("", "today"):
        return now.date()
    if text == "yesterday":
        return now.date() - DAY
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError("That is not a date.", "Write one like 2026-03-02, or: today, yesterday.") from None
    if not date(1970, 1, 2) <= day <= now.date() + 366 * DAY:
        raise UsageError(f"{day.isoformat()} is not a day that Inkling can know.")
    return day
