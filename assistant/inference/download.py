"""One file over HTTPS, continued where an earlier attempt stopped, and checked before it counts."""

from __future__ import annotations

import errno
import os
import shutil
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO

from assistant.errors import DiskFullError, ModelError
from assistant.inference.files import sha256_of

Progress = Callable[[int, int], None]
"""Hears (bytes done, bytes in all or 0)."""
Announce = Callable[[str], None]
"""Hears the name of a host before anything is sent to it."""

_CHUNK = 1024 * 1024
_TIMEOUT = 30.0
SPARE = 64 * 1024 * 1024
"""Bytes that stay free on the disk."""


def need_room(folder: Path, size: int) -> None:
    """Raise :class:`DiskFullError` unless ``size`` bytes fit into ``folder`` with some to spare."""
    free = shutil.disk_usage(folder).free
    if free < size + SPARE:
        raise DiskFullError(
            f"The model needs {(size + SPARE) // 2**20} MB in {folder}, where {free // 2**20} MB are free.",
            "Make room, or set INKLING_MODELS to a folder on another disk.",
        )


def fetch(url: str, target: Path, *, size: int, sha256: str, progress: Progress, announce: Announce) -> str:
    """Download to ``target`` and return its SHA-256.

    ``size`` 0 or ``sha256`` empty: taken from the hub's own headers (a large file's linked ETag is its SHA-256),
    which trusts the hub this once. Raises :class:`ModelError` where the host cannot be reached or the bytes are
    not the expected ones; what has arrived is kept in ``target.part`` for the next attempt.
    """
    part = target.with_name(target.name + ".part")
    facts = _Redirects(announce)
    with _alone(part) as file:
        done = file.seek(0, os.SEEK_END)
        if size and done > size:
            done = file.truncate(0)
        if not (size and done == size):
            need_room(target.parent, max(size - done, 0))
            _receive(url, file, done, size, facts, progress, announce)
    expected = sha256 or facts.sha256
    digest = sha256_of(part)
    if not expected:
        raise ModelError(f"{_host(url)} does not tell the hash of {target.name}.", "Choose another model.")
    if digest != expected:
        part.unlink()
        raise ModelError(
            f"What {_host(url)} sent as {target.name} has the SHA-256 {digest}, not {expected}; it was deleted.",
            "Try again; if it happens again, the file was changed at its source.",
        )
    os.replace(part, target)
    return digest


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Names each further host, never leaves HTTPS, and keeps what the hub says about the file."""

    def __init__(self, announce: Announce) -> None:
        self._announce = announce
        self.sha256 = ""

    def note(self, headers: HTTPMessage) -> None:
        """Keep the linked file's hash if these headers carry one."""
        tag = (headers.get("x-linked-etag") or "").removeprefix("W/").strip('"').lower()
        if len(tag) == 64 and set(tag) <= set("0123456789abcdef"):
            self.sha256 = tag

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Follow within the rules; see the class."""
        self.note(headers)
        before, after = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
        if after.scheme != before.scheme:
            raise ModelError(f"{before.hostname} sent the download to an unprotected address.", "Try again later.")
        if after.hostname != before.hostname:
            self._announce(after.hostname or "")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _receive(
    url: str, file: IO[bytes], done: int, size: int, facts: _Redirects, progress: Progress, announce: Announce
) -> None:
    """Append what is missing after ``done`` bytes."""
    announce(_host(url))
    headers = {"User-Agent": "inkling", "Accept-Encoding": "identity"}
    if done:
        headers["Range"] = f"bytes={done}-"
    opener = urllib.request.build_opener(facts, urllib.request.HTTPSHandler(context=ssl.create_default_context()))
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT) as answer:  # noqa: S310
            facts.note(answer.headers)
            if answer.status != 206:
                done = file.truncate(0)  # the host does not continue downloads: from the start
            total = size or done + int(answer.headers.get("Content-Length") or 0)
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                done += len(chunk)
                progress(done, total)
            file.flush()
            os.fsync(file.fileno())
    except urllib.error.HTTPError as error:
        raise ModelError(
            f"{_host(url)} answered {error.code} for {url.rpartition('/')[2]}.", "Try again later."
        ) from None
    except (OSError, HTTPException) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise DiskFullError("The disk is full.", "Make room and run the same command again.") from None
        reason = getattr(error, "reason", None) or type(error).__name__
        raise ModelError(
            f"{_host(url)} cannot be reached or broke off ({reason}).",
            "Connect to the internet and run the same command again; it continues where it stopped.",
        ) from None
    if size and done < size:
        raise ModelError(f"{_host(url)} broke off after {done:,} of {size:,} bytes.", "Run the same command again.")


@contextmanager
def _alone(part: Path) -> Iterator[IO[bytes]]:
    """The unfinished file, owner-only and open for appending, unless another process is at it."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    with os.fdopen(os.open(part, flags, 0o600), "ab") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # a system without such locks
            pass
        except OSError:
            raise ModelError(f"{part.stem} is being fetched already.", "Wait for the other download.") from None
        yield file


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or url
