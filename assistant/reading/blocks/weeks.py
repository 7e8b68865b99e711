"""Calendars that show a week: days in columns, each headed by its weekday and number.

What an entry says it says in several lines: its hour, its title, its place. They are one block, headed by the day.
What stands beside the columns, such as a panel of tasks, belongs to no day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.blocks import grids
from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page, alike, rows
from assistant.types import BlockKind

_HEAD = re.compile(
    r"^(?:(?P<name>[^\W\d_]{1,10})(?:[.,]+ ?| ))?(?:(?P<before>[^\W\d_]{3,10})\.? )?"
    r"(?P<one>[0-3]?\d)(?:[./-](?P<two>[0-3]?\d)?[./]?)?(?:,? ?(?P<after>[^\W\d_]{2,10})\.?)?$"
)
"""A day of a column: "Mon 9", "ven.17", "Mo 19.10.", "Mon 7/13", "Mon, Jul 13", "13 Monday"."""
_NAME = re.compile(r"^[^\W\d_]{1,10}\.?$")
_MONTH = re.compile(r"(?P<name>[^\W\d_]{3,10})\.?,? (?P<year>20\d\d)")
_FIRST = re.compile(r"\d{1,2}\.? (?P<name>[^\W\d_]{3,10})\.?(?: 20\d\d)? ?(?:[-–—]|bis|to|au) ?\d")
_SPAN = re.compile(
    r"(?P<first>[^\W\d_]{3,10})\.? \d{1,2}(?:, 20\d\d)? ?[-–—] ?(?:(?P<last>[^\W\d_]{3,10})\.? )?"
    r"\d{1,2},? (?P<year>20\d\d)"
)
"""With the month before its days: "Jul 27 - Aug 2, 2026"."""
_NUMBER = re.compile(r"^[0-3]?\d$")
_CLOCK = re.compile(r"^\d{1,2}(?:[:.h]\d{2}| ?[ap]\.?m\b| ?(?:h|uhr)\b)", re.I)
_LEAST = 5
_MONTHLY = 15
"""So many bare numbers are the days of a month."""
_HOURS = 4
"""So many hours under each other, and nothing else, are the scale of the day."""


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
    low = max(head.item.y1 for head in heads)
    below = [item for item in page.items if item.y0 >= low - 2]
    scale = _scale(below, page.tall)
    entries = [item for item in below if item not in scale]
    cells = grids.cells([head.item for head in heads], entries)
    marks: Marks = {}
    for column, cell in enumerate(cells):
        header = _header(heads, column, months)
        for entry in _entries([item for item in entries if grids.stands_in(item, cell, page.tall)], page.tall):
            for item in entry:
                marks[item.index] = Mark(BlockKind.ENTRY, entry[0].index, header)
    block = heads[0].item.index
    marks.update({item.index: Mark(BlockKind.MENU, block) for item in scale})
    for column, head in enumerate(heads):
        marks[head.item.index] = Mark(BlockKind.MENU, block, _header(heads, column, months))
    return marks


def _heads(page: Page) -> list[_Head]:
    """The row of days: five to seven numbers that count on, evenly spaced, wide enough apart to write under them."""
    for row in rows(page.items):
        numbered = [(item, match) for item in row if (match := _HEAD.match(item.text))]
        for group in ("one", "two"):
            for run in _runs(numbered, group):
                places = [grids.middle(item) for item, _ in run]
                if grids.even(places) and places[1] - places[0] > 4 * page.tall:
                    return _named(run, group, page)
    return []


def _runs(numbered: Sequence[tuple[Item, re.Match[str]]], group: str) -> list[list[tuple[Item, re.Match[str]]]]:
    """Runs of items whose days count on; the first of a month follows any of its last days."""
    found: list[list[tuple[Item, re.Match[str]]]] = []
    for one in numbered:
        if not one[1][group]:
            continue
        before = int(found[-1][-1][1][group]) if found else 0
        day = int(one[1][group])
        if found and (day == before + 1 or (day == 1 and before >= 28)):
            found[-1].append(one)
        else:
            found.append([one])
    return [run for run in found if _LEAST <= len(run) <= 7]


def _named(run: Sequence[tuple[Item, re.Match[str]]], group: str, page: Page) -> list[_Head]:
    """The days with their weekdays: words that differ from head to head, beside the numbers or over them."""
    names = [[match[where] or "" for _, match in run] for where in ("name", "before", "after")]
    beside = next((words for words in names if all(words) and len(set(words)) == len(run)), None)
    words = beside or [_above(item, page) for item, _ in run]
    return [_Head(item, word, int(match[group])) for (item, match), word in zip(run, words, strict=True)]


def _above(number: Item, page: Page) -> str:
    """The weekday that stands over a number."""
    over = [
        item
        for item in page.items
        if _NAME.match(item.text) and 0 < number.middle - item.middle < 2.2 * page.tall
        and abs(grids.middle(item) - grids.middle(number)) < 2.5 * page.tall
    ]  # fmt: skip
    return max(over, key=lambda item: item.middle).text if over else ""


def _scale(below: Sequence[Item], tall: float) -> list[Item]:
    """The hours of the day beside the columns: they stand under each other, and no other text among them."""
    hours = [item for item in below if is_moment(item.text)]
    for hour in hours:
        column = [item for item in hours if item.x0 < hour.x1 and hour.x0 < item.x1]
        left, right = min(item.x0 for item in column), max(item.x1 for item in column)
        others = any(item.x0 < right and left < item.x1 and item not in column for item in below)
        apart = all(lower.y0 - upper.y0 > 0.9 * tall for upper, lower in pairwise(column))
        if len(column) >= _HOURS and not others and apart:
            return column
    return []


def _entries(items: Sequence[Item], tall: float) -> list[list[Item]]:
    """The items of one day in entries: lines closely under each other, and a title right of its hour."""
    found: list[list[Item]] = []
    for row in rows(items):
        for item in row:
            entry = next((one for one in reversed(found) if _goes_on(one, item, tall)), None)
            if entry is None:
                found.append([item])
            else:
                entry.append(item)
    return found


def _goes_on(entry: Sequence[Item], item: Item, tall: float) -> bool:
    """Whether the item is the next of an entry: right of its hour, or below, unless another hour begins another one."""
    last = entry[-1]
    if not alike(item.ground, last.ground):
        return False
    if abs(item.middle - last.middle) < 0.45 * tall:
        return is_moment(last.text) and -0.3 * tall < item.x0 - last.x1 < 1.5 * tall
    lines = rows(entry)
    another = _CLOCK.match(item.text) and _CLOCK.match(entry[0].text)
    close = -0.7 * tall < item.y0 - max(one.y1 for one in lines[-1]) < 0.35 * tall and item.middle > last.middle
    return close and not another and abs(item.x0 - entry[0].x0) < 0.8 * tall


def _months(page: Page) -> tuple[str, str, str] | None:
    """The month of the first days, that of the last ones, and the year, from the heading or the window's title."""
    texts = [*(item.text for item in page.items), page.window.title]
    for text in texts:
        if span := _SPAN.search(text):
            return span["first"], span["last"] or span["first"], span["year"]
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
