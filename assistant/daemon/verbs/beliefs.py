"""Verbs about beliefs: list, show, confirm, reject, edit, pin."""

from __future__ import annotations

from assistant.daemon import verdicts, views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.judgements import Feedback, Reason
from assistant.protocol import Json
from assistant.types import Kind, Status


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def propositions(args: Json, _emit: Emit) -> Json:
        core = service.core()
        status = arguments.choice(args, "status", Status)
        kind = arguments.choice(args, "kind", Kind)
        query = arguments.text(args, "query", "") or None
        answer = arguments.page(
            args,
            lambda cursor, limit: core.store.propositions(
                cursor=cursor, limit=limit, status=status, kind=kind, query=query
            ),
            views.proposition,
        )
        core.remember_displayed(item["text"] for item in answer["items"])
        return answer

    def proposition(args: Json, _emit: Emit) -> Json:
        core = service.core()
        found = core.store.proposition(arguments.integer(args, "id"))
        assert found.id is not None
        history = core.store.history(found.id)
        core.remember_displayed(belief.text for belief in history)
        return {"proposition": views.proposition(found), "history": [views.proposition(item) for item in history]}

    def confirm(args: Json, _emit: Emit) -> Json:
        identifier = arguments.integer(args, "id")
        verdicts.confirm(
            service.core(), identifier, arguments.text(args, "note", ""), asked=arguments.flag(args, "asked")
        )
        return {"id": identifier}

    def reject(args: Json, _emit: Emit) -> Json:
        identifier = arguments.integer(args, "id")
        reason = arguments.choice(args, "reason", Reason) or Reason.WRONG
        verdicts.reject(
            service.core(), identifier, reason, arguments.text(args, "note", ""), asked=arguments.flag(args, "asked")
        )
        return {"id": identifier, "reason": reason.value}

    def edit(args: Json, _emit: Emit) -> Json:
        identifier = arguments.integer(args, "id")
        kind = arguments.choice(args, "kind", Kind)
        return {"id": verdicts.edit(service.core(), identifier, arguments.text(args, "text"), kind)}

    def pin(args: Json, _emit: Emit) -> Json:
        core = service.core()
        pinned = arguments.flag(args, "pinned", True)
        with core.store.transaction():
            identifier = arguments.integer(args, "id")
            core.store.update_proposition(identifier, core.clock.now(), pinned=pinned)
            verdict = "pin" if pinned else "unpin"
            core.store.add_feedback(Feedback(f"proposition:{identifier}", verdict, core.clock.now()))
        core.changed("propositions")
        return {"id": identifier, "pinned": pinned}

    return {
        "propositions": propositions,
        "proposition": proposition,
        "confirm": confirm,
        "reject": reject,
        "edit": edit,
        "pin": pin,
    }
