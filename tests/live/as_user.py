"""Runs a program as an ordinary user without any power: ``python -m tests.live.as_user UID PROGRAM ...``, by root.

Where the interpreter, the environment or the checkout lies under a folder that only root may enter (such as
``/root``), the program gets a view of the file system in which just those are reachable: a mount namespace of its
own, gone with it. Nothing of the real file system changes.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_CLONE_NEWNS = 0x00020000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000

CHECKOUT = Path(__file__).resolve().parents[2]


def needed() -> list[Path]:
    """What the program must be able to read."""
    return [Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), CHECKOUT]


def closed_above(path: Path) -> Path | None:
    """The topmost folder on the way to ``path`` that others cannot enter."""
    return next((folder for folder in [*reversed(path.parents), path] if not folder.stat().st_mode & 0o001), None)


def reveal(paths: Sequence[Path]) -> None:
    """Make ``paths`` reachable for this process and its children; raises OSError where that is not permitted."""
    hidden = {path: folder for path in paths if (folder := closed_above(path)) is not None}
    if not hidden:
        return
    _check(ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNS))
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)
    keep = Path(tempfile.mkdtemp(prefix="reveal-"))
    _mount("none", str(keep), "tmpfs", 0)
    for number, path in enumerate(hidden):
        (keep / str(number)).mkdir()
        _mount(str(path), str(keep / str(number)), None, _MS_BIND | _MS_REC)
    for folder in set(hidden.values()):
        _mount("none", str(folder), "tmpfs", 0, "mode=755")
    for number, path in enumerate(hidden):
        path.mkdir(parents=True, exist_ok=True)
        _mount(str(keep / str(number)), str(path), None, _MS_BIND | _MS_REC)


def become(uid: int) -> None:
    """Be that user for good, in no other group and without any capability."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def _mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    words = [word.encode() if word is not None else None for word in (source, target, kind, options)]
    _check(ctypes.CDLL(None, use_errno=True).mount(words[0], words[1], words[2], ctypes.c_ulong(flags), words[3]))


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def main(uid: int, command: Sequence[str]) -> None:
    """Become the user and the program."""
    reveal(needed())
    become(uid)
    os.execv(command[0], list(command))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
