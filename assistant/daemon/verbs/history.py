"""Verbs about the histories of beliefs: why one is held, and bringing one back."""

from __future__ import annotations

from assistant.daemon import views
from assistant.daemon.guard import held_back
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.undo import bring_back
from assistant.daemon.verbs import arguments
from assistant.pipeline import confidence, history
from assistant.protocol import Json
from assistant.types import Status


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def why(args: Json, _emit: Emit) -> Json:
        core = service.core()
        belief = core.store.proposition(arguments.integer(args, "id"))
        assert belief.id is not None
        versions = core.store.history(belief.id)
        entries = core.store.entries([version.id for version in versions if version.id is not None])
        parts = confidence.explain(dict(belief.features) or confidence.features(belief))
        held = held_back(core.store, belief.id)
        free = "" if belief.status is Status.ACTIVE else f"To bring it back: inkling undo {belief.id}"
        words = list(history.tell(belief, versions, entries, parts))
        core.remember_displayed([*words, *(version.text for version in versions)])
        return {
            "proposition": views.proposition(belief),
            "because": [{"feature": name, "log_odds": round(value, 4)} for name, value in parts.items()],
            "versions": [views.proposition(version) for version in versions],
            "history": [{**views.entry(entry), "words": history.happened(entry)} for entry in entries],
            "words": words,
            "way_back": free if held is None else held[1],
        }

    def undo(args: Json, _emit: Emit) -> Json:
        core = service.core()
        identifier = arguments.integer(args, "id")
        behind = bring_back(core.store, identifier, core.clock.now())
        core.calibrating.refit()
        core.know_user()
        core.changed("propositions")
        core.sync_index()
        return {"id": identifier, "undone": behind}

    return {"why": why, "undo": undo}
