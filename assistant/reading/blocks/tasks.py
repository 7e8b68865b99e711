"""Lists of tasks: the rows beside a control that adds one, or under a heading that says so.

They are the user's own words, unless the heading does not say whose they are.
"""

from __future__ import annotations

import re

from assistant.reading.blocks.boards import tells_done
from assistant.reading.folding import mark
from assistant.reading.page import Item, Mark, Marks, Page, alike, sentence
from assistant.types import BlockKind, Who

_ADD = re.compile(
    r"^(?:[+＋]\s?)?(?:(?:add|new|create)(?: an?)? (?P<en>tasks?|to-?dos?|reminders?)|"
    r"(?:neue )?(?P<de>aufgabe|erinnerung) (?:hinzufügen|erstellen)|neue (?P<neue>aufgabe|erinnerung)|"
    r"(?:ajouter|créer) une? (?P<fr>tâche|rappel)|nouve(?:lle|au) (?P<nouv>tâche|rappel)|"
    r"(?P<ja>タスク)を追加)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?P<mine>(?:my|meine|mes)\s)?(?P<noun>tasks|to-?dos|reminders|aufgaben|erinnerungen|t[âa]ches|rappels|タスク)"
    r"(?:\s*[(·•]?\s*\d{1,3}\s*\)?)?$",
    re.IGNORECASE,
)
"""What stands over a list of tasks that has no control, such as a panel beside a calendar."""
_PANEL = 0.4
"""The rows of a panel are at most so wide, as a part of the page."""
_ROW = re.compile(
    r"^(?:tasks?|to-?dos?|reminders?|aufgaben?|erinnerung(?:en)?|t[âa]ches?|rappels?|タスク)(?: \d{1,4})?(?::|$)",
    re.IGNORECASE,
)
_GAP = 3.4
"""Rows of one list stand at most this many heights apart."""
_NOTE = 0.6
"""What stands so closely under a row goes on from it."""


def adds_tasks(page: Page) -> bool:
    """Whether the page has a control that adds a task: then "# Name" in its side bar is a list and not a room."""
    return any(_ADD.match(item.text) for item in page.items)


def is_row(header: str) -> bool:
    """Whether a header is that of a row in a list of tasks."""
    return _ROW.match(header) is not None


def find(page: Page) -> Marks:
    """The rows of each list, headed by its name, a block each; what is finished carries its tick."""
    marks = _beside_controls(page)
    for number, (heading, rows) in enumerate(_panels(page.rest(marks))):
        found = _HEADING.match(heading.text)
        assert found is not None
        block = 10_000 + 100 * number
        marks[heading.index] = Mark(BlockKind.MENU, block)
        for at, row in enumerate(rows):
            block += not (at > 0 and _wraps(rows[at - 1], row, rows, page))
            who = Who.USER if found["mine"] else Who.UNKNOWN
            marks[row.index] = Mark(BlockKind.TEXT, block, f"{found['noun']}: {heading.text}", who)
    return marks


def _beside_controls(page: Page) -> Marks:
    """The rows above or below each control that adds a task."""
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


def _panels(page: Page) -> list[tuple[Item, list[Item]]]:
    """Headings with the rows of tasks under them, top to bottom, as long as no gap is wide.

    Folders and pages of a program are called "Tasks" too, beside others with names of a word or two.
    """
    found = []
    for heading in page.items:
        if not _HEADING.match(heading.text):
            continue
        column = [
            item
            for item in page.items
            if item.middle > heading.y1 - 4 and -page.tall <= item.x0 - heading.x0 <= 4 * page.tall
        ]
        rows = _until_other(_chain(heading, column, page))
        narrow = all(row.x1 - heading.x0 <= _PANEL * (page.right - page.left) for row in rows)
        told = sum(bool(mark(row.text)) or len(row.words) >= 3 or sentence(row.text) for row in rows)
        if rows and narrow and 2 * told >= len(rows):
            found.append((heading, rows))
    return found


def _until_other(rows: list[Item]) -> list[Item]:
    """The rows down to the next heading: of another list, or of what is done."""
    end = next((at for at, row in enumerate(rows) if _HEADING.match(row.text) or tells_done(row.text)), len(rows))
    return rows[:end]


def _wraps(last: Item, row: Item, rows: list[Item], page: Page) -> bool:
    """Whether a line goes on from the one above: that was full, so that the next word had no room."""
    close = row.y0 - last.y1 < _NOTE * page.tall and alike(last.ground, row.ground)
    if not close or mark(row.text):
        return False
    first = len(row.words[0]) / max(1, len(row.text)) * (row.x1 - row.x0)
    return row.text[:1].islower() or last.x1 + first > max(one.x1 for one in rows)
