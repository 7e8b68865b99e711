"""All lines of one window with the geometry that the block finders share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from assistant.config import User
from assistant.reading.families import Family, family
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Box, Who, Window


@dataclass(frozen=True, slots=True)
class Item:
    """One line with its number in the window."""

    index: int
    text: str
    box: Box
    ground: int = -1

    @property
    def x0(self) -> int:
        """Left edge."""
        return self.box[0]

    @property
    def y0(self) -> int:
        """Top edge."""
        return self.box[1]

    @property
    def x1(self) -> int:
        """Right edge."""
        return self.box[2]

    @property
    def y1(self) -> int:
        """Bottom edge."""
        return self.box[3]

    @property
    def middle(self) -> float:
        """Row of the line's middle."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def words(self) -> list[str]:
        """The text at its spaces."""
        return self.text.split()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a finder says about one line."""

    kind: BlockKind
    block: int
    """Lines with the same number, within one finder's answer, form one block."""
    header: str = ""
    who: Who = Who.UNKNOWN


Marks = dict[int, Mark]
"""Marks by line number."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one window, top to bottom, left to right."""

    items: tuple[Item, ...]
    window: Window
    user: User
    family: Family
    tall: float
    """Usual height of a line."""
    left: int = field(default=0)
    right: int = field(default=0)

    def rest(self, taken: Iterable[int]) -> Page:
        """The page without the lines that are spoken for."""
        gone = set(taken)
        items = tuple(item for item in self.items if item.index not in gone)
        return Page(items, self.window, self.user, self.family, self.tall, self.left, self.right)


def page(lines: Sequence[RawLine], window: Window, user: User) -> Page:
    """A page of the lines, which keep their order as numbers."""
    items = [Item(index, line.text, line.box, line.ground) for index, line in enumerate(lines)]
    items.sort(key=lambda item: (item.middle, item.x0))
    tall = median(item.y1 - item.y0 for item in items) if items else 20.0
    left = min((item.x0 for item in items), default=window.x)
    right = max((item.x1 for item in items), default=window.x + window.width)
    return Page(tuple(items), window, user, family(window), max(8.0, tall), left, right)


def rows(items: Sequence[Item]) -> list[list[Item]]:
    """Items grouped by line of text, top to bottom, each left to right."""
    out: list[list[Item]] = []
    for item in sorted(items, key=lambda one: one.middle):
        near = [row for row in out[-3:] if _level(row, item)]
        if near:
            min(near, key=lambda row: abs(row[-1].middle - item.middle)).append(item)
        else:
            out.append([item])
    return [sorted(row, key=lambda item: item.x0) for row in out]


def _level(row: list[Item], item: Item) -> bool:
    """Whether the item stands on the row's base line, and beside its items, not over them."""
    last = row[-1]
    tall = min(item.y1 - item.y0, last.y1 - last.y0)
    near = abs(item.middle - last.middle) < 0.45 * tall
    # Boxes are generous: those of two cells without room between them share some columns.
    return near and all(item.x0 >= other.x1 - 0.45 * tall or item.x1 <= other.x0 + 0.45 * tall for other in row)


def paragraphs(items: Sequence[Item], tall: float) -> list[list[Item]]:
    """Items grouped into runs of lines that stand closely under each other from one left edge on one ground."""
    out: list[list[Item]] = []
    for item in sorted(items, key=lambda one: (one.middle, one.x0)):
        for group in reversed(out):
            last = group[-1]
            gap = item.y0 - last.y1
            close = -0.7 * tall < gap < 0.35 * tall and item.middle > last.middle
            if close and abs(item.x0 - last.x0) < 0.8 * tall and alike(item.ground, last.ground):
                group.append(item)
                break
        else:
            out.append([item])
    return out


def alike(one: int, two: int, tolerance: int = 24) -> bool:
    """Whether two grounds are one colour to the eye; an unknown one is like any."""
    if one < 0 or two < 0:
        return True
    return all(abs((one >> shift & 255) - (two >> shift & 255)) <= tolerance / 3 for shift in (0, 8, 16))


def hull(items: Sequence[Item]) -> Box:
    """The smallest box around the items."""
    return (
        min(item.x0 for item in items),
        min(item.y0 for item in items),
        max(item.x1 for item in items),
        max(item.y1 for item in items),
    )


def sentence(text: str) -> bool:
    """Whether the text reads like a clause rather than a label: several words, some of them small."""
    words = text.split()
    if any(ord(char) > 0x2E7F for char in text):
        return len(text) > 8 or text[-1] in "。？！"
    return len(words) >= 4 and sum(word[0].islower() for word in words) >= 2
