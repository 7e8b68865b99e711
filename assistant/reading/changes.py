"""Which parts of the screen changed, as boxes that hold whole lines of text.

Pixels are viewed as one 32-bit number each; nothing is copied until something differs. An unchanged
1080p frame costs one memory comparison (about a millisecond).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.reading.raw import touches, union
from assistant.types import Box, Pixels

TILE = 16
"""Pixels a side of the squares that are compared."""
MOST = 0.6
"""From this share of changed tiles on, the whole frame is one region."""
MAX_REGIONS = 24
COLOUR = np.uint32(0x00FFFFFF)
"""The fourth byte of a pixel means nothing."""
FAINT = 24
"""Steps of one colour channel that nobody sees: recordings with a palette waver by less from frame to frame."""
CARET_WIDTH = 3
REACH = 24
"""How far a region may grow up or down to find the blank row that ends a line of text."""
GAP = 40
"""Blank columns that end a line of text to the left and right."""

Image = NDArray[np.uint32]
Mask = NDArray[np.bool_]


def view(pixels: Pixels) -> Image:
    """The pixels as an array of shape (height, width), without a copy."""
    return np.frombuffer(pixels.data, dtype=np.uint32).reshape(pixels.height, pixels.width)


def crop(pixels: Pixels, box: Box) -> bytes:
    """The bytes of one region, rows from the top, four bytes a pixel."""
    x0, y0, x1, y1 = box
    return view(pixels)[y0:y1, x0:x1].tobytes()


def crop_without(pixels: Pixels, box: Box, known: Sequence[Box]) -> bytes:
    """As :func:`crop`, with the boxes that are known painted over in the colour that most of them has."""
    x0, y0, x1, y1 = box
    part = view(pixels)[y0:y1, x0:x1].copy()
    for left, top, right, bottom in known:
        spot = part[max(0, top - y0) : max(0, bottom - y0), max(0, left - x0) : max(0, right - x0)]
        if spot.size:
            colours, counts = np.unique(spot, return_counts=True)
            spot[:] = colours[counts.argmax()]
    return part.tobytes()


def only(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """A picture that shows nothing but the boxes, on the colour that is the most frequent in them."""
    image = view(pixels)
    # Every fourth pixel of every fourth row tells as well.
    colours, counts = np.unique(
        np.concatenate([image[y0:y1:4, x0:x1:4].ravel() for x0, y0, x1, y1 in boxes]), return_counts=True
    )
    shown = np.full(image.shape, colours[counts.argmax()], dtype=np.uint32)
    for x0, y0, x1, y1 in boxes:
        shown[y0:y1, x0:x1] = image[y0:y1, x0:x1]
    return Pixels(pixels.width, pixels.height, shown.tobytes())


def same(previous: Pixels, current: Pixels, box: Box) -> bool:
    """Whether the two frames show the same in ``box``."""
    x0, y0, x1, y1 = box
    return not _far(view(previous)[y0:y1, x0:x1], view(current)[y0:y1, x0:x1]).any()


def regions(previous: Pixels | None, current: Pixels) -> tuple[Box, ...]:
    """Boxes around what changed, disjoint and padded to whole lines of text; empty when nothing did.

    Without a previous frame, with one of another size, or when most of the screen changed, the whole
    frame is the only region. The blink of a caret is not a change.
    """
    whole: Box = (0, 0, current.width, current.height)
    if previous is None or (previous.width, previous.height) != (current.width, current.height):
        return (whole,)
    if previous.data == current.data:
        return ()
    before, now = view(previous), view(current)
    differs, tiles = _compare(before, now)
    if not tiles.any():
        return ()
    if tiles.mean() > MOST:
        return (whole,)
    exact = [_shrink(differs, box) for box in _components(tiles)]
    real = [box for box in exact if not _is_caret(differs, before, now, box)]
    grown = merged([_grow(now, box) for box in real])
    while len(grown) > MAX_REGIONS:
        grown = merged([*grown[2:], union(grown[0], grown[1])])
    return (whole,) if sum(_area(box) for box in grown) > MOST * _area(whole) else tuple(grown)


def merged(boxes: list[Box]) -> list[Box]:
    """The boxes with every two that touch made one, top to bottom."""
    out: list[Box] = []
    for box in boxes:
        current = box
        while True:
            near = [other for other in out if touches(current, other)]
            if not near:
                break
            for other in near:
                out.remove(other)
                current = union(current, other)
        out.append(current)
    return sorted(out, key=lambda box: (box[1], box[0]))


def _compare(before: Image, now: Image) -> tuple[Mask, Mask]:
    """Which pixels and which tiles differ; strips of tiles that are equal cost one comparison."""
    height, width = now.shape
    across = -(-width // TILE)
    differs = np.zeros((height, across * TILE), dtype=np.bool_)
    tiles = np.zeros((-(-height // TILE), across), dtype=np.bool_)
    for strip in range(len(tiles)):
        rows = slice(strip * TILE, min(height, (strip + 1) * TILE))
        if np.array_equal(before[rows], now[rows]):
            continue
        differs[rows, :width] = _far(before[rows], now[rows])
        tiles[strip] = differs[rows].any(axis=0).reshape(across, TILE).any(axis=1)
    return differs[:, :width], tiles


def _far(one: Image, two: Image) -> Mask:
    """Where two pictures differ by more than :data:`FAINT` in some channel; ``two`` may be one row or column."""
    unlike: Mask = np.empty(one.shape, dtype=np.bool_)
    np.not_equal(one, two, out=unlike)
    places = np.nonzero(unlike)
    first = one[places]
    second = np.broadcast_to(two, one.shape)[places]
    apart = np.zeros(first.shape, dtype=np.bool_)
    for shift in (0, 8, 16):
        step = (first >> shift & 255).astype(np.int16) - (second >> shift & 255).astype(np.int16)
        apart |= np.abs(step) > FAINT
    unlike[places] = apart
    return unlike


def _components(tiles: Mask) -> list[Box]:
    """Boxes in pixels around groups of changed tiles that touch, corners included."""
    todo = {(int(y), int(x)) for y, x in np.argwhere(tiles)}
    boxes: list[Box] = []
    while todo:
        group = [todo.pop()]
        ys, xs = [], []
        while group:
            y, x = group.pop()
            ys.append(y)
            xs.append(x)
            around = [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
            near = [tile for tile in around if tile in todo]
            todo.difference_update(near)
            group.extend(near)
        boxes.append((min(xs) * TILE, min(ys) * TILE, (max(xs) + 1) * TILE, (max(ys) + 1) * TILE))
    return boxes


def _shrink(differs: Mask, box: Box) -> Box:
    """The box of the changed pixels inside ``box``."""
    part = differs[box[1] : box[3], box[0] : box[2]]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return (
        box[0] + int(columns[0]),
        box[1] + int(rows[0]),
        box[0] + int(columns[-1]) + 1,
        box[1] + int(rows[-1]) + 1,
    )


def _is_caret(differs: Mask, before: Image, now: Image, box: Box) -> bool:
    """A narrow upright bar of one colour that came or went whole, and nothing else."""
    x0, y0, x1, y1 = box
    if x1 - x0 > CARET_WIDTH or not 8 <= y1 - y0 <= 60:
        return False
    old, new = before[y0:y1, x0:x1] & COLOUR, now[y0:y1, x0:x1] & COLOUR
    whole = bool(differs[y0:y1, x0:x1].all())
    return whole and bool((old == old[0, 0]).all() and (new == new[0, 0]).all())


def _grow(image: Image, box: Box) -> Box:
    """``box`` widened to the blank rows and columns around the text that it cuts."""
    height, width = image.shape
    x0, y0, x1, y1 = box
    y0, y1 = max(0, y0 - 2), min(height, y1 + 2)
    x0, x1 = _widen(image[y0:y1], x0, x1)
    band = image[max(0, y0 - REACH) : min(height, y1 + REACH), x0:x1]
    blank = np.logical_not(np.asarray(_far(band, band[:, :1]).any(axis=1)))
    offset = max(0, y0 - REACH)
    above = np.flatnonzero(blank[: y0 - offset + 1])
    below = np.flatnonzero(blank[y1 - 1 - offset :])
    y0 = offset + int(above[-1]) if above.size else max(0, y0 - REACH)
    y1 = y1 + int(below[0]) if below.size else min(height, y1 + REACH)
    pad = 4
    return max(0, x0 - pad), max(0, y0 - pad), min(width, x1 + pad), min(height, y1 + pad)


def _widen(band: Image, x0: int, x1: int) -> tuple[int, int]:
    """Left and right end of the text in ``band`` around ``x0:x1``, over gaps narrower than :data:`GAP`."""
    inked = np.flatnonzero(_far(band, band[:1]).any(axis=0))
    left, right = x0, x1
    for x in inked[inked < x0][::-1]:
        if left - int(x) > GAP:
            break
        left = int(x)
    for x in inked[inked >= x1]:
        if int(x) - right > GAP:
            break
        right = int(x) + 1
    return left, right


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
