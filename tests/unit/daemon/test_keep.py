"""Upkeep on a real store: what ends, what sleeps, what lasts, whatever the clock does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.config import Retention, User
from assistant.daemon.calibrating import Calibrating
from assistant.daemon.guard import Guard
from assistant.daemon.keep import Keep
from assistant.daemon.using import used
from assistant.pipeline import fading
from assistant.pipeline.fading import Use
from assistant.store import Store
from assistant.types import Kind, Lifecycle, Status, What
from tests.unit.pipeline.build import NOW, belief

DAY = timedelta(days=1)


class Watch:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        """What it was set to."""
        return self.time


@pytest.fixture
def watch() -> Watch:
    """Shows NOW at first."""
    return Watch(NOW)


@pytest.fixture
def keep(store: Store, watch: Watch) -> Keep:
    """The upkeep of the store by that clock."""
    return Keep(store, watch, Retention(), Calibrating(store), Guard(store, lambda: None, (), User))


def added(store: Store, text: str, **more: object) -> int:
    """A belief of NOW without an observation behind it."""
    held = replace(belief(text), evidence=(), **more)  # type: ignore[arg-type]
    return store.add_proposition(held) or 0


def test_what_is_over_becomes_past_with_the_day(store: Store, keep: Keep, watch: Watch) -> None:
    """A whole day's event is past at the next midnight, not a day later; a pinned one stays; history says why."""
    midnight = NOW.replace(hour=0) + DAY
    whole = added(store, "fair", kind=Kind.EVENT, valid_from=NOW.replace(hour=0), valid_to=midnight)
    pinned = added(store, "kept", kind=Kind.EVENT, valid_to=midnight, pinned=True)
    coming = added(store, "later", kind=Kind.EVENT, valid_to=midnight + DAY)
    keep.revise()
    assert store.proposition(whole).status is Status.ACTIVE
    watch.time = midnight
    keep.revise()
    keep.revise()
    assert store.proposition(whole).lifecycle is Lifecycle.PAST
    assert [entry.what for entry in store.entries([whole])] == [What.ADDED, What.PAST]
    assert {store.proposition(id).status for id in (pinned, coming)} == {Status.ACTIVE}


def test_what_fades_sleeps_and_its_kind_decides_when(store: Store, keep: Keep, watch: Watch) -> None:
    """A task sleeps after some months, who somebody is lasts for years."""
    task = added(store, "task", kind=Kind.TASK, half_life=fading.half_life(Kind.TASK))
    who = added(store, "who", kind=Kind.IDENTITY, half_life=fading.half_life(Kind.IDENTITY))
    watch.time = NOW + DAY * 100
    keep.decay()
    assert store.proposition(task).lifecycle is Lifecycle.ASLEEP
    assert store.proposition(who).lifecycle is Lifecycle.IN_FORCE


def test_a_clock_set_back_a_year_ends_nothing_and_wakes_nothing(store: Store, keep: Keep, watch: Watch) -> None:
    """Beliefs keep their order and status, and what changes meanwhile does not look a year old afterwards."""
    first, second = added(store, "one"), added(store, "two", valid_to=NOW + DAY)
    watch.time = NOW + DAY * 3
    keep.revise()
    watch.time = NOW - DAY * 365
    keep.revise()
    keep.decay()
    assert store.proposition(second).lifecycle is Lifecycle.PAST
    changed = store.update_proposition(first, watch.time, pinned=True)
    assert changed.updated == NOW
    store.update_proposition(first, watch.time, pinned=False)
    watch.time = NOW + DAY * 3
    keep.decay()
    assert store.proposition(first).status is Status.ACTIVE
    assert [p.id for p in store.propositions(newest_first=False)] == [first, second]
    assert [e.what for e in store.entries([first])] == [What.ADDED, What.PINNED, What.UNPINNED]


def test_use_makes_a_belief_last_once_a_day(store: Store, keep: Keep, watch: Watch) -> None:
    """A belief that answers questions sleeps later than its twin, and a hundred uses a day count as one."""
    half = fading.half_life(Kind.TASK)
    useful = added(store, "useful", kind=Kind.TASK, half_life=half)
    idle = added(store, "idle", kind=Kind.TASK, half_life=half)
    for _ in range(100):
        used(store, [useful], Use.CITED, NOW)
    assert store.proposition(useful).half_life == half * 1.1
    for day in range(1, 6):
        used(store, [useful], Use.ACCEPTED, NOW + DAY * day)
    assert store.proposition(useful).updated == NOW
    watch.time = NOW + DAY * 100
    keep.decay()
    assert store.proposition(useful).status is Status.ACTIVE
    assert store.proposition(idle).status is Status.EXPIRED
    used(store, [idle], Use.CITED, watch.time)
    assert store.proposition(idle).half_life == half
