"""Verbs that read what was observed: list, show, search, ask."""

from __future__ import annotations

import time

from assistant.daemon import views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.using import used
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline.fading import Use
from assistant.protocol import Json

HITS = 1000
"""Hits that a search without a limit gives at most: more is not searching."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def observations(args: Json, _emit: Emit) -> Json:
        core = service.core()
        app, title = arguments.text(args, "app", ""), arguments.text(args, "title", "")
        return arguments.page(
            args,
            lambda cursor, limit: core.store.observations(
                cursor=cursor, limit=limit, app=app or None, title=title or None
            ),
            views.observation,
        )

    def observation(args: Json, _emit: Emit) -> Json:
        return {"observation": views.observation(service.core().store.observation(arguments.integer(args, "id")))}

    def search(args: Json, _emit: Emit) -> Json:
        core = service.core()
        query = arguments.text(args, "query").strip()
        limit = args.get("limit")
        if not query:
            raise UsageError("There is nothing to search for.", "Give one or more words.")
        hits = core.recall.search(query, HITS if limit is None else max(0, min(HITS, int(limit))))
        core.remember_displayed(hit.text for hit in hits if hit.kind == "proposition")
        return {"hits": [views.hit(hit) for hit in hits]}

    def ask(args: Json, emit: Emit) -> Json:
        core = service.core()
        question = arguments.text(args, "question").strip()
        if not question:
            raise UsageError("There is no question.")
        started = time.monotonic()
        answer = core.answer(question, lambda words: emit("token", {"text": words}))
        core.remember_displayed([answer.answer])
        cited = [cite.id for cite in answer.cites if cite.kind == "proposition"]
        used(core.store, cited, Use.CITED, core.clock.now())
        return {
            "answer": answer.answer,
            "abstained": answer.abstained,
            "cites": [
                {"kind": cite.kind, "id": cite.id, "text": cite.text, "time": views.iso(cite.time)}
                for cite in answer.cites
            ],
            "seconds": round(time.monotonic() - started, 3),
        }

    return {"observations": observations, "observation": observation, "search": search, "ask": ask}
