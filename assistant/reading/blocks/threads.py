"""Threads of mails: messages that are folded to one row, with their sender, their first words and their date."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.moments import TRAILING, is_moment
from assistant.reading.page import Item, Page, rows
from assistant.reading.people import is_user, looks_like_name
from assistant.types import Who

_LEAST = 3
"""Words of a message in its row, at least."""

Folded = tuple[list[Item], str, Who]
"""The pieces of a row, left to right, its sender's name and who that is."""


def folded(page: Page, pane: tuple[float, float], senders: Sequence[str]) -> list[Folded]:
    """The rows of a pane, from left to right edge, that begin with a name and end with a date.

    ``senders`` stand over open messages. A reader may take a row for one line: then the name is one of those, or the
    user's own.
    """
    known = [name for name in (*senders, *page.user.names) if name]
    found = []
    for row in rows([item for item in page.items if pane[0] <= item.x0 <= pane[1]]):
        name = _sender(row, known)
        if name:
            found.append((row, name, Who.USER if is_user(name, page.user) else Who.OTHER))
    return found


def _sender(row: Sequence[Item], known: Sequence[str]) -> str:
    """Who sent what the row folds; empty where it is no such row."""
    texts = [item.text for item in row if not is_moment(item.text)]
    timed = TRAILING.match(texts[-1]) if texts else None
    if not texts or (timed is None and len(texts) == len(row)):
        return ""
    if len(texts) > 1 and looks_like_name(texts[0]):
        return texts[0]
    said = " ".join([*texts[:-1], timed["rest"] if timed else texts[-1]])
    begun = [name for name in known if said.startswith(f"{name} ")]
    named = max(begun, key=len, default="")
    return named if len(said.removeprefix(named).split()) >= _LEAST else ""
