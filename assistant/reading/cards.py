"""Which lines of a board's cards are news. A card is one thing, and to move it among the finished ones is news."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.blocks.boards import DONE, TASK
from assistant.reading.folding import digest
from assistant.types import Line


def done_digest(text: str) -> str:
    """A short name for a line that stands on a finished card."""
    return digest(f"{DONE}{text}")


def to_tell(page: Sequence[Line], new: set[int], told: dict[str, None]) -> set[int]:
    """Which lines of a window to tell of: ``new`` ones with the rest of their card, and newly finished cards.

    The words of a card that moved were read before, so ``told`` holds their :func:`done_digest`; those that it
    lacks are added.
    """
    finished = {index: done_digest(line.text) for index, line in enumerate(page) if _is(line, DONE)}
    cards = {page[index].block for index in new if _is(page[index], TASK, DONE)}
    cards |= {page[index].block for index, name in finished.items() if name not in told}
    told.update(dict.fromkeys(finished.values()))
    return new | {index for index, line in enumerate(page) if line.block in cards and _is(line, TASK, DONE)}


def _is(line: Line, *beginnings: str) -> bool:
    return line.header.startswith(beginnings)
