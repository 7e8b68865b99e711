"""Verbs about suggestions: list them, and take the user's answer to one."""

from __future__ import annotations

from datetime import timedelta

from assistant.daemon import views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.using import used
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.judgements import Feedback
from assistant.pipeline.fading import Use
from assistant.protocol import Json
from assistant.types import SuggestionStatus

VERDICTS = {
    "accept": SuggestionStatus.ACCEPTED,
    "dismiss": SuggestionStatus.DISMISSED,
    "never": SuggestionStatus.DISMISSED,
    "snooze": SuggestionStatus.SNOOZED,
}


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def suggestions(args: Json, _emit: Emit) -> Json:
        core = service.core()
        status = arguments.choice(args, "status", SuggestionStatus)
        answer = arguments.page(
            args,
            lambda cursor, limit: core.store.suggestions(cursor=cursor, limit=limit, status=status),
            views.suggestion,
        )
        hidden = core.guard.hidden()
        answer["items"] = [item for item in answer["items"] if hidden.isdisjoint(item["because"])]
        core.remember_displayed(item[part] for item in answer["items"] for part in ("title", "body"))
        return answer

    def suggestion_feedback(args: Json, _emit: Emit) -> Json:
        core = service.core()
        verdict = arguments.text(args, "verdict")
        if verdict not in VERDICTS:
            raise UsageError(f"A verdict is one of: {', '.join(VERDICTS)}.")
        now = core.clock.now()
        with core.store.transaction():
            found = core.store.suggestion(arguments.integer(args, "id"))
            assert found.id is not None
            core.store.add_feedback(Feedback(f"suggestion:{found.id}", verdict, now))
            if verdict == "accept":
                used(core.store, found.because, Use.ACCEPTED, now)
            if verdict == "snooze":
                minutes = arguments.number(args, "minutes") or 60.0
                core.store.update_suggestion(
                    found.id, status=VERDICTS[verdict], expires=now + timedelta(minutes=minutes)
                )
            else:
                core.store.update_suggestion(found.id, status=VERDICTS[verdict])
        core.changed("suggestions")
        return {"id": found.id, "status": VERDICTS[verdict].value}

    return {"suggestions": suggestions, "suggestion_feedback": suggestion_feedback}
