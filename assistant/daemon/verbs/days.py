"""Verbs about days: what a day was and what comes, and its timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from assistant.clock import midnight
from assistant.daemon import views
from assistant.daemon.core import Core
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline import diary
from assistant.pipeline.episodes import BREAK, Episode, attention, episodes
from assistant.pipeline.scene import topic
from assistant.protocol import Json
from assistant.types import Observation, Proposition, Status, Suggestion, SuggestionStatus

DAY = timedelta(days=1)
LIVE, RECORDED = timedelta(minutes=2), timedelta(minutes=10)
"""How long a look tells about what follows it. Live, the next one comes within seconds; recordings are sparser."""
WAITING = 20
"""Suggestions without an answer that are told of at most."""
_OPEN = (SuggestionStatus.NEW, SuggestionStatus.SHOWN)


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def today(args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        day = _day(args, now)
        start, end = midnight(day, now), midnight(day + DAY, now)
        beliefs = _beliefs(core, start)
        new, altered = diary.learned(beliefs, start, end), _changed(core, beliefs, start, end)
        ahead = diary.coming(beliefs, min(now, end))
        said = _suggestions(core, start, end, now)
        seen, spent = _spent(core, start, end)
        core.remember_displayed(belief.text for belief in (*new, *ahead, *(c.old for c in altered)))
        core.remember_displayed(part for item in said for part in (item.title, item.body))
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
            "summary": list(diary.sentences(_name(day), spent, ahead, len(new), sum(not c.refines for c in altered))),
            "counts": {status.value: n for status, n in core.store.proposition_counts().items()},
        }

    def timeline(args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        day = _day(args, now)
        start, end = midnight(day, now), midnight(day + DAY, now)
        seen, spent = _spent(core, start, end)
        shown = {number for one in spent for number in one.observations}
        beside = [one for number, one in seen.items() if number not in shown]
        items = _views(spent, seen, [], []) + _beside(beside)
        return {"items": sorted(items, key=lambda item: str(item["start"])), "next": None}

    return {"today": today, "timeline": timeline}


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
    return sorted(shown.values(), key=lambda one: one.shown_at or one.created, reverse=True)


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


def _spent(core: Core, start: datetime, end: datetime) -> tuple[dict[int, Observation], list[Episode]]:
    """What was seen in that time by id, and the episodes it makes."""
    looks = core.store.looks(start, end)
    focused = {look.focus for look in looks if look.focus is not None}
    found = core.store.observations(since=start, until=end, newest_first=False)
    seen = {one.id: one for one in found if one.id is not None}
    # A window may have been read on an earlier day and not have changed since.
    earlier = core.store.observations(ids=focused - seen.keys()) if focused - seen.keys() else []
    seen |= {one.id: one for one in earlier if one.id is not None}
    vouches = RECORDED if core.store.meta("home") == "replay" else LIVE
    return seen, episodes(attention(looks, vouches), seen, core.user)


def _views(
    spent: Sequence[Episode],
    seen: dict[int, Observation],
    beliefs: Iterable[Proposition],
    suggestions: Iterable[Suggestion],
) -> list[Json]:
    """Episodes as clients see them, each with the beliefs that quote it and the suggestions that rest on these."""
    quoted: dict[int, list[int]] = {}
    for belief in beliefs:
        for piece in belief.evidence:
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
        raise UsageError("A date is written like 2026-03-02.", "Or: today, yesterday.") from None
    if not date(1970, 1, 2) <= day <= now.date() + 366 * DAY:
        raise UsageError(f"{day.isoformat()} is not a day that Inkling can know.")
    return day
