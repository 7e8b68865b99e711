"""What the user tells Inkling outright: it is believed at once, in the place of what it says anew or contradicts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.daemon.core import Core
from assistant.pipeline.revise import Change, Retire, Supersede, Support, revise
from assistant.pipeline.stated import instead, stated
from assistant.pipeline.text import squeeze
from assistant.types import Proposition, Status, Tier, What

RELATED = 8
"""Beliefs that a statement is compared with."""


def tell(core: Core, text: str) -> tuple[int, list[int]]:
    """Believe ``text``, clean and not empty. Its belief's id, and the ids of those that it replaced."""
    related = core.recall.propositions(text, RELATED)
    with core.store.transaction():
        noted = _note(core, text, related)
        core.guard.hold([noted[0]], core.clock.now())
    core.know_user()
    core.changed("propositions")
    core.sync_index()
    return noted


def _note(core: Core, text: str, related: Sequence[tuple[Proposition, float]]) -> tuple[int, list[int]]:
    now = core.clock.now()
    new = stated(text, now)
    fresh = {one.id: one for one in core.store.propositions(ids=[one.id for one, _ in related if one.id is not None])}
    standing = [(fresh[one.id], near) for one, near in related if one.id in fresh]
    standing = [(one, near) for one, near in standing if one.status is Status.ACTIVE]
    for known, _ in standing:
        if known.id is not None and squeeze(known.text) == squeeze(text):
            core.store.add_evidence(known.id, new.evidence[0])
            core.store.update_proposition(
                known.id, now, what=What.CONFIRMED, confidence=new.confidence, trust=Tier.STATED
            )
            return known.id, []
    return _placed(core, new, fresh, revise(new, standing))


def _placed(
    core: Core, new: Proposition, fresh: dict[int | None, Proposition], changes: Sequence[Change]
) -> tuple[int, list[int]]:
    """Store ``new`` as the ``changes`` say; what it cannot replace it stands beside, for the user said so."""
    replaced = []
    identifier = None
    for change in changes:
        match change:
            case Supersede(old, worded, reason) if identifier is None:
                identifier = core.store.supersede(worded, old, reason=reason)
                replaced.append(old)
            case Support(old, _, _) if identifier is None:
                identifier = core.store.supersede(instead(new, fresh[old]), old, reason="you said it in your words")
                replaced.append(old)
            case Retire(old, reason):
                core.store.update_proposition(
                    old, new.created, what=What.RETIRED, reason=reason, other=identifier, status=Status.SUPERSEDED
                )
                replaced.append(old)
            case _:
                pass
    if identifier is None:
        identifier = core.store.add_proposition(new)
    assert identifier is not None
    return identifier, replaced
