"""What counting over days needs: which window was in front when, and which belief tells which routine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.store.part import Part
from assistant.store.times import micros, moment
from assistant.types import Glimpse

PAUSE = timedelta(minutes=15)
"""A window that is seen again after so long has come to the front again."""
_SLOT_MINUTES = 30
_MINUTE_US = 60_000_000
_IN_FRONT = "start_us >= ?1 AND (focused OR NOT EXISTS (SELECT 1 FROM observations WHERE start_us >= ?1 AND focused))"
"""Where the window system does not tell which window has the focus, every window counts."""


@dataclass(frozen=True, slots=True)
class RoutineMark:
    """One stored routine: its belief, and keyed hashes of what is done and of what comes before it."""

    proposition_id: int
    deed: bytes
    cause: bytes | None
    minute: int | None
    days: frozenset[int]
    hits: int
    misses: int


class Routines(Part):
    """Days at a glance, without the text that was read on them."""

    def glimpses(self, since: datetime) -> list[Glimpse]:
        """Since then, each stretch of time in which one window was in front; in order of time."""
        sql = f"""
            SELECT min(start_us), start_zone, max(end_us), app, title, min(id) FROM (
                SELECT *, sum(fresh) OVER (ORDER BY start_us, id) AS stretch FROM (
                    SELECT *, (app, title) IS NOT (lag(app) OVER seen, lag(title) OVER seen)
                        OR start_us - lag(end_us) OVER seen > ?2 AS fresh
                    FROM observations WHERE {_IN_FRONT} WINDOW seen AS (ORDER BY start_us, id)
                )
            ) GROUP BY stretch ORDER BY 1
        """
        rows = self._db.rows(sql, (micros(since), PAUSE // timedelta(microseconds=1)))
        return [Glimpse(moment(us, zone), moment(end, zone), app, title, id) for us, zone, end, app, title, id in rows]

    def active_slots(self, since: datetime) -> frozenset[tuple[date, int]]:
        """The half hours, by the user's clock, in which anything was seen since then: (day, number in the day)."""
        part = f"/ {_MINUTE_US} + {{}}_zone) / {_SLOT_MINUTES}"
        sql = " UNION ".join(
            f"SELECT ({end}_us {part.format(end)} FROM observations WHERE start_us >= ?1" for end in ("start", "end")
        )
        a_day = 24 * 60 // _SLOT_MINUTES
        rows = self._db.rows(sql, (micros(since),))
        return frozenset((date.fromordinal(date(1970, 1, 1).toordinal() + n // a_day), n % a_day) for (n,) in rows)

    def routine_mark(self, name: str) -> bytes:
        """The keyed hash of a thing that is done."""
        mark = self._marks.key(f"routine {name}")
        assert mark is not None
        return mark

    def routine_forgotten(self, deed: bytes) -> bool:
        """Whether the user made Inkling forget a routine of doing this."""
        return self._is_buried(deed)

    def set_routine(self, new: RoutineMark) -> None:
        """Note or update what routine a belief tells, with its counts."""
        days = sum(1 << day for day in new.days)
        self._db.run(
            "INSERT OR REPLACE INTO routines VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new.proposition_id, new.deed, new.cause, new.minute, days, new.hits, new.misses),
        )

    def routine_marks(self) -> list[RoutineMark]:
        """Every routine that is or was believed."""
        sql = "SELECT proposition_id, deed, cause, minute, days, hits, misses FROM routines ORDER BY proposition_id"
        return [
            RoutineMark(id, deed, cause, minute, frozenset(d for d in range(7) if days >> d & 1), hits, misses)
            for id, deed, cause, minute, days, hits, misses in self._db.rows(sql)
        ]
