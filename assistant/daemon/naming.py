"""Links what was seen and believed to the people and things that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from assistant.config import User
from assistant.pipeline import called, entities, names
from assistant.pipeline.asked import Named
from assistant.pipeline.entities import Unknown
from assistant.pipeline.text import fold
from assistant.store import Store
from assistant.store.entities import Place
from assistant.types import Entity, EntityKind, Mention

BATCH = 100
"""Observations and beliefs that one transaction looks at."""
BATCHES = 20


class Naming:
    """Catches up with whatever was stored since; call it inside a transaction or outside of one."""

    def __init__(self, store: Store, user: Callable[[], User]) -> None:
        self._store = store
        self._user = user

    def catch_up(self) -> None:
        """Look at what was left behind, as while no model was there; the newest first, and not for too long."""
        for _ in range(BATCHES):
            if not self.step():
                return

    def step(self) -> bool:
        """Look at the newest of what was not looked at yet; whether there was anything."""
        with self._store.transaction():
            seen, believed = self._store.unnamed(BATCH)
            self._observations(seen)
            self._beliefs(believed)
            self._store.named(seen, believed)
        return bool(seen or believed)

    def known_as(self, question: str) -> list[Named]:
        """Those whom a question names and who are known, with all their names; nobody where a name may mean several."""
        found = []
        for name in names.entities(question):
            meant = entities.matching(name, self._store.entities_with(entities.keys(name)))
            if len(meant) == 1 and meant[0].kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
                aliases = (*meant[0].aliases, *self._of_the_firm(meant[0], question))
                found.append(Named(frozenset(fold(token) for token in names.tokens(name)), aliases))
        return found

    def _of_the_firm(self, one: Entity, question: str) -> list[str]:
        """The people of a firm, whose words are the firm's; and the firm of somebody, where it is asked for."""
        hosts = {called.domain(alias) for alias in one.aliases if "@" in alias}
        hosts |= {fold(alias) for alias in one.aliases if called.is_domain(alias)}
        hosts = {host for host in hosts if not called.everybodys(host)}
        if one.kind is EntityKind.ORGANISATION:
            kin = self._store.entities_with(entities.at_domain(host) for host in hosts) if hosts else []
        else:
            kin = self._store.entities_with(hosts) if hosts and entities.asks_for_firm(question) else []
        return [alias for other in kin for alias in other.aliases]

    def _observations(self, ids: list[int]) -> None:
        user = self._user()
        for seen in sorted(self._store.observations(ids=ids), key=lambda one: one.start) if ids else ():
            assert seen.id is not None
            mentions = entities.in_observation(seen, user)
            lines = self._store.line_ids(seen.id) if any(one.line is not None for one in mentions) else []
            for mention in _full_names_first(mentions):
                line = None if mention.line is None else lines[mention.line]
                self._link(mention, Place(observation_id=seen.id, line_id=line), seen.start)

    def _beliefs(self, ids: list[int]) -> None:
        user = self._user()
        for belief in self._store.propositions(ids=ids, newest_first=False) if ids else ():
            for mention in _full_names_first(entities.in_belief(belief, user)):
                self._link(mention, Place(proposition_id=belief.id), belief.updated)

    def _link(self, mention: Mention, place: Place, at: datetime) -> None:
        words = entities.keys(mention.text) | (entities.keys(mention.address) if mention.address else set())
        # Everybody else of the firm is not who is meant.
        words = {word for word in words if not word.startswith("@")}
        chosen = entities.resolve(mention, self._store.entities_with(words), at)
        match chosen:
            case Entity(id=id):
                if chosen.kind is EntityKind.THING or mention.kind is EntityKind.ORGANISATION:
                    self._store.set_entity_kind(id, mention.kind)
            case Unknown.NEW:
                id = self._store.add_entity(mention.kind)
            case Unknown.UNCLEAR:
                return
        known = chosen.aliases if isinstance(chosen, Entity) else ()
        for text in dict.fromkeys(_well_read(text, known) for text in (mention.text, mention.address) if text):
            self._store.add_mention(id, text, entities.keys(text), place)
        if chosen is Unknown.NEW:
            self._store.drop_nameless(id)


def _well_read(name: str, aliases: Sequence[str]) -> str:
    """The known name or address that ``name`` is a misreading of by one letter, or ``name`` itself."""
    for alias in aliases if name not in aliases else ():
        mine, theirs = (text if "@" in text else "".join(called.words(text)) for text in (name, alias))
        if ("@" in name) is ("@" in alias) and mine != theirs and called.twins(mine, theirs):
            return alias
    return name


def _full_names_first(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda one: (not one.address, -len(called.words(one.text))))
