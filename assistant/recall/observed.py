"""Observed lines that answer a question: finds by words and by meaning, then a second look at them in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.recall.lines import Passage, Weights, rank, rarity
from assistant.recall.meaning import Meaning
from assistant.recall.question import Question, analyse
from assistant.recall.when import span

_BY_WORDS = 80
_BY_MEANING = 40
_BY_TIME = 40
_COMMON = 5_000
"""Lines above which a word is too common to look for, while the question has a rarer one."""
_NEWEST = 20_000


class Lines(Protocol):
    """What is read of the store here, as its ``Passages`` tells it."""

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
    text: str
    relevance: float
    """0 to 1."""


def find(
    records: Lines, text: str, also: Sequence[int], meaning: Meaning, now: datetime, weights: Weights
) -> list[Find]:
    """Each observation's best line for ``text``, best first. ``also``: ids of lines found in other ways."""
    question = analyse(text, now)
    rare, ids = _by_words(records, question)
    cosines = meaning.near("line", _BY_MEANING)
    passages = records.lines_around(list({*ids, *also, *cosines}), max((abs(o) for o, _ in weights.around), default=0))
    cosines |= meaning.cosines("line", [passage.id for passage in passages if passage.id not in cosines])
    scores = rank(question, passages, cosines, rare, weights)
    best: dict[int, Find] = {}
    for passage, score in sorted(zip(passages, scores.tolist(), strict=True), key=lambda pair: -pair[1]):
        best.setdefault(passage.observation_id, Find(passage.observation_id, passage.text, score))
    return list(best.values())


def _by_words(records: Lines, question: Question) -> tuple[Mapping[str, float], list[int]]:
    """The weight of each term, and the lines where the telling ones stand."""
    forms = [term.forms for term in question.terms]
    counts, lines = records.lines_counted(forms)
    weights = dict(zip((term.stem for term in question.terms), rarity(counts, lines), strict=True))
    telling = [some for some, count in zip(forms, counts, strict=True) if 0 < count < _COMMON]
    known = [some for some, count in zip(forms, counts, strict=True) if count]
    ids = records.lines_with(telling or known, _BY_WORDS, newest=None if telling else _NEWEST)
    for when in question.times:
        days = span(when)
        if days is not None:
            ids += records.lines_with(known, _BY_TIME, between=days)
    return weights, ids
