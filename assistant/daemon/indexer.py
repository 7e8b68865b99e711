"""Gives every belief and every newest line its vector, in the store and in the index."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence

from assistant.errors import InklingError
from assistant.pipeline.ports import Embedder
from assistant.recall.client import IndexClient
from assistant.store import Store
from assistant.store.vectors import Space

log = logging.getLogger(__name__)

SPACES: tuple[Space, ...] = ("proposition", "line")
BATCH = 256
ROUNDS = 40
"""Batches that one call embeds at most, so that a large backlog does not hold up everything else."""


class Indexer:
    """One thread at a time works; whoever comes meanwhile waits."""

    def __init__(self, store: Store, index: IndexClient, embedder: Embedder, newest: int | None = None) -> None:
        """``newest``: how many lines are found by meaning; older ones by their words."""
        self._store = store
        self._newest = newest
        self._index = index
        self._embedder = embedder
        self._lock = threading.Lock()
        self.failures = 0
        """How often the child was not there; words answer alone meanwhile."""

    def sync(self) -> None:
        """Embed what has no vector yet. A child that is not there is asked again the next time."""
        with self._lock:
            try:
                for space in SPACES:
                    self._embed_missing(space)
            except InklingError as error:
                self.failures += 1
                log.info("the index is not there: %s", type(error).__name__)

    def remove(self, space: Space, ids: Iterable[int]) -> None:
        """Take out what was forgotten. Where the child is not there, it comes back without it."""
        with self._lock:
            try:
                self._index.delete(space, list(ids))
            except InklingError:
                self.failures += 1

    def _embed_missing(self, space: Space) -> None:
        for _ in range(ROUNDS):
            texts = self._texts(space, self._store.missing_vectors(space, BATCH, newest=self._newest))
            if not texts:
                return
            vectors = self._embedder.embed(list(texts.values()))
            rows = [(i, v.astype("<f4").tobytes()) for i, v in zip(texts, vectors, strict=True)]
            self._store.put_vectors(space, rows, newest=self._newest)
            self._index.upsert(space, rows)

    def _texts(self, space: Space, ids: Sequence[int]) -> dict[int, str]:
        if not ids:
            return {}
        if space == "proposition":
            return {belief.id: belief.text for belief in self._store.propositions(ids=ids) if belief.id is not None}
        found = self._store.lines(ids)
        return {i: f"{line.header}: {line.text}" if line.header else line.text for i, (_, line, _) in found.items()}
