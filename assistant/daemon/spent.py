"""What the user spent a stretch of time with: looks at the screen, the rules and the known names made into episodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.daemon.core import Core
from assistant.pipeline import entities
from assistant.pipeline.episodes import Episode, attention, episodes
from assistant.types import EntityKind, Hit, Observation

LIVE, RECORDED = timedelta(minutes=2), timedelta(minutes=10)
"""How long a look tells about what follows it. Live, the next one comes within seconds; recordings are sparser."""
_SOMEBODY = (EntityKind.PERSON, EntityKind.THING)
"""Who writes is a person unless it is known to be something else."""


def spent_in(
    core: Core, start: datetime, end: datetime, *, brief: bool = False
) -> tuple[dict[int, Observation], list[Episode]]:
    """What was seen in that time and may be shown, by id; and the episodes it makes.

    ``brief``: without lines and so without people, which takes a fifth of the time.
    """
    looks = core.store.looks(start, end)
    focused = {look.focus for look in looks if look.focus is not None}
    found = core.store.observations(since=start, until=end, newest_first=False, lines=not brief)
    # A window may have been read on an earlier day and not have changed since.
    earlier = focused - {one.id for one in found}
    found += core.store.observations(ids=earlier, lines=not brief) if earlier else []
    seen = {one.id: one for one in _allowed(core, found) if one.id is not None}
    vouches = RECORDED if core.store.meta("home") == "replay" else LIVE
    spent = episodes(attention(looks, vouches), seen, core.user)
    return seen, [replace(one, people=_called(core, one.people)) for one in spent]


def _allowed(core: Core, seen: list[Observation]) -> list[Observation]:
    """Without the windows that a rule says must not be shown."""
    windows = {(one.app, one.title): one for one in seen}
    hits = [Hit("observation", one.id, one.title, 1.0, one.start) for one in windows.values() if one.id is not None]
    shown = {hit.id for hit in core.guard.allowed(hits)}
    kept = {window for window, one in windows.items() if one.id in shown}
    return [one for one in seen if (one.app, one.title) in kept]


def _called(core: Core, names: Iterable[str]) -> tuple[str, ...]:
    """People under the name by which they are known, each once; firms and places among them are left out.

    So is whom a rule says nothing must be shown of.
    """
    found: dict[str, None] = {}
    for name in names:
        known = entities.matching(name, core.store.entities_with(entities.keys(name)))
        if not known:
            found[name] = None
        elif any(one.kind in _SOMEBODY for one in known):
            found[known[0].name if len(known) == 1 and "@" not in known[0].name else name] = None
    hits = core.guard.allowed([Hit("observation", 0, name, 1.0, core.clock.now()) for name in found])
    return tuple(hit.text for hit in hits)
