"""Observed lines that answer a question: finds by words and by meaning, then a second look at them in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Literal, Protocol

import numpy as np

from assistant.recall import fuse
from assistant.recall.lines import Passage, Weights, rank, rarity
from assistant.recall.meaning import Meaning
from assistant.recall.question import Question, analyse
from assistant.recall.when import span

_BY_WORDS = 80
_BY_MEANING = 40
_BY_TIME = 40
_MATCHED = 4_000
"""Lines that are ordered by their words at most: the question's commoner words only weigh what the rarer ones found."""
_NEWEST = 20_000
"""Lines that are looked through where a question has common words only."""


Space = Literal["proposition", "line", "title"]


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


class Lines(Protocol):
    """What is read of the store here."""

    def search_words(self, query: str, limit: int = ..., space: Space | None = ...) -> Sequence[WordHit]:
        """Rows that answer the query by words, best first, in every script."""
        ...

    def lines_counted(self, words: Sequence[Sequence[str]]) -> tuple[list[int], int]:
        """In how many lines each word stands, and how many lines there are."""
        ...

    def lines_with(
        self,
        words: Sequence[Sequence[str]],
        limit: int,
        *,
        newest: int | None = ...,
        between: tuple[datetime, datetime] | None = ...,
    ) -> list[int]:
        """Ids of the lines that answer best to any of the words."""
        ...

    def lines_around(self, ids: Sequence[int], reach: int) -> Sequence[Passage]:
        """Lines with their neighbours, by rising id."""
        ...


@dataclass(frozen=True, slots=True)
class Find:
    """One observation with the line that answers best."""

    observation_id: int
    line: str
    parts: tuple[str, ...]
    """The line before, itself and the line after it in its block, since a line alone often says too little."""
    relevance: float
    """0 to 1."""
    time: datetime
    header: str = ""
    title: str = ""


def find(records: Lines, text: str, meaning: Meaning, now: datetime, weights: Weights) -> list[Find]:
    """Each observation's best line for ``text``, best first."""
    question = analyse(text, now)
    rare, ids = _by_words(records, question)
    if not ids or fuse.CJK.search(text):
        # Inside words, and where words are not written apart.
        words = records.search_words(fuse.telling(text), _BY_WORDS, "line")
        ids += [hit.line_id for hit in words if hit.line_id is not None]
    cosines = meaning.near("line", _BY_MEANING)
    passages = records.lines_around(list({*ids, *cosines}), max((abs(o) for o, _ in weights.around), default=0))
    cosines |= meaning.cosines("line", [passage.id for passage in passages if passage.id not in cosines])
    scores = rank(question, passages, cosines, rare, weights)
    best: dict[int, Find] = {}
    for at in np.argsort(-scores, kind="stable").tolist():
        line = passages[at]
        if line.observation_id not in best:
            best[line.observation_id] = Find(
                line.observation_id, line.text, _with_its_block(passages, at), float(scores[at]), line.time,
                line.header, line.window[1],
            )  # fmt: skip
    return list(best.values())


def _with_its_block(passages: Sequence[Passage], at: int) -> tuple[str, ...]:
    line = passages[at]
    return tuple(
        near.text
        for near in passages[max(0, at - 1) : at + 2]
        if (near.observation_id, near.block) == (line.observation_id, line.block) and abs(near.id - line.id) <= 1
    )


def _by_words(records: Lines, question: Question) -> tuple[Mapping[str, float], list[int]]:
    """The weight of each term, and the lines where the rarest ones stand."""
    forms = [term.forms for term in question.terms]
    counts, lines = records.lines_counted(forms)
    weights = dict(zip((term.stem for term in question.terms), rarity(counts, lines), strict=True))
    known = sorted(
        ((count, some) for count, some in zip(counts, forms, strict=True) if count), key=lambda pair: pair[0]
    )
    telling = [some for total, (_, some) in zip(accumulate(count for count, _ in known), known, strict=True)
               if total <= _MATCHED]  # fmt: skip
    every = [some for _, some in known]
    ids = records.lines_with(telling or every, _BY_WORDS, newest=None if telling else _NEWEST)
    for when in question.times:
        days = span(when)
        if days is not None:
            ids += records.lines_with(every, _BY_TIME, between=days)
    return weights, ids
