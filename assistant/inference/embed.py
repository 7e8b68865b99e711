"""Texts to unit vectors of meaning, with all-MiniLM-L6-v2 in llama.cpp."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.inference.files import check
from assistant.inference.native import Context, Floats, Model

WIDTH = 384
LONGEST = 256
"""Tokens of a text that count; the model was trained on no more."""
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
        # A token is at least one byte, and words longer than 100 letters are one unknown token.
        found = self._model.tokenize(text[: LONGEST * 64], control=False, start=True)
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
