"""Tables by rows: which rows are news. A row says one thing, and one other word in it is news of the whole row."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.folding import digest
from assistant.reading.raw import same_row
from assistant.types import BlockKind, Line

MARK = "cell:"
"""Begins the digests of cells, which tells them from those of lines."""
_LEAST = 3


def ordered(page: Sequence[Line]) -> list[int]:
    """Indexes in reading order: by block and from the top, what stands on one row from the left."""
    found: list[int] = []
    row: list[int] = []
    for index in sorted(
        range(len(page)), key=lambda index: (page[index].block, page[index].box[1], page[index].box[0])
    ):
        if row and not _level(page[row[0]], page[index]):
            found += sorted(row, key=lambda at: page[at].box[0])
            row = []
        row.append(index)
    return found + sorted(row, key=lambda at: page[at].box[0])


def to_tell(page: Sequence[Line], new: set[int], told: dict[str, None]) -> set[int]:
    """Which lines of a window to tell of: ``new`` ones and all of each row with a cell that did not say this before.

    "paid" is no new word in a table of invoices, and the other cells of its row are old; the row is news. A row that
    another window covers in part is not. ``told`` holds the digests of cells; those that it lacks are added.
    """
    found = set(new)
    for row in _rows(page):
        names = {_cell(page[index]): None for index in row}
        if names.keys() - told.keys():
            found.update(row)
        for name in names:
            told.pop(name, None)
        told.update(names)
    return found


def _cell(line: Line) -> str:
    """A short name for what a cell says under its headers, which are those of its column and its row."""
    return MARK + digest(f"{line.header} {line.text}")


def _rows(page: Sequence[Line]) -> list[list[int]]:
    """The rows under a header, with three cells at least: toolbars have no columns, and ruled notes no values."""
    rows: list[list[int]] = []
    for index in ordered(page):
        if page[index].block_kind is not BlockKind.TABLE:
            continue
        if rows and _beside(page[rows[-1][0]], page[index]):
            rows[-1].append(index)
        else:
            rows.append([index])
    return [row for row in rows if len(row) >= _LEAST and any(page[index].header for index in row)]


def _beside(one: Line, other: Line) -> bool:
    """Two cells of one row."""
    return one.block_kind is other.block_kind is BlockKind.TABLE and _level(one, other)


def _level(one: Line, other: Line) -> bool:
    return one.block == other.block and same_row(one.box, other.box)
