"""Lists of tasks: the rows beside a control that adds one. They are the user's own words."""

from __future__ import annotations

import re

from assistant.reading.page import Item, Mark, Marks, Page
from assistant.types import BlockKind, Who

_ADD = re.compile(
    r"^(?:[+＋]\s?)?(?:(?:add|new|create)(?: an?)? (?P<en>tasks?|to-?dos?|reminders?)|"
    r"(?:neue )?(?P<de>aufgabe|erinnerung) (?:hinzufügen|erstellen)|neue (?P<neue>aufgabe|erinnerung)|"
    r"(?:ajouter|créer) une? (?P<fr>tâche|rappel)|nouve(?:lle|au) (?P<nouv>tâche|rappel)|"
    r"(?P<ja>タスク)を追加)\b",
    re.IGNORECASE,
)
_GAP = 3.4
"""Rows of one list stand at most this many heights apart."""
_NOTE = 0.6
"""What stands so closely under a row goes on from it."""


def adds_tasks(page: Page) -> bool:
    """Whether the page has a control that adds a task: then "# Name" in its side bar is a list and not a room."""
    return any(_ADD.match(item.text) for item in page.items)


def find(page: Page) -> Marks:
    """The rows above or below each such control, headed by the list's name; what is finished carries its tick."""
    marks: Marks = {}
    for number, control in enumerate(item for item in page.items if _ADD.match(item.text)):
        found = _ADD.match(control.text)
        assert found is not None
        noun = next(group for group in found.groups() if group)
        rows, heading = _rows(control, page)
        header = f"{noun}: {heading}" if heading else noun
        block = 100 * number
        for at, row in enumerate(rows):
            close = at > 0 and row.y0 - rows[at - 1].y1 < _NOTE * page.tall
            block += not close
            marks[row.index] = Mark(BlockKind.TEXT, block, header, Who.USER)
    return marks


def _rows(control: Item, page: Page) -> tuple[list[Item], str]:
    """The rows of the control's list, top to bottom, and the heading over them."""
    column = [
        item
        for item in page.items
        if item is not control and -page.tall <= item.x0 - control.x0 <= 4 * page.tall and not _ADD.match(item.text)
    ]
    above = _chain(control, [item for item in reversed(column) if item.middle < control.middle], page)
    rows = above or _chain(control, [item for item in column if item.middle > control.middle], page)
    rows.sort(key=lambda item: item.middle)
    if rows and rows[0].y1 - rows[0].y0 > 1.25 * page.tall:
        return rows[1:], rows[0].text
    return rows, ""


def _chain(control: Item, items: list[Item], page: Page) -> list[Item]:
    """The items nearest to the control first, as long as no gap is wide; a heading ends them."""
    found: list[Item] = []
    last = control
    for item in items:
        gap = max(item.y0 - last.y1, last.y0 - item.y1)
        if gap > _GAP * page.tall:
            break
        found.append(item)
        if item.y1 - item.y0 > 1.25 * page.tall:
            break
        last = item
    return found
