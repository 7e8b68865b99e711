"""Chats in a terminal: times, names and texts stand in columns of their own, with what is being typed at the bottom.

A text that is too long goes on under itself, in its own column; a row without a name is the program's notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from assistant.reading.blocks import drafts
from assistant.reading.blocks.irc import may_speak, talks
from assistant.reading.families import Family
from assistant.reading.page import Item, Mark, Marks, Page
from assistant.reading.people import is_user
from assistant.types import BlockKind, Who

_CLOCK = re.compile(r"^[|│]?\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\]?(?:\s+(?P<rest>\S.*))?$")
_LISTED = re.compile(r"^(?:\d{1,3}\s?[.:)](?:\s?\S{1,24}){0,2}|[#＃&]\s?[\w-]{2,24})$")
"""A room in the list of rooms."""
_PERSON = re.compile(r"^[│|]?\s?[@+%~&]?[\w|^`{}\[\]\\-]{2,20}$")
_LEAST = 2
_WAVER = 0.75
"""Heights by which left edges of one column differ: boxes are generous, and the line between columns sticks to them."""
_GAP = 0.8
"""A text goes on at most so many heights below its last line."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A time and what stands right of it."""

    time: Item
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Message:
    name: str
    items: tuple[Item, ...]
    """The lines of the text, top to bottom."""
    frame: tuple[Item, ...]
    """Time and name, where they were read apart from the text."""


def find(page: Page) -> Marks:
    """Each message headed by its sender; times, names, lists of rooms and bars are the program's words."""
    if page.family is not Family.TERMINAL:
        return {}
    lines = _rows(page)
    left = _text_edge(lines, page.tall)
    if left is None:
        return {}
    messages = [_message(row, lines[at + 1 :], left, page) for at, row in enumerate(lines)]
    spoken = [message for message in messages if message.name]
    if len({item.index for message in spoken for item in message.items}) < _LEAST:
        return {}
    if not talks([message.name for message in spoken], page):
        return {}
    marks: Marks = {}
    for number, message in enumerate(messages):
        who = Who.USER if is_user(message.name, page.user) else Who.OTHER
        said = Mark(BlockKind.MESSAGE, number, message.name, who) if message.name else Mark(BlockKind.TERMINAL, number)
        marks.update({item.index: Mark(BlockKind.MENU, number) for item in message.frame})
        marks.update({item.index: said for item in message.items})
    drafts.mark(marks, [item for message in messages for item in (*message.frame, *message.items)], page)
    _mark_rooms(marks, min(row.time.x0 for row in lines), page)
    _mark_people(marks, spoken, page)
    return marks


def _rows(page: Page) -> list[_Row]:
    """The rows that begin with a time, at the left edge that most of them share."""
    times = [item for item in page.items if _CLOCK.match(item.text)]
    edges = [[one for one in times if abs(one.x0 - each.x0) < _WAVER * page.tall] for each in times]
    column = max(edges, key=len, default=[])
    return [
        _Row(
            time,
            tuple(
                sorted(
                    (
                        item
                        for item in page.items
                        if item is not time and item.x0 > time.x0 and abs(item.middle - time.middle) < 0.5 * page.tall
                    ),
                    key=lambda item: item.x0,
                )
            ),
        )
        for time in column
    ]


def _text_edge(lines: list[_Row], tall: float) -> float | None:
    """The left edge of the texts, on which most rows agree; None where they have none in common."""
    votes = []
    for row in lines:
        rest = _rest(row.time)
        named = bool(rest) or (len(row.items) > 1 and len(row.items[0].words) == 1)
        place = row.items[0 if rest or not named else 1 : 1 if rest or not named else 2]
        votes += [item.x0 for item in place]
    near = [[one for one in votes if abs(one - each) < _WAVER * tall] for each in votes]
    best = max(near, key=len, default=[])
    return median(best) if len(best) >= _LEAST and len(best) >= 0.4 * len(votes) else None


def _rest(time: Item) -> str:
    """What was read in one piece with the time."""
    found = _CLOCK.match(time.text)
    return (found["rest"] or "") if found else ""


def _message(row: _Row, below: list[_Row], left: float, page: Page) -> _Message:
    """The message on a row with the lines on which it goes on; without a name where the row has none."""
    tall = page.tall
    rest = _rest(row.time).split(maxsplit=1)
    before = [item for item in row.items if item.x0 < left - _WAVER * tall]
    name = rest[0] if rest else before[0].words[0] if before else ""
    name = name.strip("<>|│@+%~& ")
    name = name if may_speak(name) and (rest or before[0].x1 < left + tall or len(before[0].words) > 1) else ""
    together = len(rest) > 1 or row.time.x1 > left + tall
    first = [row.time] if together else [item for item in before if item.x1 > left + tall]
    first += [item for item in row.items if abs(item.x0 - left) <= _WAVER * tall]
    end = below[0].time.y0 + 0.3 * tall if below else float("inf")
    frame = [item for item in (row.time, *before) if item not in first]
    return _Message(name, (*first, *_wrapped(row, end, left, page)), tuple(frame))


def _wrapped(row: _Row, end: float, left: float, page: Page) -> list[Item]:
    """The lines under a row's text, in its column, above the next row."""
    found: list[Item] = []
    bottom = float(row.time.y1)
    for item in page.items:
        inside = row.time.middle + 0.5 * page.tall < item.middle < end
        if inside and abs(item.x0 - left) <= _WAVER * page.tall and item.y0 - bottom < _GAP * page.tall:
            found.append(item)
            bottom = max(bottom, item.y1)
    return found


def _mark_rooms(marks: Marks, left: int, page: Page) -> None:
    """The list of rooms left of the times; a shell in another pane there is none."""
    beside = [item for item in page.items if item.x1 <= left + 0.5 * page.tall and item.index not in marks]
    listed = [item for item in beside if _LISTED.match(item.text)]
    if len(listed) >= _LEAST and all(len(item.text) <= 24 and len(item.words) <= 3 for item in beside):
        number = max((mark.block for mark in marks.values()), default=0) + 1
        marks.update({item.index: Mark(BlockKind.MENU, number) for item in beside})


def _mark_people(marks: Marks, messages: list[_Message], page: Page) -> None:
    """The list of people right of the texts: words on one edge, each by itself."""
    right = max(item.x1 for message in messages for item in message.items) - page.tall
    alone = [item for item in page.items if item.x0 > right and item.index not in marks and _PERSON.match(item.text)]
    edges = [[one for one in alone if abs(one.x0 - each.x0) < page.tall] for each in alone]
    column = max(edges, key=len, default=[])
    if len(column) >= _LEAST:
        number = max(mark.block for mark in marks.values()) + 1
        marks.update({item.index: Mark(BlockKind.MENU, number) for item in column})
