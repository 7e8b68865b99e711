"""Work that must survive a crash: a queue with back-off, dead letters and a stop for poison.

A job is claimed, done, and acknowledged in the transaction that stores its result. Whatever happens in between,
it is either done once or still in the queue. Payloads hold ids and numbers, never text from the screen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from assistant.store.counters import Counters
from assistant.store.query import Where
from assistant.store.times import maybe_moment, micros, moment

BACK_OFF = (5.0, 30.0, 120.0, 600.0)
"""Seconds to wait after each failed attempt; after one more the job is a dead letter."""
_LATEST = timedelta(days=1)
"""Nothing is put off for longer than this."""
CRASHES = 2
"""So many crashes of the process that worked on a job make it poison."""
_INTERRUPTIONS = 50
"""So many restarts with the same job in hand mean that it stops the daemon itself."""
_IN_HAND = "id = ?1 AND state = 'running' AND claims = ?2"
_CODE = re.compile(r"[a-z0-9_.]{1,40}")


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be queued. A job of an observation or belief is forgotten together with it."""

    kind: str
    due: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    key: str | None = None
    """At most one job of a kind has the same key, dead letters included."""
    observation_id: int | None = None
    proposition_id: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job in hand or in the list of dead letters."""

    id: int
    kind: str
    payload: dict[str, Any]
    claims: int
    """How often it was taken in hand, this time included."""
    failures: int
    crashes: int
    due: datetime
    key: str | None = None
    observation_id: int | None = None
    proposition_id: int | None = None
    error: str | None = None
    """The code of the last failure."""


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How the queue stands."""

    waiting: int
    running: int
    dead: int


_COLUMNS = "id, kind, payload, claims, failures, crashes, due_us, key, observation_id, proposition_id, error"


class Jobs(Counters):
    """The queue."""

    def enqueue(self, job: NewJob) -> int | None:
        """Queue a job; its id, or None when one of its kind and key is there already."""
        columns = "kind, key, payload, observation_id, proposition_id, due_us, state, claims, failures, crashes"
        with self._db.transaction():
            same = (job.kind, job.key)
            if job.key is not None and self._db.row("SELECT 1 FROM jobs WHERE kind = ? AND key = ?", same):
                return None
            return self._db.insert(
                f"INSERT INTO jobs ({columns}) VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, 0, 0)",
                (*same, json.dumps(job.payload), job.observation_id, job.proposition_id, micros(job.due)),
            )

    def claim(self, now: datetime, kinds: Iterable[str] | None = None) -> Job | None:
        """Take the job that is due the longest, of ``kinds`` if given. No one else gets it until it is given back."""
        where = Where()
        # What is due that late was queued before the clock was set back, and would wait as long as it was wrong.
        where.add("state = 'waiting' AND (due_us <= ? OR due_us > ?)", micros(now), micros(now + _LATEST))
        if kinds is not None:
            where.among("kind", kinds)
        with self._db.transaction():
            id = self._db.value(f"SELECT id FROM jobs {where} ORDER BY due_us, id LIMIT 1", where.parameters)
            if id is None:
                return None
            self._db.run("UPDATE jobs SET state = 'running', claims = claims + 1 WHERE id = ?", (id,))
            return self._jobs("WHERE id = ?", id)[0]

    def ack(self, job: Job) -> bool:
        """The job is done. Call it inside the transaction that stores the result.

        False: the job was forgotten meanwhile, or is not this caller's any more. The result must not be stored then.
        """
        return self._db.run(f"DELETE FROM jobs WHERE {_IN_HAND}", (job.id, job.claims)) > 0

    def fail(self, job: Job, error: str, now: datetime, *, crashed: bool = False) -> datetime | None:
        """The job failed with the code ``error``; when it is tried again, or None when it never is.

        ``crashed``: the process that worked on it died. What is not a code is kept as ``failed``, because a
        message could quote the screen.
        """
        failures, crashes = job.failures + 1, job.crashes + crashed
        dead = crashes >= CRASHES or failures > len(BACK_OFF)
        due = now if dead else now + timedelta(seconds=BACK_OFF[failures - 1])
        code = error if _CODE.fullmatch(error) else "failed"
        changed = self._db.run(
            f"UPDATE jobs SET state = ?3, due_us = ?4, failures = ?5, crashes = ?6, error = ?7 WHERE {_IN_HAND}",
            (job.id, job.claims, "dead" if dead else "waiting", micros(due), failures, crashes, code),
        )
        return None if dead or not changed else due

    def release(self, job: Job) -> None:
        """Give a job back undone and without blame, as at an orderly stop."""
        self._db.run(f"UPDATE jobs SET state = 'waiting' WHERE {_IN_HAND}", (job.id, job.claims))

    def recover_jobs(self) -> int:
        """Put back what was in hand when the last process ended; how many. The store does it when it opens.

        Being killed says nothing about a job, so it is no failure; only a job that was in hand at very many
        ends without a failure of its own is set aside, because it may be what ends the process.
        """
        return self._db.run(
            "UPDATE jobs SET error = iif(claims - failures > ?1, 'interrupted', error),"
            " state = iif(claims - failures > ?1, 'dead', 'waiting') WHERE state = 'running'",
            (_INTERRUPTIONS,),
        )

    def retry_dead(self, now: datetime, id: int | None = None) -> int:
        """Give dead letters, or the one with ``id``, a fresh start; how many."""
        return self._db.run(
            "UPDATE jobs SET state = 'waiting', claims = 0, failures = 0, crashes = 0, due_us = ?1"
            " WHERE state = 'dead' AND (?2 IS NULL OR id = ?2)",
            (micros(now), id),
        )

    def dead_letters(self) -> list[Job]:
        """Jobs that are never tried again by themselves, oldest first."""
        return self._jobs("WHERE state = 'dead' ORDER BY id")

    def job_counts(self) -> JobCounts:
        """How many jobs wait, are in hand, and are dead."""
        found: dict[str, int] = dict(self._db.rows("SELECT state, count(*) FROM jobs GROUP BY state"))
        return JobCounts(found.get("waiting", 0), found.get("running", 0), found.get("dead", 0))

    def next_due(self) -> datetime | None:
        """When the next waiting job is due, in UTC; None when none waits."""
        return maybe_moment(self._db.value("SELECT min(due_us) FROM jobs WHERE state = 'waiting'"))

    def _jobs(self, rest: str, *parameters: Any) -> list[Job]:
        found = self._db.rows(f"SELECT {_COLUMNS} FROM jobs {rest}", parameters)
        return [
            Job(id, kind, json.loads(payload), claims, failures, crashes, moment(due), key, seen, believed, error)
            for id, kind, payload, claims, failures, crashes, due, key, seen, believed, error in found
        ]
