"""Ticks, live and replayed."""

import threading
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from assistant.schedule.due import due
from assistant.schedule.ticker import Ticker

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 3, 2, 9, 0, 5, tzinfo=ZONE)
PERIODS = {"suggest": 60.0, "decay": 3600.0, "retention": 6 * 3600.0}


def test_no_frame_yet_means_no_ticks() -> None:
    """The first frame and a frame of the same instant run nothing."""
    assert due(PERIODS, None, START) == []
    assert due(PERIODS, START, START) == []


def test_ticks_between_two_frames_coalesce_and_stand_in_order() -> None:
    """Of each step only the last tick in the gap runs, in time order; at one instant in the order given."""
    ticks = due(PERIODS, START, START + timedelta(hours=2))
    assert [name for _, name in ticks] == ["suggest", "decay"]
    assert all(START <= time < START + timedelta(hours=2) for time, _ in ticks)
    assert [time for time, _ in ticks] == sorted(time for time, _ in ticks)


def test_a_tick_at_the_instant_of_a_frame_comes_after_it() -> None:
    """By then the screen shows what the frame shows: nothing is decided on the picture before."""
    minute = START.replace(second=0)
    later = minute + timedelta(minutes=5)
    assert [time for time, _ in due({"suggest": 60.0}, minute, later)] == [later - timedelta(minutes=1)]
    assert due({"suggest": 60.0}, later, later + timedelta(seconds=20)) == [(later, "suggest")]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_an_interrupted_replay_has_the_same_last_tick(first: int, second: int) -> None:
    """Ticks stand on the clock, not on the frame where the replay happened to start."""
    middle, end = START + timedelta(seconds=first), START + timedelta(seconds=first + second)
    whole = due({"suggest": 60.0}, START, end)
    parts = [*due({"suggest": 60.0}, START, middle), *due({"suggest": 60.0}, middle, end)]
    assert whole[-1:] == parts[-1:]


def test_a_failing_step_is_counted_and_the_others_go_on() -> None:
    """One step's errors stop neither itself nor its neighbours."""
    enough = threading.Event()
    calls: list[str] = []

    def fail() -> None:
        calls.append("fail")
        raise ValueError("text that must not be logged")

    def work() -> None:
        calls.append("work")
        if calls.count("work") >= 3 and calls.count("fail") >= 3:
            enough.set()

    ticker = Ticker({"fail": (0.05, fail), "work": (0.05, work)})
    ticker.start()
    try:
        assert enough.wait(20)
    finally:
        ticker.stop()
    assert ticker.failures["fail"] >= 2


def test_a_slow_step_never_runs_twice_at_once() -> None:
    """While a step runs its next ticks coalesce."""
    running, most, done = 0, 0, threading.Event()
    count = 0

    def slow() -> None:
        nonlocal running, most, count
        running += 1
        most = max(most, running)
        threading.Event().wait(0.1)
        running -= 1
        count += 1
        if count == 3:
            done.set()

    ticker = Ticker({"slow": (0.02, slow)})
    ticker.start()
    try:
        assert done.wait(20)
    finally:
        ticker.stop()
    assert most == 1
