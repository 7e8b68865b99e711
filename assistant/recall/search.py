"""Recall: beliefs and lines of the screen by meaning and by words, best first.

While the index is down or still loading, words answer alone; nothing fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal, Protocol

from assistant.recall import fuse, observed
from assistant.recall.lines import Weights
from assistant.recall.meaning import Embedder, Meaning, Vectors
from assistant.types import Hit, Observation, Proposition, Status

_WORDS = 40
"""Finds by words that are looked at."""
_WIDE = 4
"""Candidates by meaning for each that is wanted: weights may turn their order around."""
_TWIN = 0.9
_LEAST = 0.08
"""Relevance below which a find answers nothing."""
_OBSERVED = 0.8
"""What a line of the screen counts beside a belief that says the same."""

Space = Literal["proposition", "line"]


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


class Records(observed.Lines, Protocol):
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


class Recall:
    """Hybrid search over one store. ``now`` is the home's clock; ``vectors`` and ``embedder`` may be absent."""

    def __init__(
        self,
        records: Records,
        vectors: Vectors | None,
        embedder: Embedder | None,
        now: Callable[[], datetime],
        weights: Weights | None = None,
    ) -> None:
        self._records = records
        self._vectors = vectors
        self._embedder = embedder
        self._now = now
        self._weights = weights or Weights()

    def propositions(self, text: str, limit: int) -> list[tuple[Proposition, float]]:
        """Active beliefs nearest to ``text`` with their cosine, the most telling first.

        Without the index, the overlap of words stands in for the cosine.
        """
        found = self._beliefs(text, limit, Meaning.of(text, self._vectors, self._embedder))
        ranked = [
            (relevance * fuse.weight(belief, self._now()), cosine, belief)
            for belief, relevance, cosine in found
            if belief.status is Status.ACTIVE
        ]
        ranked.sort(key=lambda item: (-item[0], item[2].id or 0))
        return [(belief, cosine) for _, cosine, belief in ranked[:limit]]

    def search(self, query: str, limit: int) -> list[Hit]:
        """Beliefs and observations that answer ``query``, best first, without near-duplicates."""
        meaning = Meaning.of(query, self._vectors, self._embedder)
        now = self._now()
        hits = [
            Hit("proposition", belief.id, belief.text, relevance * fuse.weight(belief, now), belief.updated)
            for belief, relevance, _ in self._beliefs(query, limit, meaning)
            if belief.id is not None and relevance >= _LEAST
        ]
        hits += self._observed(query, limit, meaning, now)
        hits.sort(key=lambda hit: (-hit.score, hit.kind != "proposition", -hit.id))
        return _distinct([hit for hit in hits if hit.score > 0], limit)

    def _beliefs(self, text: str, limit: int, meaning: Meaning) -> list[tuple[Proposition, float, float]]:
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

    def _observed(self, query: str, limit: int, meaning: Meaning, now: datetime) -> list[Hit]:
        """One hit an observation: its best line with the lines around it."""
        words = self._records.search_words(fuse.telling(query), max(_WORDS, 2 * limit), "line")
        lines = [hit.line_id for hit in words if hit.line_id is not None]
        tops = {
            found.observation_id: (found.relevance, found.text)
            for found in observed.find(self._records, query, lines, meaning, now, self._weights)[: 2 * limit]
        }
        best = max((hit.score for hit in words), default=0.0)
        for hit in words:
            if hit.line_id is None:  # found by the window's title
                relevance = fuse.relevance(None, fuse.word_score(query, hit.text, hit.score, best))
                tops[hit.id] = max(tops.get(hit.id, (0.0, "")), (relevance, hit.text))
        return [
            Hit(
                "observation",
                seen.id,
                passage(seen, tops[seen.id][1]),
                tops[seen.id][0] * _OBSERVED * fuse.recency(seen.end, now),
                seen.start,
            )
            for seen in self._records.observations(ids=tops)
            if seen.id is not None and tops[seen.id][0] >= _LEAST
        ]


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
