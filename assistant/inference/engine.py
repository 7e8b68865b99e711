"""Greedy text generation with a cache of the prompt's beginning, and honest counts of what was computed.

One context, one sequence. A prompt's fixed beginning (the worked examples) is worked through once and kept; what
follows is always worked through in the same steps, so that an answer does not depend on what was asked before.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked: a beginning that is the same every time and stays in the cache, and the rest."""

    fresh: tuple[Text, ...]
    fixed: tuple[Text, ...] = ()


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
        """The pieces' tokens; control words in untrusted text stay ordinary letters."""
        return [token for part in prompt for token in self.model.tokenize(part.text, control=part.trusted)]

    def controls(self, word: str) -> bool:
        """Whether ``word`` is a single control token of this model."""
        return len(self.model.tokenize(word, control=True)) == 1

    def fits(self, prompt: Prompt, answer: int) -> bool:
        """Whether the prompt leaves room for ``answer`` tokens; scripts the model hardly knows take many."""
        return len(self.tokens(prompt.fixed)) + len(self.tokens(prompt.fresh)) + answer <= self.room

    def generate(
        self,
        prompt: Prompt,
        *,
        rule: Rule | None = None,
        max_tokens: int = 64,
        stop: str | None = None,
    ) -> Completion:
        """The likeliest answer, token by token, until it ends, ``stop`` appears or the limit is reached."""
        worked, cached = self._prepare(prompt, max_tokens)
        text = ""
        logprobs: list[float] = []
        for piece, logprob in self._continue(rule, max_tokens):
            logprobs.append(logprob)
            text += piece
            if stop and stop in text:
                text = text.split(stop)[0]
                break
        return Completion(text, tuple(logprobs), worked, cached)

    def stream(self, prompt: Prompt, *, max_tokens: int, stop: str | None = None) -> Iterator[str]:
        """The same, piece by piece as it comes and without a rule."""
        self._prepare(prompt, max_tokens)
        text = ""
        for piece, _ in self._continue(None, max_tokens):
            text += piece
            if stop and stop in text:
                return
            if piece:
                yield piece

    def score(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        """Log-likelihood of each option as the prompt's continuation, summed over its tokens."""
        tokens = [self.model.tokenize(option, control=False) for option in options]
        self._prepare(prompt, max(map(len, tokens), default=0))
        end, first = len(self._held), self._context.logits(-1)
        scores = []
        for option in tokens:
            score = _logprob(first, option[0]) if option else 0.0
            if len(option) > 1:
                self._feed(option[:-1], every=True)
                score += sum(_logprob(self._context.logits(row), token) for row, token in enumerate(option[1:]))
                self._back_to(end)
            scores.append(score)
        return scores

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

    def _prepare(self, prompt: Prompt, answer: int) -> tuple[int, int]:
        """Bring the context to the prompt's end; returns how many of its tokens were worked through and cached."""
        fixed, fresh = self.tokens(prompt.fixed), self.tokens(prompt.fresh)
        whole = len(fixed) + len(fresh)
        if whole + answer > self.room:
            raise ModelError(f"A prompt of {whole} tokens is too long for the model.", "Choose a larger model.")
        cached = len(fixed) if fixed and self._held[: len(fixed)] == fixed else 0
        self._back_to(cached)
        if not cached and fixed:
            self._feed(fixed)
        self._feed(fresh)
        return whole - cached, cached

    def _back_to(self, position: int) -> None:
        self._context.forget(position)
        del self._held[position:]

    def _feed(self, tokens: Sequence[int], *, every: bool = False) -> None:
        """Work through tokens; scores are wanted after the last one, or after ``every`` one of a single batch."""
        start, size = len(self._held), self._context.batch_size
        for offset in range(0, len(tokens), size):
            chunk = tokens[offset : offset + size]
            end = len(tokens) - 1 - offset
            self._context.decode(
                [(token, start + offset + row, 0, every or row == end) for row, token in enumerate(chunk)]
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


def _logprob(logits: Floats, token: int) -> float:
    top = float(logits.max())
    return float(logits[token]) - top - float(np.log(np.exp(logits - top).sum()))
