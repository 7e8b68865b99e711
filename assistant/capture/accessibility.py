"""The accessibility bus: what assistive technology is told about windows, and nothing else of it.

Chromium builds its side only when ``org.a11y.Status.IsEnabled`` was set before it started, so windows of a browser
that was running already stay unknown until it is started again.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.capture.bus import NONSENSE, Bus, BusError
from assistant.types import Box

REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
SCREEN_COORDINATES = 0

_LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")


@dataclass(frozen=True, slots=True)
class Announced:
    """A top-level window as its program announces it."""

    program: str
    name: str
    box: Box
    """In root coordinates."""


def open_bus(session_bus: str) -> Bus:
    """The accessibility bus, switched on for programs that start from now on; raises :class:`BusError`."""
    session = Bus(session_bus, timeout=1.0)
    try:
        address = session.call(*_LAUNCHER, "GetAddress", start=True)[0]
        service, path, _ = _LAUNCHER
        session.set(service, path, "org.a11y.Status", "IsEnabled", ("b", True))
    finally:
        session.close()
    bus = Bus(address, timeout=1.0)
    bus.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren", start=True)
    return bus


class Accessibility:
    """A line to the accessibility bus, found through the session bus. Belongs to one thread."""

    def __init__(self, session_bus: str) -> None:
        self._session_bus = session_bus
        self._bus: Bus | None = None

    def windows(self, seconds: float) -> list[Announced]:
        """What all programs announce, within ``seconds``; raises :class:`BusError`."""
        if self._bus is None:
            self._bus = open_bus(self._session_bus)
        self._bus.allow(seconds)
        try:
            programs = self._bus.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")[0]
            return [window for service, path in programs for window in self._of(self._bus, service, path)]
        except BusError:
            self.close()
            raise
        except NONSENSE as problem:
            raise BusError("nonsense", silent=False) from problem

    def _of(self, bus: Bus, service: str, path: str) -> list[Announced]:
        """One program's windows; none when it has just ended."""
        try:
            program = str(bus.get(service, path, ACCESSIBLE, "Name"))
            windows = bus.call(service, path, ACCESSIBLE, "GetChildren")[0]
            return [self._window(bus, program, *window) for window in windows]
        except BusError as problem:
            if problem.silent:
                raise
            return []
        except NONSENSE:
            return []

    def _window(self, bus: Bus, program: str, service: str, path: str) -> Announced:
        name = str(bus.get(service, path, ACCESSIBLE, "Name"))
        x, y, width, height = bus.call(service, path, COMPONENT, "GetExtents", "u", (SCREEN_COORDINATES,))[0]
        return Announced(program, name, (x, y, x + width, y + height))

    def close(self) -> None:
        """Hang up; the next question connects anew."""
        if self._bus is not None:
            self._bus.close()
        self._bus = None
