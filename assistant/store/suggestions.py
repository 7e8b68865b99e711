"""What Inkling would say, and what the user answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypedDict, Unpack

from assistant.errors import NotFoundError
from assistant.judgements import Feedback
from assistant.store.database import Row
from assistant.store.part import Part
from assistant.store.query import Where, chunks, marks, order
from assistant.store.times import maybe_micros, maybe_moment, maybe_zone, micros, moment, zone
from assistant.types import Suggestion, SuggestionStatus

_COLUMNS = (
    "id, title, body, p, benefit, cost_fp, cost_fn, utility, created_us, created_zone, expires_us, expires_zone,"
    " status, shown_us, shown_zone, withheld_for, key"
)
_FEEDBACK = "target, verdict, time_us, time_zone, note, confidence, log_odds, asked"


class SuggestionChanges(TypedDict, total=False):
    """What may change in a suggestion."""

    title: str
    body: str
    status: SuggestionStatus
    shown_at: datetime | None
    withheld_for: str | None
    expires: datetime
    p: float
    utility: float


class Suggestions(Part):
    """Suggestions and feedback."""

    def add_suggestion(self, new: Suggestion) -> int:
        """Store a suggestion; its id. Beliefs it rests on that were forgotten meanwhile raise ``StoreError``."""
        with self._db.transaction():
            id = self._db.insert(
                f"INSERT INTO suggestions ({_COLUMNS}) VALUES ({marks(_COLUMNS.split(', '))})",
                _row(replace(new, id=None)),
            )
            self._db.run_many("INSERT INTO suggestion_because VALUES (?, ?)", [(id, p) for p in set(new.because)])
        return id

    def update_suggestion(self, id: int, **changes: Unpack[SuggestionChanges]) -> Suggestion:
        """Change some fields of a suggestion; the suggestion as it is then."""
        with self._db.transaction():
            changed = replace(self.suggestion(id), **changes)
            settings = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
            self._db.run(f"UPDATE suggestions SET {settings} WHERE id = ?", (*_row(changed), id))
        return changed

    def suggestion(self, id: int) -> Suggestion:
        """One suggestion; raises :class:`NotFoundError`."""
        found = self.suggestions(ids=[id])
        if not found:
            raise NotFoundError(f"There is no suggestion {id}.", "List them: inkling suggestions")
        return found[0]

    def suggestions(
        self,
        *,
        limit: int | None = None,
        cursor: int | None = None,
        newest_first: bool = True,
        status: SuggestionStatus | Iterable[SuggestionStatus] | None = None,
        key: str | None = None,
        since: datetime | None = None,
        proposition_id: int | None = None,
        ids: Iterable[int] | None = None,
    ) -> list[Suggestion]:
        """Suggestions in the order they were made; without ``limit`` all. ``since``: created then or later."""
        where = Where()
        where.page(cursor, newest_first)
        if status is not None:
            where.among("status", [status] if isinstance(status, SuggestionStatus) else status)
        if key is not None:
            where.add("key = ?", key)
        if since is not None:
            where.add("created_us >= ?", micros(since))
        if proposition_id is not None:
            where.add("id IN (SELECT suggestion_id FROM suggestion_because WHERE proposition_id = ?)", proposition_id)
        if ids is not None:
            where.ids(ids)
        sql = f"SELECT {_COLUMNS} FROM suggestions {where} {order(newest_first, limit)}"
        rows = self._db.rows(sql, where.parameters)
        because: dict[int, list[int]] = {row[0]: [] for row in rows}
        for some in chunks(because):
            sql = f"SELECT * FROM suggestion_because WHERE suggestion_id IN ({marks(some)}) ORDER BY 1, 2"
            for id, proposition in self._db.rows(sql, some):
                because[id].append(proposition)
        return [_suggestion(row, tuple(because[row[0]])) for row in rows]

    def add_feedback(self, new: Feedback) -> int:
        """Store what the user said; its id. Of a suggestion, its key is kept as a keyed hash."""
        what, _, number = new.target.partition(":")
        if what not in ("proposition", "suggestion") or not number.isdigit():
            raise ValueError("feedback is about proposition:ID or suggestion:ID")
        with self._db.transaction():
            mark = self._marks.key(self.suggestion(int(number)).key) if what == "suggestion" else None
            return self._db.insert(
                f"INSERT INTO feedback ({_FEEDBACK}, key_mark) VALUES ({marks(range(9))})",
                (new.target, new.verdict, micros(new.time), zone(new.time), new.note, new.confidence, new.log_odds,
                 new.asked, mark),
            )  # fmt: skip

    def feedback(
        self, *, target: str | None = None, key: str | None = None, since: datetime | None = None
    ) -> list[Feedback]:
        """Feedback, oldest first. ``key``: about any suggestion with this key, also one that was forgotten since."""
        where = Where()
        if target is not None:
            where.add("target = ?", target)
        if key is not None:
            where.add("key_mark = ?", self._marks.key(key))
        if since is not None:
            where.add("time_us >= ?", micros(since))
        sql = f"SELECT {_FEEDBACK} FROM feedback {where} ORDER BY id"
        return [
            Feedback(about, verdict, moment(us, minutes), note, confidence, log_odds, bool(asked))
            for about, verdict, us, minutes, note, confidence, log_odds, asked in self._db.rows(sql, where.parameters)
        ]


def _row(s: Suggestion) -> Row:
    return (
        s.id, s.title, s.body, s.p, s.benefit, s.cost_fp, s.cost_fn, s.utility, micros(s.created), zone(s.created),
        micros(s.expires), zone(s.expires), s.status, maybe_micros(s.shown_at), maybe_zone(s.shown_at),
        s.withheld_for, s.key,
    )  # fmt: skip


def _suggestion(row: Row, because: tuple[int, ...]) -> Suggestion:
    (id, title, body, p, benefit, cost_fp, cost_fn, utility, created, created_zone, expires, expires_zone, status,
     shown, shown_zone, withheld_for, key) = row  # fmt: skip
    return Suggestion(
        title=title,
        body=body,
        because=because,
        p=p,
        benefit=benefit,
        cost_fp=cost_fp,
        cost_fn=cost_fn,
        utility=utility,
        created=moment(created, created_zone),
        expires=moment(expires, expires_zone),
        status=SuggestionStatus(status),
        shown_at=maybe_moment(shown, shown_zone),
        withheld_for=withheld_for,
        key=key,
        id=id,
    )
