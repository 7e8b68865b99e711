"""Chats that print each message on a line of its own, after a time and a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.blocks import drafts
from assistant.reading.families import Family
from assistant.reading.moments import LEADING, is_moment
from assistant.reading.page import Item, Mark, Marks, Page, rows
from assistant.reading.people import is_user, looks_like_handle, looks_like_name
from assistant.types import BlockKind, Who

_ANGLED = re.compile(r"^[<‹(]\s*(?P<name>[@+%~&]?[^<>\s]{1,24})\s*[>›)]\s*(?P<text>\S.*)$")
_NAMED = re.compile(r"^(?P<name>[^\W\d_][\w .'’-]{0,28}?)\s?[:：|│]\s+(?P<text>\S.*)$")
_BARRED = re.compile(r"^(?P<name>[^\W\d_]\S{1,23})\s[iIl1!¦]\s(?P<text>\S.*)$")
"""After a time: the bar between name and message, as readers see it."""
_NOTICE = re.compile(r"^(?:\*{1,3}|-!-|-->|<--|→|←|⇐|⇒|--)\s*\S")
_IN_ANGLES = re.compile(r"(?:^|\s)[<‹]\s?[@+%~& ]?[\w|^`{}\[\]\\.-]{1,24}[>›](?:\s|$)")
_ROOM = re.compile(r"(?:^|[\s:\[(])[#＃&][\w-]{2,}")
_NOT_SPEAKERS = re.compile(
    r"^(?:note|todo|warn(?:ing)?|error|err|info|debug|trace|fatal|critical|notice|fixme|tip|example|hint|re|fwd?|aw|wg|tel|phone|fax|e-?mail|topic|"
    r"status|update|"
    r"ps|https?|subject|date|from|to|cc|version|author|title|summary|description|when|where|what|who|why|how|time|"
    r"place)$",
    re.I,
)

Speech = tuple[str, list[Item], int]
"""Name, the message's first items, left edge of its text."""


def find(page: Page) -> Marks:
    """Messages with a time before the name, or the name in angles; outside of chat programs two at least."""
    speeches = [_speech(row, page) for row in rows(page.items)]
    found = [speech for speech, sure in speeches if speech is not None and sure]
    if page.family is Family.TERMINAL and not talks([name for name, _, _ in found], page):
        return {}
    if len(found) < (1 if page.family is Family.CHAT else 2):
        return {}
    marks = _mark(found, page)
    if page.family is Family.TERMINAL:
        drafts.mark(marks, [item for _, items, _ in found for item in items], page)
    return marks


def talks(names: Sequence[str], page: Page) -> bool:
    """Whether rooms, the user's name, or marks around names tell that rows in a terminal are no log of a program."""
    if any(_ROOM.search(item.text) or _IN_ANGLES.search(item.text) for item in page.items):
        return True
    typed = (drafts.DRAFT.match(item.text) for item in page.items)
    typing = any(draft is not None and is_user(draft["name"], page.user) for draft in typed)
    return typing or any(is_user(name, page.user) for name in names)


def untimed(page: Page) -> Marks:
    """Messages of the bare shape "name: text", in a chat program's window, where three lines have it."""
    if page.family is not Family.CHAT:
        return {}
    found = [speech for row in rows(page.items) if (speech := _speech(row, page)[0]) is not None]
    return _mark(found, page) if len(found) >= 3 else {}


def _mark(found: list[Speech], page: Page) -> Marks:
    """Marks of the messages and of the wrapped lines below them."""
    marks: Marks = {}
    first = {item.index: number for number, (_, items, _) in enumerate(found) for item in items}
    for number, (name, items, _) in enumerate(found):
        who = Who.USER if is_user(name, page.user) else Who.OTHER
        for item in items:
            marks[item.index] = Mark(BlockKind.MESSAGE, number, name, who)
    for item in page.items:
        if item.index in first:
            continue
        above = [
            (number, items[-1], left)
            for number, (_, items, left) in enumerate(found)
            if items[-1].middle < item.middle and items[0].x0 <= item.x0 + page.tall
        ]
        if not above:
            continue
        number, last, left = max(above, key=lambda one: one[1].middle)
        bottom = max(other.y1 for other in page.items if marks.get(other.index, _NONE).block == number)
        wrapped = abs(item.x0 - left) < 2 * page.tall or abs(item.x0 - last.x0) < 0.7 * page.tall
        wrapped = wrapped or abs(item.x0 - _inset(last)) < page.tall
        if wrapped and item.y0 - bottom < 0.6 * page.tall and not _NOTICE.match(item.text) and not _timed(item):
            marks[item.index] = marks[last.index]
    return marks


_NONE = Mark(BlockKind.TEXT, -1)


def _inset(item: Item) -> float:
    """Where the words begin behind time and name in angles, as far as all letters are equally wide."""
    leading = LEADING.match(item.text)
    angled = _ANGLED.match(leading["rest"] if leading else item.text)
    before = len(item.text) - len(angled["text"]) if angled else 0
    return item.x0 + before * (item.x1 - item.x0) / max(1, len(item.text))


def _timed(item: Item) -> bool:
    return bool(LEADING.match(item.text))


def _speech(row: list[Item], page: Page) -> tuple[Speech | None, bool]:
    """The message that a row holds, and whether a time or angles make that sure."""
    items = list(row)
    timed = len(items) > 1 and is_moment(items[0].text)
    if timed:
        items = items[1:]
    head = items[0]
    text = head.text
    leading = LEADING.match(text)
    if leading and not timed:
        timed, text = True, leading["rest"]
    if _NOTICE.match(text):
        return None, False
    angled = _ANGLED.match(text)
    if angled:
        return (angled["name"].strip("@+%~& "), row, head.x0), True
    named = _NAMED.match(text) or (_BARRED.match(text) if timed else None)
    if named and (timed or page.family is Family.CHAT) and may_speak(named["name"]):
        return (named["name"], row, head.x0), timed
    cells = len(items) >= 2 and timed and may_speak(text.strip("<>|│ ")) and len(text) <= 24
    if cells and items[1].x0 - head.x1 < 6 * page.tall and not is_moment(items[1].text):
        return (text.strip("<>|│@+ "), row, items[1].x0), timed
    return None, False


def may_speak(name: str) -> bool:
    """Whether a word may be somebody's name rather than a label or the level of a log."""
    return not _NOT_SPEAKERS.match(name.strip()) and (looks_like_handle(name) or looks_like_name(name))
