"""Observations and frames: what was seen, when it was seen, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from assistant.errors import NotFoundError
from assistant.store import NewJob, Store
from assistant.store.times import micros
from assistant.types import BlockKind, Line, Tier, Who
from tests.unit.store.samples import at, seen


def test_an_observation_comes_back_as_it_was(store: Store) -> None:
    """Every field of every line, the recording's file, and times with the zone of the capture."""
    whole = Line("Budget due Thursday", (1, 2, 3, 4), Tier.TYPED, Who.USER, "Anna", 3, BlockKind.MESSAGE, 0.93)
    new = replace(seen(file="0001.png", focused=True, monitor=2), lines=(whole,))
    stored = store.add_observation(new)
    assert stored is not None
    assert stored == replace(new, id=stored.id)
    back = store.observation(stored.id or 0)
    assert back == stored
    assert back.start.utcoffset() == timedelta(hours=1)


def test_text_is_cleaned_on_the_way_in(store: Store) -> None:
    """Escape sequences and direction overrides never reach the store; a line of nothing else is no line."""
    stored = store.add_observation(seen("\x1b[31mred\u202e", "\u200b", title="a\x07b"))
    assert stored is not None
    assert [line.text for line in stored.lines] == ["red"]
    assert stored.title == "a b"


def test_defect_09_capture_time_dates_an_observation(store: Store) -> None:
    """The observation is dated by its frame, whenever it was worked on and in whatever order it came."""
    late, early = seen("late", minute=60), seen("early", minute=0)
    store.add_observation(late)
    store.add_observation(early)
    assert [o.start for o in store.observations()] == [at(0), at(60)]
    assert [o.lines[0].text for o in store.observations(until=at(30))] == ["early"]


def test_extending_never_shrinks(store: Store) -> None:
    """The end moves forward only; an observation that is gone says so."""
    stored = store.add_observation(seen("still"))
    assert stored is not None
    assert stored.id is not None
    assert store.extend_observation(stored.id, at(5))
    assert store.extend_observation(stored.id, at(3))
    assert store.observation(stored.id).end == at(5)
    assert not store.extend_observation(999, at(5))
    with pytest.raises(NotFoundError):
        store.observation(999)


def test_listing_pages_and_filters(store: Store) -> None:
    """Complete without a limit; a cursor goes on where the page before ended, in both orders."""
    for n in range(25):
        app, title = ("Code", "100%_done") if n % 5 == 0 else ("chromium", "Élan Mail")
        store.add_observation(seen(f"line {n}", minute=n, app=app, title=title, monitor=n % 2))
    assert len(store.observations()) == 25
    for newest_first in (True, False):
        pages, cursor = [], None
        while page := store.observations(limit=7, cursor=cursor, newest_first=newest_first):
            pages += page
            cursor = page[-1].id
        assert pages == store.observations(newest_first=newest_first)
        assert pages == sorted(pages, key=lambda o: o.start, reverse=newest_first)
    assert len(store.observations(app="code")) == 5
    assert len(store.observations(title="0%_D")) == 5
    assert store.observations(title="0_%") == []
    assert len(store.observations(title="ÉLAN")) == 20
    assert [o.lines[0].text for o in store.observations(text="LINE 24")] == ["line 24"]
    assert len(store.observations(monitor=1)) == 12
    assert [o.start for o in store.observations(since=at(20), until=at(22))] == [at(21), at(20)]
    assert store.observations(limit=0) == []


def test_a_range_holds_what_overlaps_it(store: Store) -> None:
    """Something that stood on the screen for an hour belongs to every minute of it."""
    stored = store.add_observation(seen("long"))
    assert stored is not None
    store.extend_observation(stored.id or 0, at(60))
    assert store.observations(since=at(30), until=at(31))
    assert not store.observations(since=at(61))


def test_jobs_come_with_their_observation_or_not_at_all(store: Store) -> None:
    """One transaction: an observation without lines left makes no job."""
    stored = store.add_observation(seen("think about it"), [NewJob("think", at())])
    assert stored is not None
    assert store.add_observation(seen("\x00"), [NewJob("think", at())]) is None
    job = store.claim(at())
    assert job is not None
    assert job.observation_id == stored.id
    assert store.claim(at()) is None


def test_lines_are_found_by_their_ids(store: Store) -> None:
    """Line ids come in the order of the lines and lead back to text and time."""
    stored = store.add_observation(seen("one", "two", minute=3))
    assert stored is not None
    ids = store.line_ids(stored.id or 0)
    found = store.lines([*ids, 999])
    assert [found[id] for id in ids] == [(stored.id, line, at(3)) for line in stored.lines]
    assert len(found) == 2


def test_ids_are_never_used_twice(store: Store) -> None:
    """A citation of something that is gone must not point at something else."""
    first = store.add_observation(seen("one"))
    assert first is not None
    store._db.run("DELETE FROM observations")
    second = store.add_observation(seen("two"))
    assert second is not None
    assert second.id != first.id


def test_defect_03_a_frame_is_done_once(store: Store) -> None:
    """The same content, time and monitor is the same frame; any difference is another one."""
    assert store.mark_frame(b"digest", at(), 1)
    assert store.frame_done(b"digest", at(), 1)
    assert not store.mark_frame(b"digest", at(), 1, dropped="unchanged")
    assert store.counters() == {}
    for other in ((b"other", at(), 1), (b"digest", at(1), 1), (b"digest", at(), 2)):
        assert not store.frame_done(*other)


def test_dropped_frames_are_counted_by_reason(store: Store) -> None:
    """Nothing is left out silently, and the newest frame is known however it ended."""
    store.mark_frame("a", at(0), 1, dropped="unknown window")
    store.mark_frame("b", at(1), 2, dropped="unknown window")
    store.mark_frame("c", at(2), 1)
    assert store.counters("dropped.") == {"dropped.unknown window": 2}
    assert store.last_frame() == at(2)
    assert store.last_frame(2) == at(1)
    assert store.last_frame(3) is None
    store.mark_frame("d", at(3), 1, dropped="the reader failed")
    assert store.last_frame() == at(3)
    assert store.last_frame(used=True) == at(2)


def test_screens_are_kept_by_monitor(store: Store) -> None:
    """Any JSON value comes back; None takes it away."""
    store.set_screen_state(1, {"lines": [["text", [1, 2, 3, 4], 0.5]]})
    store.set_screen_state(2, [])
    assert store.screen_state(1) == {"lines": [["text", [1, 2, 3, 4], 0.5]]}
    store.set_screen_state(1, None)
    assert store.screen_states() == {2: []}
    assert store.screen_state(1) is None


def test_counters_and_meta(store: Store) -> None:
    """Numbers add up, prefixes are literal, values are any JSON."""
    store.count("seconds.read", 0.5)
    store.count("seconds.read", 0.25)
    store.count("tokens", 3)
    store.count("nothing", 0)
    assert store.counters() == {"seconds.read": 0.75, "tokens": 3}
    assert store.counters("seconds%") == {}
    store.set_meta("consent", {"yes": True})
    assert store.meta("consent") == {"yes": True}
    assert store.meta("absent", 7) == 7
    store.set_meta("consent", None)
    assert store.meta("consent") is None


def test_times_are_exact_and_need_a_zone() -> None:
    """Microseconds survive, also far away and before 1970; a time without zone is refused."""
    for time in (datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), datetime(2999, 1, 1, 0, 0, 0, 1, tzinfo=UTC)):
        assert timedelta(microseconds=micros(time)) == time - datetime(1970, 1, 1, tzinfo=UTC)
    assert micros(datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))) % 10**6 == 0
    with pytest.raises(ValueError, match="zone"):
        micros(at().replace(tzinfo=None))
