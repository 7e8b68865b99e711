"""What is believed, with its evidence and its history. Revision supersedes; only forgetting deletes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from assistant.errors import NotFoundError
from assistant.privacy.clean import untrusted
from assistant.store.database import Row
from assistant.store.folding import fold
from assistant.store.jobs import Jobs
from assistant.store.journal import EVIDENCE, Journal, piece_of
from assistant.store.query import Where, chunks, marks, order
from assistant.store.times import maybe_micros, maybe_moment, maybe_zone, micros, moment, zone
from assistant.types import Evidence, Kind, Lifecycle, Proposition, Status, Tier, What, Wording

_COLUMNS = (
    "id, text, kind, confidence, trust, created_us, created_zone, updated_us, updated_zone, half_life_s, valid_from_us,"
    " valid_from_zone, valid_to_us, valid_to_zone, status, supersedes, wording, logprob, entities, pinned,"
    " features, log_odds"
)


class Changes(TypedDict, total=False):
    """What may change in a belief without making it another one."""

    confidence: float
    trust: Tier
    half_life: timedelta | None
    valid_from: datetime | None
    valid_to: datetime | None
    status: Status
    pinned: bool
    text: str
    wording: Wording
    entities: tuple[str, ...]
    features: tuple[tuple[str, float], ...]
    log_odds: float | None


class Propositions(Jobs, Journal):
    """Beliefs: added, supported, revised, listed. Whatever happens to one is noted in its history at once."""

    def add_proposition(self, new: Proposition, *, reason: str = "") -> int | None:
        """Store a belief with its evidence; its id. ``reason`` goes into its history.

        None when the user made Inkling forget it: its statement, what it is about, or everything it quotes.
        What the user states again is believed again.
        """
        clean = replace(
            new, id=None, text=untrusted(new.text), entities=tuple(untrusted(name) for name in new.entities)
        )
        with self._db.transaction():
            if new.trust is not Tier.STATED and self._was_forgotten(clean):
                self.count("dropped.forgotten")
                return None
            id = self._db.insert(
                f"INSERT INTO propositions ({_COLUMNS}) VALUES ({marks(_COLUMNS.split(', '))})", _row(clean)
            )
            for piece in new.evidence:
                self._put_evidence(id, piece)
            first = self._first_evidence(id)
            self._note(id, new.created, What.ADDED, reason, evidence=first, other=new.supersedes, after=new.confidence)
        return id

    def supersede(self, new: Proposition, old_id: int, *, reason: str = "", what: What = What.SUPERSEDED) -> int | None:
        """Store ``new`` in the place of the belief ``old_id``, which stays as history; the new id.

        ``reason`` and ``what`` go into the history of the old one. None when ``new`` was forgotten before; then the
        old one stays as it is.
        """
        with self._db.transaction():
            old = self.proposition(old_id)
            id = self.add_proposition(replace(new, supersedes=old_id))
            if id is not None and old.status in (Status.ACTIVE, Status.EXPIRED):
                self.update_proposition(
                    old_id, new.updated, reason=reason, what=what, other=id, status=Status.SUPERSEDED
                )
        return id

    def add_evidence(self, id: int, piece: Evidence, *, reason: str = "") -> bool:
        """One more reason for or against a belief. False when the same is known, or its observation was forgotten."""
        with self._db.transaction():
            before = self.proposition(id)
            number = self._put_evidence(id, piece)
            if number is not None:
                what = What.SUPPORTED if piece.supports else What.OPPOSED
                self._note(id, piece.time, what, reason, evidence=number, before=before)
        return number is not None

    def update_proposition(
        self,
        id: int,
        now: datetime,
        *,
        reason: str = "",
        what: What | None = None,
        other: int | None = None,
        **changes: Unpack[Changes],
    ) -> Proposition:
        """Change some fields of a belief and date it ``now``; the belief as it is then.

        A change of status, validity, pin or words is noted in its history with ``reason``, in plain words of our own;
        any other change only where there is a ``reason``. ``what`` says it better than the fields can; ``other``: the
        belief that caused it, whose first quote is the cause.
        """
        with self._db.transaction():
            before = self.proposition(id)
            # A clock that was set back must not make a belief look older than its own evidence.
            changed = replace(before, updated=max(before.updated, now), **changes)
            changed = replace(changed, text=untrusted(changed.text))
            settings = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
            self._db.run(f"UPDATE propositions SET {settings} WHERE id = ?", (*_row(changed), id))
            happened = what or _happened(before, changed, now) or (What.RECALIBRATED if reason else None)
            if happened is None:
                self._weighed(id, changed.confidence)
            else:
                cause = None if other is None else self._first_evidence(other)
                self._note(
                    id, now, happened, reason, evidence=cause, other=other, before=before, after=changed.confidence
                )
            return self.proposition(id)

    def _put_evidence(self, id: int, piece: Evidence) -> int | None:
        if piece.observation_id is not None and not self._db.row(
            "SELECT 1 FROM observations WHERE id = ?", (piece.observation_id,)
        ):
            return None
        new = self._db.rows(
            f"INSERT OR IGNORE INTO evidence ({EVIDENCE}) VALUES ({marks(range(11))}) RETURNING id",
            (id, piece.observation_id, untrusted(piece.quote), piece.supports, piece.tier, micros(piece.time),
             zone(piece.time), untrusted(piece.app), untrusted(piece.title), untrusted(piece.header), piece.who),
        )  # fmt: skip
        return new[0][0] if new else None

    def proposition(self, id: int) -> Proposition:
        """One belief; raises :class:`NotFoundError`."""
        found = self.propositions(ids=[id])
        if not found:
            raise NotFoundError(f"There is no belief {id}.", "List them: inkling propositions")
        return found[0]

    def propositions(
        self,
        *,
        limit: int | None = None,
        cursor: int | None = None,
        newest_first: bool = True,
        status: Status | Iterable[Status] | None = None,
        kind: Kind | Iterable[Kind] | None = None,
        query: str | None = None,
        pinned: bool | None = None,
        updated_before: datetime | None = None,
        updated_since: datetime | None = None,
        ended_before: datetime | None = None,
        observation_id: int | None = None,
        ids: Iterable[int] | None = None,
    ) -> list[Proposition]:
        """Beliefs in the order they were made; without ``limit`` all of them.

        ``cursor``: the id of the last one of the page before. ``query``: contained in the statement, whatever the
        case. ``ended_before``: whose end lies before it or on it. ``observation_id``: resting on this observation.
        ``ids``: of these, those that exist.
        """
        where = Where()
        where.page(cursor, newest_first)
        if status is not None:
            where.among("status", [status] if isinstance(status, Status) else status)
        if kind is not None:
            where.among("kind", [kind] if isinstance(kind, Kind) else kind)
        if query and fold(query):
            where.add("has(text, ?)", fold(query))
        if pinned is not None:
            where.add("pinned = ?", pinned)
        if updated_before is not None:
            where.add("updated_us < ?", micros(updated_before))
        if updated_since is not None:
            where.add("updated_us >= ?", micros(updated_since))
        if ended_before is not None:
            where.add("valid_to_us <= ?", micros(ended_before))
        if observation_id is not None:
            where.add("id IN (SELECT proposition_id FROM evidence WHERE observation_id = ?)", observation_id)
        if ids is not None:
            where.ids(ids)
        sql = f"SELECT {_COLUMNS} FROM propositions {where} {order(newest_first, limit)}"
        return self._with_evidence(self._db.rows(sql, where.parameters))

    def history(self, id: int) -> list[Proposition]:
        """The belief ``id`` with all that it replaced and all that replaced it, oldest first."""
        self.proposition(id)
        sql = """
            WITH RECURSIVE chain(id) AS (
                SELECT ?
                UNION SELECT p.supersedes FROM propositions p JOIN chain ON p.id = chain.id
                    WHERE p.supersedes IS NOT NULL
                UNION SELECT p.id FROM propositions p JOIN chain ON p.supersedes = chain.id
                UNION SELECT j.other_id FROM journal j JOIN chain ON j.proposition_id = chain.id
                    WHERE j.other_id IS NOT NULL
                UNION SELECT j.proposition_id FROM journal j JOIN chain ON j.other_id = chain.id
            ) SELECT id FROM chain
        """
        return self.propositions(ids=[found for (found,) in self._db.rows(sql, (id,))], newest_first=False)

    def quoting(self, quote: str) -> list[Proposition]:
        """The beliefs of every status that have exactly this quote as evidence, oldest first."""
        sql = "SELECT DISTINCT proposition_id FROM evidence WHERE quote = ?"
        ids = [id for (id,) in self._db.rows(sql, (untrusted(quote),))]
        return self.propositions(ids=ids, newest_first=False) if ids else []

    def quoted_beginning(self, text: str) -> bool:
        """Whether a belief of any status has a quote that is ``text`` or goes on from there."""
        begun = untrusted(text)
        sql = "SELECT 1 FROM evidence WHERE quote >= ? AND quote < ? LIMIT 1"
        return self._db.row(sql, (begun, begun + chr(0x10FFFF))) is not None

    def learned_in(self, app: str, since: datetime, limit: int) -> list[tuple[int, str]]:
        """Ids of beliefs in force that a program's windows taught since then, with the window's title, newest first."""
        sql = (
            "SELECT p.id, e.title FROM evidence e JOIN propositions p ON p.id = e.proposition_id"
            " WHERE e.time_us >= ? AND e.app = ? AND p.status = ? ORDER BY e.time_us DESC, p.id DESC LIMIT ?"
        )
        return [(id, title) for id, title in self._db.rows(sql, (micros(since), app, Status.ACTIVE, limit))]

    def overruled_by(self, ids: Iterable[int]) -> list[Proposition]:
        """The beliefs that the user put behind one of ``ids`` by bringing that one back."""
        found: set[int] = set()
        for some in chunks(ids):
            sql = f"SELECT proposition_id FROM journal WHERE what = ? AND other_id IN ({marks(some)})"
            found |= {id for (id,) in self._db.rows(sql, (What.UNDONE, *some))}
        return self.propositions(ids=found) if found else []

    def ended_by(self, ids: Iterable[int]) -> list[Proposition]:
        """The beliefs that one of ``ids`` replaced, and those that the same news ended too."""
        found: set[int] = set()
        for some in chunks(ids):
            sql = f"SELECT proposition_id FROM journal WHERE what IN (?, ?) AND other_id IN ({marks(some)})"
            found |= {id for (id,) in self._db.rows(sql, (What.SUPERSEDED, What.RETIRED, *some))}
        return [one for one in self.propositions(ids=found) if one.status is Status.SUPERSEDED] if found else []

    def replaced_texts(self, texts: Iterable[str]) -> set[str]:
        """Those of ``texts`` that a belief quoted which was replaced or rejected, unless one in force quotes them."""
        found: set[str] = set()
        for some in chunks(texts):
            sql = (
                "SELECT e.quote FROM evidence e JOIN propositions p ON p.id = e.proposition_id"
                f" WHERE e.supports AND e.quote IN ({marks(some)}) GROUP BY e.quote"
                " HAVING max(p.status IN ('superseded', 'rejected')) AND NOT max(p.status IN ('active', 'expired'))"
            )
            found |= {quote for (quote,) in self._db.rows(sql, some)}
        return found

    def replaced_quotes(self, observation_ids: Iterable[int]) -> dict[int, list[str]]:
        """By observation, the quotes of beliefs that were replaced or rejected, unless one in force has it too."""
        found: dict[int, list[str]] = {}
        for some in chunks(observation_ids):
            sql = (
                "SELECT e.observation_id, e.quote FROM evidence e JOIN propositions p ON p.id = e.proposition_id"
                f" WHERE e.supports AND e.observation_id IN ({marks(some)}) GROUP BY e.observation_id, e.quote"
                " HAVING max(p.status IN ('superseded', 'rejected')) AND NOT max(p.status IN ('active', 'expired'))"
            )
            for observation, quote in self._db.rows(sql, some):
                found.setdefault(observation, []).append(quote)
        return found

    def record_counts(self) -> dict[str, int]:
        """How many observations, propositions (of every status) and suggestions there are."""
        tables = ("observations", "propositions", "suggestions")
        return {table: self._db.value(f"SELECT count(*) FROM {table}") for table in tables}

    def proposition_counts(self) -> dict[Status, int]:
        """How many beliefs there are in each status."""
        rows = self._db.rows("SELECT status, count(*) FROM propositions GROUP BY status")
        return {Status(status): n for status, n in rows}

    def _was_forgotten(self, new: Proposition) -> bool:
        quotes = [piece.quote for piece in new.evidence if piece.supports]
        all_quotes = bool(quotes) and all(self.is_forgotten(quote) for quote in quotes)
        return all_quotes or self.is_forgotten(new.text) or self._is_buried(self._marks.slot(new))

    def _with_evidence(self, rows: list[Row]) -> list[Proposition]:
        evidence: dict[int, list[Evidence]] = {row[0]: [] for row in rows}
        for some in chunks(evidence):
            sql = f"SELECT {EVIDENCE} FROM evidence WHERE proposition_id IN ({marks(some)}) ORDER BY id"
            for id, *piece in self._db.rows(sql, some):
                evidence[id].append(piece_of(piece))
        found = [_proposition(row, tuple(evidence[row[0]])) for row in rows]
        ends = self._ends([belief.id or 0 for belief in found if belief.status is not Status.ACTIVE])
        return [_ended(belief, *ends.get(belief.id or 0, (belief.updated, None))) for belief in found]


def _row(p: Proposition) -> Row:
    half_life = None if p.half_life is None else p.half_life.total_seconds()
    return (
        p.id, p.text, p.kind, p.confidence, p.trust, micros(p.created), zone(p.created), micros(p.updated),
        zone(p.updated), half_life, maybe_micros(p.valid_from), maybe_zone(p.valid_from), maybe_micros(p.valid_to),
        maybe_zone(p.valid_to), p.status, p.supersedes, p.wording, p.logprob,
        json.dumps(p.entities, ensure_ascii=False), p.pinned,
        json.dumps(dict(p.features)), p.log_odds,
    )  # fmt: skip


def _proposition(row: Row, evidence: tuple[Evidence, ...]) -> Proposition:
    (id, text, kind, confidence, trust, created, created_zone, updated, updated_zone, half_life, valid_from,
     from_zone, valid_to, to_zone, status, supersedes, wording, logprob, entities, pinned, features,
     log_odds) = row  # fmt: skip
    return Proposition(
        text=text,
        kind=Kind(kind),
        confidence=confidence,
        trust=Tier(trust),
        evidence=evidence,
        created=moment(created, created_zone),
        updated=moment(updated, updated_zone),
        half_life=None if half_life is None else timedelta(seconds=half_life),
        valid_from=maybe_moment(valid_from, from_zone),
        valid_to=maybe_moment(valid_to, to_zone),
        status=Status(status),
        supersedes=supersedes,
        wording=Wording(wording),
        logprob=logprob,
        entities=tuple(json.loads(entities)),
        pinned=bool(pinned),
        features=tuple(json.loads(features).items()),
        log_odds=log_odds,
        id=id,
    )


def _happened(before: Proposition, after: Proposition, now: datetime) -> What | None:
    """What a change of fields means in the life of a belief; None: nothing worth a line."""
    if after.status is not before.status:
        if after.status is Status.ACTIVE:
            return What.WOKEN if before.status is Status.EXPIRED else What.RESTORED
        over = after.valid_to is not None and after.valid_to <= now
        expired = What.PAST if over else What.ASLEEP
        return expired if after.status is Status.EXPIRED else What(after.status.value)
    if after.pinned is not before.pinned:
        return What.PINNED if after.pinned else What.UNPINNED
    if after.text != before.text:
        return What.REWORDED
    moved = (after.valid_from, after.valid_to) != (before.valid_from, before.valid_to)
    return What.MOVED if moved else None


def _ended(belief: Proposition, ended: datetime, by: int | None) -> Proposition:
    """A belief with when and by what it ended, if it did."""
    if belief.status is Status.ACTIVE:
        return belief
    over = belief.valid_to is not None and belief.valid_to <= ended
    expired = Lifecycle.PAST if over else Lifecycle.ASLEEP
    lifecycle = expired if belief.status is Status.EXPIRED else Lifecycle(belief.status.value)
    return replace(belief, ended=ended, ended_by=by, lifecycle=lifecycle)
