"""Lists of mails in a terminal: a row a mail, with its number, flags, date, sender and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.blocks.tty_bars import Row, joined
from assistant.reading.moments import CLOCK, DATE, DAY
from assistant.reading.page import Mark, Marks, Page
from assistant.reading.people import is_user
from assistant.types import BlockKind, Who

_WHEN = rf"(?:{DAY},? )?(?:(?:\d{{4}} )?(?:{DATE})(?:,? (?:{CLOCK}))?|(?:{CLOCK}))(?=\s|$)"
_FLAGS = r"[\W\d]*(?:(?<!\w)[A-Za-z]{1,2}(?!\w)[\W\d]*){0,3}"
_DATED = re.compile(rf"^(?:[\W\d]*?\s)??{_FLAGS}?(?P<when>{_WHEN})\s+(?P<rest>\S.*)$", re.I)
"""mutt and alpine: "12 N + Jun 09 Oona Fairweather (2K) Patch report"."""
_NAMED = re.compile(rf"^\W*(?:[A-Z]{{1,2}}\s+)?\d{{1,5}}\s+(?P<name>[^\W\d]\S*.*?)\s+{_WHEN}\s+(?P<rest>\S.*)$", re.I)
"""The mail command: "N 3 oona@x.example Tue Jun 9 07:31 20/812 Patch report"."""
_SIZE = re.compile(r"\s*[(\[]\s*[\d.,]+\s?[KMG]?[B]?\s*[)\]].*$", re.I)
_ASIDE = re.compile(rf"^{_FLAGS}(?:{_WHEN})?[\W\d]*$", re.I)
_TO = re.compile(r"^(?:to|an|à):? (?=[A-ZÀ-Þ])", re.I)


def find(lines: Sequence[Row], page: Page) -> Marks:
    """A block a row, headed by its sender; the user's own where the row says to whom the mail went."""
    found = [(row[at:], name) for row in lines for at, name in [_start(row)] if name is not None]
    if len(found) < 2:
        return {}
    marks: Marks = {}
    for number, (row, name) in enumerate(found):
        mine = _TO.match(name) is not None or is_user(name, page.user)
        own = page.user.names[0] if page.user.names else ""
        mark = Mark(BlockKind.MAIL_LIST, number, own if mine else name, Who.USER if mine else Who.OTHER)
        marks.update({item.index: mark for item in row})
        # Numbers, flags and times are the program's, and the name is the header: a subject is not read on into them.
        aside = Mark(BlockKind.MENU, len(found) + number)
        marks.update({item.index: aside for item in row if _ASIDE.match(item.text) or item.text == name})
    return marks


def _start(row: Row) -> tuple[int, str | None]:
    """Where in a row the mail begins, which a folder of the side bar may precede, and its sender."""
    for at in range(min(len(row), 3)):
        name = _sender(row[at:])
        if name is not None:
            return at, name
    return 0, None


def _sender(row: Row) -> str | None:
    """Who stands in the row of a mail; empty where the name cannot be told from the subject, None for other rows."""
    text = joined(row)
    dated = _DATED.match(text)
    if dated is None:
        named = _NAMED.match(text)
        return named["name"].strip() if named else None
    cell = _cell(row, dated.start("rest"))
    if _SIZE.search(dated["rest"]):
        return _SIZE.sub("", dated["rest"]).strip()
    # With neither a size nor a gap behind it, the name reads on into the subject.
    return cell if len(cell) < len(dated["rest"]) else ""


def _cell(row: Row, start: int) -> str:
    """The item's text from ``start`` on, a place in the row's joined text."""
    at = 0
    for item in row:
        text = " ".join(item.words)
        end = at + len(text)
        if start < end:
            return text[max(0, start - at) :].strip()
        at = end + 1
    return ""
