"""Running text: whatever no other finder has claimed, in paragraphs under their headings."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.page import Item, Mark, Marks, Page, hull, paragraphs
from assistant.types import BlockKind

_SET_IN = 2.0


def find(page: Page) -> Marks:
    """Every remaining line, one block a paragraph; a short line over a paragraph of its column is its heading."""
    marks: Marks = {}
    headings: list[Item] = []
    for number, group in enumerate(paragraphs(page.items, page.tall)):
        if len(group) == 1 and _is_heading(group[0].text, group[0].y1 - group[0].y0, page.tall):
            headings.append(group[0])
            marks[group[0].index] = Mark(BlockKind.TEXT, number)
            continue
        over = [heading for heading in headings if _governs(heading, group, page)]
        for item in group:
            marks[item.index] = Mark(BlockKind.TEXT, number, over[-1].text if over else "")
    return marks


def _governs(heading: Item, group: Sequence[Item], page: Page) -> bool:
    """Whether a heading stands in the column of the lines below it; they may be set in a little."""
    x0, _, x1, _ = hull(group)
    return heading.x0 < x1 and x0 - heading.x1 < _SET_IN * page.tall


def _is_heading(text: str, tall: int, usual: float) -> bool:
    """A short line without a full stop that is set larger than the rest."""
    return len(text.split()) <= 10 and text[-1] not in ".,;:!?" and tall > 1.2 * usual
