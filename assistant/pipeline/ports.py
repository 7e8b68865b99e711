"""What the pipeline needs from the rooms beside it. Adapters match these by shape; mypy checks it at the root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.types import Hit, Kind, Proposition, Who

Vectors = NDArray[np.float32]
"""Shape (n, 384), each row of length one."""


@dataclass(frozen=True, slots=True)
class Thought:
    """One line that is worth a thought, with what the mind may know about it."""

    quote: str
    """The verbatim line, or the joined lines of one block."""
    app: str
    title: str
    header: str
    who: Who
    typed: bool
    before: str
    """The line before, or empty."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the mind says about one line. ``text`` is empty when it has nothing to say."""

    text: str
    kind: Kind | None
    logprob: float
    """Mean log-probability of the answer's tokens; 0 is certain."""
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    abstained: bool = False
    """The mind could not judge this line: its empty text is then no verdict, and the line's own signs decide."""


class Person(Protocol):
    """Who the user is, as the configuration tells: names and mail addresses as other people write them."""

    @property
    def names(self) -> tuple[str, ...]:
        """The user's own names; empty when not known."""
        ...

    @property
    def addresses(self) -> tuple[str, ...]:
        """The user's own mail addresses; empty when not known."""
        ...


class Mind(Protocol):
    """A language model, one call at a time."""

    @property
    def batch(self) -> int:
        """How many lines of one observation are put to it at most."""
        ...

    def think(self, thought: Thought) -> Opinion:
        """One short statement about the user from one line, or nothing."""
        ...

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        """The probability of each option as the answer, summing to one."""
        ...

    def answer(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """Words of an answer from the numbered passages alone, as they come."""
        ...


class Embedder(Protocol):
    """Turns texts into vectors of meaning."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order."""
        ...


class Related(Protocol):
    """Recall of beliefs and observations by meaning and words, fused and weighted."""

    def propositions(self, text: str, limit: int, dormant: int = 0) -> list[tuple[Proposition, float]]:
        """Active propositions nearest to ``text`` with their cosine similarity, best first.

        After them up to ``dormant`` that are past or asleep.
        """
        ...

    def search(self, query: str, limit: int) -> list[Hit]:
        """Propositions and observed lines that answer ``query``, best first."""
        ...
