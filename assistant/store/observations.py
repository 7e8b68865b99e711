"""What was seen: observations with their lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from assistant.errors import NotFoundError
from assistant.privacy.clean import untrusted
from assistant.store.database import Row
from assistant.store.folding import fold
from assistant.store.jobs import Jobs, NewJob
from assistant.store.query import Where, chunks, marks, order
from assistant.store.times import micros, moment, zone
from assistant.types import BlockKind, Line, Observation, Tier, Who

_COLUMNS = "id, start_us, start_zone, end_us, end_zone, app, title, monitor, file, focused"
_LINE_COLUMNS = "id, observation_id, text, x0, y0, x1, y1, tier, who, header, block, block_kind, score"
_LATELY = 5000
"""Observations among which the newest one of a window is looked for."""


class Observations(Jobs):
    """Observations: added whole, extended while the screen stands still, listed in order of arrival."""

    def add_observation(self, observation: Observation, jobs: Sequence[NewJob] = ()) -> Observation | None:
        """Store what is new, and in the same transaction the ``jobs`` that it asks for.

        Lines that the user made Inkling forget are left out (counted as ``dropped.forgotten``). Returns what was
        stored, with its id; None when nothing was left, and then no job is made either.
        """
        lines = [replace(line, text=untrusted(line.text), header=untrusted(line.header)) for line in observation.lines]
        with self._db.transaction():
            kept = tuple(line for line in lines if line.text and not self.is_forgotten(line.text))
            self.count("dropped.forgotten", sum(bool(line.text) for line in lines) - len(kept))
            if not kept:
                return None
            stored = replace(
                observation, app=untrusted(observation.app), title=untrusted(observation.title), lines=kept
            )
            stored = replace(stored, id=self._insert_observation(stored))
            for job in jobs:
                self.enqueue(replace(job, observation_id=stored.id))
        return stored

    def _insert_observation(self, new: Observation) -> int:
        id = self._db.insert(
            f"INSERT INTO observations ({_COLUMNS}) VALUES (NULL, {marks(range(9))})",
            (micros(new.start), zone(new.start), micros(new.end), zone(new.end), new.app, new.title, new.monitor,
             new.file, new.focused),
        )  # fmt: skip
        self._db.run_many(
            f"INSERT INTO lines ({_LINE_COLUMNS}) VALUES (NULL, {marks(range(12))})",
            [(id, x.text, *x.box, x.tier, x.who, x.header, x.block, x.block_kind, x.score) for x in new.lines],
        )
        return id

    def extend_observation(self, id: int, end: datetime) -> bool:
        """The same was still on the screen at ``end``. False when the observation was forgotten meanwhile."""
        changed = self._db.run(
            "UPDATE observations SET end_zone = iif(end_us < ?1, ?2, end_zone), end_us = max(end_us, ?1) WHERE id = ?3",
            (micros(end), zone(end), id),
        )
        return changed > 0

    def observation(self, id: int) -> Observation:
        """One observation; raises :class:`NotFoundError`."""
        found = self.observations(ids=[id])
        if not found:
            raise NotFoundError(f"There is no observation {id}.", "List them: inkling observations")
        return found[0]

    def observations(
        self,
        *,
        limit: int | None = None,
        cursor: int | None = None,
        newest_first: bool = True,
        since: datetime | None = None,
        until: datetime | None = None,
        app: str | None = None,
        title: str | None = None,
        text: str | None = None,
        monitor: int | None = None,
        ids: Iterable[int] | None = None,
        lines: bool = True,
    ) -> list[Observation]:
        """Observations in order of arrival; without ``limit`` all of them, and without ``lines`` only their windows.

        ``cursor``: the id of the last one of the page before. ``since`` and ``until``: those that overlap this
        half-open range. ``app``, ``title``, ``text``: contained, whatever the case.
        """
        where = Where()
        where.page(cursor, newest_first)
        if since is not None:
            where.add("end_us >= ?", micros(since))
        if until is not None:
            where.add("start_us < ?", micros(until))
        for column, part in (("app", app), ("title", title)):
            if part:
                where.add(f"has({column}, ?)", fold(part))
        if text:
            where.add(
                "EXISTS (SELECT 1 FROM lines WHERE observation_id = observations.id AND has(text, ?))", fold(text)
            )
        if monitor is not None:
            where.add("monitor = ?", monitor)
        if ids is not None:
            where.ids(ids)
        sql = f"SELECT {_COLUMNS} FROM observations {where} {order(newest_first, limit)}"
        rows = self._db.rows(sql, where.parameters)
        return self._with_lines(rows) if lines else [_observation(row, ()) for row in rows]

    def newest_observation(self, app: str, title: str) -> int | None:
        """The newest observation of the window with exactly this program and title, among the last few thousand."""
        sql = (
            "SELECT max(id) FROM observations WHERE app = ? AND title = ?"
            f" AND id > (SELECT max(id) FROM observations) - {_LATELY}"
        )
        found = self._db.value(sql, (app, title))
        return None if found is None else int(found)

    def line_ids(self, observation_id: int) -> list[int]:
        """The ids of an observation's lines, in the order of its ``lines``: the vectors' ids in the space "line"."""
        rows = self._db.rows("SELECT id FROM lines WHERE observation_id = ? ORDER BY id", (observation_id,))
        return [id for (id,) in rows]

    def lines(self, ids: Iterable[int]) -> dict[int, tuple[int, Line, datetime]]:
        """Lines by their own ids: each with its observation's id and start. Forgotten ones are absent."""
        found: dict[int, tuple[int, Line, datetime]] = {}
        for some in chunks(ids):
            sql = (
                f"SELECT {', '.join('l.' + c for c in _LINE_COLUMNS.split(', '))}, o.start_us, o.start_zone"
                f" FROM lines l JOIN observations o ON o.id = l.observation_id WHERE l.id IN ({marks(some)})"
            )
            for row in self._db.rows(sql, some):
                found[row[0]] = (row[1], _line(row), moment(row[13], row[14]))
        return found

    def _with_lines(self, rows: list[Row]) -> list[Observation]:
        lines: dict[int, list[Line]] = {row[0]: [] for row in rows}
        for some in chunks(lines):
            sql = f"SELECT {_LINE_COLUMNS} FROM lines WHERE observation_id IN ({marks(some)}) ORDER BY id"
            for row in self._db.rows(sql, some):
                lines[row[1]].append(_line(row))
        return [_observation(row, tuple(lines[row[0]])) for row in rows]


def _observation(row: Row, lines: tuple[Line, ...]) -> Observation:
    id, start, start_zone, end, end_zone, app, title, monitor, file, focused = row
    return Observation(
        moment(start, start_zone), moment(end, end_zone), app, title, monitor, lines, file, bool(focused), id
    )


def _line(row: Row) -> Line:
    _, _, text, x0, y0, x1, y1, tier, who, header, block, kind, score = row[:13]
    return Line(text, (x0, y0, x1, y1), Tier(tier), Who(who), header, block, BlockKind(kind), score)
