"""Recorded screens on disk: ``manifest.jsonl``, one picture a line, and optionally ``user.json``.

Whatever is wrong with a line is reported with its number, and the rest goes on. Messages name lines and files of
the recording, never what stands in them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from assistant.config import User
from assistant.errors import UsageError
from assistant.types import Box, Frame, Input, Pixels, Window

MAX_PIXELS = 64_000_000
"""Larger pictures are refused: a crafted file could otherwise ask for all of the memory."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest: everything about a frame but its pixels."""

    line: int
    path: Path
    file: str
    time: datetime
    monitor: int
    windows: tuple[Window, ...] | None
    input: Input | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used. ``reason`` is the counter's name, ``what`` a sentence."""

    line: int
    reason: str
    what: str


def read_manifest(folder: Path) -> list[Entry | Problem]:
    """All lines of the manifest in ``folder``, in order; blank ones are skipped."""
    try:
        raw = (folder / "manifest.jsonl").read_bytes()
    except OSError as error:
        raise UsageError(f"{folder / 'manifest.jsonl'} cannot be read: {error.strerror}.") from None
    found: list[Entry | Problem] = []
    newest: datetime | None = None
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        entry = _entry(folder, number, line)
        if isinstance(entry, Entry):
            if newest is not None and entry.time < newest:
                entry = Problem(number, "out of order", f"{entry.file} is older than the frame before it.")
            else:
                newest = entry.time
        found.append(entry)
    return found


def read_user(folder: Path) -> User | None:
    """The recorded user's names and addresses, or None where the recording does not tell."""
    path = folder / "user.json"
    if not path.is_file():
        return None
    try:
        body = json.loads(path.read_bytes())
        return User(tuple(map(str, body.get("names", ()))), tuple(map(str, body.get("addresses", ()))))
    except (OSError, ValueError, AttributeError, TypeError):
        raise UsageError(f"{path} is not a user file.", 'It holds {"names": [...], "addresses": [...]}.') from None


def load_frame(entry: Entry) -> tuple[Frame, str] | Problem:
    """The frame with its pixels, and the digest of its picture."""
    from PIL import Image

    try:
        with Image.open(entry.path) as image:
            if image.width * image.height > MAX_PIXELS:
                return Problem(entry.line, "unreadable image", f"{entry.file} is larger than {MAX_PIXELS:,} pixels.")
            rgb = image.convert("RGB")
    except FileNotFoundError:
        return Problem(entry.line, "missing file", f"{entry.file} is missing.")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Problem(entry.line, "unreadable image", f"{entry.file} cannot be decoded.")
    pixels = Pixels(rgb.width, rgb.height, rgb.tobytes("raw", "BGRX"))
    frame = Frame(entry.time, entry.monitor, pixels, entry.windows, entry.input, entry.file)
    return frame, digest(pixels)


def digest(pixels: Pixels) -> str:
    """What identifies a picture's content."""
    size = f"{pixels.width}x{pixels.height}:".encode()
    return blake2b(size + pixels.data, digest_size=16).hexdigest()


def _entry(folder: Path, number: int, line: bytes) -> Entry | Problem:
    try:
        body = json.loads(line)
        file = str(body["file"])
        time = datetime.fromisoformat(str(body["time"]))
        if time.tzinfo is None:
            return Problem(number, "broken line", "the time has no zone, such as +01:00.")
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()):
            return Problem(number, "broken line", "the file lies outside of the recording's folder.")
        windows = None if body.get("windows") is None else tuple(_window(item) for item in body["windows"])
        return Entry(number, path, file, time, int(body.get("monitor", 1)), windows, _input(body.get("input")))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        detail = f"{error.args[0]} is missing." if isinstance(error, KeyError) else "it is not a frame in JSON."
        return Problem(number, "broken line", detail)


def _window(body: dict[str, Any]) -> Window:
    private = body.get("private")
    if private is not None and not isinstance(private, bool):
        raise ValueError
    return Window(
        str(body.get("app", "")),
        str(body.get("title", "")),
        int(body["x"]),
        int(body["y"]),
        int(body["width"]),
        int(body["height"]),
        bool(body.get("focused", False)),
        private,
    )


def _input(body: dict[str, Any] | None) -> Input | None:
    if body is None:
        return None
    caret: Box | None = None
    if body.get("caret") is not None:
        x0, y0, x1, y1 = body["caret"]
        caret = (int(x0), int(y0), int(x1), int(y1))
    return Input(int(body.get("keys", 0)), float(body.get("idle_s", 0.0)), caret)
