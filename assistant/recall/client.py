"""The daemon's side of the index: filled from the store, and filled again whenever the child was restarted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import WorkerError
from assistant.protocol import Json

_CHUNK = 2000

Rows = Iterable[tuple[int, bytes]]
"""Ids with little-endian float32 vectors, as the store keeps them."""


class Caller(Protocol):
    """A supervised child process, as ``workers.Worker`` is one."""

    def call(self, verb: str, args: Json | None = None, blobs: Sequence[bytes] = (), /) -> tuple[Json, list[bytes]]:
        """One question and its answer."""
        ...


class IndexClient:
    """Vectors by space and id in the index child.

    ``stored`` gives all vectors of a space from the store. Every method may raise
    :class:`assistant.errors.WorkerError`, and then words alone must answer; nothing is lost by it. Safe to call
    from several threads.
    """

    def __init__(self, worker: Caller, stored: Callable[[str], Rows], spaces: Sequence[str]) -> None:
        self._worker = worker
        self._stored = stored
        self._spaces = tuple(spaces)
        self._generation = ""
        self._filling = threading.RLock()

    def upsert(self, space: str, rows: Rows) -> None:
        """Add or replace vectors that are in the store already."""
        for ids, blob in _chunks(rows):
            self._ask("upsert", {"space": space, "ids": ids}, [blob])

    def delete(self, space: str, ids: Sequence[int]) -> None:
        """Drop vectors that are no longer in the store."""
        if ids:
            self._ask("delete", {"space": space, "ids": list(ids)}, [])

    def query(self, space: str, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest as (id, cosine), best first."""
        return _hits(self._ask("query", {"space": space, "k": k}, [vector.astype("<f4").tobytes()]))

    def cosines(self, space: str, vector: NDArray[np.float32], ids: Sequence[int]) -> dict[int, float]:
        """The cosine of each id that has a vector."""
        if not ids:
            return {}
        answer = self._ask("cosines", {"space": space, "ids": list(ids)}, [vector.astype("<f4").tobytes()])
        return dict(_hits(answer))

    def probe(self) -> Json:
        """Self-recall by space; the child rebuilds what does not find itself."""
        return self._ask("probe", {}, [])

    def fill(self) -> None:
        """Empty the child and send it everything: at unlock, and after it was restarted."""
        with self._filling:
            answer, _ = self._worker.call("reset", {})
            told = {"generation": str(answer["generation"])}
            for space in self._spaces:
                for ids, blob in _chunks(self._stored(space)):
                    reply, _ = self._worker.call("upsert", {"space": space, "ids": ids, **told}, [blob])
                    if reply.get("stale"):
                        raise WorkerError("The index worker was restarted while it was filled.", "It is filled again.")
            self._generation = told["generation"]

    def _ask(self, verb: str, args: Json, blobs: Sequence[bytes]) -> Json:
        """One call; a child that turns out to be empty is filled from the store first, which holds this change."""
        known = self._generation
        answer, _ = self._worker.call(verb, {**args, "generation": known}, blobs)
        if not answer.get("stale"):
            return answer
        with self._filling:
            if self._generation == known:  # else another thread has filled it meanwhile
                self.fill()
        answer, _ = self._worker.call(verb, {**args, "generation": self._generation}, blobs)
        if answer.get("stale"):
            raise WorkerError("The index worker keeps being restarted.", "Run: inkling doctor")
        return answer


def _chunks(rows: Rows) -> Iterator[tuple[list[int], bytes]]:
    stream = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        yield [id for id, _ in chunk], b"".join(vector for _, vector in chunk)


def _hits(answer: Json) -> list[tuple[int, float]]:
    return [(int(id), float(cosine)) for id, cosine in answer["hits"]]
