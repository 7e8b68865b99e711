"""Looks at the screen: whose window had the focus, kept as long as what stood in it."""

from __future__ import annotations

from assistant.store import Selector, Store
from tests.unit.store.samples import at, seen


def test_looks_are_listed_by_their_times(store: Store) -> None:
    """Half-open range, in order of time whatever the order of arrival, with focus and idle time as they were given."""
    first = store.add_observation(seen("Lanterns for the terrace"))
    assert first is not None
    store.mark_frame("b", at(2), 1, observations=[first.id or 0], focus=first.id, idle_s=4.5)
    store.mark_frame("a", at(1), 2)
    store.mark_frame("c", at(3), 1)
    found = store.looks(at(1), at(3))
    assert [(look.time, look.monitor, look.focus, look.idle_s) for look in found] == [
        (at(1), 2, None, None),
        (at(2), 1, first.id, 4.5),
    ]


def test_a_forgotten_focus_is_none(store: Store) -> None:
    """Neither does a look keep an observation that is forgotten, nor does one bring it back."""
    kept, gone = store.add_observation(seen("Velvet sofa")), store.add_observation(seen("Crimson umbrella"))
    assert kept is not None
    assert gone is not None
    both = [kept.id or 0, gone.id or 0]
    store.mark_frame("a", at(1), 1, observations=both, focus=gone.id)
    store.apply_forget(store.plan_forget(Selector(text="umbrella"), at(5)))
    store.mark_frame("b", at(2), 1, focus=gone.id)
    assert [look.focus for look in store.looks(at(0), at(9))] == [None, None]
    assert not store.integrity()


def test_the_newest_observation_of_a_window(store: Store) -> None:
    """By exactly its program and title."""
    one = seen("Velvet sofa")
    store.add_observation(one)
    newest = store.add_observation(seen("Crimson umbrella", minute=1))
    assert newest is not None
    assert store.newest_observation(one.app, one.title) == newest.id
    assert store.newest_observation(one.app, one.title.upper()) is None
