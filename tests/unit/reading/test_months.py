"""Month calendars: every entry stands under its day, whatever the reader missed."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Window

WINDOW = Window("chromium", "Kalender - Chromium", 0, 0, 1500, 1000, focused=True)
WIDTH, HEIGHT, TOP = 200, 150, 160


def month(first: int, days: int, align: float, missing: frozenset[int] = frozenset()) -> list[RawLine]:
    """A month that begins in column ``first``, with the days around it; ``align`` 0 left to 1 right in the cell."""
    lines = [RawLine("Juni 2026", (20, 60, 120, 84))]
    for column, name in enumerate(("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")):
        x = int(column * WIDTH + align * (WIDTH - 24))
        lines.append(RawLine(name, (x, 120, x + 24, 138)))
    for cell in range(42):
        day = cell - first + 1
        shown = day + 31 if day < 1 else day - days if day > days else day
        if day in missing:
            continue
        x, y = int((cell % 7) * WIDTH + align * (WIDTH - 24)), TOP + HEIGHT * (cell // 7)
        lines.append(RawLine(str(shown), (x, y, x + 24, y + 18)))
    return lines


def entry(text: str, day: int, first: int, below: int = 30) -> RawLine:
    """An entry that fills most of its day's cell."""
    cell = day + first - 1
    x, y = (cell % 7) * WIDTH + 8, TOP + HEIGHT * (cell // 7) + below
    return RawLine(text, (x, y, x + WIDTH - 20, y + 18))


@pytest.mark.parametrize("align", [0.0, 0.5, 1.0])
def test_entries_are_headed_by_their_day(align: float) -> None:
    """Wherever the numbers stand in their cells, and although the reader missed some of them."""
    first = 3
    added = [entry("08:30 Zahnarzt", 20, first), entry("Elternabend", 20, first, 60), entry("Chor", 1, first)]
    found = group([*month(first, 30, align, frozenset({3, 11, 20})), *added], WINDOW, User())
    heads = {line.text: line.header for line in found}
    assert heads["08:30 Zahnarzt"] == heads["Elternabend"] == "Di 20 Juni 2026"
    assert heads["Chor"] == "Do 1 Juni 2026"
    assert len({line.block for line in found if line.text in heads and line.header == "Di 20 Juni 2026"}) == 2


def test_an_hour_and_its_title_are_one_entry() -> None:
    """Where they are read apart; entries of one day under each other are two, and the days are no entries."""
    hour, title = entry("08:30", 20, 3), entry("Zahnarzt", 20, 3)
    beside = (hour.box[0] + 60, *title.box[1:])
    lines = [RawLine("08:30", (*hour.box[:2], hour.box[0] + 50, hour.box[3])), RawLine("Zahnarzt", beside)]
    found = group([*month(3, 30, 0.5), *lines, entry("Elternabend", 20, 3, 50)], WINDOW, User())
    blocks = {line.text: line.block for line in found if line.block_kind is BlockKind.ENTRY}
    assert set(blocks) == {"08:30", "Zahnarzt", "Elternabend"}
    assert blocks["08:30"] == blocks["Zahnarzt"] != blocks["Elternabend"]
    assert [line.header for line in found if line.text == "20"] == ["Di 20 Juni 2026"]


def test_days_of_other_months_head_nothing() -> None:
    """An entry in a cell before the first has no day of this month."""
    found = group([*month(3, 30, 0.5), entry("Umzug", -1, 3)], WINDOW, User())
    assert next(line for line in found if line.text == "Umzug").header != "Di -1 Juni 2026"
    assert "Di" not in next(line for line in found if line.text == "Umzug").header


def test_numbers_that_are_no_month_stay_what_they_are() -> None:
    """A table of numbers under a heading that names a month is no calendar."""
    rows = [
        RawLine(str(3 * row + 5 * column), (column * WIDTH, TOP + 30 * row, column * WIDTH + 24, TOP + 30 * row + 18))
        for row in range(5)
        for column in range(7)
    ]
    found = group([RawLine("Juni 2026", (20, 60, 120, 84)), *rows, entry("Summe", 9, 0)], WINDOW, User())
    assert not any(line.header.endswith("Juni 2026") and line.header != "Juni 2026" for line in found)
