"""What the parts of the store share: the database and the keyed marks."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from assistant.store.database import Database
from assistant.store.folding import essence
from assistant.store.times import micros
from assistant.types import Proposition


class Marks:
    """Keyed hashes: they recognise something again and, without the key, tell nothing about it."""

    def __init__(self, key: bytes) -> None:
        self._key = hmac.digest(key, b"inkling marks", hashlib.sha256)

    def text(self, text: str) -> bytes | None:
        """The mark of a line, quote or statement; None for a text without letters and digits."""
        kept = essence(text)
        return self._mark("text", kept) if kept else None

    def slot(self, proposition: Proposition) -> bytes | None:
        """The mark of what a belief is about, whatever its words: kind, names and day.

        None for a belief about one name alone or nothing: forgetting one task of Anna's must not hide her next one.
        """
        about = sorted({kept for entity in proposition.entities if (kept := essence(entity))})
        if proposition.valid_to is not None:
            about.append(proposition.valid_to.date().isoformat())
        return self._mark("slot", proposition.kind, *about) if len(about) > 1 else None

    def frame(self, digest: bytes | str, time: datetime, monitor: int) -> bytes:
        """The mark of one frame."""
        content = digest if isinstance(digest, str) else digest.hex()
        return self._mark("frame", content, str(micros(time)), str(monitor))

    def key(self, key: str) -> bytes | None:
        """The mark of a suggestion's key; None for the empty key."""
        return self._mark("key", key) if key else None

    def piece(self, name: str, value: str) -> bytes:
        """The mark of one piece of a rejected meaning; short, as its whole set is what tells meanings apart."""
        return self._mark("piece", name, value)[:8]

    def _mark(self, *words: str) -> bytes:
        return hmac.digest(self._key, "\x1f".join(words).encode("utf-8", "surrogatepass"), hashlib.sha256)[:16]


class Part:
    """Base of the store's parts."""

    def __init__(self, database: Database, marks: Marks) -> None:
        self._db = database
        self._marks = marks

    def is_forgotten(self, text: str) -> bool:
        """Whether the user made Inkling forget this line, quote or statement, whatever its case and accents."""
        return self._is_buried(self._marks.text(text))

    def _is_buried(self, mark: bytes | None) -> bool:
        return mark is not None and self._db.row("SELECT 1 FROM tombstones WHERE mark = ?", (mark,)) is not None

    def _bury(self, marks: set[bytes | None]) -> None:
        rows = [(mark,) for mark in marks if mark is not None]
        self._db.run_many("INSERT OR IGNORE INTO tombstones VALUES (?)", rows)
