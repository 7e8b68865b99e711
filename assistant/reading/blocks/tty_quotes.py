"""Who speaks in the lines of a mail in a terminal, where quotes are marked by ">" and everything keeps to columns.

The marks stand at the edge, where a reader may lose them; the column of the words tells how deep a line is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from assistant.reading.blocks.quotes import FORWARDED, QUOTED, SOON, Speech, attribution, speaker
from assistant.reading.page import Item, Page
from assistant.types import Who

_MARKS = re.compile(r"^(?:[|│¦]\s?)?(?P<marks>(?:>\s?)*)")
"""Marks of quotes; the line beside mutt's folders may be read with them."""
_END = re.compile(r"^-{2,}\s?(?:end|ende|fin)\b", re.I)
_FROM = re.compile(r"\b(?:from|von|de)\s(?P<author>[^-]{2,60}?)\s*-{2,}$")
_COLUMNS = 2
"""Of a mark and the space behind it."""
_MOST = 0.45
"""So much of them may be missing from where a line seems to begin."""
_NOBODY = ("", Who.OTHER)


def speakers(body: Sequence[Item], name: str, who: Who, page: Page) -> Iterator[Speech]:
    """Each line of the body with its author's name and who that is."""
    if not body:
        return
    authors: dict[int, tuple[str, Who]] = {0: (name, who)}
    left = min(item.x0 for item in body)
    wide = median((item.x1 - item.x0) / len(item.text) for item in body)
    running, at = False, 0
    while at < len(body):
        item = body[at]
        level = _level(item, left, wide, running=running)
        view = [replace(one, text=_words(one.text)) for one in body[at : at + SOON]] if level else body[at:]
        used, author = attribution(view, 0)
        if author is not None:
            spoken = authors.get(level, _NOBODY)
            for other in body[at : at + used]:
                yield other, spoken[0], Who.UNKNOWN
            marked = any(marks(one.text) > level for one in body[at + used : at + used + SOON])
            quoted = level + 1 if marked or level else level
            authors = {depth: said for depth, said in authors.items() if depth <= level}
            authors[quoted] = _told(author, page, quoted > level or who is Who.USER)
            running, at = running or marked, at + used
            continue
        if FORWARDED.match(item.text):
            told = _FROM.search(item.text)
            sent = _told(told["author"] if told else "", page, who is Who.USER)
            authors[0] = (name, who) if _END.match(item.text) else sent
            yield item, name, Who.UNKNOWN
        else:
            yield item, *authors.get(level, _NOBODY)
        running = level > 0
        at += 1


def attributes(body: Sequence[Item]) -> bool:
    """Whether a line tells who wrote what is quoted below it."""
    return any(
        attribution(body, at)[1] is not None and any(QUOTED.match(item.text) for item in body[at + 1 : at + 1 + SOON])
        for at in range(len(body))
    )


def marks(text: str) -> int:
    """How often a line is marked as quoted."""
    found = _MARKS.match(text)
    return found["marks"].count(">") if found else 0


def _words(text: str) -> str:
    return _MARKS.sub("", text)


def _level(item: Item, left: int, wide: float, *, running: bool) -> int:
    """How deep a line is quoted: by its marks, and by the column of its words where lines around it are quoted."""
    seen = marks(item.text)
    if not seen and not running:
        return 0
    # What stands left of the first mark that was read, or of the words, are marks that were not.
    lost = 0 if item.text[0] in "|│¦" else int((item.x0 - left) / (_COLUMNS * wide) + _MOST)
    return seen + max(0, lost)


def _told(author: str, page: Page, sure: bool) -> tuple[str, Who]:
    """The quoted author; in another's mail unmarked words are never the user's, whatever the mail says."""
    return author.strip(), speaker(author, page) if author and sure else Who.OTHER
