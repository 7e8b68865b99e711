"""Geometry that calendars share: seven or fewer even columns, and which of them a line stands in."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.page import Item


def middle(item: Item) -> float:
    """The middle column of an item."""
    return (item.x0 + item.x1) / 2


def even(columns: Sequence[float], tolerance: float = 0.15) -> bool:
    """Whether the columns stand at equal distances."""
    width = (columns[-1] - columns[0]) / (len(columns) - 1)
    return all(abs(column - (columns[0] + at * width)) < tolerance * width for at, column in enumerate(columns))


def shift(columns: Sequence[float], entries: Sequence[Item]) -> float:
    """How far cells lie right of their heads: heads stand at the left, in the middle or at the right of their cells.

    As fewest entries cross a border.
    """
    width = columns[1] - columns[0]
    return min((0.0, 0.4 * width, -0.4 * width), key=lambda each: sum(_crosses(one, columns, each) for one in entries))


def cells(heads: Sequence[Item], entries: Sequence[Item]) -> list[tuple[float, float]]:
    """Left and right border of each column of even ``heads``.

    A head stands at the left, in the middle or at the right of its cell: where fewest entries cross a border, and
    then where they begin nearest to one, as they do.
    """
    width = (middle(heads[-1]) - middle(heads[0])) / (len(heads) - 1)
    pad = 0.05 * width
    lefts = (
        [head.x0 - pad for head in heads],
        [middle(head) - width / 2 for head in heads],
        [head.x1 + pad - width for head in heads],
    )
    ways = [[(left, left + width) for left in each] for each in lefts]
    return min(ways, key=lambda each: (_crossings(entries, each), _indents(entries, each)))


def stands_in(item: Item, cell: tuple[float, float], tall: float) -> bool:
    """Whether the item begins in the cell and belongs there: one that begins at the border may be the next one's."""
    left, right = cell
    return left - 0.3 * tall <= item.x0 < right - 0.3 * tall and left < middle(item)


def column_of(item: Item, columns: Sequence[float], shifted: float) -> int | None:
    """The number of the column that the item stands in; None for what stands beside them all."""
    width = columns[1] - columns[0]
    place = middle(item) - shifted
    nearest = min(range(len(columns)), key=lambda at: abs(columns[at] - place))
    return nearest if abs(columns[nearest] - place) <= 0.55 * width else None


def _crosses(item: Item, columns: Sequence[float], shifted: float) -> bool:
    """Whether the item lies over a border between two cells."""
    width = columns[1] - columns[0]
    borders = [column + shifted + width / 2 for column in (columns[0] - width, *columns)]
    slack = 0.06 * width
    return any(item.x0 < border - slack and item.x1 > border + slack for border in borders)


def _crossings(entries: Sequence[Item], columns: Sequence[tuple[float, float]]) -> int:
    """How many entries lie over a border; what stands beside the columns lies over none."""
    slack = 0.06 * (columns[0][1] - columns[0][0])
    borders = [columns[0][0], *(right for _, right in columns)]
    return sum(any(item.x0 < border - slack and item.x1 > border + slack for border in borders) for item in entries)


def _indents(entries: Sequence[Item], columns: Sequence[tuple[float, float]]) -> float:
    """How far the entries begin from the left border of their cell, on the average."""
    found = [item.x0 - left for item in entries for left, right in columns if left <= item.x0 < right]
    return sum(found) / len(found) if found else 0.0
