"""Tells watching clients that something changed, without telling what it says."""

from __future__ import annotations

import threading
import time


class Changes:
    """Counts changes by name; any thread may add or wait."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._latest: dict[str, int] = {}
        self.count = 0
        """How many changes there were."""

    def add(self, what: str) -> None:
        """Something called ``what`` changed."""
        with self._condition:
            self.count += 1
            self._latest[what] = self.count
            self._condition.notify_all()

    def wait(self, seen: int, seconds: float) -> tuple[set[str], int]:
        """What changed after the first ``seen`` changes, waiting for it; empty after ``seconds``.

        The second value is what to pass as ``seen`` the next time.
        """
        deadline = time.monotonic() + seconds
        with self._condition:
            while self.count == seen and (left := deadline - time.monotonic()) > 0:
                self._condition.wait(left)
            return {what for what, number in self._latest.items() if number > seen}, self.count
