"""Strokes in the picture of one line that are no letters: through words that were taken back, and between cells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.reading.spacing import INK, Picture, Span

_LONG = 1.2
"""Heights of a line that a stroke through words is long, at least; that of a single letter is shorter."""
_BAND = (0.35, 0.7)
"""Rows in which it runs: those of links run lower."""
_STRONG = 0.35
"""Contrast of the stroke, of the letters' own, at least."""
_THICK = 0.16
_WORDS = 0.3
"""Share of the stroke's columns with ink above it, and below it: a dash or a frame has none."""
_MOST = 0.6
"""Share of a word's letters in a stroke from which on it is struck out: the places of letters waver."""
_LEFT = 0.2
"""Share of a line's letters that are left, at least; a line that is struck out whole may be a task that is done."""
_PALE = 0.6
"""Contrast of a rule between cells, of the letters' own, at most."""
_THIN = 4
"""Pixels that the rule between two cells is wide, at most."""


def through(image: Picture, background: NDArray[np.uint8]) -> list[Span]:
    """From where to where words are struck out, in columns of the picture."""
    contrast = _contrast(image, background)
    # The ground of title bars changes a little from row to row.
    inked = contrast > max(INK, _STRONG * int(contrast.max()))
    height = inked.shape[0]
    found: list[Span] = []
    for row in range(int(_BAND[0] * height), int(_BAND[1] * height)):
        for start, end in _runs(inked[row]):
            if end - start >= _LONG * height and _is_stroke(inked[:, start:end], row):
                found.append((start, end))
    return _joined(found)


def between(image: Picture, background: NDArray[np.uint8]) -> list[Span]:
    """The rules between cells: columns of one pale colour from the top of the picture to its bottom.

    The bar of a cursor is as strong as the letters are.
    """
    contrast = _contrast(image, background)
    whole = (contrast > INK).all(axis=0) & (np.ptp(image.astype(np.int16), axis=0) <= INK // 3).all(axis=1)
    pale = contrast.max(axis=0) <= _PALE * contrast.max()
    return [(start, end) for start, end in _runs(whole & pale) if end - start <= _THIN]


def kept(text: str, centres: list[float], struck: list[Span]) -> tuple[str, list[float]]:
    """The text without the words that are struck out, and the places of its letters; unchanged if little is left."""
    if not struck or sum(not char.isspace() for char in text) != len(centres):
        return text, centres
    words: list[str] = []
    left: list[float] = []
    first = 0
    for word in text.split():
        places = centres[first : first + len(word)]
        first += len(word)
        hit = sum(any(start <= place < end for start, end in struck) for place in places)
        if hit < _MOST * len(word):
            words.append(word)
            left += places
    return (" ".join(words), left) if len(left) >= _LEFT * len(centres) else (text, centres)


def _is_stroke(inked: NDArray[np.bool_], row: int) -> bool:
    """Whether the row is part of a thin stroke with words above and below it, and not of a coloured ground."""
    full = inked.mean(axis=1) >= 0.95
    top = bottom = row
    while top > 0 and full[top - 1]:
        top -= 1
    while bottom < len(full) - 1 and full[bottom + 1]:
        bottom += 1
    if bottom - top + 1 > max(3, _THICK * len(full)):
        return False
    above, below = inked[: max(0, top - 1)].any(axis=0), inked[bottom + 2 :].any(axis=0)
    return bool(above.mean() >= _WORDS and below.mean() >= _WORDS)


def _contrast(image: Picture, background: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How far every pixel is from the ground, summed over three channels."""
    found: NDArray[np.int64] = np.abs(image.astype(np.int64) - background.astype(np.int64)).sum(axis=2)
    return found


def _runs(inked: NDArray[np.bool_]) -> list[Span]:
    """Runs of columns with ink."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _joined(spans: list[Span]) -> list[Span]:
    """The spans, those that touch each other as one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
