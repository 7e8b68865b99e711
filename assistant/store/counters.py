"""Numbers and small facts: what was dropped and why, seconds and tokens spent, consent, pauses. Never screen text."""

from __future__ import annotations

import json
from typing import Any

from assistant.store.part import Part


class Counters(Part):
    """Counters by name, and named JSON values."""

    def count(self, name: str, n: float = 1) -> None:
        """Add ``n`` to the counter ``name``."""
        if n:
            self._db.run(
                "INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
                (name, float(n)),
            )

    def counters(self, prefix: str = "") -> dict[str, float]:
        """All counters whose names start with ``prefix``, by name; whole numbers as int."""
        rows = self._db.rows("SELECT name, value FROM counters WHERE substr(name, 1, length(?1)) = ?1", (prefix,))
        return {name: int(value) if value.is_integer() else value for name, value in rows}

    def meta(self, name: str, default: Any = None) -> Any:
        """The JSON value kept under ``name``, or ``default``."""
        found = self._db.value("SELECT value FROM meta WHERE name = ?", (name,))
        return default if found is None else json.loads(found)

    def set_meta(self, name: str, value: Any) -> None:
        """Keep a JSON value under ``name``; None takes it away."""
        if value is None:
            self._db.run("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self._db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))
