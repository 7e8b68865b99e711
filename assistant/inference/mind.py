"""What the mind child answers: ``load``, ``think``, ``choose`` and ``answer``.

Every call says which model it means, so a child that was restarted needs no memory of the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.inference import grammars, paraphrase, prompts
from assistant.inference.engine import Completion, Engine
from assistant.inference.native import gpu_offload
from assistant.inference.words import WordRule
from assistant.protocol import Json
from assistant.types import Kind

Handler = Callable[[Json, list[bytes]], tuple[Json, list[bytes]] | Iterator[Json]]

SMALL = "micro"
"""The template of minds that restate but cannot judge."""
_STATEMENT_TOKENS = 64
_ANSWER_TOKENS = 160
_PASSAGES = 8
_UNASKED = Completion("", (), 0, 0)
_KINDS = frozenset(str(kind) for kind in Kind)


@dataclass(slots=True)
class _Loaded:
    """The model in memory, and the description that it was loaded by."""

    described: Json
    engine: Engine
    template: str
    priors: dict[tuple[str, ...], list[float]]
    """How likely each set of options is when nothing was asked."""


class MindServer:
    """Holds at most one model; calls come one at a time."""

    def __init__(self) -> None:
        self._loaded: _Loaded | None = None

    def handlers(self) -> dict[str, Handler]:
        """By verb, as the child's loop wants them."""
        return {"load": self.load, "think": self.think, "choose": self.choose, "answer": self.answer}

    def load(self, args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """Bring ``args["model"]`` into memory: the ``template`` used for it, whether a ``gpu`` could be used."""
        return {"template": self._model(args).template, "gpu": gpu_offload()}, []

    def think(self, args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """One short statement about one line: text (may be empty), kind or null, logprob, token counts, abstained."""
        loaded = self._model(args)
        source = prompts.Source(
            quote=str(args["quote"]),
            title=str(args.get("title", "")),
            header=str(args.get("header", "")),
            before=str(args.get("before", "")),
            who=str(args.get("who", "unknown")),
            typed=bool(args.get("typed", False)),
        )
        return (_restated if loaded.template == SMALL else _thought)(loaded, source), []

    def choose(self, args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """Probabilities ``p`` of the options as the answer, in order, with the options' own likeliness taken out.

        The small mind gives every option the same: asked whether two sentences say the same, it was right about
        as often as a coin (area under the curve 0.36 without and 0.66 with examples, 15 pairs).
        """
        options = tuple(str(option) for option in args["options"])
        if args["model"]["template"] == SMALL:
            return {"p": [1 / len(options)] * len(options)}, []
        loaded = self._model(args)
        gap = prompts.format_named(loaded.template).gap
        words = [gap + option for option in options]
        prompt = prompts.choose(loaded.template, str(args["question"]), options)
        if not loaded.engine.fits(prompt, max(map(len, words), default=0)):
            return {"p": [1 / len(options)] * len(options)}, []
        prior = loaded.priors.get(options)
        if prior is None:
            prior = loaded.engine.score(prompts.choose(loaded.template, "Which one?", options), words)
            loaded.priors[options] = prior
        scores = loaded.engine.score(prompt, words)
        return {"p": _softmax([score - usual for score, usual in zip(scores, prior, strict=True)])}, []

    def answer(self, args: Json, _blobs: list[bytes]) -> Iterator[Json]:
        """Pieces ``{"text"}`` of an answer to ``question`` from ``passages``, as they come."""
        loaded = self._model(args)
        passages = [str(passage) for passage in args["passages"]][:_PASSAGES]
        while passages:
            prompt = prompts.answer(loaded.template, str(args["question"]), passages)
            if loaded.engine.fits(prompt, _ANSWER_TOKENS):
                stop = prompts.format_named(loaded.template).stop
                for piece in loaded.engine.stream(prompt, max_tokens=_ANSWER_TOKENS, stop=stop):
                    yield {"text": piece}
                return
            passages.pop()  # the least fitting one comes last

    def close(self) -> None:
        """Give the model's memory back."""
        if self._loaded:
            self._loaded.engine.close()
            self._loaded = None

    def _model(self, args: Json) -> _Loaded:
        described: dict[str, Any] = args["model"]
        if self._loaded is None or self._loaded.described != described:
            self.close()
            engine = Engine(
                Path(described["path"]),
                sha256=described["sha256"],
                context=described["context"],
                threads=described["threads"],
                gpu_layers=described["gpu_layers"],
            )
            self._loaded = _Loaded(described, engine, _template(engine, described["template"]), {})
        return self._loaded


def _template(engine: Engine, wanted: str) -> str:
    """The wanted template if the model knows its marks, else the one without any."""
    opening = prompts.format_named(wanted).user[1].strip()
    return wanted if not opening or engine.controls(opening) else "plain"


def _restated(loaded: _Loaded, source: prompts.Source) -> Json:
    """The small mind's way: a given beginning, the line's own words, and abstaining where it is unsure.

    It never says "nothing": whether a line tells anything about the user is beyond it.
    """
    plan = paraphrase.plan(source)
    if plan is None:
        return _abstain()
    prompt = prompts.restate(loaded.template, source, plan.lead)
    if not loaded.engine.fits(prompt, _STATEMENT_TOKENS):
        return _abstain()
    rule = WordRule(loaded.engine.model, plan.words, plan.glue, most=paraphrase.MOST_WORDS)
    written = loaded.engine.generate(prompt, rule=rule, max_tokens=_STATEMENT_TOKENS)
    statement = plan.lead + written.text
    if rule.done and written.logprob >= plan.likely and paraphrase.complete(source, statement):
        return _opinion(statement, None, written)
    return _abstain(written)


def _thought(loaded: _Loaded, source: prompts.Source) -> Json:
    """A larger mind's way: ``kind: statement`` or ``none``, in its own words."""
    prompt = prompts.think(loaded.template, source)
    if not loaded.engine.fits(prompt, _STATEMENT_TOKENS):
        return _abstain()
    written = loaded.engine.generate(
        prompt,
        rule=loaded.engine.grammar(grammars.THINK),
        max_tokens=_STATEMENT_TOKENS,
        stop=prompts.format_named(loaded.template).stop,
    )
    if written.completion_tokens == _STATEMENT_TOKENS:
        return _abstain(written)  # cut off in the middle of a sentence
    kind, colon, statement = written.text.strip().partition(": ")
    if not colon or kind not in _KINDS:
        return _opinion("", None, written)
    return _opinion(statement.strip(), kind, written)


def _abstain(written: Completion = _UNASKED) -> Json:
    return {**_opinion("", None, written), "abstained": True}


def _opinion(text: str, kind: str | None, written: Completion) -> Json:
    return {
        "text": text,
        "kind": kind,
        "logprob": written.logprob if written.logprobs else 0.0,
        "prompt_tokens": written.prompt_tokens,
        "cached_tokens": written.cached_tokens,
        "completion_tokens": written.completion_tokens,
        "abstained": False,
    }


def _softmax(scores: list[float]) -> list[float]:
    powers = np.exp(np.asarray(scores) - max(scores))
    return [float(power) for power in powers / powers.sum()]
