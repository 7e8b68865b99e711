"""Upkeep of an open home: what ends, what fades, what is too old, and the store's own housekeeping."""

from __future__ import annotations

from datetime import datetime

from assistant.clock import Clock, midnight
from assistant.config import Retention
from assistant.daemon.calibrating import Calibrating
from assistant.daemon.guard import Guard
from assistant.pipeline import fading
from assistant.store import Store
from assistant.types import Proposition, Status

FOREVER_DAYS = 36_500
"""More days than that would reach back before the calendar begins."""
_PAGE = 500
"""Beliefs that one transaction of :meth:`Keep.decay` holds the store for at most."""


class Keep:
    """Each method is one scheduled step; all of them may run at any time, and again."""

    def __init__(self, store: Store, clock: Clock, limits: Retention, calibrating: Calibrating, guard: Guard) -> None:
        self._store = store
        self._clock = clock
        self._limits = limits
        self._calibrating = calibrating
        self._guard = guard

    def revise(self) -> None:
        """Beliefs whose day is over are past: they stay in history, and nobody asserts them as coming.

        What ended at noon still belongs to the day; what has ended is no longer suggested in any case.
        """
        now = self._clock.now()
        with self._store.transaction():
            for belief in self._store.propositions(status=Status.ACTIVE, ended_before=midnight(now.date(), now)):
                if belief.id is not None and not belief.pinned:
                    self._store.update_proposition(belief.id, now, status=Status.EXPIRED)

    def decay(self) -> None:
        """Beliefs that faded to nothing without news sleep: out of force, still in history, woken by new evidence."""
        now = self._clock.now()
        cursor = None
        while page := self._store.propositions(status=Status.ACTIVE, cursor=cursor, limit=_PAGE):
            cursor = page[-1].id
            faded = [belief.id for belief in page if belief.id is not None and self._fades(belief, now)]
            with self._store.transaction():
                # Read again: the user may have confirmed or pinned one meanwhile.
                for belief in self._store.propositions(ids=faded, status=Status.ACTIVE) if faded else ():
                    if belief.id is not None and self._fades(belief, now):
                        self._store.update_proposition(belief.id, now, status=Status.EXPIRED)

    def _fades(self, belief: Proposition, now: datetime) -> bool:
        return fading.asleep(belief, now) and not self._guard.keeps(belief)

    def weigh(self) -> None:
        """Confidences follow how long their evidence stood on the screen and, once a day, how old it has become."""
        now = self._clock.now()
        self._calibrating.notice(now)
        today = now.date().isoformat()
        if self._store.meta("weighed") != today:
            self._calibrating.grow_old(now)
            self._store.set_meta("weighed", today)

    def retention(self) -> None:
        """Raw observations go after their days; the quotes of beliefs stay."""
        replayed = self._store.meta("home") == "replay"
        days = min(self._limits.observations_days, FOREVER_DAYS)
        self._store.retention(self._clock.now(), days, keep_frames=replayed)

    def checkpoint(self) -> None:
        """Fold the store's log into its file, so that the log never grows large."""
        self._store.checkpoint()
