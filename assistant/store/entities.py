"""People, projects, files, organisations and places: their names, and where these stand.

A name is kept only as long as an observation or a belief mentions it, which the schema's triggers see to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.privacy.clean import untrusted
from assistant.store.part import Part
from assistant.store.query import chunks, marks
from assistant.store.times import moment
from assistant.types import Entity, EntityKind

_LONGEST = 120
"""Characters of a name; longer runs are no names."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: in a belief, or in a line or the title of an observation."""

    proposition_id: int | None = None
    observation_id: int | None = None
    line_id: int | None = None


class Entities(Part):
    """Names with what they stand for."""

    def add_entity(self, kind: EntityKind) -> int:
        """A new one, which has to be given a name in the same transaction; its id."""
        return self._db.insert("INSERT INTO entities (kind) VALUES (?)", (kind,))

    def set_entity_kind(self, id: int, kind: EntityKind) -> None:
        """Say what it is, now that it is known."""
        self._db.run("UPDATE entities SET kind = ? WHERE id = ?", (kind, id))

    def add_mention(self, entity_id: int, name: str, words: Iterable[str], place: Place) -> bool:
        """Note that ``name`` stands in ``place`` and means this entity; ``words``: by which it is found.

        False where the name is empty, too long, or was forgotten.
        """
        clean = untrusted(name)
        if not clean or len(clean) > _LONGEST or self.is_forgotten(clean):
            return False
        self._db.run("INSERT OR IGNORE INTO aliases (entity_id, text) VALUES (?, ?)", (entity_id, clean))
        alias = self._db.value("SELECT id FROM aliases WHERE entity_id = ? AND text = ?", (entity_id, clean))
        self._db.run_many("INSERT OR IGNORE INTO alias_words VALUES (?, ?)", [(word, alias) for word in words])
        return self._db.run(
            "INSERT OR IGNORE INTO mentions (alias_id, proposition_id, observation_id, line_id) VALUES (?, ?, ?, ?)",
            (alias, place.proposition_id, place.observation_id, place.line_id),
        ) > 0  # fmt: skip

    def drop_nameless(self, id: int) -> None:
        """Take a new one away again if it got no name."""
        self._db.run(
            "DELETE FROM entities WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM aliases WHERE entity_id = ?1)", (id,)
        )

    def entities(self, ids: Iterable[int]) -> list[Entity]:
        """Entities by id; those that are gone are left out."""
        found: list[Entity] = []
        for some in chunks(ids):
            names: dict[int, list[str]] = {}
            # A name of words tells more than a single word, and that more than an address.
            sql = (
                f"SELECT entity_id, text FROM aliases WHERE entity_id IN ({marks(some)})"
                " ORDER BY instr(text, '@') > 0, instr(text, ' ') = 0, id"
            )
            for id, text in self._db.rows(sql, some):
                names.setdefault(id, []).append(text)
            seen = self._last_seen(some)
            sql = f"SELECT id, kind FROM entities WHERE id IN ({marks(some)}) ORDER BY id"
            found += [
                Entity(id, EntityKind(kind), tuple(names[id]), seen.get(id, datetime.fromtimestamp(0, UTC)))
                for id, kind in self._db.rows(sql, some)
                if id in names
            ]
        return found

    def _last_seen(self, ids: Sequence[int]) -> dict[int, datetime]:
        # The newest mention of each name is found without looking at the others, of which there may be very many.
        newest = (
            "SELECT a.entity_id AS id, (SELECT max({0}) FROM mentions WHERE alias_id = a.id) AS place FROM aliases a"
        )
        some = f" WHERE a.entity_id IN ({marks(ids)})"
        sql = (
            "SELECT id, max(us), zone FROM ("
            f"SELECT n.id, o.end_us AS us, o.end_zone AS zone FROM ({newest.format('observation_id')}{some}) n"
            " JOIN observations o ON o.id = n.place UNION ALL"
            f" SELECT n.id, p.updated_us, p.updated_zone FROM ({newest.format('proposition_id')}{some}) n"
            " JOIN propositions p ON p.id = n.place) GROUP BY id"
        )
        return {id: moment(us, zone) for id, us, zone in self._db.rows(sql, [*ids, *ids])}

    def entities_with(self, words: Iterable[str]) -> list[Entity]:
        """Every entity that has any of these words in a name."""
        wanted = list(dict.fromkeys(words))
        sql = (
            "SELECT DISTINCT a.entity_id FROM alias_words w JOIN aliases a ON a.id = w.alias_id"
            f" WHERE w.word IN ({marks(wanted)})"
        )
        return self.entities([id for (id,) in self._db.rows(sql, wanted)])

    def named_by(self, proposition_id: int) -> list[int]:
        """The entities that a belief mentions."""
        sql = (
            "SELECT DISTINCT a.entity_id FROM mentions m JOIN aliases a ON a.id = m.alias_id WHERE m.proposition_id = ?"
        )
        return [id for (id,) in self._db.rows(sql, (proposition_id,))]

    def entity_propositions(self, id: int) -> list[int]:
        """The beliefs that mention it, newest first."""
        return self._mentioning("proposition_id", id)

    def entity_observations(self, id: int) -> list[int]:
        """The observations that mention it, newest first."""
        return self._mentioning("observation_id", id)

    def _mentioning(self, column: str, id: int) -> list[int]:
        sql = (
            f"SELECT DISTINCT m.{column} FROM mentions m JOIN aliases a ON a.id = m.alias_id"
            f" WHERE a.entity_id = ? AND m.{column} IS NOT NULL ORDER BY 1 DESC"
        )
        return [found for (found,) in self._db.rows(sql, (id,))]

    def unnamed(self, limit: int) -> tuple[list[int], list[int]]:
        """Observations and beliefs whose names were not looked at yet, newest first."""
        seen, believed = (
            [
                id
                for (id,) in self._db.rows(
                    f"SELECT {c} FROM unnamed WHERE {c} NOT NULL ORDER BY 1 DESC LIMIT ?", (limit,)
                )
            ]
            for c in ("observation_id", "proposition_id")
        )
        return seen, believed

    def named(self, observations: Iterable[int], propositions: Iterable[int]) -> None:
        """The names of these have been looked at."""
        for column, ids in (("observation_id", observations), ("proposition_id", propositions)):
            for some in chunks(ids):
                self._db.run(f"DELETE FROM unnamed WHERE {column} IN ({marks(some)})", some)
