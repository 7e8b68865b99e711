"""When a belief was last good for something: a use counts once a day."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.store.part import Part


class Uses(Part):
    """The last day on which each belief was used."""

    def first_use(self, id: int, day: date) -> bool:
        """Note a use of the belief ``id``; whether it is the first of that day."""
        return self._db.run(
            "INSERT INTO uses (proposition_id, day) VALUES (?1, ?2)"
            " ON CONFLICT (proposition_id) DO UPDATE SET day = ?2 WHERE day <> ?2",
            (id, day.isoformat()),
        ) > 0  # fmt: skip

    def set_half_life(self, id: int, half_life: timedelta | None) -> None:
        """Let a belief last longer: no news about it, so neither its time nor its history changes."""
        seconds = None if half_life is None else half_life.total_seconds()
        self._db.run("UPDATE propositions SET half_life_s = ? WHERE id = ?", (seconds, id))
