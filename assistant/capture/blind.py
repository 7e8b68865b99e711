"""What capture says of itself, and the source for places where nothing can be captured."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from assistant.types import Frame, State


@dataclass(frozen=True, slots=True)
class Condition:
    """What capture is doing, from facts."""

    state: State
    reason: str
    """In words for the user; empty when all is well."""
    since: datetime


class BlindSource:
    """Where nothing can be captured: delivers no frame and says why."""

    def __init__(self, condition: Condition) -> None:
        self.state = condition
        self.dropped = 0
        self._stopping = threading.Event()

    def start(self) -> None:
        """There is nothing to start."""

    def stop(self) -> None:
        """Wake whoever waits in :meth:`next`."""
        self._stopping.set()

    def next(self, timeout: float) -> list[Frame]:
        """Nothing, after ``timeout`` seconds."""
        self._stopping.wait(timeout)
        return []

    def pause(self) -> None:
        """Nothing is captured anyway."""

    def resume(self) -> None:
        """Nothing can be captured anyway."""
