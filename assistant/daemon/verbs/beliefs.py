"""Verbs about beliefs: list, show, confirm, reject, edit, pin."""

from __future__ import annotations

from dataclasses import replace

from assistant.daemon import views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline import confidence, dates, names
from assistant.privacy.clean import untrusted
from assistant.protocol import Json
from assistant.types import Evidence, Feedback, Kind, Proposition, Status, Tier, What, Who, Wording

STATED = 0.99
"""Confidence of what the user says in so many words."""


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
        return _judge(service, args, "confirm")

    def reject(args: Json, _emit: Emit) -> Json:
        return _judge(service, args, "reject")

    def edit(args: Json, _emit: Emit) -> Json:
        core = service.core()
        text = untrusted(arguments.text(args, "text"))
        if not text:
            raise UsageError("A belief cannot be empty.", "Reject it instead: inkling reject ID")
        with core.store.transaction():
            old = _active(core.store.proposition(arguments.integer(args, "id")))
            now = core.clock.now()
            stated = Evidence(None, text, True, Tier.STATED, now, who=Who.USER)
            # The old dates and names belong to the old words.
            valid_from, valid_to = dates.validity(old.kind, text, now)
            new = replace(
                old,
                id=None,
                text=text,
                entities=names.entities(text),
                valid_from=valid_from,
                valid_to=valid_to,
                trust=Tier.STATED,
                confidence=STATED,
                wording=Wording.USER,
                logprob=None,
                features=(),
                log_odds=None,
                evidence=(stated,),
                created=now,
                updated=now,
                supersedes=old.id,
            )
            assert old.id is not None
            identifier = core.store.supersede(new, old.id, what=What.EDITED)
            core.store.add_feedback(Feedback(f"proposition:{old.id}", "edit", now))
        core.changed("propositions")
        core.sync_index()
        return {"id": identifier}

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


def _judge(service: Service, args: Json, verdict: str) -> Json:
    """The user's yes or no to one belief."""
    core = service.core()
    with core.store.transaction():
        belief = core.store.proposition(arguments.integer(args, "id"))
        assert belief.id is not None
        now = core.clock.now()
        if verdict == "confirm" and belief.status is Status.SUPERSEDED:
            raise UsageError(f"Belief {belief.id} was replaced by a newer one.", "Confirm or edit the newer one.")
        judge = confidence.confirmed if verdict == "confirm" else confidence.rejected
        what = What.CONFIRMED if verdict == "confirm" else What.REJECTED
        judged = judge(belief, now)
        core.store.update_proposition(
            belief.id, now, what=what, confidence=judged.confidence, status=judged.status, trust=judged.trust,
            half_life=judged.half_life,
        )  # fmt: skip
        note = untrusted(arguments.text(args, "reason", ""))
        asked = arguments.flag(args, "asked")
        core.store.add_feedback(
            Feedback(f"proposition:{belief.id}", verdict, now, note, belief.confidence, belief.log_odds, asked)
        )
        core.calibrating.refit()
    core.changed("propositions")
    core.sync_index()
    return {"id": belief.id}


def _active(belief: Proposition) -> Proposition:
    if belief.status is not Status.ACTIVE:
        raise UsageError(f"Belief {belief.id} is {belief.status}; only beliefs in force can be edited.")
    return belief
