"""The folder of downloaded weights, shared by all homes, and what was recorded about the files in it."""

from __future__ import annotations

import importlib.util
import json
import os
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.catalog import BundledSource, Entry, LocalSource, Part
from assistant.errors import ModelError
from assistant.inference.files import PULL, check, sha256_of

Item = Entry | Part
"""Something that is one file."""


class Condition(StrEnum):
    """What a model's file is like."""

    OK = "ok"
    MISSING = "missing"
    TRUNCATED = "truncated"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    """Its hash was never recorded."""


@dataclass(frozen=True, slots=True)
class ModelCache:
    """Model files by name, beside ``manifest.json`` with the hashes that were recorded here.

    The catalogue's hash always wins. The manifest holds a hash only where the catalogue has none (a hub file
    trusted at its first download, a file of the user's own), and when a file was last seen whole.
    """

    folder: Path

    def path(self, item: Item) -> Path:
        """Where the file is or would be."""
        match item.source:
            case LocalSource(path):
                return path
            case BundledSource(package):
                spec = importlib.util.find_spec(package)
                places = list(spec.submodule_search_locations or ()) if spec else []
                return Path(places[0]) / item.file if places else self.folder / item.file
        return self.folder / item.file

    def expected(self, item: Item) -> str:
        """The SHA-256 that the file must have; empty where none is known."""
        return item.sha256 or str(self._record(item).get("sha256", ""))

    def condition(self, item: Item) -> Condition:
        """Look at the whole file; takes a fifth of a second for 100 MB."""
        path, expected = self.path(item), self.expected(item)
        if not path.is_file():
            return Condition.MISSING
        if item.size and path.stat().st_size < item.size:
            return Condition.TRUNCATED
        if not expected:
            return Condition.UNKNOWN
        return Condition.OK if sha256_of(path) == expected else Condition.ALTERED

    def verify(self, item: Item) -> Path:
        """The file's path; raises :class:`ModelError` that names file and hash unless it is the pinned one."""
        path = self.path(item)
        check(path, self.expected(item), item.size)
        self.record(item, self.expected(item))
        return path

    def seen_whole(self, item: Item) -> bool:
        """Whether the file is the very one that was verified before, without reading it again.

        Good enough to skip a download; every load still takes the whole hash.
        """
        record, path = self._record(item), self.path(item)
        if not path.is_file() or not record or record.get("sha256") != self.expected(item):
            return False
        return bool(record.get("stamp") == _stamp(path))

    def record(self, item: Item, sha256: str) -> None:
        """Write down that the file as it is now has this hash."""
        path = self.path(item)
        manifest = self._manifest()
        manifest[self._key(item)] = {"sha256": sha256, "size": path.stat().st_size, "stamp": _stamp(path)}
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".manifest")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(manifest, file, indent=1, sort_keys=True)
        os.replace(temporary, self.folder / "manifest.json")

    def adopt(self, entry: Entry) -> str:
        """Record the hash of a file of the user's own, to be held to from now on; returns it."""
        path = self.path(entry)
        if not path.is_file():
            raise ModelError(f"There is no file {path}.", "Give the path of a GGUF file.")
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise ModelError(f"{path} is not a GGUF file.", "Choose a model in llama.cpp's GGUF format.")
        sha256 = sha256_of(path)
        self.record(entry, sha256)
        return sha256

    def _key(self, item: Item) -> str:
        return str(item.source.path) if isinstance(item.source, LocalSource) else item.file

    def _record(self, item: Item) -> dict[str, Any]:
        found = self._manifest().get(self._key(item))
        return found if isinstance(found, dict) else {}

    def _manifest(self) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            raise ModelError(
                f"{self.folder / 'manifest.json'} cannot be read, so no recorded hash can be trusted.",
                f"Delete it. {PULL}",
            ) from None
        return found if isinstance(found, dict) else {}


def _stamp(path: Path) -> list[int]:
    """Size, time of change and inode: enough to notice that a file was replaced or written to."""
    info = path.stat()
    return [info.st_size, info.st_mtime_ns, info.st_ino]
