"""Cells belong to their columns, however the numbers in them are set and however closely the columns stand."""

from __future__ import annotations

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Window

WINDOW = Window("gnumeric", "jobs.gnumeric - Gnumeric", 0, 0, 1200, 800, focused=True)
EDGES = (100, 300, 380, 480)
"""Left edges of the columns; numbers stand flush right in theirs."""


def sheet(touching: int = 0) -> list[RawLine]:
    """Headings flush left over four columns; boxes of numbers reach ``touching`` pixels into the next column."""
    rows = [("Job", "Pages", "Amount", "Due"), ("Leaflet", "12", "252.00", "11 March")]
    rows += [("Manual", "140", "1699.20", "31 March"), ("Book", "31", "576.00", "8 April")]
    lines = []
    for number, row in enumerate(rows):
        y = 200 + 24 * number
        for column, text in enumerate(row):
            right = number and column in {1, 2}
            x = EDGES[column + 1] - 4 - 8 * len(text) if right else EDGES[column]
            lines.append(RawLine(text, (x, y, x + 8 * len(text) + (touching if right else 0), y + 22)))
    return lines


def read(lines: list[RawLine]) -> dict[str, Line]:
    """Every line of the window by its text."""
    return {line.text: line for line in group(lines, WINDOW, User())}


def test_a_number_flush_right_has_the_heading_at_its_left() -> None:
    """Even where the next column's heading stands nearer to it."""
    found = read(sheet())
    assert [found[text].header for text in ("12", "140", "31")] == ["Pages, Leaflet", "Pages, Manual", "Pages, Book"]
    assert [found[text].header for text in ("252.00", "1699.20")] == ["Amount, Leaflet", "Amount, Manual"]
    assert found["8 April"].header == "Due, Book"


def test_cells_without_room_between_them_are_one_row() -> None:
    """Boxes are generous and may overlap by some pixels."""
    found = read(sheet(touching=12))
    assert all(line.block_kind is BlockKind.TABLE for line in found.values())
    assert found["1699.20"].header == "Amount, Manual"
    assert found["31 March"].header == "Due, Manual"
