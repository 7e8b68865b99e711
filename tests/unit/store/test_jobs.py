"""The queue: nothing lost, nothing twice, nothing for ever."""

from __future__ import annotations

import contextlib
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.paths import Home
from assistant.store import Job, Key, NewJob, Store, jobs
from tests.unit.store.conftest import BALLAST
from tests.unit.store.samples import at, belief, seen


def claimed(store: Store, now: datetime, *kinds: str) -> Job:
    """The next job, which must exist."""
    job = store.claim(now, kinds or None)
    assert job is not None
    return job


def test_jobs_come_when_due_and_in_order(store: Store) -> None:
    """Oldest due first, of the kinds asked for, not before their time."""
    store.enqueue(NewJob("think", at(2), {"line": 2}))
    store.enqueue(NewJob("think", at(1), {"line": 1}))
    store.enqueue(NewJob("embed", at(0)))
    assert store.claim(at(-1)) is None
    assert store.next_due() == at(0)
    assert claimed(store, at(9), "think").payload == {"line": 1}
    assert claimed(store, at(9)).kind == "embed"
    assert claimed(store, at(9)).payload == {"line": 2}
    assert store.claim(at(9)) is None
    assert store.job_counts() == jobs.JobCounts(0, 3, 0)
    assert store.next_due() is None


def test_a_key_makes_a_job_single(store: Store) -> None:
    """While one is there, in whatever state; the same key of another kind is another job."""
    assert store.enqueue(NewJob("think", at(), key="7"))
    assert store.enqueue(NewJob("think", at(), key="7")) is None
    assert store.enqueue(NewJob("embed", at(), key="7"))
    assert store.enqueue(NewJob("think", at()))
    job = claimed(store, at())
    assert store.enqueue(NewJob("think", at(), key="7")) is None
    assert store.ack(job)
    assert store.enqueue(NewJob("think", at(), key="7"))


def test_defect_01_a_failing_batch_backs_off_and_ends(store: Store) -> None:
    """It does not retry at once, waits longer each time, and is a dead letter in the end; nothing multiplies."""
    store.enqueue(NewJob("think", at()))
    now, waits = at(), []
    while job := store.claim(now):
        again = store.fail(job, "worker", now)
        assert store.claim(now) is None
        if again is None:
            break
        waits.append(again - now)
        assert store.claim(again - timedelta(seconds=1)) is None
        now = again
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(seconds=1)
    assert len(waits) == len(jobs.BACK_OFF)
    assert store.job_counts() == jobs.JobCounts(0, 0, 1)
    (dead,) = store.dead_letters()
    assert dead.error == "worker"
    assert store.claim(now + timedelta(days=365)) is None


def test_defect_02_two_workers_do_not_steal_from_each_other(store: Store) -> None:
    """Forty jobs for four threads: each is done by exactly one."""
    for n in range(40):
        store.enqueue(NewJob("think", at(), {"n": n}))
    done: list[int] = []

    def work() -> None:
        while job := store.claim(at()):
            with store.transaction():
                assert store.ack(job)
                store.count("done")
            done.append(job.payload["n"])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(done) == list(range(40))
    assert store.counters() == {"done": 40}


def test_defect_02_two_sources_keep_their_updates(store: Store) -> None:
    """Two sources that add at once both find everything they added."""

    def add(app: str) -> None:
        for n in range(20):
            store.add_observation(seen(f"{app} line {n}", app=app), [NewJob("think", at())])

    threads = [threading.Thread(target=add, args=(app,)) for app in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(store.observations(app="left")) == len(store.observations(app="right")) == 20
    assert store.job_counts().waiting == 40


def test_defect_03_a_restart_neither_repeats_nor_loses_work(home: Home, key: Key, store: Store) -> None:
    """What was in hand comes back once; what was acknowledged does not; being killed is no failure of the job."""
    for n in range(3):
        store.enqueue(NewJob("think", at(), {"n": n}))
    first = claimed(store, at())
    with store.transaction():
        store.add_proposition(belief("result of the first"))
        assert store.ack(first)
    in_hand = claimed(store, at())
    store.close()
    with Store.open(home, key, ballast_size=BALLAST) as again:
        assert again.job_counts() == jobs.JobCounts(2, 0, 0)
        job = claimed(again, at())
        assert (job.id, job.failures, job.crashes) == (in_hand.id, 0, 0)
        assert not again.ack(in_hand)
        assert again.ack(job)
        assert len(again.propositions()) == 1


def test_a_result_and_its_acknowledgement_are_one(store: Store) -> None:
    """When storing fails, the job is still in hand."""
    store.enqueue(NewJob("think", at()))
    job = claimed(store, at())
    with contextlib.suppress(RuntimeError), store.transaction():
        store.add_proposition(belief("half"))
        assert store.ack(job)
        raise RuntimeError
    assert store.propositions() == []
    assert store.ack(job)
    assert not store.ack(job)


def test_poison_stops_after_two_crashes(store: Store) -> None:
    """A job that kills its worker twice is set aside, and can be given a fresh start by hand."""
    store.enqueue(NewJob("think", at()))
    again = store.fail(claimed(store, at()), "worker", at(), crashed=True)
    assert again is not None
    assert store.fail(claimed(store, again), "worker", again, crashed=True) is None
    assert len(store.dead_letters()) == 1
    assert store.retry_dead(at(60)) == 1
    job = claimed(store, at(60))
    assert (job.failures, job.crashes) == (0, 0)


def test_a_job_that_ends_the_daemon_again_and_again_is_set_aside(
    home: Home, key: Key, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill now and then blames no job; a job in hand at very many ends is blamed at last."""
    monkeypatch.setattr(jobs, "_INTERRUPTIONS", 3)
    store.enqueue(NewJob("think", at()))
    for _ in range(3):
        claimed(store, at())
        assert store.recover_jobs() == 1
    assert store.job_counts().dead == 0
    claimed(store, at())
    store.recover_jobs()
    assert [job.error for job in store.dead_letters()] == ["interrupted"]


def test_an_orderly_stop_blames_no_job(store: Store) -> None:
    """A job that is given back is due at once, without a failure."""
    store.enqueue(NewJob("think", at()))
    store.release(claimed(store, at()))
    assert claimed(store, at()).failures == 0


def test_a_message_is_not_kept_as_a_code(store: Store, tmp_path: Path) -> None:
    """An error's text could quote the screen; only codes are stored."""
    store.enqueue(NewJob("think", at()))
    store.fail(claimed(store, at()), "ValueError: 'my words'", at())
    assert claimed(store, at(1)).error == "failed"


def test_a_stale_failure_changes_nothing(store: Store) -> None:
    """A worker that comes back after the job was given to another has no say."""
    store.enqueue(NewJob("think", at()))
    stale = claimed(store, at())
    store.recover_jobs()
    job = claimed(store, at())
    assert store.fail(stale, "worker", at(), crashed=True) is None
    assert store.ack(job)


def test_a_clock_that_is_set_back_holds_up_no_job(store: Store) -> None:
    """What was queued, or put off after a failure, while the clock was a year ahead is done at once."""
    year = timedelta(days=365)
    store.enqueue(NewJob("think", at() + year))
    store.enqueue(NewJob("think", at() + year))
    late = store.claim(at() + year)
    assert late is not None
    store.fail(late, "mind", at() + year)
    first, second = store.claim(at()), store.claim(at())
    assert first is not None
    assert second is not None
    assert store.ack(first)
    again = store.fail(second, "mind", at())
    assert again is not None
    assert again < at() + timedelta(hours=1)
    assert store.claim(at()) is None
