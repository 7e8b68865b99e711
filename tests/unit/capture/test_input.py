"""Key presses are counted, and nothing else of them is kept."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from assistant.capture.input import IdleTimer, InputWatcher
from assistant.errors import DisplayError
from tests.xvfb import Desktop, wait_until

pytestmark = pytest.mark.display


@pytest.fixture
def watcher(desktop: Desktop) -> Iterator[InputWatcher]:
    """A watcher that counts already."""
    desktop.window("Editor", app="Editor")
    watching = InputWatcher(desktop.display)
    watching.start()
    wait_until(lambda: watching.counting)
    yield watching
    watching.stop()


def _counted(watcher: InputWatcher, wanted: int) -> int:
    """All keys so far, once there are at least ``wanted``."""
    keys = 0

    def enough() -> bool:
        nonlocal keys
        keys += watcher.take_keys() or 0
        return keys >= wanted

    wait_until(enough)
    return keys


def test_the_count_is_the_number_of_keys_typed(desktop: Desktop, watcher: InputWatcher) -> None:
    """Every letter, digit, blank and Return counts once; the Shift that makes a capital does not count."""
    text = "Meet Anna at 15:30, Room B!"
    desktop.type(text)
    desktop.key("Return", "BackSpace")
    assert _counted(watcher, len(text) + 2) == len(text) + 2
    desktop.key("shift+a", "ctrl+c")
    assert _counted(watcher, 2) == 2
    assert watcher.take_keys() == 0


def test_modifiers_and_pointer_buttons_are_no_keys(desktop: Desktop, watcher: InputWatcher) -> None:
    """Holding Control or clicking types nothing."""
    desktop.key("Control_L", "Shift_L", "Alt_L")
    desktop.xdotool("click", "1")
    desktop.key("x")
    assert _counted(watcher, 1) == 1


def test_no_key_is_kept(desktop: Desktop, watcher: InputWatcher) -> None:
    """After typing, nothing in the watcher holds events or key codes: one number is all there is."""
    desktop.type("hunter2")
    wait_until(lambda: watcher._keys == 7)
    held = [each for each in gc.get_objects() if type(each).__name__ == "GenericEvent"]
    assert len(held) <= 1  # the one that is being handled, which the next one replaces
    assert watcher.take_keys() == 7
    assert not [value for value in vars(watcher).values() if isinstance(value, list | dict | set)]


def test_the_watcher_survives_the_display(desktop: Desktop, watcher: InputWatcher) -> None:
    """While the display is gone the number is not known; afterwards keys are counted again."""
    desktop.server.kill()
    wait_until(lambda: not watcher.counting)
    assert watcher.take_keys() is None
    desktop.server.start()
    wait_until(lambda: watcher.counting)
    desktop.type("abc")
    assert _counted(watcher, 3) == 3


def test_keys_focus_titles_and_loss_are_activity(desktop: Desktop) -> None:
    """Each of them wakes whoever waits for something to happen."""
    first = desktop.window("First", box=(10, 10, 200, 100))
    desktop.window("Second", box=(300, 10, 200, 100))
    active = threading.Event()
    watcher = InputWatcher(desktop.display, active.set)
    watcher.start()
    try:
        wait_until(lambda: watcher.counting)

        def wakes(what: str) -> None:
            assert active.wait(10), what
            # Let late events of the same cause pass.
            while active.wait(0.2):
                active.clear()

        active.clear()
        desktop.key("a")
        wakes("a key")
        desktop.activate(first)
        wakes("another focus")
        first.retitle("Another title")
        wakes("another title")
        desktop.server.kill()
        wakes("the loss of the display")
    finally:
        watcher.stop()


def test_idle_time_starts_again_at_every_key(desktop: Desktop) -> None:
    """Seconds without input grow, and a key sets them back; a lost display is an error that passes."""
    timer = IdleTimer(desktop.display)
    wait_until(lambda: timer.seconds() > 0.5)
    desktop.key("a")
    assert timer.seconds() < 0.5
    desktop.server.kill()
    with pytest.raises(DisplayError):
        timer.seconds()
    desktop.server.start()
    assert timer.seconds() >= 0


def test_a_watcher_that_was_never_started_can_be_stopped() -> None:
    """Stopping is safe at any time."""
    InputWatcher(":none").stop()
