"""The daemon's side of the index: filled from the store, and again after the child was restarted."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import WorkerError
from assistant.protocol import Json
from assistant.recall.client import IndexClient
from assistant.recall.server import IndexServer


class Direct:
    """A worker without the process; :meth:`restart` is what a crash leaves behind."""

    def __init__(self) -> None:
        self.server = IndexServer()
        self.down = False
        self.turn = threading.Lock()

    def restart(self) -> None:
        self.server = IndexServer()

    def call(self, verb: str, args: Json | None = None, blobs: Sequence[bytes] = (), /) -> tuple[Json, list[bytes]]:
        if self.down:
            raise WorkerError("The index worker is being restarted.")
        with self.turn:
            return self.server.handlers()[verb](args or {}, list(blobs))


def _rows(count: int) -> NDArray[np.float32]:
    return np.eye(count, 384, dtype=np.float32)


@pytest.fixture
def stored() -> dict[str, dict[int, bytes]]:
    """What the store keeps."""
    rows = _rows(5)
    return {"proposition": {id: rows[id].tobytes() for id in range(5)}, "line": {}}


@pytest.fixture
def worker() -> Direct:
    """A fresh child."""
    return Direct()


@pytest.fixture
def index(worker: Direct, stored: dict[str, dict[int, bytes]]) -> IndexClient:
    """The client of it."""

    def read(space: str) -> Iterator[tuple[int, bytes]]:
        yield from stored[space].items()

    return IndexClient(worker, read, ("proposition", "line"))


def test_an_empty_child_is_filled_before_it_answers(index: IndexClient) -> None:
    """The first query finds what the store holds."""
    assert index.query("proposition", _rows(5)[3], 1) == [(3, 1.0)]
    assert index.cosines("proposition", _rows(5)[3], [3, 4, 77]) == {3: pytest.approx(1.0), 4: pytest.approx(0.0)}


def test_a_restarted_child_is_filled_again(
    index: IndexClient, worker: Direct, stored: dict[str, dict[int, bytes]]
) -> None:
    """Nobody has to notice; the change that found it empty is in as well, since the store has it."""
    index.fill()
    worker.restart()
    assert index.query("proposition", _rows(5)[2], 1)[0][0] == 2
    worker.restart()
    stored["proposition"][9] = _rows(10)[9].tobytes()
    index.upsert("proposition", [(9, stored["proposition"][9])])
    assert worker.server.index.count()["proposition"] == 6
    assert index.query("proposition", _rows(10)[9], 1)[0][0] == 9


def test_threads_that_find_it_empty_fill_it_once(index: IndexClient, worker: Direct) -> None:
    """And each gets the whole answer."""
    resets: list[int] = []
    whole = worker.server.index.reset
    worker.server.index.reset = lambda: (resets.append(1), whole())[1]  # type: ignore[method-assign,func-returns-value]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: index.query("proposition", _rows(5)[3], 5), range(16)))
    assert all(len(answer) == 5 and answer[0][0] == 3 for answer in answers)
    assert len(resets) == 1


def test_deletions_reach_the_child(index: IndexClient, stored: dict[str, dict[int, bytes]]) -> None:
    """And deleting nothing asks nobody."""
    index.fill()
    del stored["proposition"][1]
    index.delete("proposition", [1])
    index.delete("proposition", [])
    assert 1 not in dict(index.query("proposition", _rows(5)[1], 10))


def test_a_child_that_is_down_is_a_worker_error(index: IndexClient, worker: Direct) -> None:
    """Recall then asks the words alone."""
    worker.down = True
    with pytest.raises(WorkerError):
        index.query("proposition", _rows(1)[0], 1)


def test_probe_reports_each_space(index: IndexClient) -> None:
    """Counts and self-recall for the health page."""
    index.fill()
    spaces = index.probe()["spaces"]
    assert spaces["proposition"]["count"] == 5
    assert spaces["line"]["recall"] == 1.0
