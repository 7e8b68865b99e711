"""Which lines of a board's cards, or of a list's rows, are news.

A card is one thing, and to move it among the finished ones is news.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.blocks import tasks
from assistant.reading.blocks.boards import DONE, TASK, uncounted
from assistant.reading.folding import digest
from assistant.types import BlockKind, Line

HEAD = "head: "
"""Begins the names of columns in the memory of what was told."""


def done_digest(text: str) -> str:
    """A short name for a line that stands on a finished card."""
    return digest(f"{DONE}{text}")


def to_tell(page: Sequence[Line], new: set[int], told: dict[str, None]) -> set[int]:
    """Which lines of a window to tell of: ``new`` ones with the rest of their card, and newly finished cards.

    The words of a card that moved were read before, so ``told`` holds their :func:`done_digest`; those that it
    lacks are added.
    """
    finished = {index: done_digest(line.text) for index, line in enumerate(page) if _is(line, DONE)}
    cards = {page[index].block for index in new if _is_part(page[index])}
    cards |= {page[index].block for index, name in finished.items() if name not in told}
    counts = _counts(page)
    same = {index for index, name in counts.items() if name in told}
    told.update(dict.fromkeys([*finished.values(), *counts.values()]))
    return (new - same) | {index for index, line in enumerate(page) if line.block in cards and _is_part(line)}


def _counts(page: Sequence[Line]) -> dict[int, str]:
    """A short name for each head of a board's columns that carries a count: how many cards there are is no news."""
    board = any(_is(line, TASK, DONE) for line in page)
    heads = {
        index: uncounted(line.text)
        for index, line in enumerate(page)
        if board and line.block_kind is BlockKind.MENU and uncounted(line.text) != line.text
    }
    return {index: digest(f"{HEAD}{name}") for index, name in heads.items()}


def _is_part(line: Line) -> bool:
    """Whether a line stands on a card or in a row of a list."""
    return _is(line, TASK, DONE) or (line.block_kind is BlockKind.TEXT and tasks.is_row(line.header))


def _is(line: Line, *beginnings: str) -> bool:
    return line.header.startswith(beginnings)
