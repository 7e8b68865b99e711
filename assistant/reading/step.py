"""One frame through the room: what changed, what it says, what is new. The daemon calls nothing else here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.config import User
from assistant.reading import cards, changes, entries, rows
from assistant.reading.blocks import group
from assistant.reading.folding import fold
from assistant.reading.merge import New, merge
from assistant.reading.panes import Panes, crop
from assistant.reading.raw import Json, RawLine
from assistant.reading.screen import Screen, remembered, window_at, window_key
from assistant.types import Box, Frame, Line, Pixels, Window

Ocr = Callable[[list[tuple[Box, bytes]]], list[RawLine]]
"""Reads regions of blue, green, red, unused bytes; answers lines in pixels of the full frame."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What one frame brought to one window."""

    window: Window
    new: tuple[Line, ...]
    """Lines that were not there before, in reading order, with block, header and who; all of tier ``seen``."""
    page: tuple[Line, ...]
    """Every line that the window shows now, in reading order."""
    before: tuple[Line, ...]
    """Every line that stood in the window's area before this frame, without blocks: for the tiers."""
    again: tuple[str, ...] = ()
    """Texts that this window showed earlier and shows again: recurrence, not news."""


@dataclass(frozen=True, slots=True)
class Step:
    """The answer to one frame."""

    screen: Screen
    regions: tuple[Box, ...]
    """What changed; empty: the frame is unchanged or was skipped."""
    fresh: tuple[Fresh, ...]
    """Windows with any line that did not stand there before, new or not, topmost first."""
    lines_read: int = 0


def step(
    screen: Screen,
    previous: Pixels | None,
    frame: Frame,
    ocr: Ocr,
    user: User,
    displayed: frozenset[str] = frozenset(),
) -> Step:
    """Read what changed since ``previous`` and say what is new in each window.

    ``frame`` is already masked. ``displayed`` holds texts that Inkling itself showed lately: lines equal to one
    of them are never new, in any window. An error of ``ocr`` passes through, and then nothing has changed.
    """
    if frame.windows is None:
        return Step(screen, (), ())
    regions = changes.regions(previous, frame.pixels)
    if not regions:
        return Step(screen, (), ())
    unchanged = _unchanged(previous, frame.pixels)
    shared = Panes.of(frame)
    panes, stale = shared.to_read(screen, regions, unchanged)
    known = shared.known(screen, unchanged)
    read = ocr([(pane.box, crop(frame.pixels, pane, known)) for pane in panes]) if panes else []
    merged = merge(screen, stale, [shared.trimmed(line) for line in read], frame.windows, unchanged)
    echoes = frozenset(fold(text) for text in displayed)
    new = [line for line in merged.new if fold(line.line.text) not in echoes]
    told = merged.screen.known()
    # A line that is no news, such as one cut by a window above it, may still be a secret: its page must be judged.
    stood = {seen.line for seen in screen.lines}
    moved = [window_at(frame.windows, seen.line) for seen in merged.screen.lines if seen.line not in stood]
    fresh = [
        _fresh(window, frame.windows, screen, merged.screen, new, merged.again, told, echoes, user)
        for window in frame.windows
        if any(each is window for each in moved)
    ]
    return Step(replace(merged.screen, memory=remembered(told)), regions, tuple(fresh), len(read))


def request(regions: Sequence[tuple[Box, bytes]]) -> tuple[Json, list[bytes]]:
    """Arguments and blobs of the reader child's ``read``."""
    return {"regions": [{"box": list(box)} for box, _ in regions]}, [blob for _, blob in regions]


def reply(result: Json) -> list[RawLine]:
    """The lines in the reader child's answer."""
    return [RawLine.from_json(line) for line in result["lines"]]


def _unchanged(previous: Pixels | None, current: Pixels) -> Callable[[Box], bool]:
    """Whether a box shows the same pixels in both frames."""
    if previous is None or (previous.width, previous.height) != (current.width, current.height):
        return lambda _box: False
    return lambda box: changes.same(previous, current, box)


def _fresh(
    window: Window,
    windows: Sequence[Window],
    old: Screen,
    now: Screen,
    new: Sequence[New],
    again: Sequence[New],
    told: dict[str, dict[str, None]],
    echoes: frozenset[str],
    user: User,
) -> Fresh:
    """One window's page in blocks, and which of its lines are new."""
    raw = [seen.line for seen in now.lines if window_at(windows, seen.line) is window]
    page = group(raw, window, user)
    ids = {id(line.line) for line in new if line.window is window}
    read = {index for index, line in enumerate(raw) if id(line) in ids}
    known = told.setdefault(window_key(window), {})
    page, fresh = entries.tell(page, cards.to_tell(page, read, known), known)
    fresh = rows.to_tell(page, fresh, known)
    order = rows.ordered(page)
    before = [seen.line for seen in old.lines if window_at(windows, seen.line) is window]
    return Fresh(
        window,
        tuple(page[index] for index in order if index in fresh and fold(page[index].text) not in echoes),
        tuple(page[index] for index in order),
        tuple(Line(line.text, line.box, score=line.score) for line in before),
        tuple(line.line.text for line in again if line.window is window),
    )
