"""Spaces and columns inside one recognised line, from the blank columns of its picture.

The recogniser often swallows the space beside a link or a change of font, and the detector joins cells of
a table into one line. Both show as blank columns between the characters, whose places the recogniser knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Span = tuple[int, int]

_CLOCK = re.compile(r"(?<=[^\W\d_]{2})(?=\d{1,2}:\d\d\b)")
"""Where a time sticks to the word before it, which no language writes."""
INK = 48
"""Difference from the background, summed over three channels, that counts as ink."""
SPACE = 0.88
"""A gap this much of the line's own usual space is a space too."""
THIN = frozenset("iljtfrI1|!'")
"""Letters with much air around them: beside one a gap must be wider to be a space."""
OPEN = frozenset("LTFPVWYKRr7")
"""Letters that are open to the right."""
LONE_SPACE = 0.26
"""Without a known space in the line: this much of its height."""
COLUMN = 1.9
"""A gap this many heights wide separates two columns."""


def ground(image: Picture) -> NDArray[np.uint8]:
    """The most frequent colour, three bytes in the picture's order: what the text is written on."""
    packed = image[:, :, 0].astype(np.uint32) | image[:, :, 1].astype(np.uint32) << 8
    packed |= image[:, :, 2].astype(np.uint32) << 16
    values, counts = np.unique(packed, return_counts=True)
    value = int(values[counts.argmax()])
    return np.array([value & 255, value >> 8 & 255, value >> 16 & 255], dtype=np.uint8)


def blanks(image: Picture, background: NDArray[np.uint8]) -> list[Span]:
    """Runs of columns without ink between the baseline and the top of the capitals.

    Rows below the baseline are left out, so that an underlined link does not hide the spaces in it.
    """
    rows = image.shape[0]
    band = image[int(rows * 0.18) : max(1, int(rows * 0.72))].astype(np.int16)
    inked = np.abs(band - background.astype(np.int16)).sum(axis=2).max(axis=0) > INK
    edges = np.flatnonzero(np.diff(np.concatenate(([True], inked, [True])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def parts(
    text: str, centres: list[float], gaps: list[Span], height: int, width: int, rules: Sequence[Span] = ()
) -> list[tuple[str, int, int]]:
    """The line as (text, left, right) a column, with missing spaces put back.

    ``centres`` holds the x of every character that is not white space, ``gaps`` the blank runs, ``rules`` the strokes
    between cells, all in pixels of the line's picture.
    """
    letters = [char for char in text if not char.isspace()]
    if len(letters) != len(centres) or len(letters) < 2:
        return [(text.strip(), 0, width)]
    spaced = _spaced(text)
    between = _between(gaps, list(pairwise(centres)), spaced, height)
    known = [gap[1] - gap[0] for gap, space in zip(between, spaced, strict=True) if space and gap]
    close = [gap[1] - gap[0] for gap, space in zip(between, spaced, strict=True) if not space and gap]
    usual = median(known) if len(known) > 1 else None
    tight = median(close) if close else 1.0
    least = max(usual * SPACE, tight * 1.7) if usual else max(height * LONE_SPACE, tight * 2.5)
    out: list[tuple[str, int, int]] = []
    words, left = letters[0], 0
    for index, letter in enumerate(letters[1:]):
        rule = next((one for one in rules if centres[index] < one[0] and one[1] <= centres[index + 1]), None)
        if rule:
            out.append((words.strip(), left, rule[0]))
            words, left = letter, rule[1]
            continue
        gap = between[index]
        wide = gap[1] - gap[0] if gap else 0
        if gap and wide > COLUMN * height:
            out.append((words.strip(), left, gap[0] + 2))
            words, left = letter, gap[1] - 2
            continue
        airy = 1.35 if letters[index] in OPEN else 1.12 if letters[index] in THIN or letter in THIN else 1.0
        space = spaced[index] or (wide >= least * airy and _may_part(letters[index], letter))
        words += (" " if space else "") + letter
    out.append((words.strip(), left, width))
    return [(_CLOCK.sub(" ", part), start, end) for part, start, end in out if part]


def _spaced(text: str) -> list[bool]:
    """For every two neighbouring characters that are not white space: whether a space stands between them."""
    flags: list[bool] = []
    pending = False
    for index, char in enumerate(text.strip()):
        if char.isspace():
            pending = True
        else:
            if index:
                flags.append(pending)
            pending = False
    return flags


def _between(gaps: list[Span], pairs: list[tuple[float, float]], spaced: list[bool], height: int) -> list[Span | None]:
    """The widest blank run between every two neighbours; known spaces choose first, for the places waver a little."""
    free = set(gaps)
    out: list[Span | None] = [None] * len(pairs)
    for known in (True, False):
        slack = height * 0.4 if known else 0.0
        for index, (left, right) in enumerate(pairs):
            if spaced[index] is not known:
                continue
            inside = [gap for gap in free if left - slack < (gap[0] + gap[1]) / 2 < right + slack]
            out[index] = max(inside, key=lambda gap: gap[1] - gap[0], default=None)
            if known:
                free.discard(out[index] or (0, 0))
    return out


def _may_part(left: str, right: str) -> bool:
    """Whether a space between these two may have been swallowed: not inside CJK text, numbers or before commas."""
    if _wide(left) or _wide(right):
        return False
    if left.isdigit() and right.isdigit():
        return False
    if left in ".,:" and not right.isupper():
        return False
    # An underscore has no ink where gaps are looked for.
    return right not in "_,.;:!?)]}%'’" and left not in "_/@-([{'’"


def _wide(char: str) -> bool:
    return ord(char) > 0x2E7F
