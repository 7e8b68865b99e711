"""Calendars that show a month: seven columns of days, each cell headed by its day.

The numbers themselves make the grid, so no words of any language are needed; those that the reader missed follow
from their neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.blocks import grids
from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page, rows
from assistant.types import BlockKind

_DAY = re.compile(r"^(?:0?[1-9]|[12]\d|3[01])[.日]?$")
_MONTH = re.compile(
    r"^(?P<month>[^\W\d_]{3,10}\.?),? (?P<year>(?:19|20)\d\d)$|^(?:19|20)\d\d ?年 ?\d{1,2} ?月$|"
    r"^(?:19|20)\d\d (?P<after>[^\W\d_]{3,10})$"
)
_LEAST_NUMBERS = 15
_WEEK = 7


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the days stand."""

    columns: tuple[float, ...]
    """Middles of the columns' numbers."""
    tops: tuple[int, ...]
    """Tops of the rows' numbers."""
    first: int
    """The day of the first cell, which may lie before the month's first."""
    shift: float
    """From the middle of a column's numbers to the middle of its cell."""
    height: float

    def day(self, item: Item) -> int | None:
        """The day of the month in whose cell the item stands; None outside of the month and of the grid."""
        column = grids.column_of(item, self.columns, self.shift)
        above = [at for at, top in enumerate(self.tops) if top < item.middle]
        if not above or column is None:
            return None
        if item.middle > self.tops[above[-1]] + 1.2 * self.height:
            return None
        day = self.first + _WEEK * above[-1] + column
        return day if 1 <= day <= 31 else None


def find(page: Page) -> Marks:
    """The entries of a month's cells, headed by weekday, day and month as the page writes them."""
    month = _month(page)
    numbers = [item for item in page.items if _DAY.match(item.text)]
    grid = _grid(numbers, page) if month and len(numbers) >= _LEAST_NUMBERS else None
    if grid is None:
        return {}
    top = min(grid.tops)
    weekdays = _weekdays(page.items, grid, top)
    marks: Marks = {}
    cells: dict[int, list[Item]] = {}
    for item in page.items:
        day = None if item.middle < top else grid.day(item)
        if day is not None:
            cells.setdefault(day, []).append(item)
    for day, items in cells.items():
        header = " ".join(part for part in (weekdays[(day - grid.first) % _WEEK], str(day), month) if part)
        for row in rows(items):
            for at, item in enumerate(row):
                timed = at > 0 and is_moment(row[at - 1].text)
                marks[item.index] = Mark(BlockKind.ENTRY, row[at - timed].index, header)
    for item in numbers:
        head = marks.get(item.index)
        marks[item.index] = Mark(BlockKind.MENU, numbers[0].index, head.header if head else "")
    return marks


def _month(page: Page) -> str:
    """The month's name and year, from the page's heading or the window's title."""
    parts = [item.text for item in page.items] + re.split(r"\s+[-–—|·]\s+", page.window.title)
    return next((part.strip() for part in parts if _MONTH.match(part.strip())), "")


def _grid(numbers: Sequence[Item], page: Page) -> _Grid | None:
    """The grid that most numbers agree on."""
    columns = _columns(numbers, page.tall)
    if columns is None:
        return None
    weeks = _rows(numbers, page.tall)
    tops = [min(item.y0 for item in row) for row in weeks]
    height = (tops[-1] - tops[0]) / max(1, len(tops) - 1)
    if len(weeks) < 4 or any(abs(lower - upper - height) > 0.2 * height for upper, lower in pairwise(tops)):
        return None
    # The day that would stand first in the first row; days of other months, which count anew, are outvoted.
    cells = [(item, at) for at, week in enumerate(weeks) for item in week]
    votes = Counter(_number(item) - _nearest(item, columns) - _WEEK * at for item, at in cells)
    first, count = votes.most_common(1)[0]
    if count < 0.6 * len(numbers):
        return None
    inside = [item for item in page.items if item not in numbers and tops[0] < item.middle < tops[-1] + height]
    shift = grids.shift(columns, inside)
    return _Grid(columns, tuple(tops), first, shift, height)


def _number(item: Item) -> int:
    return int(re.sub(r"\D", "", item.text))


def _columns(numbers: Sequence[Item], tall: float) -> tuple[float, ...] | None:
    """The middles of seven evenly spaced columns; None where the numbers stand otherwise."""
    middles = sorted(grids.middle(item) for item in numbers)
    groups: list[list[float]] = []
    for middle in middles:
        if groups and middle - groups[-1][-1] < tall:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    found = [sum(group) / len(group) for group in groups if len(group) >= 2]
    if len(found) != _WEEK:
        return None
    width = (found[-1] - found[0]) / (_WEEK - 1)
    return tuple(found) if grids.even(found) and width > 3 * tall else None


def _rows(numbers: Sequence[Item], tall: float) -> list[list[Item]]:
    out: list[list[Item]] = []
    for item in sorted(numbers, key=lambda one: one.middle):
        if out and item.middle - out[-1][0].middle < tall:
            out[-1].append(item)
        else:
            out.append([item])
    return out


def _nearest(item: Item, columns: Sequence[float]) -> int:
    return min(range(len(columns)), key=lambda at: abs(columns[at] - grids.middle(item)))


def _weekdays(items: Sequence[Item], grid: _Grid, top: int) -> list[str]:
    """The label over each column, empty where there is none."""
    above = [item for item in items if item.middle < top and len(item.text) <= 12 and item.text[:1].isalpha()]
    half = (grid.columns[1] - grid.columns[0]) / 2
    names = []
    for column in grid.columns:
        near = [item for item in above if abs(grids.middle(item) - column) < half]
        names.append(max(near, key=lambda item: item.middle).text if near else "")
    return names if all(names) and len(set(names)) == _WEEK else [""] * _WEEK
