"""Chroma as an approximate index in memory: vectors and opaque ids, never a text, never a file, never a socket.

Chroma's counts can lie and its answers can be incomplete after damage, and vectors can be turned back into
text. So it lives in this process's memory only, is filled from the exact rows in a thread of its own (loading it
takes up to two seconds), and every answer is checked against them by the caller.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CHUNK = 32
"""Rows of one step. Chroma keeps the interpreter to itself meanwhile: some 20 ms that a question may have to wait."""
_QUIET_S = 0.25
"""How long nobody must have asked before the next step: 100,000 rows take a minute, and no question shall notice."""
_STARTING = threading.Lock()
"""Two clients that start at the same time in one process break each other."""


class ChromaMirror:
    """Follows upserts and deletions in the background; answers only when it has caught up."""

    def __init__(self) -> None:
        self._work: deque[tuple[str, list[int], NDArray[np.float32] | None]] = deque()
        self._wake = threading.Condition()
        self._busy = False
        self._thread: threading.Thread | None = None
        self._client: Any = None
        self._collections: dict[str, Any] = {}
        self._failed = False
        self._asked = 0.0
        self._prefix = secrets.token_hex(4)  # all in-memory clients of a process share their collections

    @property
    def state(self) -> str:
        """``empty``, ``filling``, ``ready`` or ``failed``."""
        with self._wake:
            if self._failed:
                return "failed"
            if self._work or self._busy:
                return "filling"
            return "ready" if self._collections else "empty"

    def asked(self) -> None:
        """Somebody is being served: what is left to do waits for a quiet moment."""
        self._asked = time.monotonic()

    def upsert(self, space: str, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Put rows in, soon."""
        for start in range(0, len(ids), _CHUNK):
            self._later(space, list(ids[start : start + _CHUNK]), vectors[start : start + _CHUNK])

    def delete(self, space: str, ids: Sequence[int]) -> None:
        """Take rows out, soon; the caller no longer answers with them at once."""
        for start in range(0, len(ids), _CHUNK):
            self._later(space, list(ids[start : start + _CHUNK]), None)

    def query(self, space: str, vector: NDArray[np.float32], k: int) -> list[int] | None:
        """Ids near ``vector``, or None where the exact search must answer."""
        with self._wake:
            collection = self._collections.get(space)
            if self._failed or self._work or self._busy or collection is None:
                return None
            try:
                found = collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
            except Exception:  # whatever it is, the exact search answers
                self._failed = True
                return None
        return [int(id) for id in found["ids"][0]]

    def wait(self, seconds: float) -> bool:
        """Until everything is in, at most so long; False when it is not."""
        with self._wake:
            return self._wake.wait_for(lambda: self._failed or not (self._work or self._busy), seconds)

    def reset(self) -> None:
        """Drop everything, as before the first upsert."""
        with self._wake:
            self._work.clear()
            self._wake.wait_for(lambda: not self._busy)
            for space in self._collections:
                try:
                    self._client.delete_collection(self._prefix + space)
                except Exception:  # a damaged collection is left behind with its client
                    self._client = None
            self._collections = {}
            self._failed = False

    def _later(self, space: str, ids: list[int], vectors: NDArray[np.float32] | None) -> None:
        with self._wake:
            self._work.append((space, ids, vectors))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="chroma", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: bool(self._work))
            while (wait := self._asked + _QUIET_S - time.monotonic()) > 0:
                time.sleep(wait)
            with self._wake:
                if not self._work:
                    continue  # It was reset meanwhile.
                space, ids, vectors = self._work.popleft()
                self._busy = True
            try:
                self._apply(space, ids, vectors)
                failed = False
            except Exception:  # whatever it is, the exact search answers
                failed = True
            with self._wake:
                self._busy = False
                self._failed = self._failed or failed
                if self._failed:
                    self._work.clear()
                self._wake.notify_all()

    def _apply(self, space: str, ids: list[int], vectors: NDArray[np.float32] | None) -> None:
        collection = self._collections.get(space)
        names = [str(id) for id in ids]
        if vectors is not None:
            if collection is None:
                collection = self._collections[space] = self._create(space)
            collection.upsert(ids=names, embeddings=vectors)
        elif collection is not None:
            collection.delete(ids=names)

    def _create(self, space: str) -> Any:
        import chromadb
        from chromadb.config import Settings

        with _STARTING:
            if self._client is None:
                self._client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
        return self._client.create_collection(
            self._prefix + space,
            embedding_function=_no_texts(chromadb),
            configuration={"hnsw": {"space": "cosine", "ef_search": 128}},
        )


def _no_texts(chromadb: Any) -> Any:
    """An embedding function that refuses: with none at all, Chroma would fetch a model when given text."""

    class NoTexts(chromadb.EmbeddingFunction):  # type: ignore[misc]
        """Refuses every text."""

        def __init__(self) -> None:
            """Nothing to set up."""

        def __call__(self, input: Any) -> Any:  # noqa: A002 - Chroma checks the name
            raise RuntimeError("this index holds vectors only")

        @staticmethod
        def name() -> str:
            return "none"

        def get_config(self) -> dict[str, Any]:
            return {}

        @staticmethod
        def build_from_config(config: dict[str, Any]) -> Any:  # noqa: ARG004
            return NoTexts()

    return NoTexts()
