"""Recall: beliefs and lines of the screen by meaning and by words, best first.

While the index is down or still loading, words answer alone; nothing fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from assistant.recall import fuse, observed
from assistant.recall.lines import Weights
from assistant.recall.meaning import Embedder, Meaning, Vectors
from assistant.recall.observed import WordHit
from assistant.types import Hit, Lifecycle, Proposition, Status

_WORDS = 40
"""Finds by words that are looked at."""
_WIDE = 4
"""Candidates for each that is wanted: weights may turn their order around."""
_TWIN = 0.9
_LEAST = 0.08
"""Relevance below which a find answers nothing."""
_OBSERVED = 0.8
"""What a line of the screen counts beside a belief that says the same."""


class Records(observed.Lines, Protocol):
    """What recall reads of the store."""

    def propositions(self, *, ids: Iterable[int] | None = ...) -> list[Proposition]:
        """Beliefs by id; unknown ids are left out."""
        ...

    def replaced_quotes(self, observation_ids: Iterable[int]) -> dict[int, list[str]]:
        """By observation, the quotes of beliefs that were replaced or rejected, unless one in force has it too."""
        ...

    def replaced_texts(self, texts: Iterable[str]) -> set[str]:
        """Those of ``texts`` that only beliefs quote which were replaced or rejected."""
        ...


_TELLING = 24
"""Letters from which a line can be told by its words alone, wherever it stands."""


class Recall:
    """Hybrid search over one store. ``now`` is the home's clock; ``vectors`` and ``embedder`` may be absent."""

    def __init__(
        self,
        records: Records,
        vectors: Vectors | None,
        embedder: Embedder | None,
        now: Callable[[], datetime],
        weights: Weights | None = None,
        allowed: Callable[[list[Hit]], list[Hit]] = list,
    ) -> None:
        self._records = records
        self._vectors = vectors
        self._embedder = embedder
        self._now = now
        self._weights = weights or Weights()
        self._allowed = allowed

    def propositions(self, text: str, limit: int, dormant: int = 0) -> list[tuple[Proposition, float]]:
        """Active beliefs nearest to ``text`` with their cosine, the most telling first.

        ``dormant``: up to so many that are past or asleep come after them, for those who can wake one. Without the
        index, the overlap of words stands in for the cosine.
        """
        found = self._beliefs(text, limit + dormant, Meaning.of(text, self._vectors, self._embedder))
        ranked = [(relevance * fuse.weight(belief, self._now()), cosine, belief) for belief, relevance, cosine in found]
        ranked.sort(key=lambda item: (-item[0], item[2].id or 0))
        near = [(belief, cosine) for _, cosine, belief in ranked]
        active = [pair for pair in near if pair[0].status is Status.ACTIVE]
        return active[:limit] + [pair for pair in near if pair[0].status is Status.EXPIRED][:dormant]

    def search(self, query: str, limit: int) -> list[Hit]:
        """Beliefs and observations that answer ``query``, best first, without near-duplicates."""
        meaning = Meaning.of(query, self._vectors, self._embedder)
        now = self._now()
        hits = [
            Hit(
                "proposition",
                belief.id,
                belief.text,
                relevance * fuse.weight(belief, now),
                belief.updated,
                _lifecycle(belief, now),
                *_place(belief),
            )
            for belief, relevance, _ in self._beliefs(query, limit, meaning)
            if belief.id is not None and relevance >= _LEAST and belief.lifecycle is not Lifecycle.ASLEEP
        ]
        hits += self._observed(query, limit, meaning, now)
        hits.sort(key=lambda hit: (-hit.score, hit.kind != "proposition", -hit.id))
        return _distinct(self._allowed([hit for hit in hits if hit.score > 0]), limit)

    def _beliefs(self, text: str, limit: int, meaning: Meaning) -> list[tuple[Proposition, float, float]]:
        """(belief, relevance, cosine) of the candidates, so many that weights may turn their order around."""
        words = self._records.search_words(fuse.telling(text), max(_WORDS, limit), "proposition")
        scores = _word_scores(text, words)
        cosines = meaning.near("proposition", _WIDE * limit)
        cosines |= meaning.cosines("proposition", [id for id in scores if id not in cosines])
        relevance = {id: fuse.relevance(cosines.get(id), scores.get(id)) for id in {**cosines, **scores}}
        # Among many beliefs, fetching one with its evidence is what costs most.
        best = sorted(relevance, key=lambda id: -relevance[id])[: _WIDE * limit]
        found = []
        for belief in self._records.propositions(ids=best):
            assert belief.id is not None
            cosine = cosines.get(belief.id)
            nearness = fuse.similarity(text, belief.text) if cosine is None else cosine
            found.append((belief, relevance[belief.id], nearness))
        return found

    def _observed(self, query: str, limit: int, meaning: Meaning, now: datetime) -> list[Hit]:
        """One hit an observation: its best line with the lines around it."""
        found = observed.find(self._records, query, meaning, now, self._weights)
        finds = {find.observation_id: find for find in found}
        titles = self._records.search_words(fuse.telling(query), 2 * limit, "title")
        best = max((hit.score for hit in titles), default=0.0)
        for hit in titles:
            relevance = fuse.relevance(None, fuse.word_score(query, hit.text, hit.score, best))
            if hit.id not in finds or finds[hit.id].relevance < relevance:
                finds[hit.id] = observed.Find(hit.id, hit.text, (hit.text,), relevance, hit.time)
        told = [find for find in finds.values() if find.relevance >= _LEAST]
        replaced = self._records.replaced_quotes([find.observation_id for find in told])
        # A mail that is answered quotes what no longer holds, in another window and without a belief of its own.
        elsewhere = self._records.replaced_texts(
            {part for find in told for part in (find.line, *find.parts) if len(part) >= _TELLING}
        )
        return [_hit(find, (*replaced.get(find.observation_id, ()), *elsewhere), now) for find in told]


def _hit(find: observed.Find, replaced: Sequence[str], now: datetime) -> Hit:
    """A line of the screen as a find; what a newer belief took the place of is told as such, and not beside others."""
    parts = [part for part in find.parts if part == find.line or not _quoted(part, replaced)]
    return Hit(
        "observation",
        find.observation_id,
        " / ".join(parts),
        find.relevance * _OBSERVED * fuse.recency(find.time, now),
        find.time,
        Lifecycle.SUPERSEDED if _quoted(find.line, replaced) else Lifecycle.IN_FORCE,
        find.header,
        find.title,
    )


def _quoted(line: str, quotes: Sequence[str]) -> bool:
    return any(f" {line} " in f" {quote} " or quote in line for quote in quotes)


def _place(belief: Proposition) -> tuple[str, str]:
    """The header and window title of the quote that a belief was made of."""
    first = next((piece for piece in belief.evidence if piece.supports), None)
    return (first.header, first.title) if first is not None else ("", "")


def _lifecycle(belief: Proposition, now: datetime) -> Lifecycle:
    """Its stage of life at this moment: upkeep calls a day's beliefs past only when the day is over."""
    over = belief.valid_to is not None and belief.valid_to <= now
    return Lifecycle.PAST if over and belief.lifecycle is Lifecycle.IN_FORCE else belief.lifecycle


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
