"""A notification counts as shown only when a service took it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator

import pytest

from assistant.capture.windows import WindowList
from assistant.host import choose
from assistant.host.notify import DesktopNotifications, escape, service_answers
from assistant.host.null import NullNotifier
from tests.bus import Answer, private_bus, service
from tests.xvfb import wait_until, x_desktop

NAME = "org.freedesktop.Notifications"
INTROSPECTION = """<node><interface name="org.freedesktop.Notifications">
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""
SERVER: dict[str, Answer] = {
    "GetServerInformation": ("ssss", ("test", "tests", "1", "1.2")),
    "GetCapabilities": ("as", (["body"],)),
    "Introspect": ("s", (INTROSPECTION,)),
    "Notify": ("u", (7,)),
}


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus of this test's own."""
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


def test_a_service_that_answers_gets_the_escaped_text(bus: str) -> None:
    """The message arrives as plain text: markup in it is escaped, and the answer is True."""
    notifier = DesktopNotifications()
    with service(bus, NAME, SERVER) as calls:
        assert notifier.send("Anna & Ben", "<b>bold</b>\nnext\x1b[31m")
        assert notifier.send("Second", "message")
    shown = [body for member, body in calls if member == "Notify"]
    assert [(body[3], body[4]) for body in shown] == [
        ("Anna &amp; Ben", "&lt;b&gt;bold&lt;/b&gt; next [31m"),
        ("Second", "message"),
    ]
    notifier.close()


def test_without_a_service_nothing_counts_as_shown(bus: str, caplog: pytest.LogCaptureFixture) -> None:
    """A bus without a notification service: False, and no log line with the text or a traceback."""
    with caplog.at_level(logging.DEBUG):
        assert not DesktopNotifications().send("title", "secret words")
    assert "secret words" not in caplog.text


def test_a_service_that_refuses_the_message_did_not_show_it(bus: str, caplog: pytest.LogCaptureFixture) -> None:
    """An error from the service is not a shown message, and its text stays out of the log."""
    refusing = {member: answer for member, answer in SERVER.items() if member != "Notify"}
    with service(bus, NAME, refusing), caplog.at_level(logging.DEBUG):
        assert not DesktopNotifications().send("title", "secret words")
    assert "secret words" not in caplog.text


def test_without_a_bus_nothing_counts_as_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session bus, or one that is gone: False, quickly and quietly."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not DesktopNotifications().send("title", "body")
    assert not service_answers({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"})
    assert not service_answers({"DBUS_SESSION_BUS_ADDRESS": "nonsense"})


def test_a_service_that_comes_back_is_found_again(bus: str) -> None:
    """The notification service may be restarted; the next message reaches the new one."""
    notifier = DesktopNotifications()
    with service(bus, NAME, SERVER):
        assert notifier.send("one", "1")
    assert not notifier.send("two", "2")
    with service(bus, NAME, SERVER) as calls:
        assert notifier.send("three", "3")
    assert [body[3] for member, body in calls if member == "Notify"] == ["three"]
    notifier.close()


def test_long_text_is_cut_before_it_is_escaped() -> None:
    """Cutting never splits an escape in two."""
    assert escape("a&" * 10, 4) == "a&amp;a…"
    assert escape("  two\twords ", 20) == "two words"


def test_every_system_has_a_host() -> None:
    """A system nobody knows gets the host that shows nothing and says so."""
    host = choose("plan9")
    assert isinstance(host.notifier(), NullNotifier)
    assert not host.notifier().send("title", "body")
    assert host.on_battery() is None
    assert isinstance(choose("linux").notifier(), DesktopNotifications)


@pytest.mark.display
def test_a_real_service_shows_it_and_capture_does_not_know_the_toast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bus starts the desktop's own service; its toast is an unknown window, so it would never be read."""
    if shutil.which("dunst") is None:
        pytest.skip("not installed: dunst")
    with x_desktop() as desktop, private_bus({"DISPLAY": desktop.display}) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        notifier = DesktopNotifications()
        wait_until(lambda: notifier.send("Inkling", "Anna asked for the slides"), 20)
        windows = WindowList(desktop.display)
        wait_until(windows.list)
        assert {(window.app, window.title) for window in windows.list()} == {("", "")}
        notifier.close()
