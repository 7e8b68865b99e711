"""One replayed working day, shared by all; tests that change something take a copy of the home."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.client import Client, connect
from tests.home import TestHome
from tests.working import working_day


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the recorded working day."""
    return working_day(tmp_path_factory.mktemp("recorded") / "day").folder


@pytest.fixture(scope="session")
def learned(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestHome]:
    """A home into which the day was replayed. Only to be read."""
    home = TestHome(tmp_path_factory.mktemp("learned") / "h")
    home.run("replay", str(day), "--until-idle", "--json", timeout=240).json()
    with serving(home):
        yield home


@pytest.fixture
def own(learned: TestHome, tmp_path: Path) -> Iterator[TestHome]:
    """A copy of the learned home, to be changed; one daemon serves all commands of the test."""
    shutil.copytree(learned.folder, tmp_path / "own", ignore=shutil.ignore_patterns("run"))
    home = TestHome(tmp_path / "own")
    with serving(home):
        yield home


@contextmanager
def serving(home: TestHome) -> Iterator[Client]:
    """Keeps a private daemon for the home, so that each command need not start its own; a client of it."""
    environment = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(home.env())
        client = connect(home.home, private=True)
    finally:
        os.environ.clear()
        os.environ.update(environment)
    with client:
        yield client


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Callable[..., TestHome]]:
    """Makes homes of their own; their daemons are stopped at the end."""
    made: list[TestHome] = []

    def make(name: str = "h", **environment: str) -> TestHome:
        home = TestHome(tmp_path / name, environment)
        made.append(home)
        return home

    yield make
    for home in made:
        if home.daemon_pid() is not None:
            home.stop()
