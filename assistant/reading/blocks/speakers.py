"""Conversations in which names stand alone over messages, all at one left edge, with the times at the right or none.

Programs nobody has heard of look like this too, so the names themselves are the evidence: several different ones,
each directly over text, with times flush right on the rows of the messages or coming again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.families import Family
from assistant.reading.folding import fold, unmarked
from assistant.reading.moments import TRAILING_CLOCK, is_moment
from assistant.reading.page import Item, Mark, Marks, Page, alike, rows, sentence
from assistant.reading.people import is_user, looks_like_name
from assistant.types import BlockKind, Who

_UNDER = 0.9
"""A message begins at most this many heights under its sender's name."""
_LOOSE = 0.15
"""So much more room stands over a name than under it."""
_GAP = 3.2
"""What stands farther below the last message is no part of it."""
_INDENT = 3.5
"""Quotes, files and links may stand this far right of the names."""
_INSET = 4
"""Pixels by which a field's text stands inside of its frame."""
_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Talk:
    """One column of names and messages."""

    edge: int
    column: tuple[Item, ...]
    """What begins at the edge or a little right of it, top to bottom."""
    times: dict[int, Item]
    """The time at the end of a line's row, by the line's number."""
    heads: tuple[Item, ...]


def find(page: Page) -> Marks:
    """Messages headed by the name above them; what is being written below the last of them is nobody's message."""
    if page.family not in {Family.CHAT, Family.BROWSER, Family.OTHER}:
        return {}
    lines = rows(page.items)
    talks = [talk for edge in _edges(page) if (talk := _talk(edge, lines, page)) is not None]
    return _mark(max(talks, key=lambda talk: len(talk.heads)), page) if talks else {}


def _edges(page: Page) -> list[int]:
    """Left edges of two or more names."""
    edges: list[list[int]] = []
    for item in page.items:
        if _is_name(item.text):
            near = next((edge for edge in edges if abs(edge[0] - item.x0) < 0.5 * page.tall), None)
            if near is None:
                edges.append([item.x0])
            else:
                near.append(item.x0)
    return [min(edge) for edge in edges if len(edge) >= _AT_LEAST]


def _is_name(text: str) -> bool:
    plain = unmarked(text).strip()
    return looks_like_name(plain) and plain[-1] not in ".!?…:,;"


def _talk(edge: int, lines: Sequence[list[Item]], page: Page) -> _Talk | None:
    """The conversation at a left edge, if there is one."""
    tall = page.tall
    column = [item for item in page.items if -0.5 * tall < item.x0 - edge < _INDENT * tall]
    at_edge = [item for item in column if item.x0 - edge < 0.5 * tall]
    times, alone = _times(lines)
    names = [item for item in at_edge if _is_name(item.text) and item.index in alone]
    shapes = {item.index for item in names}
    below = {one.index: two for one, two in pairwise(at_edge)}
    over_text = [
        item
        for item in names
        if (text := below.get(item.index)) is not None
        and text.index not in shapes
        and text.y0 - item.y1 < _UNDER * tall
        and not is_moment(text.text)
    ]
    known = {_key(item) for item in over_text}
    again = sum(_key(item) in known for item in names) - len(known)
    timed = [times[item.index].x1 for item in at_edge if item.index in times and item.index not in shapes]
    flush = max((sum(abs(x1 - other) < 0.7 * tall for other in timed) for x1 in timed), default=0)
    full = any(len(item.words) > 1 or is_user(item.text, page.user) or not item.text.isascii() for item in over_text)
    if len(known) < _AT_LEAST or not full or max(flush, again) < _AT_LEAST:
        return None
    if sum(_is_said(item.text) for item in at_edge if item.index not in shapes) < _AT_LEAST:
        return None
    heads = [item for item in names if _key(item) in known or _set_off(item, at_edge, tall)]
    talk = _Talk(edge, tuple(column), times, tuple(heads))
    return None if _two_sided(talk, page) else talk


def _is_said(text: str) -> bool:
    """Whether a line reads like something that somebody says, and not like one more label."""
    return sentence(text) or len(text.split()) > 4 or text[-1] in ".!?…。！？"


def _times(lines: Sequence[list[Item]]) -> tuple[dict[int, Item], set[int]]:
    """The time that follows a line on its row, by the line's number; and the lines that nothing follows closely."""
    times: dict[int, Item] = {}
    alone: set[int] = set()
    for row in lines:
        for place, item in enumerate(row):
            following = row[place + 1] if place + 1 < len(row) else None
            if following is not None and is_moment(following.text):
                times[item.index] = following
            elif TRAILING_CLOCK.match(item.text):
                times[item.index] = item
            elif following is None or following.x0 - item.x1 > 4 * (item.y1 - item.y0):
                alone.add(item.index)
    return times, alone


def _key(item: Item) -> str:
    return fold(unmarked(item.text))


def _name(item: Item) -> str:
    return unmarked(item.text).strip()


def _set_off(item: Item, column: Sequence[Item], tall: float) -> bool:
    """Whether a line stands nearer to what is below it than to what is above it, as a name over its messages does."""
    place = column.index(item)
    if place == 0 or place + 1 == len(column):
        return False
    above, below = item.y0 - column[place - 1].y1, column[place + 1].y0 - item.y1
    return below < _UNDER * tall and above - below > _LOOSE * tall


def _two_sided(talk: _Talk, page: Page) -> bool:
    """Whether text stands at the right with ragged left edges: bubbles of the user, who has no name over them."""
    top, bottom = talk.heads[0].y0, talk.column[-1].y1
    ours = {item.index for item in talk.column}
    right = max(item.x1 for item in (*talk.column, *talk.times.values()))
    beside = [
        item
        for item in page.items
        if item.index not in ours and item.x0 > talk.edge + 0.3 * (right - talk.edge) and not is_moment(item.text)
    ]
    ragged = [
        item
        for item in beside
        if top < item.middle < bottom
        and item.x0 < right
        and sum(abs(item.x0 - other.x0) < 0.5 * page.tall for other in beside) < 3
    ]
    return len(ragged) >= _AT_LEAST


def _mark(talk: _Talk, page: Page) -> Marks:
    """A block a message, the first with the name over it; without times, a block a name."""
    heads = {item.index for item in talk.heads}
    said = [item for item in talk.column if item.middle > talk.heads[0].middle and item.index not in heads]
    ground = Counter(item.ground for item in said).most_common(1)
    marks: Marks = {}
    number, speaker, bottom = -1, talk.heads[0], talk.heads[0].y1
    starts = _starts(talk, heads)
    spelt = Counter((_key(item), _name(item)) for item in talk.heads)
    # At the edge of what is scrolled a name is read half and may be spelt another way.
    names = {key: name for (key, name), _ in reversed(spelt.most_common())}
    for item in talk.column:
        if item.index in heads:
            number, speaker, bottom = number + 1, item, item.y1
        elif number < 0 or is_moment(item.text) or item.y0 - bottom > _GAP * page.tall:
            continue
        elif item.middle > talk.heads[-1].middle and _is_draft(item, bottom, talk, ground[0][0], page):
            number += 1
            marks.update({rest.index: Mark(BlockKind.TEXT, number) for rest in said if rest.middle >= item.middle})
            break
        number += item.index in starts
        name = names[_key(speaker)]
        who = Who.USER if is_user(name, page.user) else Who.OTHER
        time = talk.times.get(item.index, item)
        marks[item.index] = marks[time.index] = Mark(BlockKind.MESSAGE, number, name, who)
        bottom = max(bottom, item.y1)
    return marks


def _starts(talk: _Talk, heads: Collection[int]) -> set[int]:
    """Lines that begin a further message under the same name: each message has its own time, first or last."""
    pairs = list(pairwise(talk.column))
    first = all(item.index in talk.times for above, item in pairs if above.index in heads and item.index not in heads)
    timed = [(above, item) for above, item in pairs if not {above.index, item.index} & set(heads)]
    return {item.index for above, item in timed if (item if first else above).index in talk.times}


def _is_draft(item: Item, bottom: int, talk: _Talk, ground: int, page: Page) -> bool:
    """Whether a line below the last message stands in the field for the next one: set apart, low in the window."""
    low = item.y0 > page.window.y + 0.6 * page.window.height
    if not low or item.y0 - bottom < 0.6 * page.tall or item.index in talk.times:
        return False
    framed = item.x0 - talk.edge >= _INSET or not alike(item.ground, ground, 12)
    return framed or bool(talk.times)
