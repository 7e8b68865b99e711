"""The live tests once more as an ordinary user: walls, locks, sockets, keys and the display need no power of root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import paths
from tests.live.as_user import CHECKOUT
from tests.live.stage import is_root

pytestmark = [pytest.mark.models, pytest.mark.display, pytest.mark.timeout(900)]

NOBODY = 65534
TESTS = [f"tests/live/test_{name}.py" for name in ("end_to_end", "attack", "browser")]


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of the user's own, outside of folders that only root may enter, with a copy of the models."""
    if not is_root():
        pytest.skip("the live tests run as an ordinary user already")
    with tempfile.TemporaryDirectory(prefix="user-") as name:
        folder = Path(name)
        shutil.copytree(paths.model_cache(), folder / "models")
        for each in [folder, *folder.rglob("*")]:
            os.chown(each, NOBODY, NOBODY)
        yield folder


def as_user(folder: Path, *command: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run a program as the user; stdout holds all of its talk."""
    environment = {
        "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder),
        "INKLING_MODELS": str(folder / "models"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "tests.live.as_user", str(NOBODY), *command],
        cwd=CHECKOUT, env=environment, text=True, timeout=timeout, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def test_an_ordinary_user_gets_the_same(place: Path) -> None:
    """Every live test passes for a user who owns nothing but a folder."""
    tried = as_user(place, sys.executable, "-c", "import llama_cpp, tests.home", timeout=60)
    if tried.returncode != 0:
        pytest.skip(f"another user cannot read this Python or checkout here: {tried.stdout.splitlines()[-1]}")
    options = ["-q", "-p", "no:cacheprovider", f"--basetemp={place / 't'}"]
    done = as_user(place, sys.executable, "-m", "pytest", *options, *TESTS, timeout=800)
    assert done.returncode == 0, done.stdout[-6000:]
