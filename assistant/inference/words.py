"""Answers made of given words: what keeps a small model from inventing names, numbers and dates.

The rule lets the model choose among words of the source, each no more often than it stands there, and a fixed
set of joining words. It works on token ids, needs no grammar text, and so takes any word that is on the screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assistant.inference.native import Floats, Model

_GLUE_USES = 3


@dataclass(slots=True)
class _Word:
    tokens: tuple[int, ...]
    left: int
    """How often it may still be used."""


class WordRule:
    """Words, each with a leading space, then a full stop. ``most`` is the number of words at most."""

    def __init__(self, model: Model, source: Iterable[str], glue: Iterable[str], *, most: int) -> None:
        counts = Counter(source)
        for word in glue:
            counts[word] = max(counts[word], _GLUE_USES)
        self._words = [
            _Word(tuple(model.tokenize(" " + word, control=False)), left) for word, left in counts.items() if word
        ]
        self._stop = model.tokenize(".", control=False)[0]
        self._alive: list[_Word] = []
        self._depth = 0
        self._most = most
        self._used = 0
        self._done = False

    def pick(self, logits: Floats) -> int:
        """The likeliest token that continues a word, begins one, or ends the answer."""
        allowed: list[int] = []
        whole = self._depth == 0 or any(len(word.tokens) == self._depth for word in self._alive)
        if self._depth:
            allowed += [word.tokens[self._depth] for word in self._alive if len(word.tokens) > self._depth]
        if whole:
            if self._used < self._most:
                allowed += [word.tokens[0] for word in self._words if self._remaining(word) > 0]
            if self._used:
                allowed.append(self._stop)
        token = allowed[int(np.argmax(logits[allowed]))]
        self._advance(token)
        return token

    @property
    def done(self) -> bool:
        """Whether the answer has come to its full stop."""
        return self._done

    def _remaining(self, word: _Word) -> int:
        """Uses left, counting the word that is just being completed."""
        done = self._depth == len(word.tokens) and any(word is alive for alive in self._alive)
        return word.left - (1 if done else 0)

    def _advance(self, token: int) -> None:
        deeper = [w for w in self._alive if len(w.tokens) > self._depth and w.tokens[self._depth] == token]
        if self._depth and deeper:
            self._alive, self._depth = deeper, self._depth + 1
            return
        for word in self._alive:
            if len(word.tokens) == self._depth:
                word.left -= 1
        self._alive = [word for word in self._words if word.left > 0 and word.tokens[0] == token]
        self._depth = 1 if self._alive else 0
        self._done = not self._alive
        self._used += 1
