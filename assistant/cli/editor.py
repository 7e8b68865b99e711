"""Hands a text to the user's editor, in a private folder that is gone afterwards whatever happens."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from assistant.errors import InklingError, UsageError
from assistant.paths import Home

NAME = "inkling profile.md"
"""Editors put a file's name into their title, by which Inkling knows its own windows and never reads them."""
_PREFIX = "edit-"
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


def edited(home: Home, text: str) -> str:
    """What the user made of ``text`` in ``$VISUAL`` or ``$EDITOR``.

    Raises :class:`InklingError` where the editor is missing or did not end well; then the text is as it was.
    """
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    if not words:
        raise UsageError("EDITOR names no program.", "For example: EDITOR=nano inkling profile --edit")
    with _folder(home) as folder:
        file = folder / NAME
        with open(file, "x", encoding="utf-8", opener=_private) as opened:
            opened.write(text)
        _run([*words, str(file)])
        try:
            return file.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise InklingError("The editor took the file away. Nothing was changed.") from None
        except UnicodeDecodeError:
            raise InklingError("The file is not UTF-8 text. Nothing was changed.", "Save it as UTF-8.") from None


def _run(command: list[str]) -> None:
    # The editor and what it starts need not know the passphrase.
    environment = {name: value for name, value in os.environ.items() if name != "INKLING_PASSPHRASE"}
    try:
        ended = subprocess.run(command, env=environment, check=False)
    except FileNotFoundError:
        title = "The editor that EDITOR names was not found. Nothing was changed."
        raise UsageError(title, "Set EDITOR to one that is installed: EDITOR=nano inkling profile --edit") from None
    except OSError:
        raise InklingError("The editor could not be started. Nothing was changed.", "See: echo $EDITOR") from None
    if ended.returncode < 0:
        raise InklingError("The editor was killed. Nothing was changed.")
    if ended.returncode > 0:
        raise InklingError(f"The editor ended with an error ({ended.returncode}). Nothing was changed.")


@contextlib.contextmanager
def _folder(home: Home) -> Iterator[Path]:
    """A folder of our own in the home's private one, removed with swap files and backups, also when we are told to end.

    What a killed command left behind is removed the next time.
    """
    home.create()
    for left in home.runtime.glob(f"{_PREFIX}*"):
        if not _alive(left.name.split("-")[1]):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=home.runtime))
    before = {ending: signal.signal(ending, _leave) for ending in _ENDINGS}
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for ending, handler in before.items():
            signal.signal(ending, handler)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
