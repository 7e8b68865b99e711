"""Verbs about what the user's corrections taught: preferences, and meanings that do not come back."""

from __future__ import annotations

from assistant.daemon import views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import NotFoundError
from assistant.judgements import Preference, Rejection
from assistant.pipeline import preferences
from assistant.protocol import Json


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def listed(_args: Json, _emit: Emit) -> Json:
        core = service.core()
        items = [_preference(one) for one in core.store.preferences()]
        core.remember_displayed(item["words"] for item in items)
        return {"items": items}

    def remove(args: Json, _emit: Emit) -> Json:
        core = service.core()
        identifier = arguments.integer(args, "id")
        core.store.remove_preference(identifier)
        core.know_user()
        core.changed("preferences")
        return {"id": identifier}

    def rejected(args: Json, _emit: Emit) -> Json:
        core = service.core()
        answer = arguments.page(
            args, lambda cursor, limit: core.store.rejections(cursor=cursor, limit=limit), _rejection
        )
        core.remember_displayed(item["text"] for item in answer["items"])
        return answer

    def lift(args: Json, _emit: Emit) -> Json:
        core = service.core()
        identifier = arguments.integer(args, "id")
        if not core.store.drop_rejection(identifier):
            raise NotFoundError(
                f"There is no rejected meaning {identifier} without its belief.",
                "A belief that is still kept comes back with: inkling undo ID",
            )
        core.changed("propositions")
        return {"id": identifier}

    return {"preferences": listed, "remove_preference": remove, "rejected": rejected, "lift_rejection": lift}


def _preference(one: Preference) -> Json:
    lesson = one.lesson
    return {
        "id": one.id,
        "words": preferences.words(one),
        "sort": lesson.sort,
        "subject": lesson.subject,
        "value": lesson.value,
        "count": len(one.because),
        "because": list(one.because),
        "applies": preferences.applies(one),
        "effect": preferences.effect(one),
        "updated": views.iso(one.updated),
    }


def _rejection(one: Rejection) -> Json:
    return {
        "id": one.id,
        "proposition_id": one.proposition_id,
        "text": one.text,
        "reason": one.reason.value,
        "note": one.note,
        "time": views.iso(one.time),
    }
