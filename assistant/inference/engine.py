"""Greedy text generation with a cache of the prompt's beginning, and honest counts of what was computed.

One context, one sequence: of each new prompt only what differs from the last one is worked through, so that
the worked examples at its beginning cost nothing after the first line.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.errors import ModelError
from assistant.inference.files import check
from assistant.inference.native import Context, Floats, Grammar, Model

_BATCH = 512


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a prompt. Only ``trusted`` text (our own) may hold control tokens such as ``<|im_end|>``."""

    text: str
    trusted: bool = False


class Rule(Protocol):
    """Chooses each next token among those that are allowed."""

    @property
    def done(self) -> bool:
        """Whether the answer is complete."""
        ...

    def pick(self, logits: Floats) -> int:
        """The likeliest allowed token; the rule moves on to what may follow it."""
        ...


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote and what it cost, in tokens."""

    text: str
    logprobs: tuple[float, ...]
    """Natural logarithm of each answer token's probability, the end token's included where it came."""
    prompt_tokens: int
    """Tokens of the prompt that had to be worked through."""
    cached_tokens: int
    """Tokens of the prompt that were still there from the call before."""

    @property
    def completion_tokens(self) -> int:
        """Tokens that were generated."""
        return len(self.logprobs)

    @property
    def logprob(self) -> float:
        """The mean over the answer's tokens; 0 is certain, and an empty answer is not."""
        return float(np.mean(self.logprobs)) if self.logprobs else float("-inf")


class Engine:
    """A language model in memory. Not for two threads: llama.cpp aborts or hangs.

    ``sha256`` is checked before the file is opened; raises :class:`ModelError` naming file and hash otherwise.
    ``context`` is in tokens; ``gpu_layers`` counts only where llama.cpp was built for a GPU (-1: all).
    """

    def __init__(self, path: Path, *, sha256: str, context: int, threads: int = 1, gpu_layers: int = 0) -> None:
        check(path, sha256)
        self.model = Model(path, gpu_layers=gpu_layers)
        self.room = context
        self._context = Context(self.model, tokens=context, batch=min(_BATCH, context), threads=threads)
        self._held: list[int] = []
        """The tokens whose state the context holds."""
        self._grammars: dict[str, Grammar] = {}

    def tokens(self, prompt: Sequence[Text]) -> list[int]:
        """The prompt's tokens; control words in untrusted text stay ordinary letters."""
        return [token for part in prompt for token in self.model.tokenize(part.text, control=part.trusted)]

    def controls(self, word: str) -> bool:
        """Whether ``word`` is a single control token of this model."""
        return len(self.model.tokenize(word, control=True)) == 1

    def generate(
        self,
        prompt: Sequence[Text],
        *,
        rule: Rule | None = None,
        max_tokens: int = 64,
        stop: str | None = None,
    ) -> Completion:
        """The likeliest answer, token by token, until it ends, ``stop`` appears or the limit is reached."""
        tokens = self.tokens(prompt)
        cached = self._prepare(tokens, max_tokens)
        pieces: list[str] = []
        logprobs: list[float] = []
        for piece, logprob in self._continue(rule, max_tokens):
            logprobs.append(logprob)
            pieces.append(piece)
            if stop and stop in piece:
                break
        text = "".join(pieces)
        return Completion(text.split(stop)[0] if stop else text, tuple(logprobs), len(tokens) - cached, cached)

    def stream(self, prompt: Sequence[Text], *, max_tokens: int) -> Iterator[str]:
        """The same, piece by piece as it comes and without a grammar."""
        self._prepare(self.tokens(prompt), max_tokens)
        for piece, _ in self._continue(None, max_tokens):
            if piece:
                yield piece

    def score(self, prompt: Sequence[Text], options: Sequence[str]) -> list[float]:
        """Log-likelihood of each option as the prompt's continuation, summed over its tokens."""
        tokens = self.tokens(prompt)
        return [self._likelihood(tokens, self.model.tokenize(option, control=False)) for option in options]

    def grammar(self, text: str) -> Grammar:
        """The compiled rule for one of our constant grammars, ready for a new answer."""
        known = self._grammars.get(text)
        if known is None:
            known = self._grammars[text] = Grammar(self.model, text)
        known.restart()
        return known

    def close(self) -> None:
        """Give the memory back."""
        for grammar in self._grammars.values():
            grammar.close()
        self._context.close()
        self.model.close()

    def _prepare(self, tokens: Sequence[int], answer: int) -> int:
        """Bring the context to just after ``tokens``; returns how many of them were there already."""
        if len(tokens) + answer > self.room:
            raise ModelError(f"A prompt of {len(tokens)} tokens is too long for the model.", "Choose a larger model.")
        # The last token is always worked through again: its scores are not kept.
        cached = min(_common(self._held, tokens), len(tokens) - 1)
        self._context.forget(cached)
        self._held = self._held[:cached]
        self._feed(tokens[cached:])
        return cached

    def _feed(self, tokens: Sequence[int], *, every: Callable[[int], bool] | None = None) -> None:
        start = len(self._held)
        for offset in range(0, len(tokens), self._context.batch_size):
            chunk = tokens[offset : offset + self._context.batch_size]
            last = offset + len(chunk) == len(tokens)
            self._context.decode(
                [
                    (
                        token,
                        start + offset + index,
                        0,
                        every(offset + index) if every else last and index == len(chunk) - 1,
                    )
                    for index, token in enumerate(chunk)
                ]
            )
        self._held.extend(tokens)

    def _continue(self, rule: Rule | None, limit: int) -> Iterator[tuple[str, float]]:
        """Answer tokens as (text that is complete so far, log-probability)."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        for count in range(limit):
            logits = self._context.logits(-1)
            token = rule.pick(logits) if rule else int(np.argmax(logits))
            logprob = _logprob(logits, token)
            if self.model.ends(token):
                yield decoder.decode(b"", final=True), logprob
                return
            yield decoder.decode(self.model.piece(token)), logprob
            if rule and rule.done:
                return
            if count < limit - 1:
                self._feed([token])

    def _likelihood(self, prompt: Sequence[int], option: Sequence[int]) -> float:
        self._prepare(prompt, len(option))
        total = _logprob(self._context.logits(-1), option[0])
        if len(option) > 1:
            self._feed(option[:-1], every=lambda _: True)
            total += sum(_logprob(self._context.logits(row), token) for row, token in enumerate(option[1:]))
        return total


def _common(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens two sequences share at their beginning."""
    shared = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _logprob(logits: Floats, token: int) -> float:
    top = float(logits.max())
    return float(logits[token]) - top - float(np.log(np.exp(logits - top).sum()))
