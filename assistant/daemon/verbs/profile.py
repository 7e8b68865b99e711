"""Verbs about the profile: the page of what is believed, and what the user tells Inkling outright."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from assistant.daemon import views
from assistant.daemon.core import Core
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.telling import tell
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.pipeline import profile as pages
from assistant.privacy.clean import untrusted
from assistant.protocol import Json
from assistant.types import Proposition, Status

BELIEFS = 2000
"""Beliefs that the page is made from, the newest ones and all pinned ones: far more than anybody reads."""
LONGEST = 500
"""Characters of one statement."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def profile(args: Json, _emit: Emit) -> Json:
        core = service.core()
        now = core.clock.now()
        limit = None if args.get("limit") is None else max(0, arguments.integer(args, "limit"))
        newest = core.store.propositions(status=Status.ACTIVE, limit=BELIEFS)
        pinned = core.store.propositions(status=Status.ACTIVE, pinned=True)
        active = list({one.id: one for one in (*newest, *pinned)}.values())
        sections = pages.profile(active, now, near=_nearness(core, active), limit=limit)
        shown = [one for section in sections for entry in section.entries for one in entry.beliefs]
        # A page that is edited shows each belief behind its number.
        core.remember_displayed(part for one in shown for part in (one.text, f"[{one.id}] {one.text}"))
        return {"date": now.date().isoformat(), "sections": [_section(section) for section in sections]}

    def state(args: Json, _emit: Emit) -> Json:
        core = service.core()
        text = untrusted(arguments.text(args, "text"))
        if not text:
            raise UsageError("There is nothing to note.", 'inkling tell "I prefer trains to planes."')
        if len(text) > LONGEST:
            raise UsageError(f"That is longer than {LONGEST} characters.", "Tell one thing at a time.")
        identifier, replaced = tell(core, text)
        return {"proposition": views.proposition(core.store.proposition(identifier)), "replaced": replaced}

    return {"profile": profile, "state": state}


def _section(section: pages.Section) -> Json:
    return {"name": section.name, "more": section.more, "entries": [_entry(entry) for entry in section.entries]}


def _entry(entry: pages.Entry) -> Json:
    lead = entry.lead
    return {
        "id": lead.id,
        "ids": [one.id for one in entry.beliefs],
        "text": lead.text,
        "kind": lead.kind.value,
        "confidence": round(lead.confidence, 4),
        "certainty": pages.certainty(lead),
        "pinned": any(one.pinned for one in entry.beliefs),
        "valid_from": views.iso(lead.valid_from),
        "valid_to": views.iso(lead.valid_to),
        "beliefs": [views.proposition(one) for one in entry.beliefs],
    }


def _nearness(core: Core, beliefs: Iterable[Proposition]) -> pages.Near:
    """Cosines by the vectors that are stored."""
    vectors: dict[int, np.ndarray[tuple[int], np.dtype[np.float32]]] = {}
    for belief in beliefs:
        stored = core.store.vector("proposition", belief.id or 0)
        if stored is not None:
            vectors[belief.id or 0] = np.frombuffer(stored, dtype="<f4")

    def near(one: Proposition, other: Proposition) -> float:
        left, right = vectors.get(one.id or 0), vectors.get(other.id or 0)
        return 0.0 if left is None or right is None else float(left @ right)

    return near
