"""Lines with the lines around them: what recall reads to judge a find by more than one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.store.part import Part
from assistant.store.times import micros, moment

COUNTED = 5_000
"""Lines up to which a word is counted; what stands in more is common."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One line where it stood."""

    id: int
    """The line's own id; ids grow in the order in which lines were seen."""
    observation_id: int
    text: str
    header: str
    window: tuple[str, str]
    """Application and title."""
    block: int
    """Within the observation."""
    time: datetime


class Passages(Part):
    """Lines by the forms of words, and with their neighbours. A form is one word; a trailing ``*`` means any ending."""

    def lines_counted(self, words: Sequence[Sequence[str]]) -> tuple[list[int], int]:
        """In how many lines each word stands in any form, at most :data:`COUNTED`; and how many lines there are."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM lines_words WHERE lines_words MATCH ? LIMIT ?)"
        counts = [int(self._db.value(sql, (_match([forms]), COUNTED))) for forms in words]
        return counts, int(self._db.value("SELECT max(id) FROM lines") or 0)

    def lines_with(
        self,
        words: Sequence[Sequence[str]],
        limit: int,
        *,
        newest: int | None = None,
        between: tuple[datetime, datetime] | None = None,
    ) -> list[int]:
        """Ids of the lines that answer best to any of ``words`` by BM25, best first.

        ``newest``: among so many newest lines. ``between``: among lines seen in this half-open range.
        """
        if not words:
            return []
        low, high = 0, int(self._db.value("SELECT max(id) FROM lines") or 0)
        if newest is not None:
            low = high - newest
        if between is not None:
            sql = (
                "SELECT min(l.id), max(l.id) FROM observations o JOIN lines l ON l.observation_id = o.id"
                " WHERE o.start_us >= ? AND o.start_us < ?"
            )
            first, last = self._db.row(sql, (micros(between[0]), micros(between[1]))) or (None, None)
            if first is None:
                return []
            low, high = max(low, first - 1), last
        sql = (
            "SELECT rowid FROM lines_words WHERE lines_words MATCH ? AND rowid > ? AND rowid <= ?"
            " ORDER BY bm25(lines_words), rowid DESC LIMIT ?"
        )
        return [id for (id,) in self._db.rows(sql, (_match(words), low, high, limit))]

    def lines_around(self, ids: Sequence[int], reach: int) -> list[Passage]:
        """These lines and up to ``reach`` seen before and after each, by rising id."""
        wanted = sorted({id + step for id in ids for step in range(-reach, reach + 1)})
        sql = (
            "SELECT l.id, l.observation_id, l.text, l.header, o.app, o.title, l.block, o.start_us, o.start_zone"
            " FROM json_each(?) j JOIN lines l ON l.id = j.value JOIN observations o ON o.id = l.observation_id"
            " ORDER BY l.id"
        )
        return [
            Passage(id, observation, text, header, (app, title), block, moment(us, minutes))
            for id, observation, text, header, app, title, block, us, minutes in self._db.rows(
                sql, (json.dumps(wanted),)
            )
        ]


def _match(words: Sequence[Sequence[str]]) -> str:
    """Any form of any word; a form is quoted, so that nothing in it is an operator."""
    forms = [form for some in words for form in some]
    return " OR ".join(f'"{form.rstrip("*")}"' + "*" * form.endswith("*") for form in forms)
