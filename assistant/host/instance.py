"""One daemon a home, by a lock that the kernel holds and releases, whatever happens to the process."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from pathlib import Path

from assistant.errors import DiskFullError

PATIENCE = 0.1
"""Seconds in which somebody who only looks may hold the lock for a moment."""
WIDTH = 16
"""Bytes of the file: the owner's number, padded."""


class InstanceLock:
    """An exclusive ``flock`` on a file that stays where it is: the file means nothing, the lock everything."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another process, or another lock object, has it."""
        if self._fd is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        deadline = time.monotonic() + PATIENCE
        while True:
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if _lock(fd, fcntl.LOCK_EX) and self._is_ours(fd):
                break
            os.close(fd)
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        try:
            os.pwrite(fd, f"{os.getpid():<{WIDTH - 1}}\n".encode(), 0)
        except OSError as error:
            os.close(fd)
            if error.errno != errno.ENOSPC:
                raise
            raise DiskFullError("No room is left on the disk, so Inkling cannot start.", "Free some space.") from None
        self._fd = fd
        return True

    def release(self) -> None:
        """Let the next one in."""
        if self._fd is None:
            return
        # Written over and not cut off: the room stays ours, so that the next start works on a full disk too.
        os.pwrite(self._fd, b" " * WIDTH, 0)
        os.close(self._fd)
        self._fd = None

    def owner_pid(self) -> int | None:
        """The process that holds the lock, or None when nobody does: the file's number counts only while it is held."""
        if self._fd is not None:
            return os.getpid()
        try:
            fd = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            if _lock(fd, fcntl.LOCK_SH):
                return None
            deadline = time.monotonic() + PATIENCE
            while not (said := os.pread(fd, 32, 0).strip()) and time.monotonic() < deadline:
                time.sleep(0.01)
            return int(said) if said.isdigit() else None
        finally:
            os.close(fd)

    def _is_ours(self, fd: int) -> bool:
        """Whether the locked file is still the one at the path: somebody may have deleted it meanwhile."""
        try:
            there = self._path.stat()
        except OSError:
            return False
        return os.path.samestat(os.fstat(fd), there)


def _lock(fd: int, how: int) -> bool:
    try:
        fcntl.flock(fd, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
