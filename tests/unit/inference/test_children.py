"""The mind and the index as real child processes under supervision, without a network or a key in sight."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from assistant.errors import ModelError, WorkerError
from assistant.inference.active import Active
from assistant.inference.client import EmbedClient, MindClient
from assistant.pipeline.ports import Opinion, Thought
from assistant.recall.client import IndexClient
from assistant.types import Who
from assistant.workers import Worker

pytestmark = pytest.mark.models

_CHILD = """
from assistant.workers import channel, serve
from assistant.inference.embed import EmbedServer
from assistant.inference.mind import MindServer
from assistant.recall.server import IndexServer
serve(channel(), {**MindServer().handlers(), **EmbedServer().handlers(), **IndexServer().handlers()}, {})
"""
THOUGHT = Thought("I'll call Ben on Friday", "term", "Notes", "", Who.USER, True, "")


@pytest.fixture
def worker() -> Iterator[Worker]:
    """One child that answers every verb of the two rooms."""
    made = Worker("everything", [sys.executable, "-c", _CHILD], deadline=60)
    yield made
    made.stop()


def test_a_mind_in_a_child_thinks_and_answers(worker: Worker, default_mind: Active) -> None:
    """Values survive the channel; a stream can be left early; the child tells its memory."""
    mind = MindClient(worker, default_mind, Opinion, threads=1, gpu_layers=0)
    opinion = mind.think(THOUGHT)
    assert "Friday" in opinion.text
    for piece in mind.answer("Whom will the user call?", [opinion.text]):
        assert piece
        break
    assert mind.think(THOUGHT).text == opinion.text
    assert set(mind.load()) == {"template", "gpu"}
    assert 50 < worker.pss_mb < 400


def test_a_killed_mind_comes_back_and_says_the_same(worker: Worker, default_mind: Active) -> None:
    """Nothing of the old child is needed: each call names its model."""
    mind = MindClient(worker, default_mind, Opinion, threads=1, gpu_layers=0)
    said = mind.think(THOUGHT).text
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    for _ in range(20):
        try:
            assert mind.think(THOUGHT).text == said
            return
        except WorkerError:
            signal.sigtimedwait([], 0.2)
    pytest.fail("the child did not come back")


def test_an_altered_model_is_refused_by_the_child(worker: Worker, default_mind: Active) -> None:
    """The error arrives as what it is, with file and hash, and the child lives on."""
    wrong = Active(default_mind.entry, default_mind.path, "0" * 64)
    with pytest.raises(ModelError, match="altered"):
        MindClient(worker, wrong, Opinion, threads=1, gpu_layers=0).think(THOUGHT)
    assert MindClient(worker, default_mind, Opinion, threads=1, gpu_layers=0).think(THOUGHT).text


def test_vectors_travel_both_ways(worker: Worker, default_embedder: Active) -> None:
    """Embedded in the child, kept here, sent back as the store would, found again."""
    embedder = EmbedClient(worker, default_embedder)
    texts = ["The user likes tea.", "The server is down.", "Rent is due on the 3rd."]
    kept = {id: row.astype("<f4").tobytes() for id, row in enumerate(embedder.embed(texts))}
    index = IndexClient(worker, lambda space: kept.items() if space == "proposition" else (), ("proposition", "line"))
    hits = index.query("proposition", embedder.embed(["A cup of tea is what the user enjoys."])[0], 3)
    assert hits[0][0] == 0
    assert len(hits) == 3


def test_the_daemons_side_loads_no_native_library() -> None:
    """The process that holds the key must run no native model code."""
    code = (
        "import sys, assistant.inference.client, assistant.inference.install, assistant.recall.client, "
        "assistant.recall.search, assistant.catalog\n"
        "print([name for name in ('llama_cpp', 'chromadb', 'gguf', 'safetensors', 'onnxruntime') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
