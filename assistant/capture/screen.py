"""The pixels of every monitor, through mss. The only module that imports it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import mss

from assistant.capture import x11
from assistant.errors import DisplayError
from assistant.types import Box, Pixels


@dataclass(frozen=True, slots=True)
class Shot:
    """One monitor's pixels."""

    monitor: int
    """Counted from 1 in the server's order."""
    box: Box
    """Where the monitor lies, in root coordinates."""
    pixels: Pixels
    changed: bool
    """False when these are the very pixels of the previous grab; then ``pixels`` is the same object, too."""


class Screen:
    """Grabs all monitors of one X display and follows monitors that come, go or change their size.

    After a :class:`DisplayError` everything is dropped; the next :meth:`grab` connects anew.
    """

    def __init__(self, display: str) -> None:
        self._display = display
        self._connection: Any = None
        self._mss: Any = None
        self._layout: tuple[Box, ...] = ()
        self._last: dict[int, Pixels] = {}

    def grab(self) -> list[Shot]:
        """Every monitor's pixels now. Raises :class:`DisplayError`."""
        with self._guarded():
            return [self._shot(number, box) for number, box in enumerate(self._ready(), start=1)]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            with x11.display_errors():
                yield
        except DisplayError:
            self.close()
            raise
        except Exception as problem:  # mss raises bare AssertionError, XError and more when its server dies
            self.close()
            raise DisplayError(f"The screen cannot be read ({type(problem).__name__}).", x11.HINT) from problem

    def _ready(self) -> tuple[Box, ...]:
        """Connect if need be and follow the monitors; their present rectangles."""
        if self._connection is None:
            self._connection = x11.connect(self._display)
        layout = x11.monitors(self._connection)
        if self._mss is None or layout != self._layout:
            self._reopen(layout)
        return layout

    def _reopen(self, layout: tuple[Box, ...]) -> None:
        """Make mss anew: it sizes its shared memory for the layout it was made in."""
        self._drop_mss()
        self._mss = mss.MSS(display=self._display)
        self._layout = layout
        self._last.clear()

    def strip(self, box: Box) -> Pixels | None:
        """A part of the screen, in root coordinates; None where it lies outside. Raises :class:`DisplayError`."""
        with self._guarded():
            layout = self._ready()
            box = x11.clip(box, (0, 0, max(each[2] for each in layout), max(each[3] for each in layout)))
            if x11.empty(box):
                return None
            return Pixels(box[2] - box[0], box[3] - box[1], bytes(self._mss.grab(box).raw))

    def _shot(self, number: int, box: Box) -> Shot:
        raw = self._mss.grab(box).raw
        last = self._last.get(number)
        if last is not None and last.data == raw:
            return Shot(number, box, last, changed=False)
        pixels = Pixels(box[2] - box[0], box[3] - box[1], bytes(raw))
        self._last[number] = pixels
        return Shot(number, box, pixels, changed=True)

    def close(self) -> None:
        """Let go of the display and of the last pixels; :meth:`grab` may be called again."""
        self._drop_mss()
        if self._connection is not None:
            x11.disconnect(self._connection)
        self._connection = None
        self._layout = ()
        self._last.clear()

    def _drop_mss(self) -> None:
        if self._mss is None:
            return
        with suppress(Exception):  # closing raises XError when the server died first
            self._mss.close()
        self._mss = None
