"""The live work of an open home: capture and every scheduled step, on APScheduler's ticks."""

from __future__ import annotations

import logging
import os
import threading
import time
from datetime import datetime

from assistant.capture.source import BlindSource, Condition, LiveSource, Pace, live_source
from assistant.config import Settings
from assistant.daemon.core import Core
from assistant.daemon.think import Outcome
from assistant.errors import WorkerError
from assistant.host import choose
from assistant.schedule.ticker import Ticker
from assistant.types import State

log = logging.getLogger(__name__)

LIVE_DIGEST = "live"
"""Live frames are told apart by their time; hashing eight megabytes each time would buy nothing."""
SHORTEST_S = 0.2
"""Seconds between two looks at least, whatever the settings say: looking without a pause would take a whole core."""


class Live:
    """Capture, inference and upkeep, each at its period. Methods may be called from any thread."""

    def __init__(self, core: Core, settings: Settings) -> None:
        self._core = core
        self._settings = settings
        self._guard = threading.RLock()
        self._source: LiveSource | BlindSource | None = None
        self._stopping = threading.Event()
        self._ticker = Ticker(
            {
                "capture": (0.5, self._capture),
                "infer": (1.0, self._infer),
                "suggest": (20.0, self._suggest),
                "ask": (60.0, self._ask),
                "revise": (60.0, core.keep.revise),
                "weigh": (600.0, core.keep.weigh),
                "decay": (3600.0, core.keep.decay),
                "routines": (6 * 3600.0, core.count_routines),
                "names": (60.0, core.naming.catch_up),
                "retention": (6 * 3600.0, self._retention),
                "checkpoint": (300.0, core.keep.checkpoint),
                "health": (5.0, self._health),
            }
        )
        core.notifier = choose().notifier()

    def start(self) -> None:
        """Begin; capture only where the user has said yes."""
        self.apply()
        self._ticker.start()

    def stop(self) -> None:
        """End. What is being stored is finished, what is being computed is given up and stays in the queue."""
        self._stopping.set()
        self._ticker.stop()
        with self._guard:
            source, self._source = self._source, None
        if source is not None:
            source.stop()

    def apply(self) -> None:
        """Do what consent and pause say now. After a pause returns no further frame is stored."""
        with self._guard:
            wanted = bool(self._core.store.meta("consent"))
            if not wanted and self._source is not None:
                self._source.stop()
                self._source = None
            if wanted and self._source is None:
                self._source = self._open()
                self._source.start()
            if self._source is not None:
                if self._core.is_paused():
                    self._source.pause()
                else:
                    self._source.resume()

    def condition(self) -> Condition | None:
        """What capture is doing and why; None without consent."""
        source = self._source
        if source is None:
            return None
        if self._core.is_paused():
            pause = self._core.store.meta("pause") or {}
            until = pause.get("until")
            reason = f"Until {datetime.fromisoformat(until):%H:%M}." if until else "Until you resume."
            return Condition(State.PAUSED, reason, source.state.since)
        return source.state

    def _open(self) -> LiveSource | BlindSource:
        capture = self._settings.capture
        fast = max(capture.interval_s, SHORTEST_S)
        slow = (fast, 2 * fast, max(capture.heartbeat_s, 2 * fast))
        pace = Pace(fast=fast, slow=slow, away_after=capture.away_after_min * 60)
        return live_source(os.environ, self._core.clock, pace=pace)

    def _idle(self) -> bool:
        return self._stopping.is_set() or self._core.is_paused()

    def _capture(self) -> None:
        source = self._source
        if source is None or self._idle():
            return
        for frame in source.next(0):
            # A pause that came meanwhile holds for frames that are already here.
            if self._idle():
                return
            try:
                taken = self._core.ingest.take(frame, LIVE_DIGEST, lambda: self._idle() or self._source is not source)
            except WorkerError:
                self._core.ingest.skip(frame, LIVE_DIGEST, "the reader failed")
                continue
            self._core.watcher.saw(frame)
            if taken.observations:
                self._core.changed("observations")

    def _infer(self) -> None:
        while not self._idle() and self._core.infer(self._core.clock.now()) is Outcome.DONE:
            pass

    def _suggest(self) -> None:
        if not self._idle():
            self._core.advise.step(self._core.clock.now())

    def _ask(self) -> None:
        if not self._idle() and self._core.inquiring.step(self._core.clock.now()) is not None:
            self._core.changed("questions")

    def _retention(self) -> None:
        """Old text goes from the store, and with its child from the index, which is filled anew from what is left."""
        self._core.keep.retention()
        self._core.index_worker.stop()

    def _health(self) -> None:
        """Small things: a pause that is over, children that nobody needs, a model that may have come."""
        if not self._core.is_paused() and self._source is not None and self._source.state.state is State.PAUSED:
            self.apply()
            self._core.changed("status")
        now = time.monotonic()
        for worker in self._core.workers:
            worker.unload_if_idle(now)
        self._core.models.look_again()
        self._core.sync_index()
