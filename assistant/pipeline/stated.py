"""What the user tells Inkling outright becomes a belief in the user's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistant.pipeline import dates, fading, kinds, lexicon, names
from assistant.pipeline.kinds import Signs
from assistant.pipeline.scene import Surface
from assistant.types import Evidence, Kind, Proposition, Tier, Who, Wording

SURE = 0.99
"""Confidence of what the user says in so many words."""


def stated(text: str, now: datetime) -> Proposition:
    """The belief that ``text`` makes, its kind told by plain cues, its dates resolved against ``now``."""
    signs = Signs(lexicon.cues(text), own=True, dated=bool(dates.find(text, now)), place=Surface.OTHER)
    kind = kinds.classify(signs) or Kind.FACT
    valid_from, valid_to = dates.validity(kind, text, now)
    return Proposition(
        text=text,
        kind=kind,
        confidence=SURE,
        trust=Tier.STATED,
        evidence=(Evidence(None, text, True, Tier.STATED, now, who=Who.USER),),
        created=now,
        updated=now,
        half_life=fading.half_life(kind),
        valid_from=valid_from,
        valid_to=valid_to,
        wording=Wording.USER,
        entities=names.entities(text),
    )


def instead(new: Proposition, old: Proposition) -> Proposition:
    """``new`` in the place of ``old``, which says the same: its quotes stay as reasons, and a pin stays a pin."""
    kept = tuple(piece for piece in old.evidence if piece.supports)
    return replace(new, evidence=(*new.evidence, *kept), supersedes=old.id, pinned=old.pinned)
