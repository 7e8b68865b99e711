"""Taking a frame: what the user decides while it is being read holds for it too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from assistant import paths
from assistant.config import User
from assistant.daemon.ingest import UNWANTED, Ingest
from assistant.daemon.stages import Stages
from assistant.pipeline.context import Context
from assistant.privacy.exclusion import Rules
from assistant.protocol import Json
from assistant.store import Store, keys
from assistant.types import Frame, Pixels, Window
from assistant.workers import Worker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FRAME = Frame(
    NOON, 1, Pixels(400, 100, bytes(400 * 100 * 4)), (Window("gedit", "Notes", 0, 0, 400, 100, focused=True),), None
)


class FakeReader:
    """Reads the same line off every frame, and lets something happen meanwhile."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        self._meanwhile = meanwhile

    def call(self, _verb: str, _args: Json, _blobs: Sequence[bytes]) -> tuple[Json, list[bytes]]:
        """The reader child's answer."""
        self._meanwhile()
        return {"lines": [["Lanterns for the terrace", [10, 10, 300, 30], 0.99, -1]]}, []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True, ballast_size=0) as opened:
        yield opened


def _ingest(store: Store, meanwhile: Callable[[], None] = lambda: None) -> Ingest:
    return Ingest(store, cast(Worker, FakeReader(meanwhile)), Rules(recorded=True), User(), Stages())


def test_a_pause_while_the_frame_is_read_holds_for_it(store: Store) -> None:
    """Nothing of a frame is stored once the pause has returned; after the pause the screen is read anew."""
    paused = threading.Event()
    ingest = _ingest(store, paused.set)
    taken = ingest.take(FRAME, "digest", paused.is_set)
    assert (taken.outcome, taken.reason) == ("dropped", UNWANTED)
    assert not store.observations()
    assert store.screen_state(1) is None
    assert store.last_frame() is None
    assert ingest.take(FRAME, "digest").observations


def test_forgetting_waits_for_the_frame_in_hand(store: Store) -> None:
    """Else its screen, which still holds what is forgotten, would be stored after it."""
    held: list[bool] = []
    ingest: Ingest
    ingest = _ingest(store, lambda: held.append(ingest.turn.locked()))
    assert ingest.take(FRAME, "digest").outcome == "read"
    assert held == [True]
    assert not ingest.turn.locked()


def test_a_window_that_is_never_read_gives_no_context(store: Store) -> None:
    """What stands in the title of a private window must not call for a suggestion."""
    ingest = _ingest(store)
    ingest.take(FRAME, "digest")
    ordinary = Window("gedit", "Notes", 0, 0, 400, 100, focused=True)
    assert ingest.context(ordinary).lines == ("Lanterns for the terrace",)
    private = Window("firefox", "Clinic — Mozilla Firefox Private Browsing", 0, 0, 400, 100, focused=True)
    assert ingest.context(private) == Context()
