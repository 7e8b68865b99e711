"""Pixels of a real X server."""

from __future__ import annotations

import shutil
import subprocess
import time

import pytest

from assistant.capture.screen import Screen
from assistant.errors import DisplayError
from assistant.types import Pixels
from tests.xvfb import Desktop, XServer, x_desktop

pytestmark = pytest.mark.display


def pixel(pixels: Pixels, x: int, y: int) -> bytes:
    """Blue, green, red of one pixel."""
    at = (y * pixels.width + x) * 4
    return pixels.data[at : at + 3]


def test_every_pixel_arrives_as_bgrx(desktop: Desktop) -> None:
    """One monitor, numbered 1, four bytes a pixel from the top, in mss's own order."""
    desktop.window("W", box=(100, 100, 200, 100), override_redirect=True)
    shots = Screen(desktop.display).grab()
    assert [(shot.monitor, shot.box) for shot in shots] == [(1, (0, 0, 1280, 800))]
    pixels = shots[0].pixels
    assert (pixels.width, pixels.height, len(pixels.data)) == (1280, 800, 1280 * 800 * 4)
    assert pixel(pixels, 150, 150) == b"\xff\xff\xff"
    assert pixel(pixels, 50, 50) == b"\x00\x00\x00"


def test_an_unchanged_screen_is_the_same_object(desktop: Desktop) -> None:
    """Nothing is copied or kept twice while nothing changes, and a change of one letter is seen."""
    window = desktop.window("W", "one", override_redirect=True)
    screen = Screen(desktop.display)
    first, second = screen.grab()[0], screen.grab()[0]
    assert (first.changed, second.changed) == (True, False)
    assert second.pixels is first.pixels
    window.show("two")
    third = screen.grab()[0]
    assert third.changed
    assert third.pixels != first.pixels


def test_an_unchanged_full_hd_frame_costs_under_five_milliseconds() -> None:
    """Grab and comparison together, in processor time: 0.8 ms where this was written."""
    with x_desktop((1920, 1080), window_manager=False) as desktop:
        screen = Screen(desktop.display)
        screen.grab()
        began = time.process_time()
        for _ in range(20):
            assert not screen.grab()[0].changed
        assert (time.process_time() - began) / 20 < 0.005


def test_a_lost_display_is_one_kind_of_error_and_comes_back(desktop: Desktop) -> None:
    """However the server dies, only DisplayError leaves; the same object works again when the server is back."""
    screen = Screen(desktop.display)
    screen.grab()
    desktop.server.kill()
    for _ in range(3):
        with pytest.raises(DisplayError):
            screen.grab()
    desktop.server.start()
    assert len(screen.grab()[0].pixels.data) == 1280 * 800 * 4


def test_a_server_of_another_size_is_followed() -> None:
    """The same display returning larger or smaller is grabbed whole."""
    server = XServer((800, 600))
    server.start()
    try:
        screen = Screen(server.display)
        assert screen.grab()[0].box == (0, 0, 800, 600)
        server.kill()
        server.size = (1024, 768)
        server.start()
        with pytest.raises(DisplayError):
            screen.grab()
        assert screen.grab()[0].box == (0, 0, 1024, 768)
    finally:
        server.stop()


def test_monitors_that_come_and_go_are_followed(desktop: Desktop) -> None:
    """A second monitor gets frames of its own from the next grab on, and stops having them when it is gone."""
    if shutil.which("xrandr") is None:
        pytest.skip("not installed: xrandr")
    screen = Screen(desktop.display)
    assert len(screen.grab()) == 1
    _xrandr(desktop, "--setmonitor", "LEFT", "640/160x800/200+0+0", "screen")
    _xrandr(desktop, "--setmonitor", "RIGHT", "640/160x800/200+640+0", "none")
    shots = screen.grab()
    assert sorted(shot.box for shot in shots) == [(0, 0, 640, 800), (640, 0, 1280, 800)]
    assert [shot.monitor for shot in shots] == [1, 2]
    assert all(len(shot.pixels.data) == 640 * 800 * 4 for shot in shots)
    _xrandr(desktop, "--delmonitor", "LEFT")
    _xrandr(desktop, "--delmonitor", "RIGHT")
    assert [shot.box for shot in screen.grab()] == [(0, 0, 1280, 800)]


def _xrandr(desktop: Desktop, *arguments: str) -> None:
    subprocess.run(["xrandr", *arguments], env=desktop.environment, check=True, timeout=10, stderr=subprocess.DEVNULL)
