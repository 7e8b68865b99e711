"""Mail in a terminal: mutt, neomutt, aerc, alpine and the mail command, and the editors in which answers are written.

An open mail stands under rows of labels ("From:", "Subject:") that follow each other closely from one left edge. An
answer stands in an editor under its own such rows, or over what it quotes. Patches look like mails and are code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.reading.blocks import inbox, tty_lists
from assistant.reading.blocks.mail_words import FIELDS, field_of
from assistant.reading.blocks.quotes import FORWARDED
from assistant.reading.blocks.tty_bars import PAGER, Row, bars, editing, is_mail_program, is_prompt, rows
from assistant.reading.blocks.tty_quotes import attributes, speakers
from assistant.reading.page import Item, Mark, Marks, Page
from assistant.reading.people import addresses, is_user, looks_like_name, sender
from assistant.reading.raw import union
from assistant.types import BlockKind, Who

_LABEL = re.compile(r"^[^\W\d_][\w-]{0,20}(?: [\w-]{1,12})?\s{0,10}[:：](?:\s|$)")
_PATCH = re.compile(r"^\[(?:RFC )?PATCH\b", re.I)
_NEXT_LABEL = re.compile(r"\s+(?:to|an|à|cc|date|datum|subject|betreff|objet)\s?[:：](?:\s.*)?$", re.I)
_PART = re.compile(r"^\[-- .{4,}|^-{4,}.{0,30}-{0,}$|^[─—_=-]{4,}$")
"""What a program puts between header and text, and before an attachment."""
_NEAR = 1.65
"""Heights from the middle of a header's row to that of the next, at most; after a blank row it is more."""
_ASIDE = 3.2
"""Heights by which the left edges of labels differ that are set flush right."""
_NAME = 20
"""Letters of the sender's name in mutt's line, which goes on with the subject."""


@dataclass(frozen=True, slots=True)
class _Head:
    """One mail's header."""

    first: int
    end: int
    """Its rows' numbers, ``end`` being the first below it."""
    left: int
    name: str
    who: Who


def find(page: Page) -> Marks:
    """Open mails with their header, body and quotes, answers being written, lists of mails, and the bars around."""
    lines = rows(page)
    around = bars(lines, page)
    heads = _honest(list(_heads(lines, page)), lines) or _headless(lines, around, page)
    marks: Marks = {}
    for number, head in enumerate(heads):
        end = heads[number + 1].first if number + 1 < len(heads) else len(lines)
        for item in _items(lines[head.first : head.end], head, page):
            marks[item.index] = Mark(BlockKind.MAIL, number, head.name, head.who)
        body = list(_body(lines[head.end : end], head, around, page))
        for item, name, who in speakers(body, head.name, head.who, page):
            marks[item.index] = Mark(BlockKind.MAIL, number, name, who)
    if not any(is_prompt(row) for row in lines):
        marks = _listed(lines, heads, page, marks)
    return _barred(around, marks) if marks else {}


def _honest(heads: list[_Head], lines: Sequence[Row]) -> list[_Head]:
    """The heads; one inside another's mail that names the user was written there by that other."""
    if not heads or heads[0].who is Who.USER or editing(lines):
        return heads
    return [heads[0], *(replace(head, who=Who.OTHER) for head in heads[1:])]


def _heads(lines: Sequence[Row], page: Page) -> Iterator[_Head]:
    """Every header, top to bottom."""
    lines = [_whole_labels(row) for row in lines]
    at = 0
    while at < len(lines):
        end, left = _labelled(lines, at, page)
        head = _head(lines, at, end, left, page) if end > at + 1 else None
        if head is not None:
            yield head
        at = end if head is not None else at + 1


def _whole_labels(row: Row) -> Row:
    """The row with the colons that stand apart from their labels ("Subject   : Oars") joined to them."""
    found: Row = []
    for item in row:
        if found and item.text.startswith((":", "：")) and field_of(found[-1].text):
            found[-1] = replace(found[-1], text=f"{found[-1].text}{item.text}", box=union(found[-1].box, item.box))
        else:
            found.append(item)
    return found


def _labelled(lines: Sequence[Row], at: int, page: Page) -> tuple[int, int]:
    """Number of the first row below the labels that begin in row ``at``, and their left edge."""
    start = next((item for item in lines[at] if _LABEL.match(item.text) and field_of(item.text)), None)
    if start is None:
        return at, 0
    left, end = start.x0, at + 1
    while end < len(lines):
        row = [item for item in lines[end] if item.x0 > left - _ASIDE * page.tall]
        if not row or row[0].middle - lines[end - 1][-1].middle > _NEAR * page.tall:
            break
        wrapped = row[0].x0 > left + 0.8 * page.tall
        label = _LABEL.match(row[0].text) and abs(row[0].x0 - left) < _ASIDE * page.tall
        if not label and not wrapped:
            break
        left = min(left, row[0].x0) if label else left
        end += 1
    return end, left


def _head(lines: Sequence[Row], at: int, end: int, left: int, page: Page) -> _Head | None:
    """What the labels mean; None where they are no mail's."""
    fields = _fields(lines[at:end], left, page)
    if _PATCH.match(fields.get("subject", "")):
        return None
    value = _NEXT_LABEL.sub("", fields.get("from", ""))
    if value:
        named = bool(addresses(value)) or looks_like_name(value)
        if not fields.keys() & {"subject", "date"} or not (named or {"subject", "date"} <= fields.keys()):
            return None
        mine = is_user(value if addresses(value) and page.user.addresses else sender(value), page.user)
        return _Head(at, end, left, sender(value), Who.USER if mine else Who.OTHER)
    writing = editing(lines) or not is_user(fields.get("to", ""), page.user)
    if {"to", "subject"} <= fields.keys() and "date" not in fields and writing:
        return _Head(at, end, left, _own_name(page), Who.USER)
    return None


def _fields(lines: Sequence[Row], left: int, page: Page) -> dict[str, str]:
    """Values by their labels' meaning; a row may hold two labels."""
    found: dict[str, str] = {}
    for row in lines:
        name = None
        for item in row:
            if item.x0 < left - _ASIDE * page.tall:
                continue
            labelled = field_of(item.text) if _LABEL.match(item.text) else None
            if labelled is not None:
                name = None if labelled in found else labelled
                if name is not None:
                    found[name] = FIELDS.sub("", item.text).strip(" :")
            elif name is not None:
                found[name] = f"{found[name]} {item.text}".strip()
    return found


def _headless(lines: Sequence[Row], around: Sequence[Row], page: Page) -> list[_Head]:
    """A mail whose header is not in sight: the rest of a long one under mutt's line, or an answer over its quotes."""
    texts = [row for row in lines if row not in around]
    if not texts or any(is_prompt(row) for row in lines):
        return []
    first = lines.index(texts[0])
    left = min(row[0].x0 for row in texts)
    if editing(lines):
        items = [row[0] for row in texts]
        return [_Head(first, first, left, _own_name(page), Who.USER)] if attributes(items) else []
    bar = next((item for row in lines for item in row if PAGER.match(item.text)), None)
    told = PAGER.match(bar.text) if bar is not None else None
    if bar is None or told is None:
        return []
    listed = tty_lists.find(texts, page)
    below = [row for row in texts if row[0].index not in listed]
    if not below:
        return []
    mine = is_user(told["name"], page.user)
    return [_Head(lines.index(below[0]), lines.index(below[0]), left, told["name"][:_NAME].strip(), _who(mine))]


def _who(mine: bool) -> Who:
    return Who.USER if mine else Who.OTHER


def _items(lines: Sequence[Row], head: _Head, page: Page) -> Iterator[Item]:
    """The items of the head's column and what is right of it."""
    return (item for row in lines for item in row if item.x0 > head.left - page.tall)


def _body(lines: Sequence[Row], head: _Head, around: Sequence[Row], page: Page) -> Iterator[Item]:
    """What stands below the header, up to a prompt of the shell."""
    for row in lines:
        if is_prompt(row):
            return
        aside = _PART.match(row[0].text) and not FORWARDED.match(row[0].text)
        if row not in around and not aside:
            yield from _items([row], head, page)


def _listed(lines: Sequence[Row], heads: Sequence[_Head], page: Page, marks: Marks) -> Marks:
    """The marks with those of lists of mails, which may stand over an open one."""
    if not is_mail_program(lines, page) or any(head.who is Who.USER for head in heads):
        return marks
    free = [row for row in lines if not any(item.index in marks for item in row)]
    rest = page.rest(marks)
    found = tty_lists.find(free, page) or ({} if marks else inbox.find(rest))
    offset = len(heads)
    for index, mark in found.items():
        marks[index] = Mark(mark.kind, mark.block + offset, mark.header, mark.who)
    return marks


def _barred(around: Sequence[Row], marks: Marks) -> Marks:
    """The marks with the bars as menus."""
    number = max(mark.block for mark in marks.values()) + 1
    for row in around:
        for item in row:
            marks.setdefault(item.index, Mark(BlockKind.MENU, number))
    return marks


def _own_name(page: Page) -> str:
    return page.user.names[0] if page.user.names else ""
