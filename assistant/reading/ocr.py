"""Optical character recognition with RapidOCR. Runs in the reader child only; the daemon never imports it.

RapidOCR's own chain is not used whole: its line-angle classifier turns straight screen lines upside down,
and it crops along tilted quadrilaterals although text on a screen is upright. Its detector and its
recogniser are, with the weights that lie in its wheel; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ProtocolError
from assistant.reading import spacing, strokes, ticks
from assistant.reading.legible import legible
from assistant.reading.raw import Json, RawLine
from assistant.types import Box

Picture = NDArray[np.uint8]
"""Shape (height, width, 3), blue first."""

BAND = 400
"""Rows that the detector sees at once: its working memory grows with the area."""
OVERLAP = 64
"""Rows that two bands share, so that no line of text is cut in both."""
MARGIN = 16
"""Pixels around a region, repeated from its edge: text at the very edge is missed otherwise."""


class Reader:
    """Both networks, loaded at construction. Not for use from two threads at once."""

    def __init__(self, threads: int = 2) -> None:
        from rapidocr import RapidOCR

        self._engine: Any = RapidOCR(
            params={
                "Global.use_cls": False,
                "Global.log_level": "critical",
                "Global.return_word_box": True,
                "Global.use_vertical_padding": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": 4096,
                # One line at a time: no padding to the widest line, and half the peak memory.
                "Rec.rec_batch_num": 1,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, picture: Picture) -> list[RawLine]:
        """Lines of text in the picture's own pixels, top to bottom; unreadable ones are left out."""
        padded = np.pad(picture, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)), mode="edge")
        boxes = self._detect(padded)
        if not boxes:
            return []
        crops = [padded[y0:y1, x0:x1] for x0, y0, x1, y1 in boxes]
        result = self._engine.recognize_txt(crops)
        lines: list[RawLine] = []
        for box, image, text, score, words in zip(
            boxes, crops, result.txts, result.scores, result.word_results, strict=True
        ):
            lines.extend(_finish(box, image, text, float(score), words))
        marked = ticks.with_marks(padded, [line for line in lines if legible(line)], self._mark)
        return [_moved(line, -MARGIN, -MARGIN) for line in marked]

    def _mark(self, picture: Picture) -> tuple[str, float]:
        """The text of a picture of one short line, and how sure it is."""
        wide = np.pad(picture, ((0, 0), (8, 8), (0, 0)), mode="edge")
        result = self._engine.recognize_txt([wide])
        return (str(result.txts[0]), float(result.scores[0])) if result.txts else ("", 0.0)

    def _detect(self, picture: Picture) -> list[Box]:
        """Upright boxes around lines of text."""
        rows, boxes = picture.shape[0], []
        starts = list(range(0, max(1, rows - OVERLAP), BAND - OVERLAP))
        for start in starts:
            end = min(rows, start + BAND)
            low = start + OVERLAP // 2 if start else 0
            high = end - OVERLAP // 2 if start != starts[-1] else rows
            for x0, y0, x1, y1 in self._detect_band(picture[start:end]):
                if low <= start + (y0 + y1) / 2 < high:
                    boxes.append((x0, y0 + start, x1, y1 + start))
        return boxes

    def _detect_band(self, band: Picture) -> list[Box]:
        from rapidocr.main import RapidOCRError

        try:
            _, found = self._engine.detect_and_crop(band, {})
        except RapidOCRError:
            return []
        height, width = band.shape[:2]
        corners = [(quad.min(axis=0), quad.max(axis=0)) for quad in found.boxes]
        boxes = [
            (max(0, int(low[0])), max(0, int(low[1])), min(width, int(high[0]) + 1), min(height, int(high[1]) + 1))
            for low, high in corners
        ]
        return [box for box in boxes if box[2] - box[0] >= 4 and box[3] - box[1] >= 6]


def handlers(reader: Reader) -> dict[str, Callable[[Json, list[bytes]], tuple[Json, list[bytes]]]]:
    """What the reader child answers.

    ``read`` takes ``{"regions": [{"box": [x0, y0, x1, y1]}, ...]}`` and one blob of blue, green, red, unused bytes
    a region; it answers ``{"lines": [...]}`` in pixels of the full frame, see :meth:`RawLine.to_json`.
    """

    def read(args: Json, blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        regions = [region["box"] for region in args["regions"]]
        if len(regions) != len(blobs):
            raise ProtocolError("The reader was given a different number of regions and pictures.")
        lines = [line for box, blob in zip(regions, blobs, strict=True) for line in _region(reader, box, blob)]
        _give_back()
        return {"lines": [line.to_json() for line in lines]}, []

    return {"read": read}


def _region(reader: Reader, box: Sequence[int], blob: bytes) -> list[RawLine]:
    x0, y0, x1, y1 = (int(corner) for corner in box)
    if len(blob) != (x1 - x0) * (y1 - y0) * 4:
        raise ProtocolError("The reader was given a picture of the wrong size.")
    pixels = np.frombuffer(blob, dtype=np.uint8).reshape(y1 - y0, x1 - x0, 4)
    return [_moved(line, x0, y0) for line in reader.read(np.ascontiguousarray(pixels[:, :, :3]))]


def _finish(box: Box, image: Picture, text: str, score: float, words: Any) -> list[RawLine]:
    """The recognised line with its spaces put back and without what is struck out, split between its columns."""
    if not text.strip() or words is None:
        return []
    columns = [column for word in words.word_cols for column in word]
    span = float(words.line_txt_len) or 1.0
    centres = [(column + 0.5) / span * image.shape[1] for column in columns]
    ground = spacing.ground(image)
    text, centres = strokes.kept(text, centres, strokes.through(image, ground))
    gaps, rules = spacing.blanks(image, ground), strokes.between(image, ground)
    parts = spacing.parts(text, centres, gaps, image.shape[0], image.shape[1], rules)
    colour = int(ground[2]) << 16 | int(ground[1]) << 8 | int(ground[0])
    return [
        RawLine(part, (box[0] + left, box[1], box[0] + right, box[3]), round(score, 3), colour)
        for part, left, right in parts
    ]


def _give_back() -> None:
    """Hand freed memory back to the system: every line has another shape, and glibc keeps the holes (500 MB to 150)."""
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _moved(line: RawLine, dx: int, dy: int) -> RawLine:
    x0, y0, x1, y1 = line.box
    return RawLine(line.text, (x0 + dx, y0 + dy, x1 + dx, y1 + dy), line.score, line.ground)
