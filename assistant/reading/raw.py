"""The reader's raw material: text as it was recognised, before anybody knows what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.types import Box

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RawLine:
    """One recognised line (or the part of it that lies in one column) in pixels of the full frame."""

    text: str
    box: Box
    score: float = 1.0
    """Mean probability of the characters, 0 to 1."""
    ground: int = -1
    """Colour behind the text as 0xRRGGBB, a bubble's or a pane's; -1 where it is not known."""

    def to_json(self) -> list[Any]:
        """``[text, [x0, y0, x1, y1], score, ground]``."""
        return [self.text, list(self.box), self.score, self.ground]

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> RawLine:
        """Inverse of :meth:`to_json`; raises ``ValueError``, ``TypeError`` or ``IndexError`` on anything else."""
        text, corners, score = str(value[0]), value[1], float(value[2])
        x0, y0, x1, y1 = (int(corner) for corner in corners)
        return cls(text, (x0, y0, x1, y1), score, int(value[3]) if len(value) > 3 else -1)


def height(box: Box) -> int:
    """Rows of ``box``."""
    return box[3] - box[1]


def width(box: Box) -> int:
    """Columns of ``box``."""
    return box[2] - box[0]


def centre(box: Box) -> tuple[float, float]:
    """The middle of ``box``."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def touches(one: Box, two: Box) -> bool:
    """Whether the boxes share a pixel."""
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def contains(outer: Box, x: float, y: float) -> bool:
    """Whether the point lies in the box."""
    return outer[0] <= x < outer[2] and outer[1] <= y < outer[3]


def union(one: Box, two: Box) -> Box:
    """The smallest box around both."""
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def same_row(one: Box, two: Box) -> bool:
    """Whether both stand on one line of text: their shared rows are most of the lower one's."""
    shared = min(one[3], two[3]) - max(one[1], two[1])
    return shared > 0.5 * min(height(one), height(two))
