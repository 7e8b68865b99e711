"""``inkling models``: list, pull, use, verify, path. The only command that ever uses the network."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click

from assistant import catalog, config, paths
from assistant.cli.output import data, emit_json, json_option, say, table
from assistant.errors import ExitCode, InklingError

MIB = 1024 * 1024


@click.group("models")
def models_command() -> None:
    """List, fetch, choose and verify the models.

    They all run on this machine.
    """


@models_command.command("list")
@json_option
def list_models(as_json: bool) -> None:
    """Every model of the catalogue, and which ones are here."""
    from assistant.inference.cache import ModelCache

    cache = ModelCache(paths.model_cache())
    chosen = config.load(paths.home()).mind.model
    known = catalog.load()
    rows = []
    for entry in known.entries:
        used = entry.name == chosen or (entry.default and (entry.role is not catalog.Role.MIND or chosen == "default"))
        rows.append(
            {
                "name": entry.name,
                "role": entry.role.value,
                "size_mb": round(entry.size / MIB),
                "memory_mb": entry.memory_mb,
                "context": entry.context,
                "licence": entry.licence,
                "here": cache.path(entry).is_file(),
                "used": used,
            }
        )
    if as_json:
        emit_json({"models": rows})
        return
    header = ("", "name", "role", "size", "memory", "licence", "")
    table([header, *(_row(row) for row in rows)])
    if not any(row["used"] and row["role"] == "mind" for row in rows):
        say(f"In use as mind: {chosen}")


def _row(row: Mapping[str, object]) -> tuple[str, ...]:
    return (
        "*" if row["used"] else " ",
        str(row["name"]),
        str(row["role"]),
        f"{row['size_mb']} MB" if row["size_mb"] else "?",
        f"{row['memory_mb']} MB",
        str(row["licence"]),
        "here" if row["here"] else "inkling models pull " + str(row["name"]),
    )


@models_command.command("pull")
@click.argument("names", nargs=-1)
def pull_models(names: tuple[str, ...]) -> None:
    """Fetch models by name; without a name, the default ones. The host is named before it is asked."""
    from assistant.inference.cache import ModelCache
    from assistant.inference.install import pull

    known = catalog.load()
    cache = ModelCache(paths.model_cache())
    for entry in [known.find(name) for name in names] or known.defaults():
        say(f"{entry.name} ({entry.role}, {entry.licence})")
        bar = Bar()
        path = pull(entry, cache, progress=bar.show, announce=lambda host: say(f"  asking {host}"))
        bar.end()
        say(f"  whole and verified: {path}")


class Bar:
    """A progress bar on stderr where a person watches, else a line now and then."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = 0.0
        self._drawn = False

    def show(self, done: int, total: int) -> None:
        """``done`` of ``total`` bytes; ``total`` 0 where it is not known."""
        now = time.monotonic()
        if now - self._last < (0.1 if self._live else 10.0):
            return
        self._last, self._drawn = now, True
        share = f"{done / total:4.0%} of {total / MIB:.0f} MB" if total else f"{done / MIB:.0f} MB"
        width = 30 * done // total if total else 0
        bar = "█" * width + "·" * (30 - width)
        click.echo(f"\r  {bar} {share} " if self._live else f"  {share}", nl=not self._live, err=True)

    def end(self) -> None:
        """Leave the bar's line."""
        if self._live and self._drawn:
            click.echo(err=True)


@models_command.command("use")
@click.argument("name")
def use_model(name: str) -> None:
    """Choose the mind: a name from the catalogue, or the path of a GGUF file."""
    from assistant.inference.active import active_mind, find
    from assistant.inference.cache import ModelCache

    home, cache = paths.home(), ModelCache(paths.model_cache())
    known = catalog.load()
    entry = find(known, name)
    if isinstance(entry.source, catalog.LocalSource):
        # From now on exactly these bytes are loaded, and nothing that takes their place.
        say(f"SHA-256 {cache.adopt(entry)} is recorded for {entry.source.path}.")
        name = str(entry.source.path)
    active_mind(known, cache, name)
    home.create()
    config.set_value(home, "mind.model", name)
    say(f"The mind is now {entry.name}. A running daemon takes it over at its next start.")


@models_command.command("verify")
@json_option
@click.argument("names", nargs=-1)
def verify_models(names: tuple[str, ...], as_json: bool) -> int:
    """Compare the files that are here, byte for byte, with their recorded hashes."""
    from assistant.inference.active import find
    from assistant.inference.cache import ModelCache

    known = catalog.load()
    cache = ModelCache(paths.model_cache())
    chosen = find(known, config.load(paths.home()).mind.model)
    wanted = [find(known, name) if name not in _names(known) else known.find(name) for name in names]
    bad = False
    rows = []
    for entry in wanted or dict.fromkeys([chosen, *known.defaults(), *_here(known, cache)]):
        try:
            cache.verify(entry)
            rows.append({"name": entry.name, "ok": True, "what": "whole", "fix": ""})
        except InklingError as error:
            bad = True
            rows.append({"name": entry.name, "ok": False, "what": error.title, "fix": error.hint})
    if as_json:
        emit_json({"models": rows})
    else:
        for row in rows:
            data(f"{row['name']}: {row['what']}")
            if row["fix"]:
                say(str(row["fix"]))
    return ExitCode.FAILED if bad else ExitCode.FINE


def _names(known: catalog.Catalog) -> set[str]:
    return {entry.name for entry in known.entries}


def _here(known: catalog.Catalog, cache: object) -> list[catalog.Entry]:
    from assistant.inference.cache import ModelCache

    assert isinstance(cache, ModelCache)
    return [entry for entry in known.entries if cache.path(entry).is_file()]


@models_command.command("path")
@click.argument("name", required=False)
def model_path(name: str | None) -> None:
    """Where the models are, or where one of them is."""
    from assistant.inference.cache import ModelCache

    folder: Path = paths.model_cache()
    if name is not None:
        folder = ModelCache(folder).path(catalog.load().find(name))
    data(str(folder))
