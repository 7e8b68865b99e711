"""What to read of each window: text never runs over a window's border, so neither does what is read at once.

A covered window's words would join those of the window above otherwise ("Sanne <editor@Figures are due").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from assistant.privacy.masking import visible
from assistant.reading import changes
from assistant.reading.raw import RawLine, touches, union
from assistant.reading.screen import Screen, window_at
from assistant.types import Box, Frame, Pixels, Window

Unchanged = Callable[[Box], bool]
"""Whether a box shows the same pixels as in the frame before."""

MARK = 48
"""Pixels left of a line within which a box that can be ticked may stand."""
RIM = 2
"""Pixels that letters may reach beyond the box of their line."""
FRAME = 2
"""Columns at a window's left and right edge for the line around it, which reads like a bracket at the end of text."""
SLIVER = 12
"""What shows of a window in fewer rows or columns holds no line of text."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of one window that is read at once."""

    box: Box
    own: tuple[Box, ...]
    """What of the box can be seen of the window; the rest belongs to others."""


@dataclass(frozen=True, slots=True)
class Panes:
    """How the windows of one frame share the screen."""

    shown: tuple[tuple[Window, tuple[Box, ...]], ...]
    """Topmost first, each with the boxes of it that can be seen, its frame left out."""

    @classmethod
    def of(cls, frame: Frame) -> Panes:
        """The panes of a frame with a window list."""
        size = frame.pixels.width, frame.pixels.height
        shown = visible(frame.windows or (), *size)
        return cls(tuple((window, within(_unframed(window.box, size[0]), parts)) for window, parts in shown))

    def to_read(self, screen: Screen, regions: Sequence[Box], unchanged: Unchanged) -> tuple[list[Pane], list[Box]]:
        """What to read because ``regions`` changed, and all that is not as it was before, read or too thin for it.

        A pane holds every line known to stand in it whole, and no part of another window.
        """
        panes: list[Pane] = []
        stale: list[Box] = []
        for window, parts in self.shown:
            touched = [hull for region in regions if (hull := _changed(region, parts, unchanged))]
            lines = [seen.line for seen in screen.lines if self._at(seen.line) is window]
            for wide in _whole_lines(touched, lines):
                own = within(wide, parts)
                stale += own
                if any(x1 - x0 >= SLIVER and y1 - y0 >= SLIVER for x0, y0, x1, y1 in own):
                    panes.append(Pane(_hull(own), own))
        return panes, stale

    def known(self, screen: Screen, unchanged: Unchanged) -> list[Box]:
        """Where lines stand that need not be read again: as before, and nothing beside them may go on from them."""
        boxes = []
        for seen in screen.lines:
            x0, y0, x1, y1 = seen.line.box
            around = within((x0 - changes.GAP, y0 - RIM, x1 + changes.GAP, y1 + RIM), self._parts(seen.line))
            if unchanged(seen.line.box) and all(unchanged(part) for part in around):
                boxes.append((max(0, x0 - RIM), max(0, y0 - RIM), x1 + RIM, y1 + RIM))
        return boxes

    def trimmed(self, line: RawLine) -> RawLine:
        """The line with its box ending where its window does: detection is generous by some pixels."""
        own = within(line.box, self._parts(line))
        return line if not own or _hull(own) == line.box else replace(line, box=_hull(own))

    def _at(self, line: RawLine) -> Window | None:
        return window_at([window for window, _ in self.shown], line)

    def _parts(self, line: RawLine) -> tuple[Box, ...]:
        """What can be seen of the line's window."""
        window = self._at(line)
        return next((parts for each, parts in self.shown if each is window), ())


def crop(pixels: Pixels, pane: Pane, known: Sequence[Box]) -> bytes:
    """The pane's bytes, with what belongs to other windows and the ``known`` boxes painted over."""
    if pane.own == (pane.box,):
        return changes.crop_without(pixels, pane.box, known)
    return changes.crop_without(changes.only(pixels, pane.own), pane.box, known)


def within(box: Box, parts: Iterable[Box]) -> tuple[Box, ...]:
    """What the box and the parts share."""
    return tuple(
        (max(box[0], part[0]), max(box[1], part[1]), min(box[2], part[2]), min(box[3], part[3]))
        for part in parts
        if touches(box, part)
    )


def _changed(region: Box, parts: Sequence[Box], unchanged: Unchanged) -> Box | None:
    """The box of a window's parts in the region, unless the change in it is all in other windows."""
    own = within(region, parts)
    if not own or (own != (region,) and all(unchanged(part) for part in own)):
        return None
    return _hull(own)


def _whole_lines(boxes: Sequence[Box], lines: Sequence[RawLine]) -> list[Box]:
    """The boxes widened over every line that stands in them, so that none is read in half."""
    # What changed may be the box before a line, or a line may have one.
    current = changes.merged([(max(0, x0 - MARK), y0, x1, y1) for x0, y0, x1, y1 in boxes])
    for _ in range(3):
        wide = []
        for box in current:
            grown = box
            for line in lines:
                x0, y0, x1, y1 = line.box
                if touches(box, (x0 - MARK, y0, x1, y1)):
                    grown = union(grown, (max(0, x0 - MARK), y0, x1, y1))
            wide.append(grown)
        current = changes.merged(wide)
        if current == sorted(wide, key=lambda box: (box[1], box[0])):
            break
    return current


def _unframed(box: Box, width: int) -> Box:
    """A window's box without its frame; one that fills the image from side to side has none."""
    x0, y0, x1, y1 = box
    return x0 + FRAME if x0 > 0 else x0, y0, x1 - FRAME if x1 < width else x1, y1


def _hull(boxes: Sequence[Box]) -> Box:
    return reduce(union, boxes)
