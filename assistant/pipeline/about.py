"""How somebody or something stands to the user, in words: counted, nothing guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.pipeline import called
from assistant.pipeline.ports import Person
from assistant.pipeline.text import counted
from assistant.types import Entity, EntityKind, Proposition, Status

_PLURALS = {"identity": "facts about you", "person": "facts about people", "fact": "facts"}


def relation(entity: Entity, beliefs: Sequence[Proposition], seen: int, user: Person) -> str:
    """One or two plain sentences: shared firm, what is believed, how often it was on the screen."""
    told = [*_shared_firm(entity, user)]
    counts = Counter(belief.kind.value for belief in beliefs if belief.status is Status.ACTIVE)
    if counts:
        parts = [_count(count, kind) for kind, count in counts.most_common()]
        listed = ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
        told.append(f"{listed} of yours {'name' if sum(counts.values()) > 1 else 'names'} {_it(entity)}.")
    if seen or not told:
        told.append(f"Seen in {counted(seen, 'observation')}.")
    return " ".join(told)


def _shared_firm(entity: Entity, user: Person) -> list[str]:
    hosts = {called.domain(alias) for alias in entity.aliases if "@" in alias}
    hosts |= {alias for alias in entity.aliases if called.is_domain(alias)}
    own = {called.domain(address) for address in user.addresses}
    shared = sorted(host for host in hosts & own if not called.everybodys(host))
    if not shared:
        return []
    return [
        f"Your own domain is {shared[0]} too." if entity.kind is EntityKind.PERSON else "You have an address there."
    ]


def _count(count: int, kind: str) -> str:
    return f"{count} {kind}" if count == 1 else f"{count} {_PLURALS.get(kind, kind + 's')}"


def _it(entity: Entity) -> str:
    return "them" if entity.kind is EntityKind.PERSON else "it"
