"""The store: everything Inkling knows, in one encrypted file. The only truth; every index is rebuilt from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.errors import DiskFullError, StoreError
from assistant.paths import Home, check_private
from assistant.store import ballast, keys
from assistant.store.database import Database
from assistant.store.entities import Entities
from assistant.store.forget import CleanScreen
from assistant.store.lessons import Lessons
from assistant.store.migrations import migrate
from assistant.store.observations import Observations
from assistant.store.part import Marks
from assistant.store.questions import Questions
from assistant.store.retention import Retention
from assistant.store.routines import Routines
from assistant.store.rules import RuleBook
from assistant.store.scores import Scores
from assistant.store.selection import Plan, Receipt
from assistant.store.suggestions import Suggestions
from assistant.store.uses import Uses
from assistant.store.vectors import Vectors
from assistant.store.words import Words


class Store(
    RuleBook, Retention, Observations, Routines, Entities, Scores, Suggestions, Lessons, Questions, Uses, Vectors, Words
):
    """All parts over one connection. Safe to use from any thread; one process has it at a time."""

    def __init__(self, home: Home, database: Database, key: keys.Key, ballast_size: int) -> None:
        super().__init__(database, Marks(key.raw))
        self._home = home
        self._ballast_size = ballast_size

    @classmethod
    def open(cls, home: Home, key: keys.Key, *, create: bool = False, ballast_size: int = ballast.SIZE) -> Store:
        """Open the store of ``home``, bring its schema up to date and put back jobs that were in hand.

        ``create``: make it if this home's key was just created and no store has been made since; an absent store
        is an error otherwise. Raises ``LockedError`` for a key that does not fit, :class:`StoreError` for
        a damaged file, a newer schema, or another process that has it.
        """
        check_private(home.data)
        if keys.store_expected(home):
            if not create:
                raise StoreError("This home has no store yet.", "Start Inkling to make one: inkling start")
            _make(home, key)
        try:
            store = cls._open(home, key, ballast_size)
        except DiskFullError:  # without this a full disk could not even be opened to forget: its log needs room
            if not home.ballast.exists():
                raise
            ballast.release(home.ballast)
            store = cls._open(home, key, ballast_size)
            # Only a little of it is for writing on; the rest must be there the next time.
            ballast.fill(home.ballast, min(ballast_size, ballast.rest(home.data)))
            return store
        ballast.fill(home.ballast, ballast_size)
        return store

    @classmethod
    def _open(cls, home: Home, key: keys.Key, ballast_size: int) -> Store:
        database = Database(home.database, key.raw)
        try:
            migrate(database, _backups(home))
            store = cls(home, database, key, ballast_size)
            store.recover_jobs()
        except BaseException:
            database.close()
            raise
        return store

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, durable at the end of the outermost one. An inner one joins the outer one."""
        return self._db.transaction()

    def apply_forget(self, wanted: Plan, clean_screen: CleanScreen | None = None) -> Receipt:
        """Take away what the plan selects, also on a full disk, and the copies that upgrades left behind."""
        try:
            receipt = super().apply_forget(wanted, clean_screen)
        except DiskFullError:
            ballast.release(self._home.ballast)
            receipt = super().apply_forget(wanted, clean_screen)
        for copy in _backups(self._home).glob("*.db"):
            copy.unlink()
        ballast.fill(self._home.ballast, self._ballast_size)
        return receipt

    def checkpoint(self) -> bool:
        """Fold the log into the file. False when it could not be done now."""
        return self._db.checkpoint()

    def backup(self, path: Path) -> None:
        """A consistent copy at ``path`` (mode 0600), encrypted with the same key: key.json must be kept beside it."""
        self._db.backup(path)

    def integrity(self) -> list[str]:
        """What is wrong with the file, in words that quote nothing of it; empty when it is sound."""
        problems = [
            f"page check: {len(rows)} pages" for rows in [self._db.rows("PRAGMA cipher_integrity_check")] if rows
        ]
        found = self._db.rows("PRAGMA quick_check(20)")
        if found != [("ok",)]:
            problems.append(f"structure: {len(found)} problems")
        if self._db.rows("PRAGMA foreign_key_check"):
            problems.append("references: records that point nowhere")
        return problems

    def dump(self) -> Iterator[tuple[str, str]]:
        """Every text and JSON value that is kept, as (table.column, text): what "forgotten" is measured against."""
        for (table,) in self._db.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ):
            if "_words" in table or "_grams" in table:
                continue
            columns = [row[1] for row in self._db.rows(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
            for column in columns:
                for (text,) in self._db.rows(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
                    yield f"{table}.{column}", text

    def close(self) -> None:
        """Fold the log into the file and let go of it. Closing twice does no harm."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _backups(home: Home) -> Path:
    """Where a copy is put before an upgrade."""
    return home.data / "backups"


def _make(home: Home, key: keys.Key) -> None:
    """Make the store under another name and move it into place whole, so that a crash leaves none or all of it."""
    if home.database.exists() and home.database.stat().st_size:
        keys.store_made(home)  # the crash came between the two last steps
        return
    fresh = home.database.with_name(home.database.name + ".new")
    for left in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-journal"))):
        left.unlink(missing_ok=True)
    database = Database(fresh, key.raw, create=True)
    try:
        migrate(database, None)
    finally:
        database.close()
    fresh.replace(home.database)
    keys.sync_folder(home.data)
    keys.store_made(home)
