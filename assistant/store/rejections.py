"""What the user does not want to be believed again: meanings, as vectors and keyed hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.judgements import Reason, Rejection
from assistant.privacy.clean import untrusted
from assistant.store.part import Part
from assistant.store.query import Where, order
from assistant.store.times import micros, moment, zone


@dataclass(frozen=True, slots=True)
class Meaning:
    """One rejected meaning, for a comparison that needs none of its words."""

    gist: frozenset[str]
    """What :meth:`Rejections.hashed` made of its gist."""
    vector: bytes | None
    """Little-endian float32, of the statement, or of the whole belief until that is measured; None until then."""


class Rejections(Part):
    """Rejected meanings. A row holds as long as its belief is out of force; a trigger lifts it when that changes."""

    def add_rejection(self, id: int, new: Rejection, gist: Iterable[str]) -> None:
        """Note that the belief ``id`` was rejected; saying it again replaces what was said before.

        ``gist`` is what the belief speaks of, as ``name:value`` each; it is kept as keyed hashes alone.
        """
        kept = json.dumps(sorted(self.hashed(gist)))
        self._db.run(
            "INSERT INTO rejections (proposition_id, reason, note, time_us, time_zone, gist) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (proposition_id) DO UPDATE SET reason = excluded.reason, note = excluded.note,"
            " time_us = excluded.time_us, time_zone = excluded.time_zone, gist = excluded.gist, vector = NULL",
            (id, new.reason, untrusted(new.note), micros(new.time), zone(new.time), kept),
        )

    def rejections(self, *, limit: int | None = None, cursor: int | None = None) -> list[Rejection]:
        """Rejected meanings, newest first; without ``limit`` all. ``cursor``: the id of the last one before."""
        where = Where()
        where.page(cursor, newest_first=True)
        sql = (
            "SELECT id, proposition_id, reason, note, time_us, time_zone,"
            " (SELECT text FROM propositions p WHERE p.id = proposition_id)"
            f" FROM rejections {where} {order(True, limit)}"
        )
        return [
            Rejection(Reason(reason), moment(us, minutes), note, text or "", belief, id)
            for id, belief, reason, note, us, minutes, text in self._db.rows(sql, where.parameters)
        ]

    def unmeasured_rejections(self) -> list[int]:
        """Rejected beliefs of whose statement there is no vector yet; their ids."""
        sql = "SELECT proposition_id FROM rejections WHERE vector IS NULL AND proposition_id IS NOT NULL ORDER BY id"
        return [id for (id,) in self._db.rows(sql)]

    def measure_rejection(self, id: int, gist: Iterable[str], vector: bytes) -> None:
        """Keep gist and vector of what the rejected belief ``id`` states."""
        kept = json.dumps(sorted(self.hashed(gist)))
        self._db.run("UPDATE rejections SET gist = ?, vector = ? WHERE proposition_id = ?", (kept, vector, id))

    def rejected_meanings(self) -> list[Meaning]:
        """Every rejected meaning, of beliefs that are still there and of those that retention took."""
        sql = (
            "SELECT gist, coalesce(r.vector, v.vector) FROM rejections r"
            " LEFT JOIN proposition_vectors v ON v.id = r.proposition_id ORDER BY r.id"
        )
        return [Meaning(frozenset(json.loads(gist)), vector) for gist, vector in self._db.rows(sql)]

    def hashed(self, gist: Iterable[str]) -> frozenset[str]:
        """A gist with each value replaced by its keyed hash, so that two can be compared and neither can be read."""
        found = set()
        for piece in gist:
            name, _, value = piece.partition(":")
            mark = self._marks.piece(name, value)
            found.add(f"{name}:{mark.hex()}")
        return frozenset(found)

    def drop_rejection(self, id: int) -> bool:
        """Lift the rejection of a belief that retention took. False where there is none, or its belief is there."""
        return self._db.run("DELETE FROM rejections WHERE id = ? AND proposition_id IS NULL", (id,)) > 0

    def _keep_meanings(self, dormant: str, *parameters: object) -> None:
        """Before retention takes the beliefs ``SELECT id ...``: their rejected meanings stay, without their words."""
        self._db.run(
            "UPDATE rejections SET proposition_id = NULL, note = '',"
            " vector = coalesce(vector, (SELECT vector FROM proposition_vectors v WHERE v.id = proposition_id))"
            f" WHERE proposition_id IN ({dormant})",
            parameters,
        )
