"""Which model is to be loaded, and how."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.catalog import Catalog, Entry, Role, local_entry
from assistant.errors import ModelError, NotFoundError
from assistant.inference.cache import ModelCache


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
