"""Which frames are done with, and what stood on each monitor last: what a restart needs to go on and not repeat."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from assistant.store.counters import Counters
from assistant.store.times import micros, moment, zone
from assistant.types import Look


class Frames(Counters):
    """Marks of frames, which are keyed hashes, and the state of each monitor's screen."""

    def frame_done(self, digest: bytes | str, time: datetime, monitor: int) -> bool:
        """Whether this frame (content hash, time, monitor) was handled before, also when it was forgotten since."""
        mark = self._marks.frame(digest, time, monitor)
        return self._is_buried(mark) or self._db.row("SELECT 1 FROM frames WHERE mark = ?", (mark,)) is not None

    def mark_frame(
        self,
        digest: bytes | str,
        time: datetime,
        monitor: int,
        *,
        dropped: str | None = None,
        observations: Iterable[int] = (),
        focus: int | None = None,
        idle_s: float | None = None,
    ) -> bool:
        """The frame is done; call it in the transaction that stores what came of it.

        ``dropped``: the reason when nothing of it was used, counted as ``dropped.REASON``. ``observations``: the
        ids that it added or extended. ``focus`` and ``idle_s`` are those of :class:`~assistant.types.Look`; a
        ``focus`` that was forgotten meanwhile counts as none. False when it was done before, and then nothing changes.
        """
        with self._db.transaction():
            if self.frame_done(digest, time, monitor):
                return False
            id = self._db.insert(
                "INSERT INTO frames (mark, time_us, time_zone, monitor, dropped, focus, idle_s)"
                " VALUES (?, ?, ?, ?, ?, (SELECT id FROM observations WHERE id = ?), ?)",
                (self._marks.frame(digest, time, monitor), micros(time), zone(time), monitor, dropped, focus, idle_s),
            )
            pairs = [(id, observation) for observation in set(observations)]
            self._db.run_many("INSERT INTO frame_observations VALUES (?, ?)", pairs)
            if dropped is not None:
                self.count(f"dropped.{dropped}")
        return True

    def looks(self, since: datetime, until: datetime) -> list[Look]:
        """Every look at the screen from ``since`` until before ``until``, in the order of their times."""
        sql = (
            "SELECT time_us, time_zone, monitor, focus, idle_s FROM frames WHERE time_us >= ? AND time_us < ?"
            " ORDER BY time_us, id"
        )
        rows = self._db.rows(sql, (micros(since), micros(until)))
        return [Look(moment(us, minutes), monitor, focus, idle) for us, minutes, monitor, focus, idle in rows]

    def last_frame(self, monitor: int | None = None, *, used: bool = False) -> datetime | None:
        """The time of the newest frame that was handled, on ``monitor`` or on any; ``used``: and not dropped."""
        sql = (
            "SELECT time_us, time_zone FROM frames WHERE (?1 IS NULL OR monitor = ?1) AND (NOT ?2 OR dropped IS NULL)"
            " ORDER BY time_us DESC LIMIT 1"
        )
        found = self._db.row(sql, (monitor, used))
        return None if found is None else moment(*found)

    def screen_state(self, monitor: int) -> Any:
        """The JSON value that :meth:`set_screen_state` kept for ``monitor``; None where there is none.

        Forgetting changes it: read it again after :meth:`~assistant.store.forget.Forgetting.apply_forget`.
        """
        found = self._db.value("SELECT state FROM screens WHERE monitor = ?", (monitor,))
        return None if found is None else json.loads(found)

    def screen_states(self) -> dict[int, Any]:
        """All kept screens by monitor."""
        return {monitor: json.loads(state) for monitor, state in self._db.rows("SELECT monitor, state FROM screens")}

    def set_screen_state(self, monitor: int, state: Any) -> None:
        """Keep what stands on ``monitor`` now, a JSON value; None takes it away."""
        if state is None:
            self._db.run("DELETE FROM screens WHERE monitor = ?", (monitor,))
        else:
            self._db.run(
                "INSERT OR REPLACE INTO screens VALUES (?, ?)", (monitor, json.dumps(state, ensure_ascii=False))
            )
