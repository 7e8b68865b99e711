"""The shipped catalogue and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import catalog
from assistant.catalog import BundledSource, HubSource, Role, WheelSource
from assistant.errors import ConfigError, NotFoundError
from assistant.inference.prompts import FORMATS

SHIPPED = catalog.load()


def test_each_role_has_one_default() -> None:
    """Set-up fetches exactly one model a role."""
    assert [entry.role for entry in SHIPPED.defaults()] == list(Role)
    assert SHIPPED.default(Role.MIND).name == "smollm2-135m"


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda entry: entry.name)
def test_every_entry_is_pinned_and_free(entry: catalog.Entry) -> None:
    """A hash of 64 hex digits, a size, a licence that allows any use, memory; a mind has a known template."""
    assert len(entry.sha256) == 64
    assert set(entry.sha256) <= set("0123456789abcdef")
    assert entry.size > 1_000_000
    assert entry.licence in ("Apache-2.0", "MIT")
    assert entry.memory_mb > 0
    if entry.role is Role.MIND:
        assert entry.template in FORMATS
        assert entry.batch > 0
        assert entry.context >= 2048


def test_larger_minds_are_offered() -> None:
    """At least a 1.7B, a 4B and a vision model with its projector come from a hub over HTTPS."""
    minds = [entry for entry in SHIPPED.role(Role.MIND) if isinstance(entry.source, HubSource)]
    assert {"smollm2-1.7b", "qwen3-4b"} <= {entry.name for entry in minds}
    seeing = next(entry for entry in minds if entry.vision)
    assert seeing.projector is not None
    assert all(entry.source.url.startswith("https://") for entry in minds if isinstance(entry.source, HubSource))


def test_the_defaults_need_no_hub() -> None:
    """What set-up fetches comes through the package index or with a dependency."""
    assert all(isinstance(entry.source, WheelSource | BundledSource) for entry in SHIPPED.defaults())


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    """A typo is not a riddle."""
    with pytest.raises(NotFoundError) as caught:
        SHIPPED.find("qwen3-4")
    assert "qwen3-4b" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[[model]]\nname = 'x'\nrole = 'mind'", "x"),
        ("[[model]]\nname = 'x'\nrole = 'cook'", "x"),
        ("model = 3 3", "catalog"),
        ("", "default"),
    ],
)
def test_a_bad_catalogue_names_the_entry(tmp_path: Path, text: str, word: str) -> None:
    """A missing field, an unknown role, broken TOML and a role without default are each told apart."""
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=word):
        catalog.load(path)


def test_a_file_of_the_users_own_becomes_a_mind(tmp_path: Path) -> None:
    """Any GGUF can be used by path."""
    path = tmp_path / "mine.gguf"
    path.write_bytes(b"GGUF")
    entry = catalog.local_entry(path)
    assert entry.role is Role.MIND
    assert entry.sha256 == ""
    assert entry.name == "mine"
