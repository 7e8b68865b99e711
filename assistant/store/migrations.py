"""Brings a database to the newest schema: in one transaction, after a backup, never downwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import StoreError
from assistant.store.database import Database
from assistant.store.schema import MIGRATIONS, Migration


def version(database: Database) -> int:
    """How many migrations this database has seen."""
    return int(database.value("PRAGMA user_version"))


def migrate(database: Database, backups: Path | None, steps: Sequence[Migration] = MIGRATIONS) -> list[str]:
    """Apply the missing ``steps``; their names. ``backups``: the folder for the copy taken before an upgrade.

    Raises :class:`StoreError` for a database that a newer Inkling wrote.
    """
    have = version(database)
    if have > len(steps):
        raise StoreError("This store was written by a newer Inkling.", "Install the newer version again.")
    missing = steps[have:]
    if not missing:
        return []
    if have and backups is not None:
        backups.mkdir(mode=0o700, exist_ok=True)
        database.backup(backups / f"before-schema-{len(steps)}.db")
    with database.transaction():
        for step in missing:
            database.script(step.sql)
        database.run(f"PRAGMA user_version = {len(steps)}")
    return [step.name for step in missing]
