"""Vectors go with what they stand for, and only the newest lines have one."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.store import Store, vectors
from tests.unit.store.samples import belief, seen


def blob(n: int) -> bytes:
    """A small vector."""
    return np.full(4, n, dtype="<f4").tobytes()


def test_vectors_come_back_by_rising_id(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them, page by page, the newest value of each."""
    monkeypatch.setattr(vectors, "_PAGE", 3)
    ids = [store.add_proposition(belief(f"belief {n}")) or 0 for n in range(10)]
    assert store.put_vectors("proposition", [(id, blob(id)) for id in reversed(ids)]) == 10
    store.put_vectors("proposition", [(ids[0], blob(99))])
    found = list(store.vectors("proposition"))
    assert [id for id, _ in found] == ids
    assert found[0][1] == blob(99) == store.vector("proposition", ids[0])
    assert list(store.vectors("line")) == []


def test_a_vector_of_nothing_is_not_kept(store: Store) -> None:
    """What was forgotten while its vector was made stays forgotten; half a number is refused."""
    assert not store.put_vectors("proposition", [(7, blob(7))])
    assert not store.put_vectors("line", [(7, blob(7))])
    with pytest.raises(ValueError, match="float32"):
        store.put_vectors("line", [(7, b"abc")])
    assert store.vector("line", 7) is None


def test_only_the_newest_lines_have_vectors(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cap drops the oldest, and asks for none of them again."""
    monkeypatch.setattr(vectors, "LINES", 5)
    ids: list[int] = []
    for n in range(8):
        o = store.add_observation(seen(f"line {n}", minute=n))
        ids += store.line_ids((o and o.id) or 0)
        store.put_vectors("line", [(ids[-1], blob(n))])
    assert [id for id, _ in store.vectors("line")] == ids[3:]
    store.delete_vectors("line", ids[4:6])
    assert store.missing_vectors("line", 10) == [ids[5], ids[4]]
    assert store.missing_vectors("line", 10, newest=3) == [ids[5]]
    store.put_vectors("line", [], newest=1)
    assert [id for id, _ in store.vectors("line")] == ids[7:]


def test_missing_vectors_are_known(store: Store) -> None:
    """Newest first, at most as many as asked for."""
    ids = [store.add_proposition(belief(f"belief {n}")) or 0 for n in range(4)]
    store.put_vectors("proposition", [(ids[1], blob(1))])
    assert store.missing_vectors("proposition", 2) == [ids[3], ids[2]]
    assert store.missing_vectors("proposition", 9) == [ids[3], ids[2], ids[0]]
