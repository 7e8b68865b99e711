"""Brings a belief back that was replaced, rejected, past or asleep. What had replaced it becomes history in turn."""

from __future__ import annotations

from datetime import datetime

from assistant.daemon.guard import must_be_free
from assistant.errors import UsageError
from assistant.judgements import Feedback
from assistant.pipeline import fading
from assistant.pipeline.fading import Use
from assistant.store import Store
from assistant.types import Lifecycle, Proposition, Snapshot, Status, What

LEAST = 0.5
"""A belief that the user wants back is no less sure than this where nobody knows how sure it was."""


def bring_back(store: Store, id: int, now: datetime) -> int | None:
    """Put the belief ``id`` in force again as it stood before; the id of the belief that made room for it, if any.

    Bringing that one back undoes this. Raises :class:`UsageError` for a belief in force.
    """
    with store.transaction():
        belief = store.proposition(id)
        must_be_free(store, id)
        if belief.status is Status.ACTIVE:
            raise UsageError(f"Belief {id} is in force; there is nothing to undo.", _hint(store, belief))
        rival = _rival(store, belief)
        _restore(store, belief, now, None if rival is None else rival.id)
        if rival is not None and rival.id is not None:
            reason = f"you brought back belief {id}"
            store.update_proposition(rival.id, now, reason=reason, what=What.UNDONE, other=id, status=Status.SUPERSEDED)
            store.unlearn_from(rival.id)
        if belief.status is Status.REJECTED:
            store.add_feedback(Feedback(f"proposition:{id}", "undo", now))
    return None if rival is None else rival.id


def _hint(store: Store, belief: Proposition) -> str:
    if belief.supersedes is None or not store.propositions(ids=[belief.supersedes]):
        return f"See what happened to it: inkling why {belief.id}"
    return f"To bring back what it replaced: inkling undo {belief.supersedes}"


def _rival(store: Store, belief: Proposition) -> Proposition | None:
    """The belief in force that stands where ``belief`` stood, by whatever number of changes."""
    seen = {belief.id}
    while belief.ended_by is not None and belief.ended_by not in seen:
        belief = store.proposition(belief.ended_by)
        seen.add(belief.id)
        if belief.status is Status.ACTIVE:
            return belief
    return None


def _restore(store: Store, belief: Proposition, now: datetime, rival: int | None) -> None:
    assert belief.id is not None
    stood = _before(store, belief.id)
    sure = max(stood.confidence, fading.FLOOR * 2) if stood else max(belief.confidence, LEAST)
    half_life = stood.half_life if stood else belief.half_life
    if belief.lifecycle in (Lifecycle.PAST, Lifecycle.ASLEEP):
        half_life = fading.lengthened(half_life, Use.CONFIRMED, belief.kind)
    # Whoever wants a thing back whose end has passed says that it goes on.
    over = fading.expired(belief.valid_to, now)
    store.update_proposition(
        belief.id, now, what=What.RESTORED, other=rival, status=Status.ACTIVE, confidence=sure,
        trust=stood.trust if stood else belief.trust, half_life=half_life,
        valid_to=None if over else belief.valid_to,
    )  # fmt: skip


def _before(store: Store, id: int) -> Snapshot | None:
    """How the belief stood when it was last in force."""
    stood = [entry.before for entry in store.entries([id]) if entry.before is not None]
    return next((one for one in reversed(stood) if one.status is Status.ACTIVE), None)
