"""Lines that were secrets by what stood around them stay secrets when that has scrolled away."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hashlib import blake2b

from assistant.privacy.secrets.search import find

_MOST = 2000


class Withheld:
    """Keyed hashes of such lines, by program, in memory only; the key goes with the process."""

    def __init__(self, most: int = _MOST) -> None:
        self._key = secrets.token_bytes(32)
        self._marks: dict[bytes, None] = {}
        self._most = most

    def learn(self, app: str, texts: Iterable[str]) -> None:
        """Remember of these secrets those that do not show alone; words, as of a seed phrase, mean too much else."""
        for text in texts:
            if any(char.isdigit() for char in text) and not find(text):
                self._marks[self._mark(app, text)] = None
        for mark in list(self._marks)[: -self._most]:
            del self._marks[mark]

    def knows(self, app: str, text: str) -> bool:
        """Whether this line was a secret in this program lately."""
        return self._mark(app, text) in self._marks

    def _mark(self, app: str, text: str) -> bytes:
        return blake2b(f"{app}\x00{text.strip()}".encode(), key=self._key, digest_size=16).digest()
