"""What Inkling asked the user, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assistant.errors import NotFoundError
from assistant.judgements import Question, QuestionStatus
from assistant.privacy.clean import untrusted
from assistant.store.database import Row
from assistant.store.part import Part
from assistant.store.query import Where, order
from assistant.store.times import micros, moment, zone

_COLUMNS = "id, proposition_id, text, worth, created_us, created_zone, expires_us, expires_zone, status, answer"


class Questions(Part):
    """Questions to the user. They go with the belief that they are about."""

    def add_question(self, new: Question) -> int:
        """Store a question; its id."""
        return self._db.insert(
            "INSERT INTO questions (proposition_id, text, worth, created_us, created_zone, expires_us, expires_zone,"
            " status, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (new.proposition_id, untrusted(new.text), new.worth, micros(new.created), zone(new.created),
             micros(new.expires), zone(new.expires), new.status, new.answer),
        )  # fmt: skip

    def question(self, id: int) -> Question:
        """One question; raises :class:`NotFoundError`."""
        found = self._db.row(f"SELECT {_COLUMNS} FROM questions WHERE id = ?", (id,))
        if found is None:
            raise NotFoundError(f"There is no question {id}.", "List them: inkling questions")
        return _question(found)

    def questions(
        self,
        *,
        limit: int | None = None,
        cursor: int | None = None,
        status: QuestionStatus | Iterable[QuestionStatus] | None = None,
        since: datetime | None = None,
    ) -> list[Question]:
        """Questions, newest first; without ``limit`` all. ``since``: asked then or later."""
        where = Where()
        where.page(cursor, newest_first=True)
        if status is not None:
            where.among("status", [status] if isinstance(status, QuestionStatus) else status)
        if since is not None:
            where.add("created_us >= ?", micros(since))
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM questions {where} {order(True, limit)}", where.parameters)
        return [_question(row) for row in rows]

    def close_question(self, id: int, status: QuestionStatus, answer: str = "") -> None:
        """End a question."""
        self._db.run("UPDATE questions SET status = ?, answer = ? WHERE id = ?", (status, answer, id))


def _question(row: Row) -> Question:
    id, belief, text, worth, created, created_zone, expires, expires_zone, status, answer = row
    return Question(
        belief, text, worth, moment(created, created_zone), moment(expires, expires_zone), QuestionStatus(status),
        answer, id,
    )  # fmt: skip
