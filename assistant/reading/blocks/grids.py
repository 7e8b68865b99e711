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
