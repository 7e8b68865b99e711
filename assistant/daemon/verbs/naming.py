"""The verb about names: who or what somebody or something is, and what is known of it."""

from __future__ import annotations

from assistant.daemon import views
from assistant.daemon.core import Core
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline import about as telling
from assistant.pipeline import entities
from assistant.protocol import Json
from assistant.types import Entity, Hit, Observation, Proposition, Status

NEWEST = 1000
"""Observations of one name that are told at most."""
_PAST = (Status.SUPERSEDED, Status.EXPIRED)
"""What the user rejected or a rule put away is not told."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def about(args: Json, _emit: Emit) -> Json:
        core = service.core()
        limit = args.get("limit")
        core.naming.catch_up()
        if args.get("proposition") is not None:
            found = core.store.entities(core.store.named_by(arguments.integer(args, "proposition")))
        else:
            found = _meant(core, arguments.text(args, "name").strip())
        answer = {"entities": [_told(core, one, None if limit is None else int(limit)) for one in found]}
        core.remember_displayed(belief["text"] for one in answer["entities"] for belief in one["beliefs"])
        return answer

    return {"about": about}


def _meant(core: Core, name: str) -> list[Entity]:
    """Whom a name may mean, whoever was seen last first."""
    if not name:
        raise UsageError("Whom or what about?", "Give a name: inkling about NAME")
    found = entities.matching(name, core.store.entities_with(entities.keys(name)))
    return sorted(found, key=lambda one: one.last_seen, reverse=True)


def _told(core: Core, entity: Entity, limit: int | None) -> Json:
    beliefs = core.store.propositions(ids=core.store.entity_propositions(entity.id))
    ids = core.store.entity_observations(entity.id)
    seen = _allowed(core, core.store.observations(ids=ids[:NEWEST]) if ids else [])
    told: list[Proposition] = [one for one in beliefs if one.status is Status.ACTIVE]
    past = [one for one in beliefs if one.status in _PAST]
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "aliases": list(entity.aliases),
        "relation": telling.relation(entity, beliefs, len(ids), core.user),
        "beliefs": [views.proposition(one) for one in told[:limit]],
        "past": [views.proposition(one) for one in past[:limit]],
        "observations": [
            {"id": one.id, "time": views.iso(one.start), "app": one.app, "title": one.title} for one in seen[:limit]
        ],
        "last_seen": views.iso(entity.last_seen),
    }


def _allowed(core: Core, seen: list[Observation]) -> list[Observation]:
    """Without what a rule says must not be shown."""
    hits = [Hit("observation", one.id, one.title, 1.0, one.start) for one in seen if one.id is not None]
    kept = {hit.id for hit in core.guard.allowed(hits)}
    return [one for one in seen if one.id in kept]
