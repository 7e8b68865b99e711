"""Where the text cursor is, as programs tell assistive technology.

Only the fact that a cursor moved is listened to, and only its place is asked for: never the text. GTK and Qt programs
tell; terminals without a toolkit and web pages do not, and then nothing counts as typed there.
"""

from __future__ import annotations

import time
from collections import deque

import jeepney

from assistant.capture.accessibility import ACCESSIBLE, REGISTRY, SCREEN_COORDINATES, open_bus
from assistant.capture.bus import NONSENSE, Bus, BusError
from assistant.types import Box

BUDGET = 0.05
"""Seconds that the program with the cursor may take."""
NO_BUS = 15.0
"""Seconds before a bus that did not answer is asked again."""

_EVENTS = "org.a11y.atspi.Event.Object"
_TEXT = "org.a11y.atspi.Text"
_FOCUSED = 1 << 12
"""The bit of AT-SPI's state set that says: has the keyboard."""


class CaretFinder:
    """Follows the text cursor over the accessibility bus. Belongs to one thread."""

    def __init__(self, session_bus: str) -> None:
        self._session_bus = session_bus
        self._bus: Bus | None = None
        self._moved: deque[jeepney.Message] = deque()
        self._not_before = 0.0

    def box(self) -> Box | None:
        """The cursor's rectangle in root coordinates; None where it is not known. Never raises.

        The first call only begins to listen, so it gives None.
        """
        if time.monotonic() < self._not_before:
            return None
        try:
            if self._bus is None:
                self._bus = self._open()
            self._bus.drain()
            if not self._moved:
                return None
            fields = self._moved[-1].header.fields
            self._bus.allow(BUDGET)
            return _place(self._bus, fields[jeepney.HeaderFields.sender], fields[jeepney.HeaderFields.path])
        except BusError as problem:
            if problem.silent:
                self.close()
                self._not_before = time.monotonic() + NO_BUS
            else:
                self._moved.clear()  # its program has ended
            return None
        except NONSENSE:
            self._moved.clear()
            return None

    def _open(self) -> Bus:
        bus = open_bus(self._session_bus)
        self._moved = bus.listen(_EVENTS, "TextCaretMoved")
        registry = "/org/a11y/atspi/registry"
        bus.call(REGISTRY, registry, REGISTRY, "RegisterEvent", "s", ("object:text-caret-moved",))
        return bus

    def close(self) -> None:
        """Hang up; :meth:`box` may be called again."""
        if self._bus is not None:
            self._bus.close()
        self._bus = None


def _place(bus: Bus, program: str, widget: str) -> Box | None:
    """The cursor of a widget that has the keyboard."""
    state = bus.call(program, widget, ACCESSIBLE, "GetState")[0]
    if not state or not state[0] & _FOCUSED:
        return None
    offset = bus.get(program, widget, _TEXT, "CaretOffset")
    x, y, _, height = _character(bus, program, widget, offset)
    if height <= 0 and offset > 0:
        # Some toolkits know no place after the last character.
        x, y, width, height = _character(bus, program, widget, offset - 1)
        x += width
    return (x, y, x + 1, y + height) if height > 0 else None


def _character(bus: Bus, program: str, widget: str, offset: int) -> tuple[int, int, int, int]:
    x, y, width, height = bus.call(program, widget, _TEXT, "GetCharacterExtents", "iu", (offset, SCREEN_COORDINATES))
    return x, y, width, height
