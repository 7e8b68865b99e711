"""Texts to unit vectors of meaning, with all-MiniLM-L6-v2 in llama.cpp."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.inference.files import check
from assistant.inference.native import Context, Floats, Model
from assistant.protocol import Json

Handler = Callable[[Json, list[bytes]], tuple[Json, list[bytes]]]

WIDTH = 384
LONGEST = 256
"""Tokens of a text that count; the model was trained on no more."""
_LETTERS = 64 * LONGEST
"""Letters that are looked at: more could not change the first tokens."""
_BATCH = 512
_TOGETHER = 16
"""Texts in one pass at most."""


class EmbeddingModel:
    """The embedder; raises :class:`assistant.errors.ModelError` where the file is not the one that was pinned."""

    def __init__(self, path: Path, *, sha256: str, threads: int = 1) -> None:
        check(path, sha256)
        self._model = Model(path)
        self._context = Context(
            self._model, tokens=_BATCH, batch=_BATCH, threads=threads, sequences=_TOGETHER, pool_mean=True
        )

    def embed(self, texts: Sequence[str]) -> Floats:
        """One row a text in order, each of length one; shape (n, 384). Empty text has a vector as well."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        waiting: list[tuple[int, list[int]]] = []
        for index, text in enumerate(texts):
            tokens = self.tokens(text)
            if len(waiting) == _TOGETHER or sum(len(known) for _, known in waiting) + len(tokens) > _BATCH:
                self._run(waiting, vectors)
                waiting = []
            waiting.append((index, tokens))
        if waiting:
            self._run(waiting, vectors)
        return vectors

    def tokens(self, text: str) -> list[int]:
        """[CLS] text [SEP], cut to what the model takes."""
        # Decomposed, because the vocabulary was made of decomposed text and llama.cpp leaves Hangul as it is.
        decomposed = unicodedata.normalize("NFD", text[:_LETTERS])
        found = self._model.tokenize(decomposed, control=False, start=True)
        return found if len(found) <= LONGEST else [*found[: LONGEST - 1], found[-1]]

    def _run(self, texts: Sequence[tuple[int, list[int]]], vectors: Floats) -> None:
        rows = [
            (token, position, sequence, True)
            for sequence, (_, tokens) in enumerate(texts)
            for position, token in enumerate(tokens)
        ]
        self._context.decode(rows)
        for sequence, (index, _) in enumerate(texts):
            vector = self._context.embedding(sequence)
            vectors[index] = vector / max(float(np.linalg.norm(vector)), 1e-12)

    def close(self) -> None:
        """Give the memory back."""
        self._context.close()
        self._model.close()


class EmbedServer:
    """What the index child answers for ``embed``: the model named in the call, loaded at the first one."""

    def __init__(self) -> None:
        self._described: Json = {}
        self._model: EmbeddingModel | None = None

    def handlers(self) -> dict[str, Handler]:
        """By verb, as the child's loop wants them."""
        return {"embed": self.embed}

    def embed(self, args: Json, _blobs: list[bytes]) -> tuple[Json, list[bytes]]:
        """``texts`` to one blob of little-endian float32 rows."""
        described = args["model"]
        if self._model is None or described != self._described:
            self.close()
            self._model = EmbeddingModel(
                Path(described["path"]), sha256=described["sha256"], threads=described["threads"]
            )
            self._described = described
        texts = [str(text) for text in args["texts"]]
        return {"count": len(texts)}, [self._model.embed(texts).astype("<f4").tobytes()]

    def close(self) -> None:
        """Give the model's memory back."""
        if self._model:
            self._model.close()
            self._model = None
