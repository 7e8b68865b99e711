"""What happened to each belief, when and why: written with every change, in the same transaction.

Entries refer to quotes and other beliefs and copy nothing of them, so forgetting those empties the entry too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from assistant.privacy.clean import untrusted
from assistant.store.part import Part
from assistant.store.query import chunks, marks
from assistant.store.times import micros, moment, zone
from assistant.types import Entry, Evidence, Proposition, Snapshot, Status, Tier, What, Who

EVIDENCE = "proposition_id, observation_id, quote, supports, tier, time_us, time_zone, app, title, header, who"
_PIECE = EVIDENCE.split(", ")[1:]
_ENTRY = ("id", "proposition_id", "time_us", "time_zone", "what", "reason", "other_id", "before", "after")
_ENDS = (
    What.SUPERSEDED, What.RETIRED, What.EDITED, What.UNDONE, What.PAST, What.ASLEEP, What.REJECTED, What.QUARANTINED,
)  # fmt: skip
"""What takes a belief out of force."""


class Journal(Part):
    """The histories of beliefs."""

    def entries(self, ids: Iterable[int]) -> list[Entry]:
        """All that happened to the beliefs ``ids``, in the order in which it was noted."""
        columns = ", ".join([*(f"j.{name}" for name in _ENTRY), "e.id", *(f"e.{name}" for name in _PIECE)])
        found: list[Entry] = []
        for some in chunks(ids):
            where = f"WHERE j.proposition_id IN ({marks(some)})"
            sql = f"SELECT {columns} FROM journal j LEFT JOIN evidence e ON e.id = j.evidence_id {where}"
            found += map(_entry, self._db.rows(sql, some))
        return sorted(found, key=lambda entry: entry.id or 0)

    def _note(
        self,
        id: int,
        time: datetime,
        what: What,
        reason: str,
        *,
        evidence: int | None = None,
        other: int | None = None,
        before: Proposition | None = None,
        after: float | None = None,
    ) -> None:
        """One more entry. The same belief weighed anew for the same reason again moves its last entry on instead."""
        if what is What.RECALIBRATED and self._moved_on(id, time, reason, after):
            return
        self._db.run(
            "INSERT INTO journal"
            " (proposition_id, time_us, time_zone, what, reason, evidence_id, other_id, before, after)"
            f" VALUES ({marks(range(9))})",
            (id, micros(time), zone(time), what, untrusted(reason), evidence, other, before and _kept(before), after),
        )

    def _weighed(self, id: int, after: float) -> None:
        """How sure the belief is after the quote that was noted last."""
        sql = (
            "UPDATE journal SET after = ?1 WHERE id = (SELECT max(id) FROM journal WHERE proposition_id = ?2)"
            " AND what IN ('supported', 'opposed') AND after IS NULL"
        )
        self._db.run(sql, (after, id))

    def _moved_on(self, id: int, time: datetime, reason: str, after: float | None) -> bool:
        sql = "SELECT id, what, reason FROM journal WHERE proposition_id = ? ORDER BY id DESC LIMIT 1"
        last = self._db.row(sql, (id,))
        if last is None or last[1:] != (What.RECALIBRATED, untrusted(reason)):
            return False
        sql = "UPDATE journal SET time_us = ?, time_zone = ?, after = ? WHERE id = ?"
        self._db.run(sql, (micros(time), zone(time), after, last[0]))
        return True

    def _first_evidence(self, id: int) -> int | None:
        """The quote that a belief was made of."""
        sql = "SELECT min(id) FROM evidence WHERE proposition_id = ? AND supports"
        found: int | None = self._db.value(sql, (id,))
        return found

    def _ends(self, ids: Sequence[int]) -> dict[int, tuple[datetime, int | None]]:
        """When each of ``ids`` was last taken out of force, and by which belief."""
        found: dict[int, tuple[datetime, int | None]] = {}
        for some in chunks(ids):
            sql = (
                "SELECT proposition_id, time_us, time_zone, other_id FROM journal"
                f" WHERE proposition_id IN ({marks(some)}) AND what IN ({marks(_ENDS)}) ORDER BY id"
            )
            for id, us, minutes, other in self._db.rows(sql, (*some, *_ENDS)):
                found[id] = (moment(us, minutes), other)
        return found


def piece_of(row: Sequence[Any]) -> Evidence:
    """A piece of evidence from the columns :data:`EVIDENCE` without the first."""
    seen, quote, supports, tier, us, minutes, app, title, header, who = row
    return Evidence(seen, quote, bool(supports), Tier(tier), moment(us, minutes), app, title, header, Who(who))


def _entry(row: Sequence[Any]) -> Entry:
    id, belief, us, minutes, what, reason, other, before, after, evidence, *piece = row
    quote = None if evidence is None else piece_of(piece)
    stood = None if before is None else _snapshot(json.loads(before))
    return Entry(belief, moment(us, minutes), What(what), reason, quote, other, stood, after, id)


def _kept(belief: Proposition) -> str:
    """What is needed to bring back how a belief stands."""
    return json.dumps(
        {
            "status": belief.status,
            "confidence": belief.confidence,
            "trust": belief.trust,
            "half_life_s": belief.half_life and belief.half_life.total_seconds(),
            "valid_from": belief.valid_from and belief.valid_from.isoformat(),
            "valid_to": belief.valid_to and belief.valid_to.isoformat(),
            "pinned": belief.pinned,
        }
    )


def _snapshot(kept: dict[str, Any]) -> Snapshot:
    half, since, until = kept["half_life_s"], kept["valid_from"], kept["valid_to"]
    return Snapshot(
        Status(kept["status"]),
        kept["confidence"],
        Tier(kept["trust"]),
        None if half is None else timedelta(seconds=half),
        since and datetime.fromisoformat(since),
        until and datetime.fromisoformat(until),
        kept["pinned"],
    )
