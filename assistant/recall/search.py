"""Recall: beliefs and lines of the screen by meaning and by words, best first.

While the index is down or still loading, words answer alone; nothing fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError, WorkerError
from assistant.recall import fuse
from assistant.types import Hit, Line, Observation, Proposition, Status

_WORDS = 40
"""Finds by words that are looked at."""
_WIDE = 4
"""Candidates by meaning for each that is wanted: weights may turn their order around."""
_TWIN = 0.9
_LEAST = 0.08
"""Relevance below which a find answers nothing."""

Space = Literal["proposition", "line"]
Floats = NDArray[np.float32]


class WordHit(Protocol):
    """One row that was found by its words; ``score`` above 0, larger is better."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def score(self) -> float: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def time(self) -> datetime: ...  # noqa: D102
    @property
    def line_id(self) -> int | None: ...  # noqa: D102


class Records(Protocol):
    """What recall reads of the store."""

    def search_words(self, query: str, limit: int = ..., space: Space | None = ...) -> Sequence[WordHit]:
        """Rows that answer the query by words, best first."""
        ...

    def propositions(self, *, ids: Iterable[int] | None = ...) -> list[Proposition]:
        """Beliefs by id; unknown ids are left out."""
        ...

    def observations(self, *, ids: Iterable[int] | None = ...) -> list[Observation]:
        """Observations by id; unknown ids are left out."""
        ...

    def lines(self, ids: Iterable[int]) -> Mapping[int, tuple[int, Line, datetime]]:
        """Lines by id: observation, line, time."""
        ...


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


@dataclass(frozen=True, slots=True)
class _Find:
    """A text that may answer, before its weight is known."""

    text: str
    relevance: float


class Recall:
    """Hybrid search over one store. ``now`` is the home's clock; ``vectors`` and ``embedder`` may be absent."""

    def __init__(
        self,
        records: Records,
        vectors: Vectors | None,
        embedder: Embedder | None,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._vectors = vectors
        self._embedder = embedder
        self._now = now

    def propositions(self, text: str, limit: int) -> list[tuple[Proposition, float]]:
        """Active beliefs nearest to ``text`` with their cosine, the most telling first.

        Without the index, the overlap of words stands in for the cosine.
        """
        found = self._beliefs(text, limit, _Meaning.of(text, self._vectors, self._embedder))
        ranked = [
            (relevance * fuse.weight(belief, self._now()), cosine, belief)
            for belief, relevance, cosine in found
            if belief.status is Status.ACTIVE
        ]
        ranked.sort(key=lambda item: (-item[0], item[2].id or 0))
        return [(belief, cosine) for _, cosine, belief in ranked[:limit]]

    def search(self, query: str, limit: int) -> list[Hit]:
        """Beliefs and observations that answer ``query``, best first, without near-duplicates."""
        meaning = _Meaning.of(query, self._vectors, self._embedder)
        now = self._now()
        hits = [
            Hit("proposition", belief.id, belief.text, relevance * fuse.weight(belief, now), belief.updated)
            for belief, relevance, _ in self._beliefs(query, limit, meaning)
            if belief.id is not None and relevance >= _LEAST
        ]
        hits += self._observed(query, limit, meaning, now)
        hits.sort(key=lambda hit: (-hit.score, hit.kind != "proposition", -hit.id))
        return _distinct([hit for hit in hits if hit.score > 0], limit)

    def _beliefs(self, text: str, limit: int, meaning: _Meaning) -> list[tuple[Proposition, float, float]]:
        """(belief, relevance, cosine) of every candidate."""
        words = self._records.search_words(fuse.telling(text), max(_WORDS, limit), "proposition")
        scores = _word_scores(text, words)
        cosines = meaning.near("proposition", _WIDE * limit)
        cosines |= meaning.cosines("proposition", [id for id in scores if id not in cosines])
        found = []
        for belief in self._records.propositions(ids=list({**cosines, **scores})):
            assert belief.id is not None
            cosine = cosines.get(belief.id)
            relevance = fuse.relevance(cosine, scores.get(belief.id))
            found.append((belief, relevance, fuse.similarity(text, belief.text) if cosine is None else cosine))
        return found

    def _observed(self, query: str, limit: int, meaning: _Meaning, now: datetime) -> list[Hit]:
        """One hit an observation: its best line with the lines around it."""
        words = self._records.search_words(fuse.telling(query), max(_WORDS, 2 * limit), "line")
        best = max((hit.score for hit in words), default=0.0)
        cosines = meaning.near("line", _WIDE * limit)
        lines = self._records.lines(cosines)
        finds: dict[int, list[_Find]] = {}
        for id, cosine in cosines.items():
            if id in lines:
                observation, line, _ = lines[id]
                # The same line may be found by its words as well: then both signs count.
                score = fuse.coverage(query, line.text)
                finds.setdefault(observation, []).append(_Find(line.text, fuse.relevance(cosine, score)))
        for hit in words:
            score = fuse.word_score(query, hit.text, hit.score, best)
            finds.setdefault(hit.id, []).append(_Find(hit.text, fuse.relevance(None, score)))
        tops = {id: max(some, key=lambda find: find.relevance) for id, some in finds.items()}
        wanted = sorted(tops, key=lambda id: -tops[id].relevance)[: 2 * limit]
        return [
            Hit(
                "observation",
                seen.id,
                passage(seen, tops[seen.id].text),
                tops[seen.id].relevance * 0.8 * fuse.freshness(seen.end, now),
                seen.start,
            )
            for seen in self._records.observations(ids=wanted)
            if seen.id is not None and tops[seen.id].relevance >= _LEAST
        ]


class _Meaning:
    """One text's vector and the index that knows its neighbours; empty answers where either is not to be had."""

    def __init__(self, vectors: Vectors | None, vector: Floats | None) -> None:
        self._vectors = vectors
        self._vector = vector

    @classmethod
    def of(cls, text: str, vectors: Vectors | None, embedder: Embedder | None) -> _Meaning:
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
        if self._vectors is None or self._vector is None:
            return {}
        try:
            return self._vectors.cosines(space, self._vector, ids)
        except WorkerError:
            self._vectors = None
            return {}


def passage(seen: Observation, text: str) -> str:
    """The found line with the line before and after it in its block, since a line alone often says too little."""
    at = next((index for index, line in enumerate(seen.lines) if line.text == text), None)
    if at is None:
        return text  # found by the window's title
    block = seen.lines[at].block
    around = [line.text for line in seen.lines[max(0, at - 1) : at + 2] if line.block == block]
    return " / ".join(around)


def _word_scores(query: str, words: Sequence[WordHit]) -> dict[int, float]:
    best = max((hit.score for hit in words), default=0.0)
    return {hit.id: fuse.word_score(query, hit.text, hit.score, best) for hit in words}


def _distinct(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """The first of each group of hits of one kind that say nearly the same."""
    kept: list[tuple[Hit, frozenset[str]]] = []
    for hit in hits:
        terms = fuse.terms(hit.text)
        twin = any(
            hit.kind == other.kind and (hit.text == other.text or _overlap(terms, theirs) >= _TWIN)
            for other, theirs in kept
        )
        if not twin:
            kept.append((hit, terms))
        if len(kept) == limit:
            break
    return [hit for hit, _ in kept]


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left and right else 0.0
