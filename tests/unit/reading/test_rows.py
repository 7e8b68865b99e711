"""Rows of tables as news, with pages made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.raw import RawLine
from assistant.reading.rows import MARK, ordered, to_tell
from assistant.reading.screen import Screen, Seen
from assistant.types import BlockKind, Line

COLUMNS = ("Job", "Client", "Amount", "Status")
ROWS = (("Leaflet", "Nordwind", "252.00", "overdue"), ("Menu cards", "Lindenhof", "127.50", "paid"))


def page(rows: Sequence[Sequence[str]] = ROWS, wobble: int = 3) -> list[Line]:
    """A table as it is read: the cells of a row do not stand on one line to the pixel."""
    lines = []
    for at, row in enumerate((COLUMNS, *rows)):
        for column, text in enumerate(row):
            y = 40 * at + (wobble if column % 2 == 0 else 0)
            header = "" if at == 0 else COLUMNS[0] if column == 0 else f"{COLUMNS[column]}, {row[0]}"
            lines.append(Line(text, (150 * column, y, 150 * column + 100, y + 20), header=header, block=1,
                              block_kind=BlockKind.TABLE))  # fmt: skip
    return lines


def test_cells_are_in_the_order_of_their_columns() -> None:
    """Reading finds some cells a few pixels higher than their neighbours; their row is in order all the same."""
    found = [page()[index].text for index in ordered(page())]
    assert found == [text for row in (COLUMNS, *ROWS) for text in row]


def test_another_word_in_a_row_is_news_of_the_whole_row() -> None:
    """Also where each of its words was seen in the table before; the other row stays untold."""
    told: dict[str, None] = {}
    assert to_tell(page(), set(), told) == set(range(4, 12))
    later = page((("Leaflet", "Nordwind", "252.00", "paid"), ROWS[1]))
    assert to_tell(later, set(), told) == {4, 5, 6, 7}
    assert to_tell(later, set(), told) == set()


def test_a_row_that_is_covered_in_part_is_no_news() -> None:
    """What is left of it was seen before."""
    told: dict[str, None] = {}
    to_tell(page(), set(), told)
    covered = [line for line in page() if line.text not in ("overdue", "Status")]
    assert to_tell(covered, set(), told) == set()


def test_what_is_no_table_is_left_alone() -> None:
    """Lines of running text stand side by side too, and toolbars have no columns."""
    told: dict[str, None] = {}
    prose = [replace(line, block_kind=BlockKind.TEXT) for line in page()]
    bare = [replace(line, header="") for line in page()]
    assert to_tell(prose, {1}, told) == {1}
    assert to_tell(bare, set(), told) == set()


def test_what_is_forgotten_leaves_no_cell_behind() -> None:
    """A cell's name is made of its headers too, so all of them go with one forgotten line."""
    told: dict[str, None] = {}
    to_tell(page(), set(), told)
    assert all(name.startswith(MARK) for name in told)
    screen = Screen((Seen(RawLine("Leaflet", (0, 40, 100, 60), 1.0, 255), "sheet", "k"),), (("k", tuple(told)),))
    assert screen.without(lambda text: text == "Nordwind").memory == (("k", tuple(told)),)
    assert screen.without(lambda text: text == "Leaflet").memory == (("k", ()),)
    other = Screen(screen.lines, (*screen.memory, ("another window", (f"{MARK}1",))))
    assert other.without(lambda text: text == "Leaflet").memory == (("k", ()), ("another window", (f"{MARK}1",)))
