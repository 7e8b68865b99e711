"""Messages in bubbles: the user's own stand at the right edge, or on a ground of their own colour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.families import Family
from assistant.reading.moments import TRAILING_CLOCK, is_moment
from assistant.reading.page import Item, Mark, Marks, Page, alike, hull, paragraphs
from assistant.reading.people import fold_name, looks_like_name
from assistant.types import BlockKind, Who

_PRESENCE = re.compile(
    r"^(?:online|offline|away|active (?:now|.{1,14} ago)|last seen .{1,30}|typing.*|zuletzt online .{1,30}|en ligne|"
    r"\d+ (?:members|participants|mitglieder|teilnehmer|membres).{0,24}|.{0,40}tap here for .{0,20}|available|busy|"
    r"verfügbar)$",
    re.I,
)
_SEPARATOR = re.compile(
    r"^(?:new messages?|unread messages?|\d+ unread messages?|neue nachrichten|"
    r"messages? (?:and calls )?are end-to-end.*|"
    r"nouveaux messages|.{1,30}(?:joined|left|added|created).{0,40})$",
    re.I,
)
_TALK = 2
"""Messages with a clock that make a conversation."""
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Bubble:
    """Lines that stand closely under each other on one ground."""

    items: tuple[Item, ...]
    timed: bool

    @property
    def x0(self) -> int:
        """Left edge of the text."""
        return min(item.x0 for item in self.items)

    @property
    def x1(self) -> int:
        """Right edge of the text or of the time beside it."""
        return max(item.x1 for item in self.items)

    @property
    def ground(self) -> int:
        """The colour behind its first line of text."""
        return next((item.ground for item in self.items if not is_moment(item.text)), -1)


def find(page: Page, marks: Marks) -> Marks:
    """Bubbles among the lines that ``marks`` does not claim; what it claims tells where the conversation stands."""
    if page.family is Family.MAIL:
        return {}
    left, right = _extent(page, marks)
    items = [item for item in page.rest(marks).items if left - page.tall <= item.x0 and item.x1 <= right + page.tall]
    bubbles = _bubbles(items, page)
    own = {id(bubble) for bubble in bubbles if _at_right(bubble, left, right, page.tall)}
    if page.family is not Family.CHAT and not _evidence(bubbles, own, left, page.tall):
        return {}
    found = [bubble for bubble in _timed(bubbles) if id(bubble) in own or not _is_furniture(bubble, page)]
    mine = {number for number, bubble in enumerate(found) if id(bubble) in own}
    mine |= _own_colour(found, mine)
    labels = {
        number for number in range(len(found)) if number not in mine and _is_label(number, found, mine, page.tall)
    }
    return _mark(found, mine, labels, "" if labels else _partner(page, left, marks), page)


def with_a_partner(page: Page) -> bool:
    """Whether a window that is named after a person, as its pane is, shows messages with their clocks.

    That tells a conversation of two in a program nobody has heard of, even before the user has said anything.
    """
    named = [(part, re.sub(r"\s*\([^()]*\)$", "", part)) for part in _title_parts(page)]
    names = {fold_name(part) for part, name in named if looks_like_name(name) and len(name.split()) >= 2}
    names -= {fold_name(name) for name in page.user.names}
    limit = page.window.y + 0.25 * page.window.height
    heads = [item for item in page.items if fold_name(item.text) in names and item.y0 < limit]
    if not heads:
        return False
    below = [item for item in page.items if item.y0 > heads[-1].y1]
    bubbles = [bubble for bubble in _bubbles(below, page) if not _is_furniture(bubble, page)]
    talk = _timed(bubbles)
    return len(talk) >= _TALK and sum(bubble.timed for bubble in talk) >= _MOSTLY * len(talk)


def _timed(bubbles: list[Bubble]) -> list[Bubble]:
    """From the first to the last message with a clock, where most have one: what is over and under is the program's.

    Under the last message stands the field for the next one: its hint, or what is being written and not said yet.
    """
    at = [number for number, bubble in enumerate(bubbles) if bubble.timed]
    if len(at) < _TALK:
        return bubbles
    talk = bubbles[at[0] : at[-1] + 1]
    return talk if len(at) >= _MOSTLY * len(talk) else bubbles


def _mark(found: list[Bubble], mine: set[int], labels: set[int], partner: str, page: Page) -> Marks:
    """Marks of the bubbles; a label above one names the speaker of those that follow it."""
    out: Marks = {}
    speaker = partner
    for number, bubble in enumerate(found):
        if number in mine:
            name, who = _own_name(page), Who.USER
        else:
            texts = [item.text for item in bubble.items if not is_moment(item.text)]
            if number in labels or (len(texts) > 1 and _may_name(texts[0])):
                speaker = texts[0]
            name, who = speaker, Who.OTHER
        for item in bubble.items:
            # A clock of its own is the program's, and must not be read on into what is said.
            kind = BlockKind.MENU if bubble.timed and is_moment(item.text) else BlockKind.MESSAGE
            out[item.index] = Mark(kind, number, name, who)
    return out


def _is_label(number: int, found: list[Bubble], mine: set[int], tall: float) -> bool:
    """A name that stands alone over another's bubble."""
    items = found[number].items
    if len(items) > 1 or not _may_name(items[0].text) or number + 1 >= len(found) or number + 1 in mine:
        return False
    below = found[number + 1].items[0]
    return below.y0 - items[0].y1 < 1.3 * tall and abs(below.x0 - items[0].x0) < 3 * tall


def _may_name(text: str) -> bool:
    """Whether the text may be the name of who speaks below; "Splendid." ends a sentence."""
    return looks_like_name(text) and text[-1] not in ".!?"


def _evidence(bubbles: list[Bubble], own: set[int], left: int, tall: float) -> bool:
    """Whether a page of an unknown program shows a conversation.

    Two bubbles at each side at least, each side on one ground of its own, the right ones flush right and ragged left.
    """
    mine = [bubble for bubble in bubbles if id(bubble) in own]
    others = [bubble for bubble in bubbles if bubble.x0 - left < 3 * tall]
    if len(mine) < 2 or len(others) < 2 or len(mine) + len(others) < 0.7 * len(bubbles):
        return False
    ragged = max(bubble.x0 for bubble in mine) - min(bubble.x0 for bubble in mine) > tall
    flush = max(bubble.x1 for bubble in mine) - min(bubble.x1 for bubble in mine) < 2 * tall
    grounds = sum(alike(bubble.ground, mine[0].ground) for bubble in mine) >= 0.8 * len(mine)
    apart = sum(not alike(bubble.ground, mine[0].ground, 12) for bubble in others) >= 0.7 * len(others)
    return ragged and flush and grounds and apart


def _extent(page: Page, marks: Marks) -> tuple[int, int]:
    """Left and right edge of the conversation, side bars left out."""
    messages = [item for item in page.items if item.index in marks and marks[item.index].kind is BlockKind.MESSAGE]
    lists = [item for item in page.items if item.index in marks and marks[item.index].kind is BlockKind.MAIL_LIST]
    free = list(page.rest(marks).items)
    left = page.left
    if messages:
        left = min(item.x0 for item in messages)
    elif lists:
        left = hull(lists)[2] + 1
    else:
        left = _after_sidebar(free, page)
    inside = [item for item in (*free, *messages) if item.x0 >= left - page.tall]
    right = max((item.x1 for item in inside), default=page.right)
    return min((item.x0 for item in inside), default=left), right


def _after_sidebar(items: list[Item], page: Page) -> int:
    """Left edge of what stands right of a side bar: beyond the widest column of blank pixels in the left half."""
    span = page.right - page.left
    spans = sorted((item.x0, item.x1) for item in items)
    best, end = (0, page.left), 0
    for (_, x1), (x0, _) in pairwise(spans):
        end = max(end, x1)
        gap = x0 - end
        column = [item for item in items if item.x1 <= end]
        right = [item for item in items if item.x0 >= x0]
        sided = len(column) >= 4 and len(right) >= 3 and end < page.left + 0.45 * span
        if sided and gap > 6 and gap > best[0] and _several_edges(right, page):
            best = (gap, x0)
    return best[1]


def _several_edges(items: list[Item], page: Page) -> bool:
    """Whether the items hold a left edge of their own, and so are not just the right half of a conversation."""
    edge = min(item.x0 for item in items)
    return sum(item.x0 - edge < 2 * page.tall for item in items) >= 2


def _bubbles(items: list[Item] | tuple[Item, ...], page: Page) -> list[Bubble]:
    """Paragraphs, each with the time that stands beside or under its last line."""
    texts = [item for item in items if not is_moment(item.text)]
    times = [item for item in items if is_moment(item.text)]
    groups = [part for group in paragraphs(texts, page.tall) for part in _ended_by_clocks(group, times, page.tall)]
    beside: list[list[Item]] = [[] for _ in groups]
    for time in times:
        near = [number for number, group in enumerate(groups) if _times(time, group, page.tall)]
        if near:
            beside[min(near, key=lambda number: abs(time.middle - groups[number][-1].middle))].append(time)
    return [
        Bubble((*group, *own), bool(own) or bool(TRAILING_CLOCK.match(group[-1].text)))
        for group, own in zip(groups, beside, strict=True)
    ]


def _ended_by_clocks(group: list[Item], times: list[Item], tall: float) -> list[list[Item]]:
    """The group, cut where a message ends: after a line with a clock beside it, or with a full stop and a clock."""
    out: list[list[Item]] = [[]]
    for item in group:
        out[-1].append(item)
        clock = TRAILING_CLOCK.match(item.text)
        beside = any(abs(time.middle - item.middle) < 0.6 * tall and _times(time, [item], tall) for time in times)
        if beside or (clock and clock["rest"][-1] in ".!?…"):
            out.append([])
    return [part for part in out if part]


def _times(time: Item, group: list[Item], tall: float) -> bool:
    """Whether a time stands beside the group's last line, or under it at the right."""
    last, end = group[-1], max(item.x1 for item in group)
    right = time.x0 >= last.x1 - 2 or abs(time.x1 - end) < 2 * tall
    return -0.6 * tall < time.middle - last.middle < 1.7 * tall and right and time.x0 - end < 12 * tall


def _at_right(bubble: Bubble, left: int, right: int, tall: float) -> bool:
    """Nearer to the right edge than to the left one, and clearly off the left one."""
    off_left, off_right = bubble.x0 - left, right - bubble.x1
    return off_left > 2.5 * tall and off_right < 0.5 * off_left and off_right < 0.25 * (right - left)


def _own_colour(found: list[Bubble], own: set[int]) -> set[int]:
    """Bubbles on the ground that only the user's bubbles have."""
    mine = [found[number].ground for number in own if found[number].ground >= 0]
    others = [bubble.ground for number, bubble in enumerate(found) if number not in own and bubble.ground >= 0]
    if not mine:
        return _tinted(found)
    colour = max(set(mine), key=mine.count)
    if sum(alike(colour, ground) for ground in others) > 0.34 * len(others):
        return set()
    return {number for number, bubble in enumerate(found) if bubble.ground >= 0 and alike(colour, bubble.ground)}


def _tinted(found: list[Bubble]) -> set[int]:
    """In a wide window all bubbles may stand left: the user's are the ones on green or blue among grey and white."""
    timed = [number for number, bubble in enumerate(found) if bubble.timed and bubble.ground >= 0]
    tinted = {number for number in timed if _colourful(found[number].ground)}
    return tinted if tinted and len(tinted) < len(timed) else set()


def _colourful(ground: int) -> bool:
    red, green, blue = ground >> 16 & 255, ground >> 8 & 255, ground & 255
    return max(red, green, blue) - min(red, green, blue) > 24 and red <= max(green, blue)


def _is_furniture(bubble: Bubble, page: Page) -> bool:
    """Separators, presence lines and the pane's title are not messages."""
    text = " ".join(item.text for item in bubble.items)
    top = page.items[0].y0 if page.items else 0
    title = bubble.items[0].y0 < top + 0.6 * page.tall and not bubble.timed and len(text.split()) <= 8
    return bool(_PRESENCE.match(text) or _SEPARATOR.match(text) or is_moment(text)) or title


def _partner(page: Page, left: int, marks: Marks) -> str:
    """The other side of a conversation of two: the name on top of the pane, or in the window's title."""
    top = page.items[0].y0 if page.items else 0
    for item in page.items:
        on_top = item.index not in marks and item.y0 < top + 4 * page.tall and item.x0 >= left - 3 * page.tall
        if on_top and looks_like_name(item.text) and not is_moment(item.text):
            return item.text
    named = [part for part in _title_parts(page) if looks_like_name(part) and len(part.split()) >= 2]
    return next((part for part in named if "microsoft" not in part.casefold() and "google" not in part.casefold()), "")


def _title_parts(page: Page) -> list[str]:
    return [part.strip() for part in re.split(r"\s[|–—-]\s", page.window.title)]


def _own_name(page: Page) -> str:
    return page.user.names[0] if page.user.names else ""
