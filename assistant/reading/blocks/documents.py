"""Documents on the web that say whose they are: what stands in the user's own is the user's word."""

from __future__ import annotations

import re

from assistant.reading.page import Item, Mark, Marks, Page, paragraphs, sentence
from assistant.reading.people import is_user, looks_like_name
from assistant.types import BlockKind, Who

_OWNS = (
    r"(?:the )?(?:document )?(?:owner|author)|(?:eigentümer|besitzer|inhaber|verfasser|autor)(?:in)?|"
    r"propriétaire|auteure?|autrice|rédacteur|rédactrice"
)
_MADE = r"(?:written|created|drafted) by|(?:geschrieben|erstellt|verfasst) von|(?:écrit|créé|rédigé) par"
_NAMED = (
    re.compile(rf"^(?P<name>[^,:;|(–·]{{2,40}}?)\s*[,:;|(–·-]\s*(?:{_OWNS})\)?$", re.I),
    re.compile(rf"^(?:{_OWNS})\s*[:：]\s*(?P<name>\S.{{1,40}})$", re.I),
    re.compile(rf"^(?:{_MADE})\s*:?\s*(?P<name>\S.{{1,40}})$", re.I),
)
"""Like "Anna Weber, owner", "Author: Anna Weber" and "Written by Anna Weber"."""
_BAR = 0.2
"""A document's bar stands in the first fifth of its window."""
_SET_IN = 8.0
"""Lists and quotes are set in by at most this many heights."""
_TITLE = 2.5
"""The title ends at most this many heights over the text."""
_LEAST = 2
"""Paragraphs with a sentence, at least."""


def find(page: Page) -> Marks:
    """The text of a document whose bar names the user as its owner or author; what stands beside its text is left out.

    A ticket has an owner too, who answers for what others wrote; but its bar names nobody.
    """
    owners = [name for item in page.items if _in_bar(item, page) and (name := _owner(item))]
    if not owners or not all(is_user(name, page.user) for name in owners):
        return {}
    groups = paragraphs(page.items, page.tall)
    texts = [group for group in groups if any(sentence(item.text) for item in group)]
    if len(texts) < _LEAST:
        return {}
    edge = max(
        (group[0].x0 for group in texts), key=lambda x: sum(_letters(group) for group in texts if _at(group, x, page))
    )
    top = min(group[0].y0 for group in texts if _at(group, edge, page))
    titles = [
        group[0].y0 for group in groups if _at(group, edge, page) and 0 <= top - group[-1].y1 < _TITLE * page.tall
    ]
    top = min(titles, default=top)
    column = [
        group for group in groups if group[0].y0 >= top and 0 <= group[0].x0 - edge + page.tall <= _SET_IN * page.tall
    ]
    return {
        item.index: Mark(BlockKind.TEXT, number, "", Who.USER) for number, group in enumerate(column) for item in group
    }


def _at(group: list[Item], x: int, page: Page) -> bool:
    """Whether a paragraph begins at ``x``."""
    return abs(group[0].x0 - x) < page.tall


def _letters(group: list[Item]) -> int:
    return sum(len(item.text) for item in group)


def _in_bar(item: Item, page: Page) -> bool:
    return item.y1 <= page.window.y + _BAR * page.window.height


def _owner(item: Item) -> str:
    """Whom a line names as owner or author; empty where it names nobody."""
    for pattern in _NAMED:
        found = pattern.match(item.text.strip())
        if found and looks_like_name(found["name"]):
            return found["name"]
    return ""
