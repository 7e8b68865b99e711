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
_ENDS = (
    What.SUPERSEDED, What.RETIRED, What.EDITED, What.UNDONE, What.PAST, What.ASLEEP, What.REJECTED, What.QUARANTINED,
)  # fmt: skip
"""What takes a belief out of force."""


class Journal(Part):
    """The histories of beliefs."""

    def entries(self, ids: Iterable[int]) -> list[Entry]:
        """All that happened to the beliefs ``ids``, in the order in which it was noted."""
        quoted = ", ".join(f"e.{name}" for name in EVIDENCE.split(", ")[1:])
        found: list[Entry] = []
        for some in chunks(ids):
            sql = (
                "SELECT j.id, j.proposition_id, j.time_us, j.time_zone, j.what, j.reason, j.other_id, j.before, e.id,"
                f" {quoted} FROM journal j LEFT JOIN evidence e ON e.id = j.evidence_id"
                f" WHERE j.proposition_id IN ({marks(some)})"
            )
            for id, belief, us, minutes, what, reason, other, before, evidence, *piece in self._db.rows(sql, some):
                quote = None if evidence is None else piece_of(piece)
                standing = None if before is None else _snapshot(json.loads(before))
                found.append(Entry(belief, moment(us, minutes), What(what), reason, quote, other, standing, id))
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
    ) -> None:
        """One more entry. The same belief weighed anew for the same reason again moves its last entry on instead."""
        if what is What.RECALIBRATED and self._moved_on(id, time, reason):
            return
        self._db.run(
            "INSERT INTO journal (proposition_id, time_us, time_zone, what, reason, evidence_id, other_id, before)"
            f" VALUES ({marks(range(8))})",
            (id, micros(time), zone(time), what, untrusted(reason), evidence, other, before and _kept(before)),
        )

    def _moved_on(self, id: int, time: datetime, reason: str) -> bool:
        sql = "SELECT id, what, reason FROM journal WHERE proposition_id = ? ORDER BY id DESC LIMIT 1"
        last = self._db.row(sql, (id,))
        if last is None or last[1:] != (What.RECALIBRATED, untrusted(reason)):
            return False
        self._db.run("UPDATE journal SET time_us = ?, time_zone = ? WHERE id = ?", (micros(time), zone(time), last[0]))
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
