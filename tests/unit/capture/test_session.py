"""Locked or not, as services on a real bus tell."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant.capture import session as sessions
from assistant.capture.bus import session_address
from assistant.capture.session import DBusSession, NullSession
from tests.bus import Answer, private_bus, service

LOGIN = "org.freedesktop.login1"
SAVER = "org.freedesktop.ScreenSaver"


@pytest.fixture
def bus() -> Iterator[str]:
    """A bus of this test's own, used as system and session bus alike."""
    with private_bus() as address:
        yield address


def _hint(locked: bool) -> dict[str, Answer]:
    return {"Get:LockedHint": ("v", (("b", locked),))}


def test_logind_tells(bus: str) -> None:
    """LockedHint of the user's session is the answer, as it changes."""
    answers = _hint(False)
    with service(bus, LOGIN, answers):
        session = DBusSession(bus, None)
        assert not session.locked()
        answers.update(_hint(True))
        assert session.locked()


def test_a_service_outside_any_session_asks_for_the_graphical_one(bus: str) -> None:
    """A systemd user service belongs to no session itself."""
    path = "/org/freedesktop/login1/session/_32"
    display = ("v", (("(so)", ("2", path)),))
    with service(bus, LOGIN, {"Get:Display": display, f"Get:LockedHint@{path}": ("v", (("b", True),))}) as calls:
        assert DBusSession(bus, None).locked()
    assert [member for member, _ in calls] == ["Get:LockedHint", "Get:Display", "Get:LockedHint"]


@pytest.mark.parametrize("name", [name for name, _ in sessions.SAVERS])
def test_screen_savers_tell(bus: str, name: str) -> None:
    """Every known desktop's screen saver counts."""
    with service(bus, name, {"GetActive": ("b", (True,))}):
        assert DBusSession(None, bus).locked()
    with service(bus, name, {"GetActive": ("b", (False,))}):
        assert not DBusSession(None, bus).locked()


def test_a_saver_that_does_not_tell_is_no_lock(bus: str) -> None:
    """Some desktops own the name only to take inhibitions."""
    with service(bus, SAVER, {}):
        assert not DBusSession(None, bus).locked()


def test_a_silent_service_holds_nobody_up(bus: str) -> None:
    """An answer never takes much longer than its budget, and a silent bus is left alone for a while."""
    with service(bus, SAVER, {"GetActive": lambda _: None}) as calls:
        session = DBusSession(None, bus)
        began = time.monotonic()
        assert not session.locked()
        assert time.monotonic() - began < 1
        assert not session.locked()
    assert len(calls) == 1


def test_a_lock_is_not_forgotten_by_a_hiccup(bus: str) -> None:
    """When the service falls silent while the screen is locked, it stays locked."""
    answers: dict[str, Answer] = _hint(True)
    session = DBusSession(bus, None)
    with service(bus, LOGIN, answers):
        assert session.locked()
    assert session.locked()


def test_without_a_bus_the_session_counts_as_open() -> None:
    """No bus, a bus that is gone, or a nonsense address: not locked, and no error."""
    assert not NullSession().locked()
    for address in (None, "unix:path=/nonexistent/bus", "nonsense"):
        assert not DBusSession(address, address).locked()
    assert session_address({}) is None
    assert session_address({"XDG_RUNTIME_DIR": "/run/user/1"}) == "unix:path=/run/user/1/bus"
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}) == "unix:path=/x"
