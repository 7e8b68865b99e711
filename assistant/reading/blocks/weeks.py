"""Calendars that show a week: days in columns, each headed by its weekday and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.blocks import grids
from assistant.reading.page import Item, Mark, Marks, Page, paragraphs, rows
from assistant.types import BlockKind

_HEAD = re.compile(r"^(?:(?P<name>[^\W\d_]{1,10})\.?,? )?(?P<day>[0-3]?\d)\.?(?: ?(?:[01]?\d\.?|[^\W\d_]{3,10}\.?))?$")
_NAME = re.compile(r"^[^\W\d_]{1,10}\.?$")
_MONTH = re.compile(r"(?P<name>[^\W\d_]{3,10})\.?,? (?P<year>20\d\d)")
_FIRST = re.compile(r"\d{1,2}\.? (?P<name>[^\W\d_]{3,10})\.?(?: 20\d\d)? ?(?:[-–—]|bis|to|au) ?\d")
_NUMBER = re.compile(r"^[0-3]?\d$")
_LEAST = 5
_MONTHLY = 15
"""So many bare numbers are the days of a month."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A day over its column."""

    item: Item
    name: str
    day: int


def find(page: Page) -> Marks:
    """The entries under each day, headed by weekday, day, month and year as the page writes them."""
    heads = _heads(page) if sum(bool(_NUMBER.match(item.text)) for item in page.items) < _MONTHLY else []
    months = _months(page)
    if not heads or not months:
        return {}
    columns = [grids.middle(head.item) for head in heads]
    low = max(head.item.y1 for head in heads)
    below = [item for item in page.items if item.y0 >= low - 2]
    shifted = grids.shift(columns, below)
    cells: dict[int, list[Item]] = {}
    for item in below:
        column = grids.column_of(item, columns, shifted)
        if column is not None:
            cells.setdefault(column, []).append(item)
    marks: Marks = {}
    for column, items in cells.items():
        header = _header(heads, column, months)
        for entry in paragraphs(items, page.tall):
            for item in entry:
                marks[item.index] = Mark(BlockKind.TEXT, entry[0].index, header)
    return marks


def _heads(page: Page) -> list[_Head]:
    """The row of days: five to seven numbers that count on, evenly spaced, wide enough apart to write under them."""
    for row in rows(page.items):
        numbered = [(item, match) for item in row if (match := _HEAD.match(item.text))]
        for run in _runs(numbered):
            places = [grids.middle(item) for item, _ in run]
            if grids.even(places) and places[1] - places[0] > 4 * page.tall:
                return [_Head(item, match["name"] or _above(item, page), int(match["day"])) for item, match in run]
    return []


def _runs(numbered: Sequence[tuple[Item, re.Match[str]]]) -> list[list[tuple[Item, re.Match[str]]]]:
    """Runs of items whose days count on; the first of a month follows any of its last days."""
    found: list[list[tuple[Item, re.Match[str]]]] = []
    for one in numbered:
        before = int(found[-1][-1][1]["day"]) if found else 0
        day = int(one[1]["day"])
        if found and (day == before + 1 or (day == 1 and before >= 28)):
            found[-1].append(one)
        else:
            found.append([one])
    return [run for run in found if _LEAST <= len(run) <= 7]


def _above(number: Item, page: Page) -> str:
    """The weekday that stands over a number."""
    over = [
        item
        for item in page.items
        if _NAME.match(item.text) and 0 < number.middle - item.middle < 2.2 * page.tall
        and abs(grids.middle(item) - grids.middle(number)) < 2.5 * page.tall
    ]  # fmt: skip
    return max(over, key=lambda item: item.middle).text if over else ""


def _months(page: Page) -> tuple[str, str, str] | None:
    """The month of the first days, that of the last ones, and the year, from the heading or the window's title."""
    texts = [*(item.text for item in page.items), page.window.title]
    for text in texts:
        last = _MONTH.search(text)
        if last is not None:
            first = _FIRST.search(text)
            return (first["name"] if first else last["name"]), last["name"], last["year"]
    return None


def _header(heads: Sequence[_Head], column: int, months: tuple[str, str, str]) -> str:
    first, last, year = months
    turned = any(later.day < earlier.day for earlier, later in pairwise(heads[: column + 1]))
    turns = any(later.day < earlier.day for earlier, later in pairwise(heads))
    # A week over a month's end under a heading with one month: which of the two it names, nobody knows.
    month = "" if turns and first == last else last if turned or not turns else first
    head = heads[column]
    return " ".join(part for part in (head.name, str(head.day), month, year if month else "") if part)
