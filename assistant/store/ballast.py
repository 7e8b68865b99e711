"""A file that takes up room only to give it back: on a full disk SQLite cannot even delete."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

SIZE = 16 * 1024 * 1024
"""Bytes: enough for the log of a large deletion."""
SPARE = 256 * 1024
"""Bytes left to work with on a full disk when the rest of the ballast is reserved again."""


def fill(path: Path, size: int = SIZE) -> bool:
    """Reserve ``size`` bytes at ``path`` (mode 0600), none for 0. False where the disk has no room for it now."""
    if size <= 0:
        return True
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size >= size:
            return True
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        _reserve(descriptor, size)
    except OSError as failure:
        release(path)
        if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return False
        raise
    finally:
        os.close(descriptor)
    return True


def rest(folder: Path) -> int:
    """Bytes that are free where ``folder`` is, but for a little to work with."""
    free = os.statvfs(folder)
    return max(0, free.f_bavail * free.f_frsize - SPARE)


def release(path: Path) -> None:
    """Give the room back."""
    path.unlink(missing_ok=True)


def _reserve(descriptor: int, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(descriptor, 0, size)
        except OSError as failure:
            if failure.errno not in (errno.EOPNOTSUPP, errno.EINVAL):
                raise  # any other file system can reserve, and says why it does not
        else:
            return
    # Zeroes would be stored as a hole by some file systems, which reserves nothing.
    block = os.urandom(1024 * 1024)
    for start in range(0, size, len(block)):
        os.write(descriptor, block[: size - start])
    os.fsync(descriptor)
