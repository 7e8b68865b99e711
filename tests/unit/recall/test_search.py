"""Hybrid recall over a real encrypted store, a real index and the real embedder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from assistant import catalog, paths
from assistant.errors import WorkerError
from assistant.inference.active import active_embedder
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline.ports import Related
from assistant.recall.client import IndexClient
from assistant.recall.search import Recall
from assistant.store import Store, keys
from assistant.types import Evidence, Kind, Lifecycle, Line, Observation, Proposition, Status, Tier
from tests.unit.recall.test_client import Direct

pytestmark = pytest.mark.models
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)

BELIEFS = (
    "Anna Weber asked the user to send the quarterly report by Friday.",
    "The user has a dental check-up with Dr. Okafor on 14 May at 08:30.",
    "The user prefers window seats when flying.",
    "The user will fly to Lyon on 3 May.",
    "ユーザーは金曜日の会議で発表する。",
)
SCREENS = (
    ("Inbox - Mail", ("Subject: Quarterly report", "Could you send me the figures by Friday?", "Thanks, Anna")),
    ("Trip - Browser", ("Lyon in spring", "The Fête des Lumières takes place in December")),
    ("メモ", ("会議は金曜日の午後三時からです", "資料を準備する")),
)


def _belief(text: str, **changes: object) -> Proposition:
    proof = Evidence(None, text, True, Tier.STATED, NOW)
    made = Proposition(text, Kind.FACT, 0.8, Tier.STATED, (proof,), NOW, NOW)
    return replace(made, **changes)  # type: ignore[arg-type]


def _observation(title: str, texts: Sequence[str]) -> Observation:
    lines = tuple(Line(text, (0, 20 * row, 300, 20 * row + 18)) for row, text in enumerate(texts))
    return Observation(NOW, NOW, "app", title, 1, lines)


class World:
    """A store with its index and recall."""

    def __init__(self, store: Store, embedder: EmbeddingModel) -> None:
        self.store = store
        self.embedder = embedder
        self.worker = Direct()
        self.index = IndexClient(self.worker, lambda space: _stored(store, space), ("proposition", "line"))
        self.recall = Recall(store, self.index, embedder, lambda: NOW)

    def believe(self, text: str, **changes: object) -> int:
        id = self.store.add_proposition(_belief(text, **changes))
        assert id is not None
        self.store.put_vectors("proposition", [(id, self.embedder.embed([text])[0].astype("<f4").tobytes())])
        self.index.fill()
        return id

    def see(self, title: str, texts: Sequence[str]) -> int:
        seen = self.store.add_observation(_observation(title, texts))
        assert seen is not None
        assert seen.id is not None
        vectors = self.embedder.embed(list(texts)).astype("<f4")
        rows = zip(self.store.line_ids(seen.id), (row.tobytes() for row in vectors), strict=True)
        self.store.put_vectors("line", rows)
        self.index.fill()
        return seen.id


def _stored(store: Store, space: str) -> Iterator[tuple[int, bytes]]:
    assert space in ("proposition", "line")
    return store.vectors(space)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def embedder() -> Iterator[EmbeddingModel]:
    """The real embedder."""
    active = active_embedder(catalog.load(), ModelCache(paths.model_cache()))
    made = EmbeddingModel(active.path, sha256=active.sha256)
    yield made
    made.close()


@pytest.fixture
def world(tmp_path: Path, embedder: EmbeddingModel) -> Iterator[World]:
    """A home with the beliefs and screens above."""
    home = paths.home({"INKLING_HOME": str(tmp_path / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True) as store:
        made = World(store, embedder)
        for text in BELIEFS:
            made.believe(text)
        for title, texts in SCREENS:
            made.see(title, texts)
        yield made


def test_meaning_finds_what_words_do_not(world: World) -> None:
    """Another way to say it comes first."""
    assert "Dr. Okafor" in world.recall.search("appointment at the dentist", 3)[0].text
    belief, cosine = world.recall.propositions("The user likes to sit at the window on planes.", 3)[0]
    assert "window seats" in belief.text
    assert 0.4 < cosine <= 1


def test_words_find_names(world: World) -> None:
    """A name is found although the embedder hardly knows it; beliefs and lines both answer."""
    hits = world.recall.search("Anna Weber", 5)
    assert hits[0].text == BELIEFS[0]
    assert {hit.kind for hit in hits} == {"proposition", "observation"}


@pytest.mark.parametrize("query", ["会議", "金曜日", "午後三時"])
def test_defect_10_japanese_is_found_by_a_substring(world: World, query: str) -> None:
    """Words answer for scripts without spaces."""
    assert any(query in hit.text for hit in world.recall.search(query, 5))


def test_defect_11_confidence_and_validity_order_the_finds(world: World) -> None:
    """Of beliefs with the same words the sure and valid one comes first; rejected ones never come."""
    sure = world.believe("The rent of 1150 EUR is due on the 3rd.", confidence=0.95)
    over = world.believe("The rent of 1150 EUR is due on the 3rd of February.", valid_to=NOW - timedelta(days=20))
    wrong = world.believe("The rent of 1150 EUR is due on the 9th.", status=Status.REJECTED)
    found = [hit.id for hit in world.recall.search("When is the rent due?", 5) if hit.kind == "proposition"]
    assert found.index(sure) < found.index(over)
    assert wrong not in found
    assert all(belief.id != wrong for belief, _ in world.recall.propositions("rent due", 10))


def test_a_line_comes_with_its_neighbours(world: World) -> None:
    """The lines around it in its block, and one hit an observation."""
    hits = [hit for hit in world.recall.search("figures by Friday", 5) if hit.kind == "observation"]
    assert hits[0].text == "Subject: Quarterly report / Could you send me the figures by Friday? / Thanks, Anna"
    assert len({hit.id for hit in hits}) == len(hits)


def test_near_duplicates_are_shown_once(world: World) -> None:
    """Several screens with the same line are one answer; relating still sees every belief."""
    for number in range(4):
        world.see(f"Board {number}", ("The launch was moved to 9 June",))
        world.believe("The launch was moved to 9 June.", confidence=0.5 + number / 10)
    texts = [hit.text for hit in world.recall.search("launch moved", 10)]
    assert texts.count("The launch was moved to 9 June") == 1
    assert texts.count("The launch was moved to 9 June.") == 1
    assert len(world.recall.propositions("The launch was moved to 9 June.", 10)) >= 4


def test_while_the_index_is_down_words_answer(world: World) -> None:
    """No error, cosines replaced by the overlap of words; and without an index at all likewise."""
    world.worker.down = True
    assert world.recall.search("quarterly report", 3)[0].text == BELIEFS[0]
    belief, similarity = world.recall.propositions("The user will fly to Lyon on 3 May.", 3)[0]
    assert belief.text == BELIEFS[3]
    assert similarity == 1.0
    bare: Related = Recall(world.store, None, None, lambda: NOW)
    assert bare.search("quarterly report", 3)[0].text == BELIEFS[0]


def test_an_embedder_that_fails_is_not_an_error(world: World) -> None:
    """Words answer alone."""

    class Down:
        def embed(self, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            raise WorkerError("The index worker is being restarted.")

    recall = Recall(world.store, world.index, Down(), lambda: NOW)
    assert recall.search("Okafor", 3)[0].text == BELIEFS[1]


@pytest.mark.parametrize("query", ["", "   ", '"', "AND OR NOT", "*", "qwzx"])
def test_odd_queries_have_no_or_few_answers(world: World, query: str) -> None:
    """Never an error; what nothing answers gets no answer."""
    hits = world.recall.search(query, 5)
    assert len(hits) <= 5
    if query == "qwzx":
        assert hits == []


def test_limits_hold(world: World) -> None:
    """At most as many as asked for."""
    assert len(world.recall.search("user", 2)) <= 2
    assert len(world.recall.propositions("user", 2)) <= 2
    assert world.recall.search("user", 0) == []


def test_a_line_whose_belief_was_replaced_is_told_as_replaced(world: World) -> None:
    """What a newer belief took the place of is marked, and does not stand beside its neighbours; the news does."""
    old, new = "The wine tasting is on Monday", "The wine tasting moved to Thursday"
    first = world.see("Mail", ("Dear all", old))
    second = world.see("Mail", ("Dear all again", new))
    before = world.believe(old, evidence=(Evidence(first, old, True, Tier.SEEN, NOW),))
    after = _belief(new, evidence=(Evidence(second, new, True, Tier.SEEN, NOW),))
    world.store.supersede(after, before)
    hits = {hit.id: hit for hit in world.recall.search("When is the wine tasting?", 8) if hit.kind == "observation"}
    assert hits[first].lifecycle is Lifecycle.SUPERSEDED
    assert hits[second].lifecycle is Lifecycle.IN_FORCE
    assert new in hits[second].text
    assert world.store.replaced_quotes([first, second]) == {first: [old]}
    third = world.see("Re: Mail", ("Thanks!", old))
    again = {hit.id: hit for hit in world.recall.search("When is the wine tasting?", 8) if hit.kind == "observation"}
    assert again[third].lifecycle is Lifecycle.SUPERSEDED, "an answer quotes what no longer holds"
