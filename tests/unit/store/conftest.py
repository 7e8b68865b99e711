"""A real encrypted store in a temporary home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import paths
from assistant.paths import Home
from assistant.store import Key, Store, keys

BALLAST = 64 * 1024


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of its own."""
    made = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    made.create()
    return made


@pytest.fixture
def key(home: Home) -> Key:
    """A key in a file."""
    return keys.create(home)


@pytest.fixture
def store(home: Home, key: Key) -> Iterator[Store]:
    """A new store."""
    with Store.open(home, key, create=True, ballast_size=BALLAST) as opened:
        yield opened
