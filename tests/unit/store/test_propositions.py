"""Beliefs: evidence belongs to one claim, revision keeps history, listing is complete and quick."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.errors import NotFoundError, StoreError
from assistant.judgements import Feedback
from assistant.store import Store
from assistant.types import Kind, Status, SuggestionStatus, Tier, Wording
from tests.unit.store.samples import at, because, belief, hint, seen


def test_a_belief_comes_back_as_it_was(store: Store) -> None:
    """Every field, with the zone in which its dates were resolved."""
    o = store.add_observation(seen("Budget due Thursday"))
    assert o is not None
    new = belief(
        "The budget is due Thursday", because(o, "Budget due Thursday", header="Anna"), kind=Kind.DEADLINE,
        half_life=timedelta(days=3), valid_from=at(1), valid_to=at(99), wording=Wording.PARAPHRASE, logprob=-0.25,
        entities=("Anna Weber", "Q3 予算"), pinned=True,
    )  # fmt: skip
    id = store.add_proposition(new)
    assert id is not None
    back = store.proposition(id)
    assert back == replace(new, id=id)
    assert back.valid_to is not None
    assert back.valid_to.utcoffset() == timedelta(hours=1)


def test_defect_06_evidence_belongs_to_its_claim(store: Store) -> None:
    """Two claims out of one observation each keep their own quote."""
    o = store.add_observation(seen("tea", "coffee"))
    assert o is not None
    tea = store.add_proposition(belief("likes tea", because(o, "tea")))
    coffee = store.add_proposition(belief("likes coffee", because(o, "coffee")))
    assert [e.quote for e in store.proposition(tea or 0).evidence] == ["tea"]
    assert [e.quote for e in store.proposition(coffee or 0).evidence] == ["coffee"]
    assert len(store.propositions(observation_id=o.id)) == 2


def test_the_same_evidence_counts_once(store: Store) -> None:
    """A result that is delivered twice adds nothing; evidence of a forgotten observation is refused."""
    o = store.add_observation(seen("tea"))
    assert o is not None
    id = store.add_proposition(belief("likes tea", because(o, "tea")))
    assert id is not None
    assert not store.add_evidence(id, because(o, "tea"))
    assert store.add_evidence(id, because(o, "tea", supports=False))
    assert not store.add_evidence(id, because(replace(o, id=999), "tea"))
    assert len(store.proposition(id).evidence) == 2


def test_defect_07_revision_supersedes_and_never_deletes(store: Store) -> None:
    """The old belief stays, with its evidence, as history of the new one."""
    o = store.add_observation(seen("Meeting on Monday", "Meeting on Tuesday"))
    assert o is not None
    first = store.add_proposition(belief("Meeting on Monday", because(o, "Meeting on Monday"))) or 0
    second = store.supersede(belief("Meeting on Tuesday", because(o, "Meeting on Tuesday"), minute=5), first) or 0
    third = store.supersede(belief("Meeting on Friday", minute=6), second) or 0
    assert [p.id for p in store.history(second)] == [first, second, third]
    old = store.proposition(first)
    assert old.status is Status.SUPERSEDED
    assert old.updated == at(5)
    assert old.evidence
    assert store.proposition(second).supersedes == first
    assert [p.id for p in store.propositions(status=Status.ACTIVE)] == [third]
    with pytest.raises(NotFoundError):
        store.supersede(belief("nothing"), 999)
    assert store.proposition_counts() == {Status.ACTIVE: 1, Status.SUPERSEDED: 2}


def test_updates_change_only_what_they_name(store: Store) -> None:
    """And date the change."""
    id = store.add_proposition(belief("likes tea", kind=Kind.PREFERENCE)) or 0
    before = store.proposition(id)
    after = store.update_proposition(id, at(9), confidence=0.9, pinned=True, valid_to=at(60))
    assert after == store.proposition(id)
    assert after == replace(before, confidence=0.9, pinned=True, valid_to=at(60), updated=at(9))


def test_listing_pages_and_filters(store: Store) -> None:
    """Filters combine; a query is a part of the text whatever the case, and nothing in it is special."""
    for n in range(30):
        kind = Kind.TASK if n % 3 else Kind.EVENT
        store.add_proposition(belief(f"Nummer {n} Größe 50%_", kind=kind, minute=n, pinned=n == 7))
    assert len(store.propositions()) == 30
    pages, cursor = [], None
    while page := store.propositions(limit=8, cursor=cursor, kind=Kind.TASK):
        pages += page
        cursor = page[-1].id
    assert pages == store.propositions(kind=Kind.TASK)
    assert len(pages) == 20
    assert len(store.propositions(kind=[Kind.TASK, Kind.EVENT])) == 30
    assert len(store.propositions(query="GRÖSSE 50%_")) == 30
    assert store.propositions(query="50_%") == []
    assert [p.text for p in store.propositions(query="nummer 29")] == ["Nummer 29 Größe 50%_"]
    assert len(store.propositions(pinned=True)) == 1
    assert len(store.propositions(updated_before=at(10))) == 10
    assert len(store.propositions(updated_since=at(10))) == 20
    assert store.propositions(ids=[]) == []
    assert store.propositions(status=[Status.REJECTED]) == []


def test_ten_thousand_beliefs_are_filtered_through_an_index(store: Store) -> None:
    """A page of beliefs by status and kind is read through an index or in order of id, without sorting."""
    for condition in ("status IN ('active') ", "status IN ('active') AND kind IN ('task') ", "id < 5 "):
        sql = f"EXPLAIN QUERY PLAN SELECT * FROM propositions WHERE {condition} ORDER BY id DESC LIMIT 50"
        steps = " ".join(str(row[3]) for row in store._db.rows(sql))
        assert "SEARCH" in steps
        assert "TEMP B-TREE" not in steps


def test_suggestions_and_their_states(store: Store) -> None:
    """A suggestion comes back as it was and changes only where it is told to."""
    p = store.add_proposition(belief("Anna waits")) or 0
    new = hint(p, key="reply:anna", withheld_for="quiet hours", status=SuggestionStatus.WITHHELD)
    id = store.add_suggestion(new)
    assert store.suggestion(id) == replace(new, id=id)
    shown = store.update_suggestion(id, status=SuggestionStatus.SHOWN, shown_at=at(2), withheld_for=None)
    assert shown == store.suggestion(id)
    assert shown.shown_at == at(2)
    other = store.add_suggestion(hint(p, title="Later", minute=30))
    assert [s.id for s in store.suggestions()] == [other, id]
    assert [s.id for s in store.suggestions(status=SuggestionStatus.SHOWN)] == [id]
    assert [s.id for s in store.suggestions(key="reply:anna")] == [id]
    assert [s.id for s in store.suggestions(since=at(10))] == [other]
    assert [s.id for s in store.suggestions(proposition_id=p, limit=1, newest_first=False)] == [id]
    with pytest.raises(NotFoundError):
        store.suggestion(999)
    with pytest.raises(StoreError):
        store.add_suggestion(hint(999))


def test_feedback_is_found_by_target_and_key(store: Store) -> None:
    """What the user said about one suggestion is known for all of the same key."""
    p = store.add_proposition(belief("Anna waits")) or 0
    s = store.add_suggestion(hint(p, key="reply:anna"))
    never = Feedback(f"suggestion:{s}", "never", at(1), "stop it")
    confirm = Feedback(f"proposition:{p}", "confirm", at(2))
    store.add_feedback(never)
    store.add_feedback(confirm)
    assert store.feedback() == [never, confirm]
    assert store.feedback(target=f"proposition:{p}") == [confirm]
    assert store.feedback(key="reply:anna") == [never]
    assert store.feedback(key="reply:bob") == []
    assert store.feedback(since=at(2)) == [confirm]
    for nonsense in ("belief:1", "proposition:", "proposition:x"):
        with pytest.raises(ValueError, match="feedback"):
            store.add_feedback(Feedback(nonsense, "confirm", at()))


def test_what_the_user_states_is_believed_again(store: Store) -> None:
    """A tombstone holds back inference, not the user."""
    store._bury({store._marks.text("likes tea")})
    assert store.add_proposition(belief("Likes  TEA")) is None
    assert store.add_proposition(belief("Likes tea", because(None, "I like tea"), trust=Tier.STATED))


def test_beliefs_are_found_by_their_quote(store: Store) -> None:
    """Of every status, by the whole quote alone; and records are counted."""
    o = store.add_observation(seen("tea please"))
    ids = [
        store.add_proposition(belief(f"belief {status}", because(o, "tea please"), status=status))
        for status in (Status.ACTIVE, Status.REJECTED)
    ]
    assert [p.id for p in store.quoting("tea please")] == ids
    assert store.quoting("tea") == []
    assert store.record_counts() == {"observations": 1, "propositions": 2, "suggestions": 0}
