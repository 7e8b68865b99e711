"""Painting over windows that must not be read, before anything looks at the pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.privacy.exclusion import Rules, excluded
from assistant.types import Box, Frame, Pixels, Window

MARGIN = 12
"""Pixels painted around an excluded window: borders and shadows that the window list does not count."""

NO_WINDOWS = "no window list"
_GREY = 0x80


@dataclass(frozen=True, slots=True)
class Masked:
    """A frame that may be read, and what was taken out of it."""

    frame: Frame | None
    """None: the frame must be skipped. Its windows are only those that may be read."""
    dropped: dict[str, int]
    """Number of windows (or frames) left out, by reason."""
    painted: tuple[Box, ...]
    """What is grey now."""
    visible: tuple[tuple[Window, tuple[Box, ...]], ...]
    """The readable windows, topmost first, each with the boxes of it that can be seen and were not painted."""


def mask(frame: Frame, rules: Rules) -> Masked:
    """Paint the visible part of every excluded window grey.

    A window that is not excluded and lies above is left whole, also where the margin reaches under it, unless the
    excluded one may shine through it. A frame without a window list is skipped: nobody can say what it shows.
    """
    if frame.windows is None:
        return Masked(None, {NO_WINDOWS: 1}, (), ())
    size = frame.pixels.width, frame.pixels.height
    judged = [
        (window, reason, box)
        for window in frame.windows
        for reason in (excluded(window, rules),)
        if (box := _clip(window.box if reason is None else _grow(window.box), *size)) is not None
    ]
    dropped, painted = _to_paint(judged)
    readable = _readable(judged, painted)
    pixels = _paint(frame.pixels, painted) if painted else frame.pixels
    kept = replace(frame, windows=tuple(window for window, _ in readable), pixels=pixels)
    return Masked(kept, dropped, tuple(painted), tuple(readable))


_Judged = tuple[Window, str | None, Box]


def _to_paint(judged: Sequence[_Judged]) -> tuple[dict[str, int], list[Box]]:
    """How many excluded windows show, by reason, and where; windows topmost first."""
    dropped: Counter[str] = Counter()
    painted: list[Box] = []
    shields: list[Box] = []
    for window, reason, box in judged:
        if reason is None:
            if not window.see_through:
                shields.append(box)
            continue
        free = _without([box], shields)
        shields.append(box)
        if free:
            dropped[reason] += 1
            painted.extend(free)
    return dict(dropped), painted


def _readable(judged: Sequence[_Judged], painted: Sequence[Box]) -> list[tuple[Window, tuple[Box, ...]]]:
    """The other windows with what shows of them; windows topmost first."""
    readable: list[tuple[Window, tuple[Box, ...]]] = []
    above: list[Box] = []
    for window, reason, box in judged:
        if reason is None:
            readable.append((window, tuple(_without([box], [*above, *painted]))))
        above.append(box)
    return readable


def visible(windows: Sequence[Window], width: int, height: int) -> list[tuple[Window, tuple[Box, ...]]]:
    """Each window, topmost first as given, with the boxes of it that no window above covers, inside the image."""
    above: list[Box] = []
    result: list[tuple[Window, tuple[Box, ...]]] = []
    for window in windows:
        box = _clip(window.box, width, height)
        result.append((window, tuple(_without([box], above)) if box else ()))
        if box:
            above.append(box)
    return result


def _grow(box: Box) -> Box:
    x0, y0, x1, y1 = box
    if x1 <= x0 or y1 <= y0:
        return box
    return (x0 - MARGIN, y0 - MARGIN, x1 + MARGIN, y1 + MARGIN)


def _clip(box: Box, width: int, height: int) -> Box | None:
    x0, y0, x1, y1 = max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _without(boxes: Iterable[Box], holes: Iterable[Box]) -> list[Box]:
    """What remains of ``boxes`` when ``holes`` are cut out, as boxes that do not overlap."""
    rest = list(boxes)
    for hole in holes:
        rest = [piece for box in rest for piece in _cut(box, hole)]
    return rest


def _cut(box: Box, hole: Box) -> list[Box]:
    x0, y0, x1, y1 = box
    hx0, hy0, hx1, hy1 = max(x0, hole[0]), max(y0, hole[1]), min(x1, hole[2]), min(y1, hole[3])
    if hx0 >= hx1 or hy0 >= hy1:
        return [box]
    pieces = [(x0, y0, x1, hy0), (x0, hy1, x1, y1), (x0, hy0, hx0, hy1), (hx1, hy0, x1, hy1)]
    return [piece for piece in pieces if piece[0] < piece[2] and piece[1] < piece[3]]


def _paint(pixels: Pixels, boxes: Iterable[Box]) -> Pixels:
    image = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width, 4).copy()
    for x0, y0, x1, y1 in boxes:
        image[y0:y1, x0:x1] = _GREY
    return replace(pixels, data=image.tobytes())
