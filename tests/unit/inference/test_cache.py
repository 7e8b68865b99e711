"""Knowing model files by their bytes: missing, truncated, altered, recorded."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from assistant.catalog import Entry, HubSource, Role, local_entry
from assistant.errors import ModelError
from assistant.inference.cache import Condition, ModelCache

DATA = b"GGUF" + bytes(range(256)) * 40


def _entry(**changes: object) -> Entry:
    given = {
        "role": Role.MIND,
        "name": "small",
        "file": "small.gguf",
        "size": len(DATA),
        "sha256": hashlib.sha256(DATA).hexdigest(),
        "licence": "MIT",
        "memory_mb": 1,
        "source": HubSource("hub.invalid", "a/b", "small.gguf"),
    }
    return Entry(**{**given, **changes})  # type: ignore[arg-type]


def test_a_whole_file_is_accepted(tmp_path: Path) -> None:
    """Verification answers with the path and is remembered until the file changes."""
    cache, entry = ModelCache(tmp_path), _entry()
    (tmp_path / "small.gguf").write_bytes(DATA)
    assert not cache.seen_whole(entry)
    assert cache.verify(entry) == tmp_path / "small.gguf"
    assert cache.seen_whole(entry)
    os.utime(tmp_path / "small.gguf", ns=(1, 1))
    assert not cache.seen_whole(entry)


@pytest.mark.parametrize("length", [0, 1, 100, len(DATA) - 1])
def test_a_truncated_file_is_refused_by_name(tmp_path: Path, length: int) -> None:
    """Whatever is cut off."""
    (tmp_path / "small.gguf").write_bytes(DATA[:length])
    with pytest.raises(ModelError, match=r"small\.gguf is truncated"):
        ModelCache(tmp_path).verify(_entry())
    assert ModelCache(tmp_path).condition(_entry()) is Condition.TRUNCATED


def test_one_flipped_bit_is_refused_by_hash(tmp_path: Path) -> None:
    """llama.cpp would load it without a word."""
    changed = bytearray(DATA)
    changed[5000] ^= 1
    (tmp_path / "small.gguf").write_bytes(changed)
    with pytest.raises(ModelError, match=_entry().sha256):
        ModelCache(tmp_path).verify(_entry())
    assert ModelCache(tmp_path).condition(_entry()) is Condition.ALTERED


def test_a_missing_file_names_the_command(tmp_path: Path) -> None:
    """The next step stands in the hint."""
    with pytest.raises(ModelError) as caught:
        ModelCache(tmp_path).verify(_entry())
    assert "inkling models pull" in caught.value.hint
    assert ModelCache(tmp_path).condition(_entry()) is Condition.MISSING


def test_a_file_without_a_hash_is_not_trusted(tmp_path: Path) -> None:
    """Only what was recorded once is loaded, and it is held to its hash from then on."""
    path = tmp_path / "mine.gguf"
    path.write_bytes(DATA)
    cache, entry = ModelCache(tmp_path / "cache"), local_entry(path)
    assert cache.condition(entry) is Condition.UNKNOWN
    sha256 = cache.adopt(entry)
    assert cache.expected(entry) == sha256
    assert cache.verify(entry) == path
    path.write_bytes(DATA + b"more")
    with pytest.raises(ModelError, match="altered"):
        cache.verify(local_entry(path))


def test_only_gguf_files_are_adopted(tmp_path: Path) -> None:
    """A picture is not a mind."""
    (tmp_path / "photo.gguf").write_bytes(b"\x89PNG")
    with pytest.raises(ModelError, match="not a GGUF"):
        ModelCache(tmp_path).adopt(local_entry(tmp_path / "photo.gguf"))


def test_the_catalogue_beats_the_manifest(tmp_path: Path) -> None:
    """A changed manifest cannot make a changed file acceptable."""
    (tmp_path / "small.gguf").write_bytes(DATA[::-1])
    cache, entry = ModelCache(tmp_path), _entry()
    cache.record(entry, hashlib.sha256(DATA[::-1]).hexdigest())
    assert not cache.seen_whole(entry)
    with pytest.raises(ModelError, match="altered"):
        cache.verify(entry)


def test_a_broken_manifest_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """Recorded hashes are never guessed."""
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="manifest"):
        ModelCache(tmp_path).expected(_entry(sha256=""))
