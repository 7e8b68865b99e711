"""Live capture on a real display: what is delivered, when, and what it says of itself."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import pytest

from assistant.capture.source import BlindSource, LiveSource, Pace, live_source
from assistant.clock import SystemClock
from assistant.types import Frame, State
from tests.xvfb import Desktop, wait_until

QUICK = Pace(fast=0.1, slow=(0.1, 0.2, 0.5), lost=0.2)


class Lock:
    """A session that a test locks."""

    def __init__(self) -> None:
        self.is_locked = False

    def locked(self) -> bool:
        return self.is_locked


@pytest.fixture
def lock() -> Lock:
    """Open until the test locks it."""
    return Lock()


@pytest.fixture
def source(desktop: Desktop, lock: Lock) -> Iterator[LiveSource]:
    """A running source that looks often."""
    desktop.window("Notes", "Buy milk", app="Notes", box=(100, 100, 400, 200))
    live = LiveSource(desktop.display, SystemClock(), session=lock, pace=QUICK)
    live.start()
    yield live
    live.stop()


def _next(source: LiveSource) -> Frame:
    return next(iter(wait_until(lambda: source.next(1), 10, "a frame")))


@pytest.mark.display
def test_frames_carry_pixels_windows_and_input(desktop: Desktop, source: LiveSource) -> None:
    """A frame is complete: time, monitor, pixels, windows in its own pixels, keys and idle time."""
    before = SystemClock().now()
    source.next(0)
    frame = _next(source)
    assert frame.time >= before
    assert (frame.monitor, frame.pixels.width, frame.pixels.height) == (1, 1280, 800)
    assert frame.windows is not None
    assert [(each.app, each.title) for each in frame.windows] == [("Notes", "Notes")]
    assert frame.input is not None
    assert source.state.state is State.CAPTURING
    assert source.state.reason == ""


@pytest.mark.display
def test_keys_add_up_over_frames(desktop: Desktop, source: LiveSource) -> None:
    """All keys typed stand in the frames that are taken, whatever was dropped in between."""
    _next(source)
    desktop.type("hello world")
    keys = 0

    def typed() -> bool:
        nonlocal keys
        keys += sum(frame.input.keys for frame in source.next(0.1) if frame.input)
        return keys >= 11

    wait_until(typed)
    assert keys == 11


@pytest.mark.display
def test_a_slow_reader_gets_the_newest_and_the_rest_is_counted(desktop: Desktop, source: LiveSource) -> None:
    """Nobody takes frames: they do not pile up, one waits, and the replaced ones are counted."""
    wait_until(lambda: source.dropped >= 3)
    assert len(source.next(1)) == 1


@pytest.mark.display
def test_nothing_is_delivered_after_a_pause(desktop: Desktop, source: LiveSource) -> None:
    """From the moment pause returns there is no frame, and the state says so; resume brings new ones."""
    _next(source)
    for _ in range(5):
        source.pause()
        assert source.next(0.15) == []
        assert source.state.state is State.PAUSED
        resumed = SystemClock().now()
        source.resume()
        assert _next(source).time >= resumed
    wait_until(lambda: source.state.state is State.CAPTURING)


@pytest.mark.display
def test_keys_typed_during_a_pause_are_never_counted(desktop: Desktop, source: LiveSource) -> None:
    """What happens in a pause is nobody's business, not even how much was typed."""
    _next(source)
    source.pause()
    desktop.type("secret")
    wait_until(lambda: source._watcher._keys == 6)
    source.resume()
    frame = _next(source)
    assert frame.input is not None
    assert frame.input.keys == 0


@pytest.mark.display
def test_a_locked_session_is_not_captured(desktop: Desktop, source: LiveSource, lock: Lock) -> None:
    """While the session is locked no frame is made, and the state is away; unlocking goes on."""
    _next(source)
    lock.is_locked = True
    wait_until(lambda: source.state.state is State.AWAY)
    assert "locked" in source.state.reason
    source.next(0)
    assert source.next(0.3) == []
    lock.is_locked = False
    _next(source)
    wait_until(lambda: source.state.state is State.CAPTURING)


@pytest.mark.display
def test_nobody_at_the_keys_is_away(desktop: Desktop) -> None:
    """Without input for long enough nothing is captured until somebody is back."""
    source = LiveSource(desktop.display, SystemClock(), pace=Pace(fast=0.1, slow=(0.1,), away_after=0.8))
    source.start()
    try:
        wait_until(lambda: source.state.state is State.AWAY)

        def back() -> bool:
            desktop.key("a")
            return source.state.state is State.CAPTURING

        wait_until(back)
    finally:
        source.stop()


@pytest.mark.display
def test_defect_17_a_lost_display_shows_at_once_and_capture_comes_back(desktop: Desktop) -> None:
    """With everyday pacing: the state changes when the server dies, and frames flow within 5 s of its return."""
    source = LiveSource(desktop.display, SystemClock())
    source.start()
    try:
        _next(source)
        since = source.state.since
        desktop.server.kill()
        wait_until(lambda: source.state.state is State.NO_DISPLAY, 5)
        assert source.state.reason
        assert source.state.since > since
        assert source.next(0.5) == []
        desktop.server.start()
        returned = time.monotonic()
        _next(source)
        assert time.monotonic() - returned < 5
        assert source.state.state is State.CAPTURING
    finally:
        source.stop()


@pytest.mark.display
def test_looks_are_rare_and_rarer_when_nothing_happens(desktop: Desktop) -> None:
    """Never two looks within the fast period, even under constant input; a still screen is looked at less and less."""
    desktop.window("Still", "nothing moves")
    pace = Pace(fast=0.5, slow=(0.5, 1.0, 3.0))
    source = LiveSource(desktop.display, SystemClock(), pace=pace)
    source.start()
    try:
        quiet = [_next(source).time for _ in range(5)]
        gaps = [(b - a).total_seconds() for a, b in itertools.pairwise(quiet)]
        assert gaps[-1] > gaps[0]
        assert gaps[-1] > 2.5
        desktop.key("a")
        woken = _next(source).time
        assert (woken - quiet[-1]).total_seconds() < 2.5
        busy = [woken]
        for _ in range(3):
            desktop.type("abc")
            busy.append(_next(source).time)
        assert min((b - a).total_seconds() for a, b in itertools.pairwise([quiet[-1], *busy])) > 0.2
    finally:
        source.stop()


class BrokenOnce(Lock):
    """A session that raises what nobody expects, the first time."""

    def locked(self) -> bool:
        if not self.is_locked:
            self.is_locked = True
            raise ZeroDivisionError("words from a screen")
        return False


@pytest.mark.display
def test_defect_17_no_surprise_ends_capture(desktop: Desktop, caplog: pytest.LogCaptureFixture) -> None:
    """An error that nobody thought of is logged by its kind alone, and capture goes on."""
    source = LiveSource(desktop.display, SystemClock(), session=BrokenOnce(), pace=QUICK)
    source.start()
    try:
        _next(source)
        assert "ZeroDivisionError" in caplog.text
        assert "words" not in caplog.text
    finally:
        source.stop()


def test_pace_slows_step_by_step() -> None:
    """2 s while something changes, then 2, 4, 10 and never slower."""
    assert [Pace().after(unchanged) for unchanged in range(6)] == [2, 2, 4, 10, 10, 10]


@pytest.mark.parametrize("wayland", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
def test_wayland_is_said_even_where_xwayland_offers_a_display(wayland: dict[str, str]) -> None:
    """XWayland sets DISPLAY; capture says no_permission with the reason instead of reading black pixels."""
    source = live_source({"DISPLAY": ":0", **wayland}, SystemClock())
    assert isinstance(source, BlindSource)
    assert source.state.state is State.NO_PERMISSION
    assert "Wayland" in source.state.reason
    source.start()
    assert source.next(0.01) == []
    source.stop()


def test_no_display_is_said() -> None:
    """Without DISPLAY there is nothing to connect to."""
    source = live_source({}, SystemClock())
    assert source.state.state is State.NO_DISPLAY
    assert "DISPLAY" in source.state.reason


def test_a_display_that_never_was_is_said_and_tried_again() -> None:
    """A name that nobody answers to: no_display, and the thread lives on."""
    source = LiveSource(":9999", SystemClock(), pace=QUICK)
    source.start()
    try:
        wait_until(lambda: source.state.state is State.NO_DISPLAY)
        assert source.next(0.3) == []
        assert source.state.state is State.NO_DISPLAY
    finally:
        source.stop()


def test_a_source_that_was_never_started_is_stopped() -> None:
    """Nothing is claimed before the first look."""
    assert LiveSource(":9999", SystemClock()).state.state is State.STOPPED
