"""Marks that stand before a line and say what became of it: ``[x]``, ``[ ]``, and struck-out items of a list.

The detector often passes over them, being narrow; yet whether a task is done changes what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.reading import spacing
from assistant.reading.raw import RawLine, height
from assistant.types import Box

Picture = NDArray[np.uint8]
Recognise = Callable[[Picture], tuple[str, float]]
"""Reads a picture of one line: its text and the mean probability of the characters."""

_BOX = re.compile(r"^[-*+•·–]?\s*[\[(]\s*(?P<tick>[xX×✓✔]?)\s*[\])]$")
_EDGE = re.compile(r"^\]\s+(?=\w)")
"""The right edge of an empty box, read as a letter."""
_REACH = 3.2
"""How far left of a line its mark may begin, in heights of the line."""
_NEAR = 1.4
"""How near to the line it ends."""
_SURE = 0.6
_LETTERS = 3
_STRUCK_LETTERS = 6
"""A shorter struck-out text may be anything."""
_STRUCK_PART = 0.9
"""So much of what stands in a line is its struck-out text."""
_INKS = 5
"""A hyphen, two brackets and what stands between them, perhaps in two parts."""


def with_marks(picture: Picture, lines: Sequence[RawLine], recognise: Recognise) -> list[RawLine]:
    """The lines, each with the box before it put before its text; an item that is struck out counts as ticked."""
    boxes = [line.box for line in lines]
    lines = [replace(line, text=_EDGE.sub("", line.text)) for line in lines]
    return [_with_mark(picture, line, boxes, recognise) for line in lines]


def _with_mark(picture: Picture, line: RawLine, boxes: Sequence[Box], recognise: Recognise) -> RawLine:
    if not line.text[:1].isalpha() or len(line.text) < _LETTERS:
        return line
    left = _left_of(line.box, boxes)
    tall = height(line.box)
    written = picture[line.box[1] : line.box[3], line.box[0] : line.box[2]]
    ground = spacing.ground(written)
    if len(line.text) >= _STRUCK_LETTERS and _begins_with_mark(written, ground):
        return replace(line, text=f"[x] {line.text}")
    if left is None:
        return line
    x0, y0, x1, y1 = left
    place = picture[y0:y1, x0:x1]
    different = _different(place, ground)
    inks = _before(_runs(different), x1 - x0, tall)
    if not inks:
        return line
    start = max(0, inks[0][0] - tall // 5)
    ticked: bool | None = None
    if _bracketed(different, inks, tall):
        # Boxes of tightly set lines reach into their neighbours, whose remains look like letters.
        rim = tall // 12
        text, score = recognise(place[rim : len(place) - rim, start:])
        found = _BOX.match(text.strip())
        ticked = bool(found["tick"]) if found and score >= _SURE else None
    elif len(line.text) >= _STRUCK_LETTERS and _is_square(different, inks[-1]) and _struck(written, ground):
        ticked = True
    if ticked is None:
        return line
    mark = "[x]" if ticked else "[ ]"
    box = (x0 + start, line.box[1], line.box[2], line.box[3])
    return RawLine(f"{mark} {line.text}", box, line.score, line.ground)


def _before(inks: Sequence[tuple[int, int]], end: int, tall: int) -> list[tuple[int, int]]:
    """The last inks that stand closely together and are no wider than a mark, when they end near ``end``."""
    found: list[tuple[int, int]] = []
    for ink in reversed(inks):
        gap = (found[0][0] if found else end) - ink[1]
        if gap > (_NEAR if not found else 1.0) * tall or ink[1] - ink[0] > 1.5 * tall or len(found) == _INKS:
            break
        found.insert(0, ink)
    return found


def _left_of(box: Box, boxes: Sequence[Box]) -> Box | None:
    """Where a mark of the line would stand: left of it, right of whatever stands before it on its row."""
    tall = height(box)
    begin = max(0, int(box[0] - _REACH * tall))
    middle = (box[1] + box[3]) / 2
    before = [other[2] for other in boxes if other[1] < middle < other[3] and other[2] <= box[0]]
    begin = max([begin, *before])
    return (begin, box[1], box[0], box[3]) if box[0] - begin >= 0.6 * tall else None


def _different(place: Picture, ground: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where there is ink."""
    found: NDArray[np.bool_] = np.abs(place.astype(np.int16) - ground.astype(np.int16)).sum(axis=2) > spacing.INK
    return found


def _runs(different: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of columns with ink."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], different.any(axis=0), [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _bracketed(different: NDArray[np.bool_], inks: Sequence[tuple[int, int]], tall: int) -> bool:
    """Whether the last ink is narrow and as high as a bracket, and so is one of those before it."""

    def bracket(ink: tuple[int, int]) -> bool:
        rows = np.flatnonzero(different[:, ink[0] : ink[1]].any(axis=1))
        return ink[1] - ink[0] <= 0.4 * tall and int(rows[-1] - rows[0]) >= 0.5 * tall

    return len(inks) >= 2 and bracket(inks[-1]) and any(bracket(ink) for ink in inks[:-1])


def _is_square(different: NDArray[np.bool_], ink: tuple[int, int]) -> bool:
    """Whether a mark is about as wide as a line is high, as ticked boxes and circles are, and not much lower."""
    tall = len(different)
    rows = np.flatnonzero(different[:, ink[0] : ink[1]].any(axis=1))
    return 0.5 * tall <= ink[1] - ink[0] <= 1.5 * tall and int(rows[-1] - rows[0]) >= 0.3 * tall


def _begins_with_mark(written: Picture, ground: NDArray[np.uint8]) -> bool:
    """Whether the detector took the box before a struck-out item for a part of it."""
    different = _different(written, ground)
    runs = _runs(different)
    apart = len(runs) > 1 and runs[1][0] - runs[0][1] >= 0.2 * len(different)
    return apart and _is_square(different, runs[0]) and _struck(written[:, runs[1][0] :], ground)


def _struck(written: Picture, ground: NDArray[np.uint8]) -> bool:
    """Whether one unbroken stroke runs through the middle of the letters from end to end."""
    different = _different(written, ground)
    runs = _runs(different)
    if not runs:
        return False
    # A stroke makes all letters one; the edge of the box before them may stand in the picture too.
    start, end = max(runs, key=lambda run: run[1] - run[0])
    if end - start < _STRUCK_PART * (runs[-1][1] - runs[0][0]):
        return False
    rows = written.shape[0]
    band = different[int(0.35 * rows) : max(1, int(0.68 * rows)), start:end]
    return bool((band.mean(axis=1) >= 0.98).any())
