"""One slot a monitor: the newest frame wins, and what it pushes out is counted."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace

from assistant.types import Frame, Input


class Mailbox:
    """Passes frames from the capture thread to one reader, who may be slower."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._slots: dict[int, Frame] = {}
        self._dropped = 0
        self._shut = False
        self._epoch = 0

    @property
    def dropped(self) -> int:
        """Frames that a newer one replaced before anybody took them."""
        return self._dropped

    @property
    def epoch(self) -> int:
        """Changes with every :meth:`shut`: a frame is delivered only in the epoch in which it was begun."""
        with self._ready:
            return self._epoch

    def put(self, frames: Iterable[Frame], epoch: int) -> None:
        """Offer frames that were begun in ``epoch``; while the mailbox is shut, or later, they are thrown away."""
        with self._ready:
            if self._shut or epoch != self._epoch:
                return
            for frame in frames:
                older = self._slots.get(frame.monitor)
                self._dropped += older is not None
                self._slots[frame.monitor] = _with_keys_of(older, frame)
            self._ready.notify()

    def take(self, timeout: float) -> list[Frame]:
        """The waiting frames in the order of their monitors; empty after ``timeout`` seconds or when shut."""
        with self._ready:
            self._ready.wait_for(lambda: self._slots, timeout)
            frames = [self._slots[monitor] for monitor in sorted(self._slots)]
            self._slots.clear()
            return frames

    def shut(self) -> None:
        """Throw away what waits and let nothing in until :meth:`open`."""
        with self._ready:
            self._shut = True
            self._epoch += 1
            self._slots.clear()

    def open(self) -> None:
        """Let frames in again."""
        with self._ready:
            self._shut = False


def _with_keys_of(older: Frame | None, frame: Frame) -> Frame:
    """Keys count from the last frame that was taken, not from one that nobody saw."""
    if older is None or older.input is None or frame.input is None:
        return frame
    pressed: Input = replace(frame.input, keys=frame.input.keys + older.input.keys)
    return replace(frame, input=pressed)
