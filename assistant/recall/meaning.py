"""One text's vector beside the index of vectors: near rows and cosines, or nothing while either is not to be had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError, WorkerError
from assistant.recall import fuse

Floats = NDArray[np.float32]


class Vectors(Protocol):
    """The index, as :class:`assistant.recall.client.IndexClient` is one."""

    def query(self, space: str, vector: Floats, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest as (id, cosine)."""
        ...

    def cosines(self, space: str, vector: Floats, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of each id that has a vector."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    def embed(self, texts: Sequence[str]) -> Floats:
        """One row a text."""
        ...


class Meaning:
    """One text's vector and the index that knows its neighbours; empty answers where either is not to be had."""

    def __init__(self, vectors: Vectors | None, vector: Floats | None) -> None:
        self._vectors = vectors
        self._vector = vector

    @classmethod
    def of(cls, text: str, vectors: Vectors | None, embedder: Embedder | None) -> Meaning:
        """The text's vector, unless the embedder is down or does not know the script."""
        if vectors is None or embedder is None or fuse.mostly_cjk(text):
            return cls(None, None)
        try:
            return cls(vectors, embedder.embed([text])[0])
        except (WorkerError, ModelError):
            return cls(None, None)

    def near(self, space: str, k: int) -> dict[int, float]:
        """Ids with cosines of the nearest rows."""
        if self._vectors is None or self._vector is None:
            return {}
        try:
            return dict(self._vectors.query(space, self._vector, k))
        except WorkerError:
            self._vectors = None
            return {}

    def cosines(self, space: str, ids: Sequence[int]) -> dict[int, float]:
        """The cosines of these rows."""
        if self._vectors is None or self._vector is None or not ids:
            return {}
        try:
            return self._vectors.cosines(space, self._vector, ids)
        except WorkerError:
            self._vectors = None
            return {}
