"""Taking the text cursor out of a picture: a reader would take it for a letter, and its blinking for a change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assistant.types import Box, Pixels

_BESIDE = 2
"""Pixels by which the drawn bar may stand beside the place that the program told."""
_AROUND = 16
"""Pixels on both sides in which the background's colour is looked for."""
_ENDS = 2
"""Pixels by which the drawn bar may be shorter, above and below."""
_CONTRAST = 48
"""Least difference of one colour channel between bar and background."""


def without_caret(pixels: Pixels, caret: Box | None) -> Pixels:
    """``pixels`` with the bar at ``caret`` in the background's colour; the same object where there is no bar.

    Only columns of one colour over the whole height are taken for the bar. Letters are shorter than their line.
    """
    if caret is None:
        return pixels
    x0, y0, x1, y1 = caret
    top, bottom = max(0, y0 + _ENDS), min(pixels.height, y1 - _ENDS)
    left, right = max(0, x0 - _AROUND), min(pixels.width, x1 + _AROUND)
    if bottom - top < 2 * _ENDS or left >= right:
        return pixels
    image = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width, 4)
    patch = image[top:bottom, left:right, :3].astype(np.int16)
    colours, counts = np.unique(patch.reshape(-1, 3), axis=0, return_counts=True)
    background = colours[counts.argmax()]
    plain = (patch == patch[:1]).all(axis=(0, 2))
    unlike = abs(patch[0] - background).max(axis=1) >= _CONTRAST
    near = np.zeros(right - left, bool)
    near[max(0, x0 - _BESIDE - left) : x1 + _BESIDE - left] = True
    bar = np.flatnonzero(plain & unlike & near) + left
    if not bar.size:
        return pixels
    cleaned = image.copy()
    cleaned[max(0, y0 - _ENDS) : min(pixels.height, y1 + _ENDS), bar, :3] = background
    return replace(pixels, data=cleaned.tobytes())
