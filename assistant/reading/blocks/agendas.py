"""Calendars that list days under each other: a day at the left, its hours and entries right of it."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page, rows
from assistant.types import BlockKind

_DAY = re.compile(
    r"^(?:[^\W\d_]{2,10}\.?,? )?(?P<day>[0-3]?\d)"
    r"(?:\.(?P<month>[01]?\d)\.?|[/-](?P<slashed>[01]?\d)|\.? [^\W\d_]{3,10}\.?)?(?: 20\d\d)?$"
)
_LEAST = 4
_APART = 4.5
"""Heights between an hour and its entry, at most."""
_FAR = 9
"""Heights between a day and its first entry, at most."""
_NO_YEAR = 2024
"""Any leap year: only whether days follow each other is asked."""


def find(page: Page) -> Marks:
    """Each entry with its hour, headed by its day as the page writes it."""
    days = _days(page)
    marks: Marks = {}
    for number, day in enumerate(days):
        top = day.y0 - 0.4 * page.tall
        bottom = days[number + 1].y0 - 0.4 * page.tall if number + 1 < len(days) else day.y0 + _depth(days)
        beside = [item for item in page.items if top <= item.y0 < bottom and item.x0 > day.x1 - 2]
        for row in rows(beside):
            for item in _entry(row, day, page.tall):
                marks[item.index] = Mark(BlockKind.ENTRY, row[0].index, day.text)
        marks[day.index] = Mark(BlockKind.MENU, day.index, day.text)
    return marks


def _days(page: Page) -> list[Item]:
    """Days that follow each other at one left edge; empty where there are too few for a calendar.

    A calendar tells each day once: one that stands on several rows makes those rows a table's.
    """
    found: list[list[Item]] = []
    for item in page.items:
        if not _DAY.match(item.text) or not any(char.isalpha() for char in item.text):
            continue
        column = next((one for one in found if abs(one[-1].x0 - item.x0) < 0.8 * page.tall), None)
        if column is not None and _follows(column[-1].text, item.text):
            column.append(item)
        elif column is None:
            found.append([item])
    best = max(found, key=len, default=[])
    labels = {item.text for item in best}
    again = any(
        item.text in labels and item not in best and abs(item.x0 - best[0].x0) < 0.8 * page.tall for item in page.items
    )
    return best if len(best) >= _LEAST and not again else []


def _follows(before: str, after: str) -> bool:
    """Whether the second label may be the day after the first, or one of the next few: empty days are left out."""
    first, second = _DAY.match(before), _DAY.match(after)
    assert first is not None
    assert second is not None
    step = int(second["day"]) - int(first["day"])
    months = [int(each["month"] or each["slashed"] or 0) for each in (first, second)]
    if all(months) and months[0] != months[1]:
        try:
            step = (date(_NO_YEAR, months[1], int(second["day"])) - date(_NO_YEAR, months[0], int(first["day"]))).days
        except ValueError:
            return False
    return 1 <= step <= 6 or (not all(months) and step < -20)


def _depth(days: list[Item]) -> float:
    """How far down the last day reaches: as far as the others at most."""
    return max(lower.y0 - upper.y0 for upper, lower in pairwise(days))


def _entry(row: list[Item], day: Item, tall: float) -> list[Item]:
    """The hour and the text on one row, without what stands in another column of the page."""
    first = row[0]
    if first.x0 - day.x1 > _FAR * tall:
        return []
    if is_moment(first.text) and len(row) > 1 and row[1].x0 - first.x1 <= _APART * tall:
        return row[:2]
    return [] if is_moment(first.text) else [first]
