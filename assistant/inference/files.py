"""Knowing a model's file by its bytes.

A flipped weight loads without a word and then talks nonsense, so the whole SHA-256 is taken before every load
(half a second for a gigabyte), and a file that is not the pinned one is refused by name and hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from assistant.errors import ModelError

PULL = "Fetch it again: inkling models pull"
_CHUNK = 4 * 1024 * 1024


def sha256_of(path: Path, progress: Callable[[int], None] | None = None) -> str:
    """Lower-case hex of the whole file; ``progress`` hears how many bytes are done."""
    digest = hashlib.sha256()
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if progress:
                progress(done)
    return digest.hexdigest()


def check(path: Path, sha256: str, size: int = 0) -> None:
    """Raise :class:`ModelError` that says whether the file is missing, truncated or altered."""
    if not path.is_file():
        raise ModelError(f"The model file {path} is missing.", PULL)
    if not sha256:
        raise ModelError(f"The hash of {path.name} was never recorded, so it cannot be trusted.", PULL)
    found = path.stat().st_size
    if size and found < size:
        raise ModelError(f"The model file {path} is truncated: {found:,} of {size:,} bytes.", PULL)
    digest = sha256_of(path)
    if digest != sha256:
        raise ModelError(f"The model file {path} was altered: its SHA-256 is {digest}, not {sha256}.", PULL)
