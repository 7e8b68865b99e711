"""Running text: whatever no other finder has claimed, in paragraphs under their headings."""

from __future__ import annotations

from assistant.reading.page import Mark, Marks, Page, paragraphs
from assistant.types import BlockKind


def find(page: Page) -> Marks:
    """Every remaining line, one block a paragraph; a short line just above a paragraph is its heading."""
    marks: Marks = {}
    heading = ""
    for number, group in enumerate(paragraphs(page.items, page.tall)):
        if len(group) == 1 and _is_heading(group[0].text, group[0].y1 - group[0].y0, page.tall):
            heading = group[0].text
            marks[group[0].index] = Mark(BlockKind.TEXT, number)
            continue
        for item in group:
            marks[item.index] = Mark(BlockKind.TEXT, number, heading)
    return marks


def _is_heading(text: str, tall: int, usual: float) -> bool:
    """A short line without a full stop that is set larger than the rest."""
    return len(text.split()) <= 10 and text[-1] not in ".,;:!?" and tall > 1.2 * usual
