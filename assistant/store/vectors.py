"""Vectors of meaning, from which the search index is rebuilt at every unlock.

They can be turned back into text, so they live in here, encrypted, and go with what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from assistant.store.part import Part
from assistant.store.query import chunks, marks

Space = Literal["proposition", "line"]
LINES = 50_000
"""Unless told otherwise, only the newest so many lines keep a vector; older text is found by its words."""
_PAGE = 1000


class Vectors(Part):
    """Little-endian float32 blobs by space and id."""

    def put_vectors(self, space: Space, vectors: Iterable[tuple[int, bytes]], *, newest: int | None = None) -> int:
        """Keep vectors by id; how many of them still have something to stand for.

        Only the ``newest`` lines (None: :data:`LINES`) keep theirs.
        """
        table, owner = _tables(space)
        kept = 0
        with self._db.transaction():
            for id, vector in vectors:
                if not vector or len(vector) % 4:
                    raise ValueError("a vector is whole float32 numbers")
                sql = f"INSERT OR REPLACE INTO {table} SELECT id, ? FROM {owner} WHERE id = ?"
                kept += self._db.run(sql, (vector, id)) > 0
            if space == "line":
                self._db.run("DELETE FROM line_vectors WHERE id <= (SELECT max(id) FROM lines) - ?", (_cap(newest),))
        return kept

    def vectors(self, space: Space) -> Iterator[tuple[int, bytes]]:
        """All vectors of a space by rising id, read in pages so that nothing waits for the whole of it."""
        table, _ = _tables(space)
        last = 0
        while page := self._db.rows(
            f"SELECT id, vector FROM {table} WHERE id > ? ORDER BY id LIMIT {_PAGE}",
            (last,),
        ):
            yield from page
            last = page[-1][0]

    def vector(self, space: Space, id: int) -> bytes | None:
        """One vector, or None."""
        found: bytes | None = self._db.value(f"SELECT vector FROM {_tables(space)[0]} WHERE id = ?", (id,))
        return found

    def delete_vectors(self, space: Space, ids: Iterable[int]) -> None:
        """Drop vectors, as when a belief was reworded."""
        for some in chunks(ids):
            self._db.run(f"DELETE FROM {_tables(space)[0]} WHERE id IN ({marks(some)})", some)

    def missing_vectors(self, space: Space, limit: int, *, newest: int | None = None) -> list[int]:
        """Ids that should have a vector and have none, newest first: work left by a crash or a model change."""
        table, owner = _tables(space)
        oldest = (self._db.value("SELECT max(id) FROM lines") or 0) - _cap(newest) if space == "line" else 0
        sql = f"SELECT id FROM {owner} WHERE id > ? AND id NOT IN (SELECT id FROM {table}) ORDER BY id DESC LIMIT ?"
        return [id for (id,) in self._db.rows(sql, (oldest, limit))]


def _cap(newest: int | None) -> int:
    return LINES if newest is None else newest


def _tables(space: Space) -> tuple[str, str]:
    return {"proposition": ("proposition_vectors", "propositions"), "line": ("line_vectors", "lines")}[space]
