"""The vector index of the index child: Chroma for speed, exact rows for truth, integer ids and nothing else.

While Chroma is loading, filling or in doubt, the exact search answers; no caller can tell the difference but
by the clock. The rows come from the encrypted store at unlock and are gone when the child ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ProtocolError
from assistant.recall.chroma import ChromaMirror
from assistant.recall.exact import ExactSpace

WIDTH = 384
SPACES = ("proposition", "line")
_PROBES = 50
_GOOD_RECALL = 0.9
_BETWEEN = 200
"""Queries between two probes."""
_SMALL = 256
"""Rows below which the exact search is at least as fast."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Probe:
    """How well one space finds its own rows."""

    count: int
    recall: float
    """Share of sampled rows that Chroma finds for their own vector; 1.0 where it was not asked."""
    state: str


class Index:
    """Spaces of vectors by id."""

    def __init__(self) -> None:
        self._exact = {space: ExactSpace(WIDTH) for space in SPACES}
        self._mirror = ChromaMirror()
        self._asked = 0
        self._doubted = False
        """Chroma did not find its own rows at the last probe: until one finds them, the exact search answers."""

    def upsert(self, space: str, ids: Sequence[int], vectors: Floats) -> None:
        """Add or replace rows; shape (n, 384)."""
        exact = self._space(space)
        exact.upsert(ids, vectors)
        if ids:
            each = list(dict.fromkeys(ids))
            self._mirror.upsert(space, each, np.stack([exact.vector(id) for id in each]))

    def delete(self, space: str, ids: Sequence[int]) -> None:
        """Drop rows; unknown ids are fine. From now on no query answers with them."""
        exact = self._space(space)
        known = [id for id in ids if id in exact]
        exact.delete(known)
        if known:
            self._mirror.delete(space, known)

    def query(self, space: str, vector: Floats, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest as (id, cosine), best first. Cosines are always exact."""
        exact = self._space(space)
        unit = vector / max(float(np.linalg.norm(vector)), 1e-12)
        if len(exact) < _SMALL:
            return exact.query(unit, k)
        self._asked += 1
        if self._asked % _BETWEEN == 0:
            self.probe()
        if self._doubted:
            return exact.query(unit, k)
        near = self._mirror.query(space, unit, min(2 * k + 10, len(exact)))
        if near is None:
            return exact.query(unit, k)
        if len(near) < min(k, len(exact)) or any(id not in exact for id in near):
            self._rebuild()  # it forgot rows or invented some
            return exact.query(unit, k)
        return sorted(exact.cosines(unit, near), key=lambda hit: (-hit[1], hit[0]))[:k]

    def cosines(self, space: str, vector: Floats, ids: Sequence[int]) -> list[tuple[int, float]]:
        """The exact cosine of each known id."""
        return self._space(space).cosines(vector / max(float(np.linalg.norm(vector)), 1e-12), ids)

    def probe(self) -> dict[str, Probe]:
        """Look for a sample of rows by their own vectors, and rebuild Chroma where it does not find them."""
        found = {space: self._probe(space, exact) for space, exact in self._exact.items()}
        self._doubted = any(probe.recall < _GOOD_RECALL for probe in found.values())
        if self._mirror.state == "failed" or self._doubted:
            self._rebuild()
        return found

    def reset(self) -> None:
        """Drop everything."""
        self._exact = {space: ExactSpace(WIDTH) for space in SPACES}
        self._mirror.reset()

    def count(self) -> dict[str, int]:
        """Rows by space."""
        return {space: len(exact) for space, exact in self._exact.items()}

    def settle(self, seconds: float) -> bool:
        """Wait until Chroma has caught up; for measuring."""
        return self._mirror.wait(seconds)

    def _probe(self, space: str, exact: ExactSpace) -> Probe:
        ids = exact.ids
        sample = ids[:: max(1, len(ids) // _PROBES)][:_PROBES]
        hits, asked = 0, 0
        for id in sample.tolist():
            vector = exact.vector(id)
            near = self._mirror.query(space, vector, min(10, len(exact)))
            if near is None:
                continue
            asked += 1
            # A row with the same direction is as good: the same sentence may stand in two observations.
            hits += any(cosine > 1 - 1e-4 for _, cosine in exact.cosines(vector, near))
        return Probe(len(exact), hits / asked if asked else 1.0, self._mirror.state)

    def _rebuild(self) -> None:
        self._mirror.reset()
        for space, exact in self._exact.items():
            if len(exact):
                self._mirror.upsert(space, exact.ids.tolist(), exact.rows.copy())

    def _space(self, space: str) -> ExactSpace:
        self._mirror.asked()
        try:
            return self._exact[space]
        except KeyError:
            raise ProtocolError(f"There is no vector space {space!r}.") from None
