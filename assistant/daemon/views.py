"""Values as the JSON that clients see. Shapes may grow, but never change."""

from __future__ import annotations

from datetime import datetime

from assistant.judgements import Question
from assistant.privacy.rules import Rule
from assistant.protocol import Json
from assistant.types import Entry, Evidence, Hit, Line, Observation, Proposition, Suggestion


def iso(time: datetime | None) -> str | None:
    """A time with its zone, to the millisecond."""
    return None if time is None else time.isoformat(timespec="milliseconds")


def evidence(piece: Evidence) -> Json:
    """One reason for or against a belief."""
    return {
        "observation_id": piece.observation_id,
        "quote": piece.quote,
        "time": iso(piece.time),
        "app": piece.app,
        "title": piece.title,
        "tier": piece.tier.value,
        "supports": piece.supports,
        "header": piece.header,
        "who": piece.who.value,
    }


def proposition(belief: Proposition) -> Json:
    """One belief with all its evidence."""
    return {
        "id": belief.id,
        "text": belief.text,
        "kind": belief.kind.value,
        "confidence": round(belief.confidence, 4),
        "trust": belief.trust.value,
        "status": belief.status.value,
        "created": iso(belief.created),
        "updated": iso(belief.updated),
        "valid_from": iso(belief.valid_from),
        "valid_to": iso(belief.valid_to),
        "supersedes": belief.supersedes,
        "evidence": [evidence(piece) for piece in belief.evidence],
        "pinned": belief.pinned,
        "wording": belief.wording.value,
        "half_life_days": None if belief.half_life is None else round(belief.half_life.total_seconds() / 86400, 3),
        "recorded": iso(belief.created),
        "superseded": iso(belief.ended),
        "superseded_by": belief.ended_by,
        "lifecycle": belief.lifecycle.value,
    }


def entry(value: Entry) -> Json:
    """One thing that happened to a belief."""
    before = value.before
    return {
        "proposition_id": value.proposition_id,
        "time": iso(value.time),
        "what": value.what.value,
        "reason": value.reason,
        "evidence": None if value.evidence is None else evidence(value.evidence),
        "other": value.other,
        "before": before
        and {
            "status": before.status.value,
            "confidence": round(before.confidence, 4),
            "trust": before.trust.value,
            "valid_from": iso(before.valid_from),
            "valid_to": iso(before.valid_to),
        },
    }


def line(value: Line) -> Json:
    """One line that was read."""
    return {
        "text": value.text,
        "tier": value.tier.value,
        "who": value.who.value,
        "header": value.header,
        "box": list(value.box),
        "block": value.block,
        "block_kind": value.block_kind.value,
    }


def observation(value: Observation) -> Json:
    """One observation with its lines."""
    return {
        "id": value.id,
        "start": iso(value.start),
        "end": iso(value.end),
        "app": value.app,
        "title": value.title,
        "monitor": value.monitor,
        "file": value.file,
        "lines": [line(item) for item in value.lines],
    }


def suggestion(value: Suggestion) -> Json:
    """One suggestion."""
    return {
        "id": value.id,
        "title": value.title,
        "body": value.body,
        "because": list(value.because),
        "p": round(value.p, 4),
        "utility": round(value.utility, 4),
        "status": value.status.value,
        "created": iso(value.created),
        "shown_at": iso(value.shown_at),
        "withheld_for": value.withheld_for,
        "expires": iso(value.expires),
    }


def rule(value: Rule, words: str, holds: int) -> Json:
    """One standing rule, what was understood in ``words``, and how many beliefs it puts away."""
    return {
        "id": value.id,
        "text": value.text,
        "words": words,
        "effect": value.effect.value,
        "trigger": value.effect.trigger.value,
        "scope": value.scope.value,
        "value": value.value,
        "days": list(value.days),
        "start": value.start,
        "end": value.end,
        "lead_minutes": None if value.lead is None else round(value.lead.total_seconds() / 60),
        "holds": holds,
        "created": iso(value.created),
    }


def hit(value: Hit) -> Json:
    """One answer of a search."""
    return {
        "kind": value.kind,
        "id": value.id,
        "text": value.text,
        "score": round(value.score, 4),
        "time": iso(value.time),
        "lifecycle": value.lifecycle.value,
    }


def question(value: Question) -> Json:
    """One question to the user."""
    return {
        "id": value.id,
        "proposition_id": value.proposition_id,
        "text": value.text,
        "worth": value.worth,
        "status": value.status.value,
        "answer": value.answer,
        "created": iso(value.created),
        "expires": iso(value.expires),
    }
