"""Rejected meanings: kept as hashes and vectors, lifted with their belief, outliving it, gone with forget."""

from __future__ import annotations

import pytest

from assistant.errors import NotFoundError
from assistant.judgements import Lesson, Reason, Rejection
from assistant.store import Selector, Store
from assistant.types import Status
from tests.unit.store.samples import at, because, belief, seen

DAY = 24 * 60
GIST = ("word:tea", "number:4", "denied:")


def rejected(store: Store, text: str = "likes tea", note: str = "", reason: Reason = Reason.WRONG) -> int:
    """A belief with its window, rejected."""
    window = store.add_observation(seen(text, title="Tea shop"))
    assert window is not None
    id = store.add_proposition(belief(text, because(window, text)))
    assert id is not None
    store.put_vectors("proposition", [(id, b"\1" * 16)])
    store.update_proposition(id, at(1), status=Status.REJECTED)
    store.add_rejection(id, Rejection(reason, at(1), note), GIST)
    return id


def test_what_is_kept_of_a_gist_cannot_be_read(store: Store) -> None:
    """Only keyed hashes are stored; the same piece gives the same hash, another key or name another one."""
    rejected(store)
    (meaning,) = store.rejected_meanings()
    assert meaning.gist == store.hashed(GIST)
    assert meaning.vector == b"\1" * 16
    assert "tea" not in " ".join(meaning.gist)
    assert store.hashed(["word:tea"]) <= meaning.gist
    assert not store.hashed(["name:tea"]) <= meaning.gist


def test_the_list_tells_text_reason_and_time(store: Store) -> None:
    """Newest first, in pages; saying it again replaces what was said."""
    first, second = rejected(store), rejected(store, "likes coffee", "never did", Reason.NOT_ABOUT_ME)
    newest, oldest = store.rejections()
    assert (newest.proposition_id, newest.text, newest.reason) == (second, "likes coffee", Reason.NOT_ABOUT_ME)
    assert (newest.note, newest.time) == ("never did", at(1))
    assert [one.proposition_id for one in store.rejections(cursor=newest.id)] == [first]
    store.add_rejection(first, Rejection(Reason.PRIVATE, at(2)), GIST)
    assert (oldest.reason, store.rejections()[1].reason) == (Reason.WRONG, Reason.PRIVATE)


def test_a_belief_in_force_again_is_not_rejected(store: Store) -> None:
    """Whoever brings it back by its status alone lifts the rejection and what that taught, and nothing else."""
    id = rejected(store)
    other = rejected(store, "likes coffee")
    store.learn(Lesson("source", "Tea shop"), id, at(1))
    store.learn(Lesson("source", "Tea shop"), other, at(1))
    store.update_proposition(id, at(2), status=Status.ACTIVE)
    assert [one.proposition_id for one in store.rejections()] == [other]
    assert [one.because for one in store.preferences()] == [(other,)]


def test_a_rejected_meaning_outlives_its_belief(store: Store) -> None:
    """Retention takes the words and leaves hashes and vector; dropping that is the undo."""
    rejected(store, note="tea is horrible")
    store.retention(at(400 * DAY))
    assert store.propositions() == []
    (left,) = store.rejections()
    assert (left.text, left.note, left.proposition_id) == ("", "", None)
    (meaning,) = store.rejected_meanings()
    assert (meaning.gist, meaning.vector) == (store.hashed(GIST), b"\1" * 16)
    assert left.id is not None
    assert store.drop_rejection(left.id)
    assert store.rejected_meanings() == []


def test_the_statement_is_measured_once(store: Store) -> None:
    """Its own vector takes the place of the belief's, until the user rejects it anew, and outlives it."""
    id = rejected(store)
    assert store.unmeasured_rejections() == [id]
    store.measure_rejection(id, ("word:coffee",), b"\2" * 16)
    assert store.unmeasured_rejections() == []
    (meaning,) = store.rejected_meanings()
    assert (meaning.gist, meaning.vector) == (store.hashed(["word:coffee"]), b"\2" * 16)
    store.add_rejection(id, Rejection(Reason.WRONG, at(2)), GIST)
    assert store.unmeasured_rejections() == [id]
    store.measure_rejection(id, GIST, b"\2" * 16)
    store.retention(at(400 * DAY))
    assert store.unmeasured_rejections() == []
    assert store.rejected_meanings()[0].vector == b"\2" * 16


def test_a_rejection_with_its_belief_is_not_dropped(store: Store) -> None:
    """The belief comes back or nothing does."""
    rejected(store)
    (one,) = store.rejections()
    assert one.id is not None
    assert not store.drop_rejection(one.id)


def test_forget_takes_the_rejection_and_the_lesson(store: Store) -> None:
    """By belief, by window title and by the words of a note: no trace of either stays."""
    id = rejected(store, note="that is Tom's tea")
    store.learn(Lesson("source", "Tea shop"), id, at(1))
    store.apply_forget(store.plan_forget(Selector(text="Tom"), at(5)))
    assert store.rejections()[0].note == ""
    store.apply_forget(store.plan_forget(Selector(title="tea shop"), at(5)))
    assert (store.rejections(), store.preferences(), store.rejected_meanings()) == ([], [], [])
    assert not [text for _, text in store.dump() if "Tea shop" in text]


def test_lessons_are_counted_by_belief(store: Store) -> None:
    """One belief teaches once; a preference goes with the last belief that taught it, or by hand."""
    one, two = rejected(store), rejected(store, "likes coffee")
    lesson = Lesson("name", "M. Duval", "Paul Duval")
    assert store.learn(lesson, one, at(1)) == store.learn(lesson, one, at(2)) == store.learn(lesson, two, at(3))
    (held,) = store.preferences()
    assert (held.lesson, held.because, held.updated) == (lesson, (one, two), at(3))
    store.apply_forget(store.plan_forget(Selector(proposition=one), at(5)))
    assert store.preferences()[0].because == (two,)
    assert store.unlearn(lesson)
    assert not store.unlearn(lesson)
    assert store.preferences() == []
    again = store.learn(lesson, two, at(6))
    store.remove_preference(again)
    with pytest.raises(NotFoundError):
        store.remove_preference(again)


def test_forgetting_everything_forgets_what_was_taught(store: Store) -> None:
    """Preferences, rejections and their hashes go."""
    store.learn(Lesson("name", "M. Duval", "Paul Duval"), rejected(store), at(1))
    store.retention(at(400 * DAY))
    store.apply_forget(store.plan_forget(Selector(all=True), at(5)))
    assert (store.rejections(), store.preferences()) == ([], [])
