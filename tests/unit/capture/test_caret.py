"""The text cursor of a real program, through the real accessibility bus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.capture import x11
from assistant.capture.accessibility import open_bus
from assistant.capture.caret import CaretFinder
from assistant.capture.source import LiveSource, Pace
from assistant.clock import SystemClock
from assistant.types import Box
from tests.bus import private_bus
from tests.xvfb import Desktop, wait_until


@pytest.fixture
def session_bus(desktop: Desktop, tmp_path: Path) -> Iterator[str]:
    """A desktop with a session bus and a GTK editor that has the keyboard."""
    if not (shutil.which("mousepad") and Path("/usr/libexec/at-spi-bus-launcher").exists()):
        pytest.skip("not installed: mousepad, at-spi2-core")
    with private_bus({"DISPLAY": desktop.display}) as address:
        open_bus(address).close()
        home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "GSETTINGS_BACKEND": "memory"}
        editor = desktop.start(["mousepad"], DBUS_SESSION_BUS_ADDRESS=address, **home)
        desktop.wait_for_title("Mousepad")
        yield address
        editor.kill()
        editor.wait()


@pytest.mark.display
def test_the_cursor_moves_with_what_is_typed(desktop: Desktop, session_bus: str) -> None:
    """Its place is known after typing, further right with every word, lower after Return, and gone with the program."""
    finder = CaretFinder(session_bus)
    assert finder.box() is None
    desktop.type("Hello")
    first: Box | None = None

    def known() -> bool:
        nonlocal first
        first = finder.box()
        return first is not None

    wait_until(known)
    assert first is not None
    x0, y0, x1, y1 = first
    assert x1 == x0 + 1
    assert 10 < y1 - y0 < 40
    desktop.type(" there")
    wait_until(lambda: (finder.box() or first)[0] > x0)
    desktop.key("Return")
    wait_until(lambda: (finder.box() or first)[1] > y0)
    desktop.xdotool("search", "--name", "Mousepad", "windowkill")
    wait_until(lambda: finder.box() is None)
    finder.close()


@pytest.mark.display
def test_frames_carry_the_cursor(desktop: Desktop, session_bus: str) -> None:
    """Live frames give the cursor in their own pixels, inside the window that has the keyboard."""
    caret = CaretFinder(session_bus)
    source = LiveSource(desktop.display, SystemClock(), caret=caret, pace=Pace(fast=0.1, slow=(0.1,)))
    source.start()
    try:
        wait_until(lambda: source.next(1))
        desktop.type("Hello")

        def inside() -> bool:
            for frame in source.next(1):
                if frame.input and frame.input.caret and frame.windows:
                    return not x11.empty(x11.clip(frame.input.caret, frame.windows[0].box))
            return False

        wait_until(inside)
    finally:
        source.stop()


def test_without_a_bus_the_cursor_is_not_known() -> None:
    """Nobody to ask: None, and no error."""
    finder = CaretFinder("unix:path=/nonexistent/bus")
    assert finder.box() is None
    assert finder.box() is None
    finder.close()


def test_the_cursor_belongs_to_one_monitor() -> None:
    """In the pixels of the monitor that shows it, and unknown on the others."""
    assert x11.inside((700, 10, 701, 30), (640, 0, 1280, 480)) == (60, 10, 61, 30)
    assert x11.inside((700, 10, 701, 30), (0, 0, 640, 480)) is None
    assert x11.inside(None, (0, 0, 640, 480)) is None
