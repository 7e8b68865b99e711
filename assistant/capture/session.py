"""Whether the user's session is locked, as logind and the screen savers tell over D-Bus.

X lockers that talk to nobody (i3lock, slock) cover the screen with an unknown popup, which is never read.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Protocol

from assistant.capture.bus import NONSENSE, SYSTEM_BUS, Bus, BusError, session_address

BUDGET = 0.2
"""Seconds that one answer may take in all."""
RETRY = 30.0
"""Seconds before a bus that did not answer is asked again."""

LOGIN = "org.freedesktop.login1"
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)


class Session(Protocol):
    """Knows whether somebody locked the screen."""

    def locked(self) -> bool:
        """True when the session is known to be locked. Answers within 0.2 s."""
        ...


class NullSession:
    """Where there is no bus nobody can say, and the session counts as open."""

    def locked(self) -> bool:
        """Never locked."""
        return False


class DBusSession:
    """Asks logind on the system bus and the screen savers on the session bus; belongs to one thread."""

    def __init__(self, system: str | None, session: str | None) -> None:
        self._lines = [_Line(system, _login_locked), _Line(session, _saver_active)]

    def locked(self) -> bool:
        """True when any of them says so."""
        deadline = time.monotonic() + BUDGET
        return any(line.ask(deadline) for line in self._lines)


def choose(environ: Mapping[str, str]) -> Session:
    """The session that the environment tells of."""
    system = environ.get("DBUS_SYSTEM_BUS_ADDRESS", SYSTEM_BUS)
    return DBusSession(system, session_address(environ))


class _Question(Protocol):
    def __call__(self, bus: Bus) -> bool: ...


class _Line:
    """One bus with one question. A bus that does not answer is left alone for a while."""

    def __init__(self, address: str | None, question: _Question) -> None:
        self._address = address
        self._question = question
        self._bus: Bus | None = None
        self._not_before = 0.0
        self._last = False

    def ask(self, deadline: float) -> bool:
        """The answer; the last one when there is no answer now, for a lock must not be forgotten by a hiccup."""
        now = time.monotonic()
        if self._address is None or now < self._not_before or now >= deadline:
            return self._last
        try:
            if self._bus is None:
                self._bus = Bus(self._address, timeout=deadline - now)
            self._bus.allow(deadline - now)
            self._last = self._question(self._bus)
        except (BusError, *NONSENSE):
            self._not_before = time.monotonic() + RETRY
            self._hang_up()
        return self._last

    def _hang_up(self) -> None:
        if self._bus is not None:
            self._bus.close()
        self._bus = None


def _login_locked(bus: Bus) -> bool:
    """LockedHint of the session that this process belongs to, or of the user's graphical one."""
    interface = f"{LOGIN}.Session"
    try:
        return bool(bus.get(LOGIN, "/org/freedesktop/login1/session/auto", interface, "LockedHint"))
    except BusError as problem:
        if problem.silent:
            raise
        display = bus.get(LOGIN, "/org/freedesktop/login1/user/self", f"{LOGIN}.User", "Display")
        return bool(bus.get(LOGIN, display[1], interface, "LockedHint"))


def _saver_active(bus: Bus) -> bool:
    """Whether any running screen saver covers the screen."""
    running = bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames")[0]
    return any(_active(bus, name, path) for name, path in SAVERS if name in running)


def _active(bus: Bus, name: str, path: str) -> bool:
    try:
        return bool(bus.call(name, path, name, "GetActive")[0])
    except BusError as problem:
        if problem.silent:
            raise
        return False  # it only takes inhibitions and does not tell
