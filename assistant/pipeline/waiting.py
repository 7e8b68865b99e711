"""Whether somebody waits for the user: a person who asked for something and was not answered yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from assistant.pipeline import called, lexicon, scene
from assistant.pipeline.context import Context
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.onscreen import shown, touches
from assistant.pipeline.scene import Surface, speaker, surface
from assistant.pipeline.text import fold
from assistant.types import Evidence, Kind, Proposition, Tier, Who

Firm = Callable[[str], bool]
"""Whether a name is known to be a firm's, as its address tells."""
_LEAST_CONFIDENCE = 0.65
_RECENT = timedelta(days=7)
_LONGEST_NAME = 40


def waiting(
    belief: Proposition, beliefs: Sequence[Proposition], context: Context, now: datetime, firm: Firm
) -> str | None:
    """How to say that the one at whom the user is back asked for what ``belief`` tells; None where nobody waits."""
    source = belief.evidence[0] if belief.evidence else None
    if source is None or belief.kind not in (Kind.TASK, Kind.DEADLINE) or source.who is not Who.OTHER:
        return None
    recent = now - belief.updated <= _RECENT
    if not recent or belief.confidence < _LEAST_CONFIDENCE or not lexicon.has(Cue.REQUEST, source.quote):
        return None
    name = speaker(source.header, scene.NOBODY)
    if not _is_person(name, source, firm) or _is_preview(source.quote, name):
        return None
    if not touches(belief, context) or shown(belief, context) or answered(belief, beliefs):
        return None
    return f"{name} is waiting for an answer" if "?" in source.quote else f"{name} asked you for this"


def said_by_person(source: Evidence) -> bool:
    """Whether somebody with a name says it, as far as the name alone can tell."""
    return source.who is Who.OTHER and _is_person(speaker(source.header, scene.NOBODY), source)


def _is_person(name: str, source: Evidence, firm: Firm = lambda name: False) -> bool:  # noqa: ARG005
    """Whether a sender is somebody; in mail a single word is as often a shop, and what has an office's word is one."""
    if not name or len(name) > _LONGEST_NAME or called.office(name) or called.role(f"{name}@") or firm(name):
        return False
    if surface(source.app, source.title) is Surface.CHAT:
        return True
    parts = called.words(name)
    return called.person_like(name) and len(parts) > 1 and not any(called.role(f"{part}@") for part in parts)


def _is_preview(quote: str, name: str) -> bool:
    """Whether it was read in a list of mails, cut off or with sender and subject: the mail itself was not opened."""
    return quote.rstrip().endswith(("..", "…")) or fold(name) in fold(quote)


def answered(belief: Proposition, beliefs: Sequence[Proposition]) -> datetime | None:
    """When the user last wrote in the conversation in which a belief was read, after it; None where never."""
    source = belief.evidence[0] if belief.evidence else None
    if source is None or source.who is not Who.OTHER:
        return None
    about = fold(scene.topic(source.title, source.app))
    name = fold(speaker(source.header, scene.NOBODY))
    times = []
    for one in beliefs:
        for said in one.evidence:
            mine = said.who is Who.USER or said.tier in (Tier.TYPED, Tier.OWN)
            where = fold(scene.topic(said.title, said.app))
            # A reply's subject ends in the one that it answers; a chat is named after the one it is with.
            there = (about != "" and where.endswith(about)) or (name != "" and name in where)
            # What was typed when the message was first seen stands below it.
            since = said.time > source.time or (said.time == source.time and said.tier is Tier.TYPED)
            if mine and there and since:
                times.append(said.time)
    return max(times, default=None)
