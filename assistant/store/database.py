"""One encrypted SQLite connection, its transactions, and the translation of its errors.

Everything else in this room speaks SQL through :class:`Database` and sees only errors of ``assistant.errors``.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from assistant.errors import DiskFullError, LockedError, StoreError
from assistant.store.folding import contains, quotes

Row = tuple[Any, ...]

_PRAGMAS = (
    "locking_mode = EXCLUSIVE",  # one process, so no shared-memory file and no reader that holds the log
    "journal_mode = WAL",
    "synchronous = FULL",  # what was acknowledged survives a power cut
    "secure_delete = ON",
    "foreign_keys = ON",
    "mmap_size = 0",  # stray writes of native code must not reach the file
    "temp_store = MEMORY",
    "cell_size_check = ON",
    "trusted_schema = OFF",
)
_FIXED_BRANCHES = ((3, 44, 6), (3, 50, 7))
_FIXED_SINCE = (3, 51, 3)
_NO_ROOM = {"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"}
"""A quota or a limit on file sizes comes as a plain error of input and output."""
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_DATA")


def wal_reset_is_fixed(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the bug that can corrupt a database when its log is reset."""
    return version >= _FIXED_SINCE or any(version[:2] == fix[:2] and version >= fix for fix in _FIXED_BRANCHES)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Raise this project's errors in place of SQLite's, whose messages could quote what was stored."""
    try:
        yield
    except sqlite.IntegrityError:
        raise StoreError("The store refused a record that does not fit the others.") from None
    except sqlite.Error as error:
        raise _translate(error) from None


def _translate(error: sqlite.Error) -> StoreError:
    name = str(getattr(error, "sqlite_errorname", "") or "SQLITE_ERROR")
    if name in _NO_ROOM:
        return DiskFullError(
            "The store cannot be written, most likely for want of room; what was stored before is safe.",
            "Free some disk space. Forgetting still works.",
        )
    if name.startswith(_DAMAGED):
        return StoreError(
            "The store is damaged.",
            "Stop Inkling and put a backup of inkling.db and key.json in place; the damaged file was left as it is.",
        )
    if name.startswith("SQLITE_BUSY"):
        return StoreError("Another process uses this store.", "Stop it first: inkling stop")
    return StoreError(f"The store failed with {name}.")


class Database:
    """The connection. Any thread may use it; one at a time has it.

    ``path``: the file. ``key``: 32 bytes. ``create``: make the file, which must not exist; otherwise it must.
    """

    def __init__(self, path: Path, key: bytes, *, create: bool = False, timeout: float = 5.0) -> None:
        if len(key) != 32:
            raise ValueError("the key has 32 bytes")
        if not wal_reset_is_fixed(sqlite.sqlite_version_info):
            raise StoreError(
                f"SQLite {sqlite.sqlite_version} can corrupt a store.", "Install sqlcipher3 0.6.4 or newer."
            )
        if create:
            _create_private(path)
        elif not path.is_file() or not path.stat().st_size:
            raise StoreError("The store's file is missing or empty.", f"Put a backup of it back: {path}")
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite.connect(
            str(path), timeout=timeout, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            self._unlock(key)
        except BaseException:
            self._connection.close()
            raise

    def _unlock(self, key: bytes) -> None:
        run = self._connection.execute
        with translated():
            run("PRAGMA cipher_log_level = NONE")  # it would write to the terminal on a wrong key
            run(f"PRAGMA key = \"x'{key.hex()}'\"")
            if not run("PRAGMA cipher_version").fetchone():
                raise StoreError("This SQLite has no encryption.", "Install sqlcipher3 0.6.4 or newer.")
            try:
                run("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite.DatabaseError as error:
                if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
                    raise
                raise LockedError(
                    "The key does not open the store, or the store's first page is damaged.",
                    "Put back the key.json and inkling.db that belong together, from a backup.",
                ) from None
            for pragma in _PRAGMAS:
                run(f"PRAGMA {pragma}").fetchall()
        self._connection.create_function("has", 2, contains, deterministic=True)
        self._connection.create_function("quotes", 2, quotes, deterministic=True)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing.

        An inner transaction joins the outer one: its failure undoes only its own part, and nothing is durable
        before the outermost has ended.
        """
        with self._lock, translated():
            outermost = self._depth == 0
            name = f"step{self._depth}"
            self._connection.execute("BEGIN IMMEDIATE" if outermost else f"SAVEPOINT {name}")
            self._depth += 1
            try:
                yield
                self._connection.execute("COMMIT" if outermost else f"RELEASE {name}")
            except BaseException:
                # A full disk makes SQLite roll back by itself, and then there is nothing left to undo.
                if self._connection.in_transaction:
                    for undo in ("ROLLBACK",) if outermost else (f"ROLLBACK TO {name}", f"RELEASE {name}"):
                        self._connection.execute(undo)
                raise
            finally:
                self._depth -= 1

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Execute one statement; the number of rows it changed."""
        with self._lock, translated():
            return int(self._connection.execute(sql, parameters).rowcount)

    def insert(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Execute one INSERT; the new row's id."""
        with self._lock, translated():
            return int(self._connection.execute(sql, parameters).lastrowid)

    def run_many(self, sql: str, rows: Iterator[Row] | Sequence[Row]) -> None:
        """Execute one statement for each of ``rows``, in one transaction."""
        with self.transaction():
            self._connection.executemany(sql, rows)

    def script(self, sql: str) -> None:
        """Execute several statements inside the running transaction."""
        with self._lock, translated():
            for statement in split(sql):
                self._connection.execute(statement)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of one query."""
        with self._lock, translated():
            return list(self._connection.execute(sql, parameters).fetchall())

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of one query, or None."""
        with self._lock, translated():
            found: Row | None = self._connection.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def checkpoint(self) -> bool:
        """Move the log into the file and cut it to nothing. False when a transaction is open."""
        with self._lock:
            if self._depth:
                return False
            return bool(self.value("PRAGMA wal_checkpoint(TRUNCATE)") == 0)

    def backup(self, to: Path) -> None:
        """Write a consistent copy, encrypted with the same key, to ``to``, replacing what is there."""
        part = to.with_name(to.name + ".part")
        part.unlink(missing_ok=True)
        with self._lock:
            if self._depth:
                raise StoreError("A backup cannot be taken inside a transaction.")
            old = os.umask(0o077)
            try:
                self.run("VACUUM INTO ?", (str(part),))
                part.chmod(0o600)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            finally:
                os.umask(old)
        part.replace(to)

    def close(self) -> None:
        """Fold the log into the file and let go of both. Closing twice does no harm."""
        with self._lock:
            with contextlib.suppress(StoreError, sqlite.ProgrammingError):
                self.checkpoint()
            self._connection.close()


def split(script: str) -> list[str]:
    """The statements of ``script``; semicolons inside triggers do not end one."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if complete(pending):
            statements.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError("the script's last statement has no end")
    return statements


def complete(text: str) -> bool:
    """Whether ``text`` ends with a whole statement."""
    return bool(text.strip()) and bool(sqlite.complete_statement(text))


def _create_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreError("There is a store here already.", f"Use it, or move it away first: {path}") from None
    except OSError as failure:
        raise StoreError("The store's file cannot be made.", failure.strerror or "") from None
