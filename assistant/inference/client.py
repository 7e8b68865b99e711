"""The daemon's side of the mind and the embedder: calls to the children in the shape the pipeline asks for.

Imports no native library. ``MindClient[Opinion]`` matches ``pipeline.ports.Mind`` by shape, and
:class:`EmbedClient` matches ``Embedder``.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.errors import WorkerError
from assistant.inference.active import Active
from assistant.protocol import Json
from assistant.types import Kind

WIDTH = 384
_AT_ONCE = 64
_REMEMBERED = 512


class Caller(Protocol):
    """A supervised child process, as ``workers.Worker`` is one."""

    def call(self, verb: str, args: Json | None = None, blobs: Sequence[bytes] = (), /) -> tuple[Json, list[bytes]]:
        """One question and its answer."""
        ...

    def stream(self, verb: str, args: Json | None = None, /) -> Iterator[Json]:
        """One question and its answer in pieces."""
        ...


class Said(Protocol):
    """What the mind may know of a line: the fields of ``pipeline.ports.Thought``."""

    @property
    def quote(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def header(self) -> str: ...  # noqa: D102
    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def typed(self) -> bool: ...  # noqa: D102
    @property
    def before(self) -> str: ...  # noqa: D102


O_co = TypeVar("O_co", covariant=True)


class MindClient(Generic[O_co]):
    """The language model in its child. ``active`` says which one; the child loads it at the first call.

    ``opinion`` makes what :meth:`think` returns, from the keywords of ``pipeline.ports.Opinion``.
    """

    def __init__(
        self, worker: Caller, active: Active, opinion: Callable[..., O_co], *, threads: int, gpu_layers: int
    ) -> None:
        self._worker = worker
        self._opinion = opinion
        self._model = active.as_json(threads=threads, gpu_layers=gpu_layers)
        self._batch = active.entry.batch

    @property
    def batch(self) -> int:
        """How many lines of one observation are put to it at most."""
        return self._batch

    def think(self, thought: Said) -> O_co:
        """One short statement about the user from one line, or nothing."""
        args = {
            "quote": thought.quote,
            "title": thought.title,
            "header": thought.header,
            "who": str(thought.who),
            "typed": thought.typed,
            "before": thought.before,
        }
        result, _ = self._worker.call("think", {"model": self._model, **args})
        return self._opinion(
            text=str(result["text"]),
            kind=Kind(result["kind"]) if result["kind"] else None,
            logprob=float(result["logprob"]),
            prompt_tokens=int(result["prompt_tokens"]),
            cached_tokens=int(result["cached_tokens"]),
            completion_tokens=int(result["completion_tokens"]),
            abstained=bool(result["abstained"]),
        )

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        """The probability of each option as the answer, summing to one."""
        result, _ = self._worker.call("choose", {"model": self._model, "question": question, "options": list(options)})
        return [float(p) for p in result["p"]]

    def answer(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """Words of an answer from the numbered passages alone, as they come."""
        args = {"model": self._model, "question": question, "passages": list(passages)}
        for event in self._worker.stream("answer", args):
            yield str(event["text"])

    def load(self) -> Json:
        """Bring the model into memory now: the ``template`` used, and whether llama.cpp was built for a ``gpu``.

        Raises :class:`assistant.errors.ModelError` where the file is missing, altered or no model.
        """
        result, _ = self._worker.call("load", {"model": self._model})
        return result


class EmbedClient:
    """The embedder in the index child, with the newest vectors remembered: screens repeat themselves."""

    def __init__(self, worker: Caller, active: Active, *, threads: int = 1) -> None:
        self._worker = worker
        self._model = {"path": str(active.path), "sha256": active.sha256, "threads": threads}
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text, in order; shape (n, 384). Safe to call from several threads."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        fresh = list(dict.fromkeys(text for text in texts if text not in found))
        for start in range(0, len(fresh), _AT_ONCE):
            chunk = fresh[start : start + _AT_ONCE]
            found.update(zip(chunk, self._ask(chunk), strict=True))
        with self._lock:
            for text, vector in found.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return np.stack([found[text] for text in texts])

    def forget(self) -> None:
        """Drop the remembered texts and vectors: the user deleted something, or locked the store."""
        with self._lock:
            self._known.clear()

    def _ask(self, texts: list[str]) -> NDArray[np.float32]:
        _, blobs = self._worker.call("embed", {"model": self._model, "texts": texts})
        vectors = np.frombuffer(blobs[0], dtype="<f4") if len(blobs) == 1 else np.zeros(0, np.float32)
        if vectors.size != len(texts) * WIDTH:
            raise WorkerError("The index worker answered with the wrong number of vectors.")
        return vectors.reshape(len(texts), WIDTH).astype(np.float32)
