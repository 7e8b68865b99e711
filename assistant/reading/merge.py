"""What is new on the screen: fresh readings of the changed regions against what stood there before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.reading.folding import digest, fold, grown, is_clock, mark, same_text, unmarked
from assistant.reading.raw import RawLine, same_row, touches, width
from assistant.reading.screen import Screen, Seen, remembered, window_at, window_key
from assistant.types import Box, Window

EDGE = 10
"""Pixels from a covering window within which a line is taken to go on beneath it."""


@dataclass(frozen=True, slots=True)
class New:
    """A line that was not on the screen before."""

    line: RawLine
    window: Window
    before: str
    """The shorter text that stood in its place and grew into it; empty where there was none."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A screen after one frame."""

    screen: Screen
    new: tuple[New, ...]
    again: tuple[New, ...]
    """Lines that this window showed earlier and shows again: recurrence, not news."""


def merge(
    screen: Screen,
    regions: Sequence[Box],
    fresh: Sequence[RawLine],
    windows: Sequence[Window],
    unchanged: Callable[[Box], bool] = lambda _box: False,
) -> Merged:
    """The screen with ``fresh`` in the place of all lines that touch ``regions``.

    ``unchanged`` tells whether the pixels of a box are the same as before: such a line is kept as it was
    read the first time. Windows come topmost first; lines outside of every window belong to nobody and go.
    """
    known = screen.known()
    kept: list[Seen] = []
    gone: list[Seen] = []
    for seen in screen.lines:
        inside = any(touches(seen.line.box, region) for region in regions)
        if inside and (not unchanged(seen.line.box) or _outgrown(seen, fresh, screen.lines) or _marked(seen, fresh)):
            gone.append(seen)
        elif (window := window_at(windows, seen.line)) is not None:
            kept.append(Seen(seen.line, window.app, window_key(window)))
    new: list[New] = []
    again: list[New] = []
    now = list(kept)
    for line in sorted(fresh, key=lambda item: (item.box[1], item.box[0])):
        window = window_at(windows, line)
        if window is None or _repeats(line, kept) or _twice(line, now[len(kept) :]):
            continue
        key, name = window_key(window), digest(line.text)
        here = [seen for seen in gone if _same_place(seen.line.box, line.box)]
        old = next((seen for seen in here if _same_line(seen.line.text, line.text)), None)
        if old is not None:
            now.append(Seen(_better(old.line, line), window.app, key))
        else:
            now.append(Seen(line, window.app, key))
            if _is_cut(line, window, windows):
                continue
            if not _stood(line, window.app, here, gone):
                before = next((seen.line.text for seen in here if grown(seen.line.text, line.text)), "")
                (again if name in known.get(key, {}) else new).append(New(line, window, before))
        _remember(known, key, name)
    return Merged(Screen(tuple(now), remembered(known)), tuple(new), tuple(again))


def _remember(known: dict[str, dict[str, None]], key: str, name: str) -> None:
    """Moves the line to the newest end of its window's memory, and the window to the newest end of all."""
    digests = known.pop(key, {})
    digests.pop(name, None)
    digests[name] = None
    known[key] = digests


def _is_cut(line: RawLine, window: Window, windows: Sequence[Window]) -> bool:
    """Whether the line ends where a higher window begins: half a sentence is not evidence."""
    middle = (line.box[1] + line.box[3]) / 2
    for higher in windows:
        if higher is window:
            return False
        x0, y0, x1, y1 = higher.box
        beside = y0 <= middle < y1
        if beside and (abs(line.box[2] - x0) <= EDGE or abs(line.box[0] - x1) <= EDGE):
            return True
    return False


def _repeats(line: RawLine, kept: Sequence[Seen]) -> bool:
    """Whether a line that was not touched already covers this reading."""
    return any(_same_place(seen.line.box, line.box) for seen in kept if touches(seen.line.box, line.box))


def _twice(line: RawLine, read: Sequence[Seen]) -> bool:
    """Whether the detector found one line of the same look twice, with boxes that differ by a few pixels."""
    return any(fold(seen.line.text) == fold(line.text) and _same_place(seen.line.box, line.box) for seen in read)


def _outgrown(seen: Seen, fresh: Sequence[RawLine], lines: Sequence[Seen]) -> bool:
    """Whether a line whose own pixels are unchanged goes on beyond them now, and not into a neighbour's place."""
    return any(
        fold(line.text) != fold(seen.line.text)
        and grown(seen.line.text, line.text) is not None
        and not any(other is not seen and _same_place(other.line.box, line.box) for other in lines)
        for line in fresh
        if _same_place(seen.line.box, line.box)
    )


def _marked(seen: Seen, fresh: Sequence[RawLine]) -> bool:
    """Whether a line whose own pixels are unchanged was ticked, or has lost its tick, beside them."""
    before = mark(seen.line.text)
    return any(
        mark(line.text) not in {"", before} and same_text(unmarked(line.text), unmarked(seen.line.text))
        for line in fresh
        if _same_place(seen.line.box, line.box)
    )


def _same_line(old: str, new: str) -> bool:
    """Whether ``new`` is another reading of ``old``; one that has a letter more at its end was written on.

    Unless that letter may be the bar of a cursor.
    """
    first, second = fold(old), fold(new)
    written_on = len(second) > len(first) and second.startswith(first) and second[len(first) :] != fold("|")
    return same_text(old, new) and not written_on


def _stood(line: RawLine, app: str, here: Sequence[Seen], gone: Sequence[Seen]) -> bool:
    """Whether the text stood on the screen just before: elsewhere in the program, or cut into other parts here."""
    if is_clock(line.text) and any(is_clock(seen.line.text) for seen in here):
        return True
    text = fold(line.text)
    if any(seen.app == app and fold(seen.line.text) == text for seen in gone):
        return True
    if any(text in fold(seen.line.text) and len(text) > 2 for seen in here):
        return True
    parts = sorted((seen for seen in gone if same_row(seen.line.box, line.box)), key=lambda seen: seen.line.box[0])
    return text == "".join(fold(seen.line.text) for seen in parts)


def _same_place(one: Box, two: Box) -> bool:
    """On one row, and one covers at least half of the other."""
    shared = min(one[2], two[2]) - max(one[0], two[0])
    return same_row(one, two) and shared > 0.5 * min(width(one), width(two))


def _better(old: RawLine, new: RawLine) -> RawLine:
    """The more certain of two readings of one line, in its present place."""
    return new if new.score > old.score else RawLine(old.text, new.box, old.score, new.ground)
