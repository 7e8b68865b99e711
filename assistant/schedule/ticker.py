"""Ticks of a live home, on APScheduler.

Due times that must survive a restart are rows in the store's queue; the ticks here only say "look now". Hence a
memory job store, and settings under which a laptop's sleep costs one tick and not an avalanche of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)


class Ticker:
    """Calls each step at its period on a small thread pool, never twice at once."""

    def __init__(self, steps: Mapping[str, tuple[float, Callable[[], None]]]) -> None:
        """``steps`` maps a name to (seconds between two calls, what to call)."""
        self.failures: dict[str, int] = {}
        """How often each step raised: a failing step is counted and keeps its schedule."""
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(max(2, len(steps)))},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for position, (name, (seconds, call)) in enumerate(steps.items()):
            # The first calls are spread over the first second, so that a start is no stampede.
            first = datetime.now(UTC) + timedelta(seconds=min(seconds, 0.2 + 0.1 * position))
            self._scheduler.add_job(call, "interval", seconds=seconds, id=name, next_run_time=first)
        self._scheduler.add_listener(self._count, EVENT_JOB_ERROR)
        # "Maximum number of running instances reached" is what a slow step looks like, not news.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        logging.getLogger("apscheduler.executors.default").setLevel(logging.CRITICAL)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking at once; steps that are running end by themselves."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _count(self, event: JobExecutionEvent) -> None:
        self.failures[event.job_id] = self.failures.get(event.job_id, 0) + 1
        # The type alone: a message could quote the screen.
        log.warning("step %s failed: %s", event.job_id, type(event.exception).__name__)
