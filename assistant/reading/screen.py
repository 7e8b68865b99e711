"""What one monitor shows now, and what its windows showed lately. Survives a restart as JSON in the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.cards import done_digest
from assistant.reading.folding import digest
from assistant.reading.raw import Json, RawLine, centre, contains
from assistant.reading.rows import MARK
from assistant.types import Window

LINES_A_WINDOW = 2000
LINES_IN_ALL = 6000
"""Remembered lines: enough for a day's working set, small enough to be stored with every frame."""
WINDOWS = 80

_COUNTER = re.compile(r"^[\s*●•]*(?:\(\d+\+?\)|\[\d+\+?\])?\s*|[\s*●•]+$|\s*\(\d+\)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line that stands on the screen, and whose window showed it."""

    line: RawLine
    app: str
    key: str
    """The window's identity, see :func:`window_key`."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The lines on one monitor now, and the digests of lines that its windows showed before, oldest first."""

    lines: tuple[Seen, ...] = ()
    memory: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def known(self) -> dict[str, dict[str, None]]:
        """Digests by window key, both oldest first."""
        return {key: dict.fromkeys(digests) for key, digests in self.memory}

    def to_json(self) -> Json:
        """A value for ``json.dumps``; :meth:`from_json` is its inverse."""
        return {
            "lines": [[seen.line.to_json(), seen.app, seen.key] for seen in self.lines],
            "memory": [[key, list(digests)] for key, digests in self.memory],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Screen:
        """Inverse of :meth:`to_json`."""
        return cls(
            tuple(Seen(RawLine.from_json(line), str(app), str(key)) for line, app, key in value["lines"]),
            tuple((str(key), tuple(map(str, digests))) for key, digests in value["memory"]),
        )

    def without(self, forgotten: Callable[[str], bool]) -> Screen:
        """This screen with neither the text nor the digest of lines that ``forgotten`` names.

        The next reading finds such a line as new; what the user deleted is kept out by the store's tombstones. The
        cells of tables go by their headers too, so none stays known of a window that showed such a line.
        """
        texts = [seen.line.text for seen in self.lines if forgotten(seen.line.text)]
        gone = {name(text) for text in texts for name in (digest, done_digest)}
        lines = tuple(seen for seen in self.lines if not forgotten(seen.line.text))
        keys = {seen.key for seen in self.lines if forgotten(seen.line.text)}
        keys |= {key for key, digests in self.memory if not gone.isdisjoint(digests)}
        memory = tuple(
            (key, tuple(name for name in digests if name not in gone and not (key in keys and name.startswith(MARK))))
            for key, digests in self.memory
        )
        return replace(self, lines=lines, memory=memory)


def window_key(window: Window) -> str:
    """Names a window over time: its program and title, without counters and marks of unsaved changes."""
    title = _COUNTER.sub("", window.title)
    return digest(f"{window.app} {title}")


def window_at(windows: Iterable[Window], line: RawLine) -> Window | None:
    """The topmost window over the middle of the line; None: the line belongs to nobody."""
    x, y = centre(line.box)
    return next((window for window in windows if contains(window.box, x, y)), None)


def remembered(known: dict[str, dict[str, None]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """``known`` cut to its newest lines, windows that were used last coming last."""
    room = LINES_IN_ALL
    kept: list[tuple[str, tuple[str, ...]]] = []
    for key, digests in list(known.items())[::-1][:WINDOWS]:
        newest = tuple(digests)[-min(LINES_A_WINDOW, room) :] if room else ()
        room -= len(newest)
        if newest:
            kept.append((key, newest))
    return tuple(kept[::-1])
