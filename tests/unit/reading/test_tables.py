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


def cell(text: str, x: int, y: int) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 8 * len(text), y + 22))


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


def test_labels_of_a_side_bar_are_no_cells() -> None:
    """They stand level with some rows by chance: their steps are others. States in a column are no buttons."""
    labels = ("My queue", "All tickets", "Boards", "Reports", "Team")
    side = [cell(text, 10, 190 + 33 * at) for at, text in enumerate(labels)]
    heads = [cell(text, x, 205) for text, x in (("Ticket", 240), ("Title", 400), ("Assignee", 700), ("State", 900))]
    rows = [
        cell(text, x, 240 + 40 * at)
        for at, (ticket, who) in enumerate((("T-41", "Ana Souza"), ("T-38", "Bo Lind"), ("T-35", "Ana Souza")))
        for text, x in ((ticket, 240), ("Repair the lift", 400), (who, 700), ("open", 900))
    ]
    window = Window("chromium", "Tickets - Chromium", 0, 0, 1200, 800, focused=True)
    lines = group([*side, *heads, *rows], window, User())
    assert {line.block_kind for line in lines[:5]} == {BlockKind.MENU}
    found = {line.text: line.header for line in lines}
    assert found["T-38"] == "Ticket"
    assert [line.header for line in lines if line.text == "open"][1] == "State, T-38"
