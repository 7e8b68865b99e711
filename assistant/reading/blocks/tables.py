"""Tables: cells in rows and columns, each headed by its column and its row."""

from __future__ import annotations

import re

from assistant.reading.page import Item, Mark, Marks, Page, alike, rows
from assistant.types import BlockKind

_LETTER = re.compile(r"^[A-Z]{1,2}$")
_NUMBER = re.compile(r"^\d{1,5}$")
_VALUE = re.compile(r"\d")

Row = list[Item]


def find(page: Page) -> Marks:
    """Runs of three or more rows whose cells share left edges, the first of them being the header."""
    marks: Marks = {}
    lines = rows(_without_rulers(page))
    for number, run in enumerate(_runs(lines, page)):
        header = _header(run)
        body = run[1:] if header else run
        header = header or _header_above(run, lines, page)
        for item in header:
            marks[item.index] = Mark(BlockKind.TABLE, number)
        for row in body:
            key = row[0]
            for item in row:
                column = _column(item, header, page.tall)
                named = "" if item is key or not header else key.text
                marks[item.index] = Mark(BlockKind.TABLE, number, ", ".join(part for part in (column, named) if part))
    return marks


def cells(page: Page) -> Marks:
    """Every line that is left in a spreadsheet's window is a cell of some table."""
    return {item.index: Mark(BlockKind.TABLE, 0) for item in page.items}


def _runs(lines: list[Row], page: Page) -> list[list[Row]]:
    """Consecutive rows of three or more cells (two at least for followers) that stand on the same columns."""
    found: list[list[Row]] = []
    for row in lines:
        wide = len(row) >= 3
        last = found[-1][-1] if found else None
        close = last is not None and row[0].y0 - last[0].y1 < 2 * page.tall
        if last is not None and close and len(row) >= 2 and _aligned(row, found[-1], page.tall):
            found[-1].append(row)
        elif wide:
            found.append([row])
    return [run for run in found if len(run) >= 3 and sum(len(row) >= 3 for row in run) >= 0.5 * len(run)]


def _header_above(run: list[Row], lines: list[Row], page: Page) -> Row:
    """The row of labels over a run whose cells do not line up with them, as over numbers set flush right."""
    top = run[0][0].middle
    above = [row for row in lines if 0 < top - row[0].middle < 2.6 * page.tall]
    last = above[-1] if above else []
    labels = len(last) >= 3 and all(sum(char.isalpha() for char in item.text) >= 2 for item in last)
    return last if labels and not any(_VALUE.search(item.text) for item in last) else []


def _without_rulers(page: Page) -> list[Item]:
    """The items without a spreadsheet's column letters and row numbers."""
    letters = [item for item in page.items if _LETTER.match(item.text)]
    lettered = [item for item in letters if sum(abs(item.middle - other.middle) < 6 for other in letters) >= 4]
    numbers = [item for item in page.items if _NUMBER.match(item.text) and item.x0 < page.left + 3 * page.tall]
    numbered = numbers if len(numbers) >= 4 else []
    top = max((item.y1 for item in lettered), default=page.window.y)
    return [item for item in page.items if item not in numbered and item.middle > top]


def _aligned(row: Row, run: list[Row], tall: float) -> bool:
    """Whether most cells stand under cells of the rows before: same left edge, right edge or middle."""
    above = [item for other in run[-3:] for item in other] + run[0]

    def stands(item: Item) -> bool:
        return any(
            abs(item.x0 - other.x0) < 0.7 * tall
            or abs(item.x1 - other.x1) < 0.7 * tall
            or abs((item.x0 + item.x1) - (other.x0 + other.x1)) < 1.2 * tall
            for other in above
        )

    return sum(stands(item) for item in row) >= 0.75 * len(row)


def _header(run: list[Row]) -> Row:
    """The first row when it reads like one: labels without digits, over values or on another ground."""
    first, rest = run[0], [item for row in run[1:] for item in row]
    labels = all(len(item.text.split()) <= 4 and not _VALUE.search(item.text) for item in first)
    ground = not alike(first[0].ground, rest[0].ground, 6) if rest else False
    values = any(_VALUE.search(item.text) for item in rest)
    return first if labels and (ground or values) and len(first) >= max(2, len(run[1]) - 1) else []


def _column(item: Item, header: Row, tall: float) -> str:
    """The header cell over ``item``; numbers set flush right may stand right of theirs and close to the next."""
    over = [cell for cell in header if _shared(cell, item) > 0.4 * min(cell.x1 - cell.x0, item.x1 - item.x0)]
    if not over:
        before = [cell for cell in header if cell.x0 <= item.x0 + 0.5 * tall]
        beside = [cell for cell in header if cell.x0 < item.x1 + tall and item.x0 < cell.x1 + tall]
        return before[-1].text if before else beside[0].text if beside else ""
    near = min(over, key=lambda cell: min(abs(cell.x0 - item.x0), abs(cell.x1 - item.x1)))
    return near.text


def _shared(one: Item, two: Item) -> int:
    """Columns of pixels that both stand on; negative where there is room between them."""
    return min(one.x1, two.x1) - max(one.x0, two.x0)
