"""Messages, comments and cards under a head that gives a name and a time ("Anna Weber 9:12 AM")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.families import Family
from assistant.reading.moments import TRAILING, TRAILING_CLOCK, is_moment
from assistant.reading.page import Item, Mark, Marks, Page, rows
from assistant.reading.people import addresses, is_user, looks_like_handle, looks_like_name, sender
from assistant.types import BlockKind, Who

_ACTED = re.compile(
    r"^(?P<name>[@\w][\w .'’@-]{0,38}?),? (?:has )?(?:commented|replied|wrote|posted|asked|answered|added a comment|"
    r"reviewed|"
    r"opened this|approved|said|says|hat (?:geschrieben|kommentiert|geantwortet)|schrieb|kommentierte|antwortete|"
    r"a (?:écrit|commenté|répondu))\b(?P<after>.*)$",
    re.I,
)
_AGO = re.compile(
    r"^(?:u/)?(?P<name>[\w.-]{2,30}(?: [A-Z][\w.-]*){0,2})[\s·•,|-]+(?:\d+|an?) ?(?:s|m|h|d|w|mo|y|sec|min|hr|"
    r"second|minute|hour|"
    r"day|week|month|year)s?\.? ago\b(?:\s*(?:[|Il·•(\[]|on\b|edited\b).*)?$"
)
_TO_ALL = re.compile(
    r"^(?:(?:From|Von|De) )?(?P<name>[^\W\d_][\w .'’-]{0,38}?) (?:to|an|à|→) (?:everyone|me|you|all|alle|tous|"
    r"[\w .'’-]{2,30})"
    r"(?: \(.{4,20}\))?:?(?P<moment> .{4,24})?$",
    re.I,
)
"""Chats of calls: "From Anna Weber to Everyone: 10:02 AM"."""
_ACTIONS = re.compile(
    r"^(?:.{0,14} )?(?:like|reply|react|gefällt mir|antworten|j'aime|répondre)"
    r"(?: (?:like|reply|react|share|edit|antworten|répondre|\d+ ?\w{1,3}\.?))*$",
    re.I,
)
"""What stands under a comment: "Like Reply 2h"."""
_OWN_PREFIX = re.compile(r"^(?:you|du|me|ich|vous|moi|tú|tu|自分)\s?[:：] ?", re.I)
_BADGE = re.compile(r"^(?:app|bot|admin|owner|author|member|contributor|moderator|guest|gast|new|edited|you)$", re.I)
_CALENDAR = re.compile(
    r"(?:^|[-–—|:·] )(?:\w+ )?(?:calendar|kalender|agenda|calendrier|schedule|timetable)(?= [-–—|:·]|$)|カレンダー",
    re.I,
)
"""Where a name and a time make an appointment."""
_WEAK = re.compile(r"^[^\d]*$")


@dataclass(frozen=True, slots=True)
class Head:
    """A name and a time on one row."""

    items: tuple[Item, ...]
    name: str
    apart: bool
    """The time stands at the far end of the row, as in a list of conversations."""

    @property
    def first(self) -> Item:
        """The item with the name."""
        return self.items[0]

    @property
    def right(self) -> int:
        """Right edge."""
        return max(item.x1 for item in self.items)


def find(page: Page) -> Marks:
    """Blocks of a head and the lines of its column below it, down to the next head."""
    if _CALENDAR.search(page.window.title):
        return {}
    found = [head for row in rows(page.items) for head in _heads(row, page)]
    found += _guests(found, page)
    used = {item.index for head in found for item in head.items}
    found += [head for head in _commented(page) if head.first.index not in used]
    found.sort(key=lambda head: head.first.middle)
    lists = _lists(found, page)
    least = 1 if page.family in {Family.CHAT, Family.MAIL} else 2
    if len(found) < least:
        return {}
    bodies = _bodies(found, page)
    marks: Marks = {}
    for number, head in enumerate(found):
        body = bodies[number]
        if not body and page.family not in {Family.CHAT, Family.MAIL}:
            continue
        card = number in lists
        kind = BlockKind.MAIL_LIST if card else BlockKind.MESSAGE
        who = Who.USER if is_user(head.name, page.user) else Who.OTHER
        for item in head.items:
            marks[item.index] = Mark(kind, number, head.name, who)
        for item in body:
            own = card and _OWN_PREFIX.match(item.text)
            marks[item.index] = Mark(kind, number, head.name, Who.USER if own else who)
    return marks


def _heads(row: list[Item], page: Page) -> list[Head]:
    """Heads on one row of the page; two panes may have one each."""
    found = []
    place = 0
    while place < len(row):
        item = row[place]
        following = row[place + 1] if place + 1 < len(row) else None
        if following is not None and _BADGE.match(following.text) and place + 2 < len(row):
            following = row[place + 2]
        head = _alone(item, page) or _pair(item, following, page)
        if head is not None:
            found.append(head)
            place += len(head.items) - 1
        place += 1
    return found


def _alone(item: Item, page: Page) -> Head | None:
    """A name and a time in one line, or a name and a verb of speech."""
    text = re.sub(r"^[●•·○◦]\s*", "", item.text)
    if is_moment(text):
        return None
    acted = _ACTED.match(text)
    if acted and _named(acted["name"]) and len(text.split()) <= 9:
        after = acted["after"].strip(" :,.")
        if not after or is_moment(after) or re.match(r"^(?:on|this|to|in)?\b.*\d", after):
            return Head((item,), acted["name"].strip(), False)
    ago = _AGO.match(text)
    if ago:
        return Head((item,), ago["name"], False)
    to_all = _TO_ALL.match(text) if page.family is Family.CHAT else None
    if to_all and _named(to_all["name"]) and to_all["moment"] and is_moment(to_all["moment"]):
        return Head((item,), to_all["name"], False)
    for pattern in (TRAILING_CLOCK, TRAILING):
        match = pattern.match(text)
        if match is None:
            continue
        name = re.sub(r"\s+(?:app|bot|admin|guest)$", "", match["rest"], flags=re.I).strip(" ,·•|–-")
        if _WEAK.match(match["moment"]) and not re.search(r"day|gestern|heute|now|hier", match["moment"], re.I):
            continue
        if _speaker(name, page):
            return Head((item,), sender(name), False)
    return None


def _guests(found: list[Head], page: Page) -> list[Head]:
    """Lines that are set like the heads of others, from one left edge and ending with a time, under any short label.

    Programs call those whom they do not know a guest or a visitor, which is no name.
    """
    alone = [head.first for head in found if len(head.items) == 1]
    guests = []
    for item in page.items:
        timed = TRAILING.match(item.text)
        peers = sum(abs(other.x0 - item.x0) < 0.3 * page.tall for other in alone)
        if timed and peers >= 2 and item not in alone and _title(timed["rest"]) and is_moment(timed["moment"]):
            guests.append(Head((item,), timed["rest"], False))
    return guests


def _commented(page: Page) -> list[Head]:
    """Names that stand alone over a comment, which ends with a row of actions such as "Like Reply 2h"."""
    found = []
    for actions in page.items:
        if not _ACTIONS.match(actions.text):
            continue
        bottom = actions
        for item in reversed([one for one in page.items if one.middle < actions.middle]):
            if abs(item.x0 - actions.x0) > 2.5 * page.tall:
                continue
            if bottom.y0 - item.y1 > 1.2 * page.tall:
                break
            if looks_like_name(item.text) and len(item.words) >= 2:
                found.append(Head((item,), item.text, False))
                break
            bottom = item
    return found


def _pair(item: Item, following: Item | None, page: Page) -> Head | None:
    """A name with a time as the next item of its row, near or at the far end."""
    if following is None or not is_moment(following.text) or following.x0 - item.x1 > 45 * page.tall:
        return None
    name = re.sub(r"\s+\(?\d{1,3}\)?$", "", item.text)
    far = following.x0 - item.x1 > 2.5 * page.tall
    if not (_speaker(name, page) or (far and addresses(name)) or (far and _title(name))):
        return None
    return Head((item, following), sender(name), far)


def _named(name: str) -> bool:
    """Whether the text before a verb of speech names somebody."""
    return looks_like_name(name) or looks_like_handle(name)


def _speaker(name: str, page: Page) -> bool:
    """Whether the text names somebody who may speak; one plain word counts only where people chat."""
    plain = name.strip()
    if is_user(plain, page.user):
        return True
    if page.family in {Family.CHAT, Family.MAIL}:
        return looks_like_name(plain) or looks_like_handle(plain)
    return (looks_like_name(plain) and len(plain.split()) >= 2) or (plain.startswith("@") and looks_like_handle(plain))


def _title(text: str) -> bool:
    """A short capitalised label, such as a group's name in a list of conversations."""
    return len(text.split()) <= 4 and len(text) <= 32 and text[0].isupper() and text[-1] not in ".!?:"


def _lists(found: list[Head], page: Page) -> set[int]:
    """Numbers of the heads that are cards of a list: times flush at one right edge, names at one left edge."""
    cards: set[int] = set()
    for number, head in enumerate(found):
        peers = [
            other
            for other in found
            if other is not head
            and other.apart
            and abs(other.first.x0 - head.first.x0) < page.tall
            and abs(other.right - head.right) < 1.5 * page.tall
        ]
        narrow = head.right - head.first.x0 < 0.6 * (page.right - page.left)
        if head.apart and peers and (narrow or page.family is Family.MAIL):
            cards.add(number)
    return cards


def _bodies(found: list[Head], page: Page) -> list[list[Item]]:
    """The lines that belong to each head."""
    heads = {item.index for head in found for item in head.items}
    bodies: list[list[Item]] = [[] for _ in found]
    bottoms = [head.first.y1 for head in found]
    for item in page.items:
        if item.index in heads or is_moment(item.text):
            continue
        near = [
            (found[number].first.middle, number)
            for number in range(len(found))
            if _belongs(item, found[number], bottoms[number], page)
        ]
        if near:
            number = max(near)[1]
            bodies[number].append(item)
            bottoms[number] = max(bottoms[number], item.y1)
    return bodies


def _belongs(item: Item, head: Head, bottom: int, page: Page) -> bool:
    """Whether the line stands under the head, from its left edge or to its right edge, without a wide gap."""
    tall = page.tall
    if item.middle <= head.first.middle + 0.4 * tall or item.y0 - bottom > 3.2 * tall:
        return False
    from_left = -1.2 * tall <= item.x0 - head.first.x0 <= 3.5 * tall
    to_right = abs(item.x1 - head.right) <= 1.5 * tall and item.x0 > page.left + 0.3 * (page.right - page.left)
    inside = not head.apart or item.x0 < head.right
    return (from_left or to_right) and inside
