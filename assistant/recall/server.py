"""What the index child answers for recall."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import numpy as np

from assistant.errors import ProtocolError
from assistant.protocol import Json
from assistant.recall.index import WIDTH, Floats, Index

Handler = Callable[[Json, list[bytes]], tuple[Json, list[bytes]]]


class IndexServer:
    """An index behind verbs; vectors travel as blobs of little-endian float32 rows.

    Each child has a ``generation``; a call that expects another one is answered ``{"stale": true}``, so that
    the daemon notices that the child was restarted and is empty, and fills it again.
    """

    def __init__(self, index: Index | None = None) -> None:
        self.index = index or Index()
        self.generation = secrets.token_hex(8)

    def handlers(self) -> dict[str, Handler]:
        """By verb, as the child's loop wants them."""
        return {
            "upsert": self.upsert,
            "delete": self.delete,
            "query": self.query,
            "cosines": self.cosines,
            "reset": self.reset,
            "probe": self.probe,
            "count": self.count,
        }

    def upsert(self, args: Json, blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """``space``, ``ids`` and one blob of float32 rows."""
        if self._stale(args):
            return self._told()
        ids = [int(id) for id in args["ids"]]
        self.index.upsert(str(args["space"]), ids, _rows(blobs, len(ids)))
        return {}, []

    def delete(self, args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """``space`` and ``ids``."""
        if self._stale(args):
            return self._told()
        self.index.delete(str(args["space"]), [int(id) for id in args["ids"]])
        return {}, []

    def query(self, args: Json, blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """``space``, ``k`` and one vector; ``hits`` as [id, cosine]."""
        if self._stale(args):
            return self._told()
        return {"hits": self.index.query(str(args["space"]), _rows(blobs, 1)[0], int(args["k"]))}, []

    def cosines(self, args: Json, blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """``space``, ``ids`` and one vector; ``hits`` as [id, cosine] of those that are known."""
        if self._stale(args):
            return self._told()
        ids = [int(id) for id in args["ids"]]
        return {"hits": self.index.cosines(str(args["space"]), _rows(blobs, 1)[0], ids)}, []

    def reset(self, _args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """Drop everything; answers with the generation that further calls must name."""
        self.index.reset()
        return {"generation": self.generation}, []

    def probe(self, _args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """Self-recall by space."""
        spaces = {
            space: {"count": probe.count, "recall": probe.recall, "state": probe.state}
            for space, probe in self.index.probe().items()
        }
        return {"spaces": spaces, "generation": self.generation}, []

    def count(self, _args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """Rows by space."""
        return {"spaces": self.index.count(), "generation": self.generation}, []

    def _stale(self, args: Json) -> bool:
        return args.get("generation") != self.generation

    def _told(self) -> tuple[Json, list[bytes]]:
        return {"stale": True, "generation": self.generation}, []


def _rows(blobs: list[bytes], count: int) -> Floats:
    vectors = np.frombuffer(b"".join(blobs), dtype="<f4")
    if vectors.size != count * WIDTH:
        raise ProtocolError("The vectors of a call have the wrong size.")
    return vectors.reshape(count, WIDTH).astype(np.float32)
