"""Pixels and window list belong together, or the frame says that they do not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assistant.capture.grabber import Grabber, still
from assistant.types import Window
from tests.xvfb import Desktop

A, B = Window("a", "one", 0, 0, 10, 10), Window("b", "two", 20, 0, 10, 10, focused=True)


@contextmanager
def _meanwhile(work: list[object], desktop: Desktop) -> Iterator[Grabber]:
    """A grabber that does the next piece of ``work`` while it waits for the windows to settle."""

    def sleep(seconds: float) -> None:
        assert seconds < 1
        step = work.pop(0) if work else None
        if callable(step):
            step()

    grabber = Grabber(desktop.display, None, sleep)
    yield grabber
    grabber.close()


@pytest.mark.display
def test_a_still_desktop_is_taken_at_once(desktop: Desktop) -> None:
    """Pixels and windows of a desktop where nothing moves; the second look says that nothing changed."""
    desktop.window("W", "text", override_redirect=True)
    waits = 0

    def sleep(seconds: float) -> None:
        nonlocal waits
        waits += 1

    grabber = Grabber(desktop.display, None, sleep)
    first, second = grabber.take(), grabber.take()
    assert (first.changed, second.changed, waits) == (True, False, 1)
    assert second.windows == first.windows
    assert second.shots[0].pixels is first.shots[0].pixels


@pytest.mark.display
def test_a_window_that_appears_during_the_look_is_looked_at_again(desktop: Desktop) -> None:
    """The window list that goes with the pixels is the one of after the change."""
    desktop.window("Old")
    with _meanwhile([lambda: desktop.window("New", app="Secret")], desktop) as grabber:
        scene = grabber.take()
    assert scene.windows is not None
    assert {window.title for window in scene.windows} == {"Old", "New"}


@pytest.mark.display
def test_defect_16_windows_that_never_hold_still_are_not_known(desktop: Desktop) -> None:
    """When windows come and go faster than one can look, nobody knows what the pixels show: the list is None."""

    def more() -> None:
        desktop.window("More")

    with _meanwhile([more] * 3, desktop) as grabber:
        assert grabber.take().windows is None


@pytest.mark.display
def test_a_running_title_costs_only_its_own_window(desktop: Desktop) -> None:
    """A spinner in a title makes that window unknown, not the whole screen."""
    spinner = desktop.window("|", app="Terminal", box=(10, 40, 300, 200))
    desktop.window("Still", app="Editor", box=(600, 40, 300, 200))
    spins = [lambda: spinner.retitle("/"), lambda: spinner.retitle("-"), lambda: spinner.retitle("\\")]
    with _meanwhile([*spins], desktop) as grabber:
        scene = grabber.take()
    assert scene.windows is not None
    assert {(window.app, window.title) for window in scene.windows} == {("", ""), ("Editor", "Still")}


@pytest.mark.display
def test_waiting_for_windows_to_settle_can_be_cut_short(desktop: Desktop) -> None:
    """A stop does not have to wait for a look to end."""
    stopping = threading.Event()
    stopping.set()
    desktop.window("W")
    assert Grabber(desktop.display, None, stopping.wait).take().windows


def test_only_titles_may_run() -> None:
    """Another title hides that window's names; another place, order, focus or number hides everything."""
    assert still([A, B], [A, B]) == (A, B)
    assert still([A, B], [A, replace(B, title="three")]) == (A, replace(B, app="", title=""))
    assert still([A, B], [B, A]) is None
    assert still([A, B], [A]) is None
    assert still([A, B], [A, replace(B, x=21)]) is None
    assert still([A, B], [A, replace(B, private=True)]) is None
