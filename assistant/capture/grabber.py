"""Pixels and window list that belong together.

The two cannot be read at one instant, and both lag behind each other: a page is painted before its title
changes, and a closed window's pixels stay until the window below repaints. So the list is read before the
grab and again a moment after it, and only a list that held still names what is in the pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.capture.screen import Screen, Shot
from assistant.capture.windows import PrivateWindows, WindowList
from assistant.types import Window

SETTLE = 0.12
"""Seconds after the grab in which the window list must not change."""
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """All monitors and the windows on them at one instant."""

    shots: tuple[Shot, ...]
    windows: tuple[Window, ...] | None
    """In root coordinates; None: the windows would not hold still, so nobody knows what the pixels show."""
    changed: bool
    """False when pixels and windows are those of the previous scene."""


class Grabber:
    """Takes scenes of one display; belongs to one thread."""

    def __init__(self, display: str, private: PrivateWindows | None, sleep: Callable[[float], object]) -> None:
        """``sleep`` waits for some seconds and may return early when the owner is stopping."""
        self._screen = Screen(display)
        self._windows = WindowList(display, private)
        self._sleep = sleep
        self._last: tuple[Window, ...] | None = None

    def take(self, on_grab: Callable[[], None] = lambda: None) -> Scene:
        """The present scene. Raises :class:`DisplayError`.

        ``on_grab`` is called right after each grab, for whatever must fit the pixels.
        """
        before = self._windows.list()
        steady: tuple[Window, ...] | None = None
        for _ in range(ATTEMPTS):
            shots = tuple(self._screen.grab())
            on_grab()
            changed = any(shot.changed for shot in shots)
            if not changed and before == self._last:
                return Scene(shots, before, changed=False)
            self._sleep(SETTLE)
            after = self._windows.list()
            if after == before:
                self._last = after
                return Scene(shots, after, changed=True)
            steady = still(before, after)
            before = after
        self._last = None
        return Scene(shots, steady, changed=True)

    def close(self) -> None:
        """Let go of the display; :meth:`take` may be called again."""
        self._screen.close()
        self._windows.close()
        self._last = None


def still(before: Sequence[Window], after: Sequence[Window]) -> tuple[Window, ...] | None:
    """The windows when only titles run, such as a terminal's spinner: those lose their names and so count as unknown.

    None when anything else moved, came or went.
    """
    if len(before) != len(after):
        return None
    windows = []
    for old, new in zip(before, after, strict=True):
        if replace(old, title="") != replace(new, title=""):
            return None
        windows.append(new if old.title == new.title else replace(new, app="", title=""))
    return tuple(windows)
