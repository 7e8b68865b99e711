"""The user's settings: defaults, overlaid by ``config.toml``, overlaid by ``INKLING_SECTION_KEY`` variables.

Settings are frozen. Whatever cannot be used is a :class:`ConfigError` that names the file, the key and the
nearest key that exists. Program state is kept in the store, never here.
"""

from __future__ import annotations

import math
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

from assistant.errors import ConfigError
from assistant.paths import Home

Value = bool | int | float | str | tuple[str, ...]
SENSITIVE = ("health", "sexuality", "religion", "politics", "ethnicity", "finances", "children")
"""Matters that are not inferred unless the user says so; "finances" are other people's."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
"""A key that TOML takes without quotes."""


def _option(default: Value, words: str) -> Any:
    """A dataclass field with a default and one sentence for the user."""
    return field(default=default, metadata={"words": words})


@dataclass(frozen=True, slots=True)
class User:
    """Who the user is, so that reading can tell the user's own lines from everybody else's."""

    names: tuple[str, ...] = _option((), "Names you go by on the screen, such as 'Maria Keller' and 'Maria'.")
    addresses: tuple[str, ...] = _option((), "Your e-mail addresses and handles.")


@dataclass(frozen=True, slots=True)
class Capture:
    """How often the screen is looked at."""

    interval_s: float = _option(2.0, "Seconds between two looks while something changes.")
    heartbeat_s: float = _option(10.0, "Seconds between two looks while nothing changes.")
    away_after_min: float = _option(5.0, "Minutes without input after which you count as away.")


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is never looked at, and how the walls stand."""

    excluded_apps: tuple[str, ...] = _option((), "Applications never read, besides the built-in list.")
    excluded_titles: tuple[str, ...] = _option((), "Window titles never read; * stands for anything.")
    on_device: bool = _option(True, "Cut the daemon and its workers off the network.")
    infer: tuple[str, ...] = _option(
        (),
        "Sensitive matters that may be inferred: health, sexuality, religion, politics, ethnicity, finances, children.",
    )
    read_unknown_chromium: bool = _option(
        False, "Read Chromium windows even where nothing tells an incognito window from an ordinary one."
    )


@dataclass(frozen=True, slots=True)
class Mind:
    """The language model."""

    model: str = _option("default", "A name from `inkling models list`, or the path of a GGUF file.")
    threads: int = _option(0, "Processor threads for the models; 0 chooses by the machine.")
    gpu_layers: int = _option(0, "Layers put on the GPU where llama.cpp was built for one; -1 means all.")
    unload_after_min: float = _option(5.0, "Idle minutes after which a model leaves the memory.")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """When Inkling may speak."""

    enabled: bool = _option(True, "Make suggestions at all.")
    notifications: bool = _option(True, "Also show them as desktop notifications.")
    daily_budget: int = _option(8, "Suggestions shown on one day at most.")
    quiet_from: str = _option("22:00", "From then on nothing is shown.")
    quiet_to: str = _option("07:00", "Until then nothing is shown.")


@dataclass(frozen=True, slots=True)
class Questions:
    """When Inkling may ask."""

    enabled: bool = _option(True, "Ask now and then whether a belief is true, in the terminal app alone.")
    daily_budget: int = _option(3, "Questions asked on one day at most.")


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept."""

    observations_days: int = _option(30, "Days after which the text read from the screen is deleted.")
    vectors: int = _option(50_000, "Lines searchable by meaning; older ones are found by their words.")


@dataclass(frozen=True, slots=True)
class Tui:
    """The terminal app."""

    theme: str = _option("textual-dark", "Textual theme.")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one home."""

    user: User = User()
    capture: Capture = Capture()
    privacy: Privacy = Privacy()
    mind: Mind = Mind()
    suggestions: Suggestions = Suggestions()
    questions: Questions = Questions()
    retention: Retention = Retention()
    tui: Tui = Tui()
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Key bindings of the terminal app by binding id."""

    def items(self) -> list[tuple[str, Value, str]]:
        """Every setting as (``section.key``, value, one sentence), in order."""
        return [
            (f"{section.name}.{option.name}", getattr(part, option.name), option.metadata["words"])
            for section in fields(self)
            if section.name != "keymap"
            for part in (getattr(self, section.name),)
            for option in fields(part)
        ]


def load(home: Home, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of ``home``; a missing file means the defaults."""
    path = home.config_file
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        table = {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}", "Correct the line, or move the file away.") from None
    settings = _overlay(Settings(), table, str(path))
    return _overlay(settings, _from_environment(os.environ if environ is None else environ), "the environment")


def set_value(home: Home, name: str, text: str) -> Value:
    """Write one setting (``section.key``) given as text; returns its value as it was understood."""
    section, _, key = name.partition(".")
    value = _parse(name, text)
    table = _read_table(home.config_file)
    table.setdefault(section, {})[key] = list(value) if isinstance(value, tuple) else value
    _overlay(Settings(), table, str(home.config_file))
    home.config.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_table(home.config_file, table)
    return value


def get_value(settings: Settings, name: str) -> Value:
    """One setting by ``section.key``."""
    for known, value, _ in settings.items():
        if known == name:
            return value
    raise _unknown("inkling config", name, [known for known, _, _ in settings.items()])


def _read_table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}", "Correct the line, or move the file away.") from None


def _write_table(path: Path, table: dict[str, Any]) -> None:
    """Replace the file in one step, owner-only."""
    lines: list[str] = []
    for section, entries in table.items():
        lines.append(f"[{section}]")
        lines += [f"{key if _BARE_KEY.fullmatch(key) else _toml(key)} = {_toml(value)}"
                  for key, value in entries.items()]  # fmt: skip
        lines.append("")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".config")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    os.replace(temporary, path)


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case list() | tuple():
            return "[" + ", ".join(_toml(item) for item in value) + "]"
    import json

    # A JSON string is a TOML basic string, except for DEL, which TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name, _, _ in Settings().items():
        text = environ.get("INKLING_" + name.replace(".", "_").upper())
        if text is not None:
            section, _, key = name.partition(".")
            value = _parse(name, text)
            table.setdefault(section, {})[key] = list(value) if isinstance(value, tuple) else value
    return table


def _parse(name: str, text: str) -> Value:
    """Understand ``text`` as the type that the setting ``name`` has."""
    default = get_value(Settings(), name)
    match default:
        case bool():
            known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
            if text.strip().lower() in known:
                return known[text.strip().lower()]
            raise ConfigError(f"{name} is a yes or no, not {text!r}.", f"Example: inkling config set {name} yes")
        case int() | float():
            try:
                return type(default)(text)
            except ValueError:
                raise ConfigError(f"{name} is a number, not {text!r}.", "Give a number such as 5.") from None
        case tuple():
            return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _overlay(settings: Settings, table: Mapping[str, Any], source: str) -> Settings:
    """``settings`` with the values of ``table``, every key and type checked."""
    sections = [section.name for section in fields(settings)]
    for name, entries in table.items():
        if name not in sections:
            raise _unknown(source, name, sections)
        if not isinstance(entries, dict):
            raise ConfigError(f"{source}: {name} is a section, so write it as [{name}].")
        if name == "keymap":
            settings = replace(settings, keymap={str(key): str(value) for key, value in entries.items()})
            continue
        part = getattr(settings, name)
        settings = replace(settings, **{name: _overlay_section(part, name, entries, source)})
    for name in settings.privacy.infer:
        if name not in SENSITIVE:
            raise ConfigError(f"{source}: privacy.infer does not know {name!r}.", f"It knows: {', '.join(SENSITIVE)}.")
    for key in ("quiet_from", "quiet_to"):
        _check_time(source, f"suggestions.{key}", getattr(settings.suggestions, key))
    return settings


def _overlay_section(part: Any, name: str, entries: Mapping[str, Any], source: str) -> Any:
    known = [option.name for option in fields(part)]
    hints = get_type_hints(type(part))
    values: dict[str, Value] = {}
    for key, value in entries.items():
        if key not in known:
            raise _unknown(source, f"{name}.{key}", [f"{name}.{option}" for option in known])
        values[key] = _checked(source, f"{name}.{key}", value, hints[key])
    return replace(part, **values)


def _checked(source: str, name: str, value: Any, wanted: Any) -> Value:
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if wanted == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ConfigError(f"{source}: {name} must be a list of strings.", f'Example: {name.split(".")[1]} = ["one"]')
    if type(value) is not wanted:
        raise ConfigError(f"{source}: {name} must be a {wanted.__name__}, not a {type(value).__name__}.")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise ConfigError(f"{source}: {name} must be a finite number.")
        if value < (-1 if name == "mind.gpu_layers" else 0):
            raise ConfigError(f"{source}: {name} cannot be negative.")
    return value  # type: ignore[no-any-return]


def _check_time(source: str, name: str, text: str) -> None:
    try:
        local = time.fromisoformat(text).tzinfo is None
    except ValueError:
        local = False
    if not local:
        raise ConfigError(f"{source}: {name} must be a time of day, not {text!r}.", 'Example: "22:00"')


def _unknown(source: str, name: str, known: list[str]) -> ConfigError:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else "See `inkling config list`."
    return ConfigError(f"{source}: there is no setting {name}.", hint)
