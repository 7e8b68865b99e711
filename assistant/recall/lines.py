"""Lines that answer a question, each judged together with the lines around it.

One line of a conversation or a document seldom repeats what it is about: the question before it, the sentence after
it and the speaker's name do. So words are counted in a window of lines with weights that fall with the distance
(BM25 over weighted fields), and meanings are averaged over the same window.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.recall import fuse
from assistant.recall.question import Question, counter, stem
from assistant.recall.when import fit

_K1, _B = 0.9, 0.4
"""For passages of a line or two, where longer says more rather than dilutes: what Anserini takes for passages, too."""
_NEAR_IN_TIME = timedelta(hours=1)

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts beside the words, whose best window has 1. Chosen by hand."""

    words: float = 1.0
    meaning: float = 0.9
    """Of the window."""
    own_meaning: float = 0.2
    """Of the line itself, so that it stands out among its neighbours."""
    time: float = 0.4
    """The line was seen at the time that the question speaks of."""
    speaker: float = 0.1
    """The question names who speaks, or the field that the line stands in."""
    around: tuple[tuple[int, float], ...] = ((-2, 0.4), (-1, 0.6), (1, 0.4), (2, 0.3))
    """Offset and weight of each neighbour. In a talk of two, the second line before is the speaker's own last one."""


class Passage(Protocol):
    """One line where it stood, as the store's ``Passage`` is one."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def observation_id(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def header(self) -> str: ...  # noqa: D102
    @property
    def window(self) -> tuple[str, str]: ...  # noqa: D102
    @property
    def block(self) -> int: ...  # noqa: D102
    @property
    def time(self) -> datetime: ...  # noqa: D102


def rank(
    question: Question,
    passages: Sequence[Passage],
    cosines: Mapping[int, float],
    rarity: Mapping[str, float],
    weights: Weights,
) -> Doubles:
    """A score for each passage, 0 to 1: the best one's says how well it answers, the others' are in proportion.

    ``passages`` by rising id, the neighbours of the finds among them. ``cosines`` by line; lines without one count
    by their words alone. ``rarity``: the weight of each term, by stem.
    """
    if not passages:
        return np.zeros(0)
    shares = _Shares(passages, weights.around)
    counts, lengths = _counts(question, passages)
    idf = np.array([rarity.get(term.stem, 1.0) for term in question.terms])
    windows = shares.summed(counts)
    words = _bm25(windows, shares.summed(lengths[:, None])[:, 0], idf)
    own = np.array([max(0.0, cosines.get(passage.id, 0.0)) for passage in passages])
    total = (
        weights.words * _scaled(words)
        + weights.meaning * _scaled(shares.averaged(own))
        + weights.own_meaning * _scaled(own)
        + weights.time * np.array([fit(question.times, passage.time) for passage in passages])
        + weights.speaker * _speakers(question, passages)
    )
    best = int(np.argmax(total))
    covered = float(idf @ (windows[best] > 0) / idf.sum()) if idf.sum() > 0 else 0.0
    return _scaled(total) * fuse.relevance(float(own[best]) or None, covered)


def rarity(counts: Sequence[int], lines: int) -> list[float]:
    """The weight of words that stand in so many of so many lines, as in BM25."""
    return [math.log(1 + (max(lines, count) - count + 0.5) / (count + 0.5)) for count in counts]


class _Shares:
    """Who is whose neighbour: lines of the same window, seen one after the other."""

    def __init__(self, passages: Sequence[Passage], around: Sequence[tuple[int, float]]) -> None:
        place = {passage.id: index for index, passage in enumerate(passages)}
        self._pairs: list[tuple[NDArray[np.int64], NDArray[np.int64], float]] = []
        for offset, weight in around:
            pairs = [
                (index, other)
                for index, passage in enumerate(passages)
                if (other := place.get(passage.id + offset)) is not None and _together(passage, passages[other])
            ]
            one, two = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
            self._pairs.append((one, two, weight))

    def summed(self, rows: Doubles) -> Doubles:
        """Each row with its neighbours' added, weighted."""
        total = rows.copy()
        for one, two, weight in self._pairs:
            total[one] += weight * rows[two]
        return total

    def averaged(self, values: Doubles) -> Doubles:
        """The weighted mean of each value and its neighbours'."""
        summed: Doubles = self.summed(values) / self.summed(np.ones_like(values))
        return summed


def _together(one: Passage, two: Passage) -> bool:
    if one.observation_id == two.observation_id:
        return True
    return one.window == two.window and abs(one.time - two.time) <= _NEAR_IN_TIME


def _counts(question: Question, passages: Sequence[Passage]) -> tuple[Doubles, Doubles]:
    """How often each term stands in each passage, and how many words the passage has."""
    column = {term.stem: index for index, term in enumerate(question.terms)}
    finder = counter(question.terms)
    counts = np.zeros((len(passages), len(column)))
    lengths = np.ones(len(passages))
    for row, passage in enumerate(passages):
        folded = fuse.fold(f"{passage.header} {passage.text}")
        lengths[row] += folded.count(" ")
        for word in finder.findall(folded):
            index = column.get(word if fuse.CJK.fullmatch(word) else stem(word))
            if index is not None:
                counts[row, index] += 1
    return counts, lengths


def _bm25(counts: Doubles, lengths: Doubles, idf: Doubles) -> Doubles:
    usual = 1 - _B + _B * lengths / lengths.mean()
    scored: Doubles = (counts * (_K1 + 1) / (counts + _K1 * usual[:, None])) @ idf
    return scored


def _speakers(question: Question, passages: Sequence[Passage]) -> Doubles:
    """1 where a word of the line's header is asked for."""
    asked = {term.stem for term in question.terms}
    known: dict[str, float] = {}
    for header in {passage.header for passage in passages}:
        known[header] = float(any(stem(word) in asked for word in fuse.WORD.findall(fuse.fold(header))))
    return np.array([known[passage.header] for passage in passages])


def _scaled(values: Doubles) -> Doubles:
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else values
