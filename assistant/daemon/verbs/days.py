"""Verbs about days: what is up today, and the timeline of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby

from assistant.clock import midnight
from assistant.daemon import views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.protocol import Json
from assistant.types import Observation, Status, SuggestionStatus

LEARNED = timedelta(hours=12)
"""How far back "what it learned lately" reaches."""
GAP = timedelta(minutes=10)
"""A longer silence in the same window begins a new entry of the timeline."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def today(_args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        learned = [
            belief
            for belief in core.store.propositions(status=Status.ACTIVE, updated_since=now - LEARNED, limit=50)
            if belief.created >= now - LEARNED
        ]
        shown = core.store.suggestions(status=[SuggestionStatus.NEW, SuggestionStatus.SHOWN], limit=20)
        core.remember_displayed(belief.text for belief in learned)
        core.remember_displayed(part for item in shown for part in (item.title, item.body))
        return {
            "date": now.date().isoformat(),
            "state": service.status()["state"],
            "suggestions": [views.suggestion(item) for item in shown],
            "learned": [views.proposition(belief) for belief in learned],
            "counts": {status.value: n for status, n in core.store.proposition_counts().items()},
        }

    def timeline(args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        day = _day(args, now)
        start = midnight(day, now)
        found = core.store.observations(since=start, until=midnight(day + timedelta(days=1), now), newest_first=False)
        return {"items": episodes(found), "next": None}

    return {"today": today, "timeline": timeline}


def episodes(observations: list[Observation]) -> list[Json]:
    """Observations in time order, joined to one entry as long as window and title stay the same."""
    entries: list[list[Observation]] = []
    for (_, _), run in groupby(observations, key=lambda o: (o.app, o.title)):
        current: list[Observation] = []
        for observation in run:
            if current and observation.start - current[-1].end > GAP:
                entries.append(current)
                current = []
            current.append(observation)
        entries.append(current)
    return [
        {
            "start": views.iso(entry[0].start),
            "end": views.iso(max(o.end for o in entry)),
            "app": entry[0].app,
            "title": entry[0].title,
            "lines": sum(len(o.lines) for o in entry),
            "observation_ids": [o.id for o in entry],
        }
        for entry in entries
    ]


def _day(args: Json, now: datetime) -> date:
    text = arguments.text(args, "date", "")
    if not text:
        return now.date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("A date is written like 2026-03-02.") from None
