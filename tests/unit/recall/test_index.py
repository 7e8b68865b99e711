"""The vector index: exact answers, Chroma behind them, and doubt resolved in favour of the exact rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.errors import ProtocolError
from assistant.recall.chroma import ChromaMirror
from assistant.recall.exact import ExactSpace
from assistant.recall.index import _BETWEEN, Index

Floats = NDArray[np.float32]
WAIT = 60.0


def _unit(count: int, seed: int = 0) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _is(hit: tuple[int, float], id: int) -> bool:
    """Whether a hit is the row ``id`` found by its own vector."""
    return hit[0] == id and abs(hit[1] - 1) < 1e-5


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["put", "drop"]), st.integers(0, 12), st.integers(0, 5)), max_size=60))
def test_exact_rows_follow_every_change(changes: list[tuple[str, int, int]]) -> None:
    """After any puts and drops the space answers like a dictionary of vectors."""
    vectors = _unit(6)
    space, model = ExactSpace(384), {}
    for what, id, which in changes:
        if what == "put":
            space.upsert([id], vectors[which : which + 1])
            model[id] = which
        else:
            space.delete([id])
            model.pop(id, None)
    assert sorted(space.ids.tolist()) == sorted(model)
    for id, which in model.items():
        assert space.vector(id) == pytest.approx(vectors[which], abs=1e-6)
    hits = space.query(vectors[0], 100)
    assert {id for id, cosine in hits if cosine > 0.999} == {id for id, which in model.items() if which == 0}
    assert [cosine for _, cosine in hits] == sorted((cosine for _, cosine in hits), reverse=True)


def test_deleted_vectors_are_overwritten() -> None:
    """A vector can be turned back into text, so its memory is cleared."""
    space = ExactSpace(384)
    vectors = _unit(3)
    space.upsert([1, 2, 3], vectors)
    space.delete([1, 2, 3])
    assert len(space) == 0
    assert not space._rows.any()


@pytest.fixture(scope="module")
def filled() -> Index:
    """An index of 1,500 beliefs that Chroma has taken in."""
    index = Index()
    index.upsert("proposition", list(range(1500)), _unit(1500))
    assert index.settle(WAIT)
    return index


def test_chroma_answers_like_the_exact_search(filled: Index) -> None:
    """Ten nearest of noisy queries: nearly the same ids, and exactly the true cosines."""
    exact = ExactSpace(384)
    exact.upsert(list(range(1500)), _unit(1500))
    shared = 0
    for query in _unit(50)[:30] + 0.05 * _unit(30, seed=1):
        unit = query / np.linalg.norm(query)
        near, true = filled.query("proposition", query, 10), exact.query(unit, 10)
        shared += len({id for id, _ in near} & {id for id, _ in true})
        assert near[0][0] == true[0][0]
        assert dict(near)[near[0][0]] == pytest.approx(true[0][1], abs=1e-5)
    assert shared >= 290


def test_chroma_holds_numbers_only(filled: Index) -> None:
    """No text, no metadata: ids are numbers and there is nothing else."""
    collection = filled._mirror._collections["proposition"]
    got = collection.get(limit=5, include=["documents", "metadatas"])
    assert all(id.isdigit() for id in got["ids"])
    assert not any(got["documents"])
    assert not any(got["metadatas"])
    with pytest.raises(RuntimeError, match="vectors only"):
        collection.query(query_texts=["words"], n_results=1)


def test_a_deletion_counts_at_once(filled: Index) -> None:
    """No query answers with a deleted id, whether Chroma has heard of it or not."""
    vector = _unit(1500)[7]
    assert filled.query("proposition", vector, 1)[0][0] == 7
    filled.delete("proposition", [7, 99_999])
    assert all(id != 7 for id, _ in filled.query("proposition", vector, 20))
    assert filled.settle(WAIT)
    assert all(id != 7 for id, _ in filled.query("proposition", vector, 20))
    filled.upsert("proposition", [7], vector[None, :])
    assert filled.settle(WAIT)


def test_a_damaged_chroma_is_noticed_and_rebuilt() -> None:
    """Rows that vanish behind our back: answers stay right, the probe sees it, and Chroma is filled again."""
    index = Index()
    vectors = _unit(600)
    index.upsert("line", list(range(600)), vectors)
    assert index.settle(WAIT)
    index._mirror._collections["line"].delete(ids=[str(id) for id in range(590)])
    assert index.query("line", vectors[3], 20)[0][0] == 3
    assert index.settle(WAIT)
    assert index.probe()["line"].recall == 1.0
    index._mirror._collections["line"].delete(ids=[str(id) for id in range(300)])
    assert index.probe()["line"].recall < 0.9
    assert index.settle(WAIT)
    probe = index.probe()["line"]
    assert (probe.recall, probe.state, probe.count) == (1.0, "ready", 600)


def test_a_chroma_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers with rows that exist, but with the wrong ones: it is found out, and the exact search answers."""
    index = Index()
    vectors = _unit(600)
    index.upsert("line", list(range(600)), vectors)
    assert index.settle(WAIT)
    with monkeypatch.context() as lie:
        lie.setattr(ChromaMirror, "query", lambda self, space, vector, k: list(range(400, 400 + k)))
        for number in range(_BETWEEN):
            index.query("line", vectors[number], 5)
        assert _is(index.query("line", vectors[3], 5)[0], 3)
        assert index.probe()["line"].recall < 0.9
        assert _is(index.query("line", vectors[9], 5)[0], 9)
    assert index.settle(WAIT)
    assert index.probe()["line"].recall == 1.0
    assert _is(index.query("line", vectors[3], 5)[0], 3)


def test_without_chroma_the_exact_search_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma cannot be loaded: nothing fails, nothing is missing."""

    def broken(self: ChromaMirror, space: str) -> None:
        raise ImportError("no chromadb")

    monkeypatch.setattr(ChromaMirror, "_create", broken)
    index = Index()
    vectors = _unit(400)
    index.upsert("line", list(range(400)), vectors)
    index.settle(WAIT)
    assert _is(index.query("line", vectors[5], 3)[0], 5)
    assert index.probe()["line"].count == 400


def test_spaces_do_not_mix_and_reset_empties_them() -> None:
    """A belief's id is not a line's id; an unknown space is a protocol error."""
    index = Index()
    vectors = _unit(2)
    index.upsert("proposition", [1], vectors[:1])
    index.upsert("line", [1], vectors[1:])
    (hit,) = index.query("line", vectors[1], 5)
    assert _is(hit, 1)
    (hit,) = index.cosines("proposition", vectors[0], [1, 2])
    assert _is(hit, 1)
    index.reset()
    assert index.count() == {"proposition": 0, "line": 0}
    assert index.query("line", vectors[1], 5) == []
    with pytest.raises(ProtocolError):
        index.query("diary", vectors[0], 1)


def test_the_same_id_twice_in_one_call_keeps_the_last() -> None:
    """Chroma alone would refuse the whole call."""
    index = Index()
    vectors = _unit(2)
    index.upsert("line", [4, 4], vectors)
    assert index.settle(WAIT)
    assert index.count()["line"] == 1
    assert _is(index.query("line", vectors[1], 1)[0], 4)


def test_several_indexes_in_one_process_do_not_disturb_each_other() -> None:
    """Chroma's in-memory clients share what is behind them; started together, each still has its own rows."""
    vectors = _unit(600)
    indexes = [Index() for _ in range(4)]
    for number, index in enumerate(indexes):
        index.upsert("line", [1000 * number + row for row in range(300)], vectors[:300])
    for number, index in enumerate(indexes):
        assert index.settle(WAIT)
        assert index.probe()["line"].state == "ready"
        assert _is(index.query("line", vectors[5], 1)[0], 1000 * number + 5)
