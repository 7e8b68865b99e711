"""What the user is typing in a chat in a terminal: the line at the bottom, behind the own name or that of the room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.page import Item, Mark, Marks, Page
from assistant.reading.people import is_user
from assistant.types import BlockKind, Who

DRAFT = re.compile(r"^\[\s?(?P<name>[@+%~]?[^\]\s@:]{1,24})(?:\(\S*\))?\s?\](?:\s+(?P<text>\S.*))?$")
_BAR = re.compile(r"^\[?\d{1,2}[:.]\d{2}\]|^\d{1,3}[:.]\s?[#＃&\w]|^\[\d+[:\]]")
"""The bar over it, with the time and the room's number."""


def mark(marks: Marks, said: Sequence[Item], page: Page) -> None:
    """Adds the draft to the marks of the messages in ``said``: the user's message; without words, and bars, menus."""
    left, bottom = min(item.x0 for item in said), max(item.y1 for item in said)
    number = max(one.block for one in marks.values()) + 1
    below = [item for item in page.items if item.middle > bottom and abs(item.x0 - left) < 1.5 * page.tall]
    marks.update({item.index: Mark(BlockKind.MENU, number) for item in below if _BAR.match(item.text)})
    drafts = [item for item in below if (one := DRAFT.match(item.text)) and _may_type(one["name"], page)]
    typed = DRAFT.match(drafts[-1].text) if drafts else None
    if typed is None:
        return
    head = drafts[-1]
    if not typed["text"]:
        marks[head.index] = Mark(BlockKind.MENU, number)
        return
    lowest = head.y1
    for item in [head, *(one for one in below if one.middle > head.middle)]:
        if item.y0 - lowest < 0.5 * page.tall:
            marks[item.index] = Mark(BlockKind.MESSAGE, number, typed["name"], Who.USER)
            lowest = item.y1


def _may_type(name: str, page: Page) -> bool:
    return is_user(name, page.user) or name[0] in "#＃&"
