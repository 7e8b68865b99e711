"""The main job on a recording: frame by frame in recorded time, every consequence before the next frame."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from assistant.daemon.core import Core
from assistant.daemon.ingest import Ingested
from assistant.daemon.recording import Entry, Problem, load_frame, read_manifest, read_user
from assistant.daemon.server import Emit
from assistant.daemon.think import Outcome
from assistant.errors import NoDaemonError, WorkerError
from assistant.protocol import Json
from assistant.schedule.due import due
from assistant.types import Frame

log = logging.getLogger(__name__)

PERIODS = {
    "suggest": 60.0, "ask": 120.0, "revise": 600.0, "weigh": 600.0, "decay": 3600.0, "routines": 6 * 3600.0,
    "names": 600.0,     "retention": 6 * 3600.0,
}  # fmt: skip
"""Seconds between two ticks of each scheduled step, in recorded time."""
READER_TRIES = 8
READER_CRASHES = 2
"""A picture that the reader died of twice is set aside."""


def steps(core: Core) -> Mapping[str, Callable[[], object]]:
    """What each tick of :data:`PERIODS` does."""
    return {
        "suggest": lambda: core.advise.step(core.clock.now()),
        "ask": lambda: core.inquiring.step(core.clock.now()),
        "revise": core.keep.revise,
        "weigh": core.keep.weigh,
        "decay": core.keep.decay,
        "routines": core.count_routines,
        "names": core.naming.catch_up,
        "retention": core.keep.retention,
    }


class Replay:
    """One run over one recording. Frames that an earlier run did are passed over."""

    def __init__(self, core: Core, folder: Path, emit: Emit, ending: threading.Event) -> None:
        self._core = core
        self._folder = folder
        self._emit = emit
        self._ending = ending
        self._outcomes: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()

    def run(self, *, until_idle: bool) -> Json:
        """Replay everything; the summary of this run."""
        core = self._core
        lines = read_manifest(self._folder)
        user = read_user(self._folder)
        if user is not None:
            core.set_user(user)
        before = core.totals()
        spent = core.stages.seconds()
        for number, line in enumerate(lines, start=1):
            if self._ending.is_set():
                break
            self._line(line)
            self._emit("progress", {"frame": number, "frames": len(lines), "propositions": core.beliefs()})
        if until_idle:
            self._drain(patient=True)
        if self._ending.is_set():
            raise _stopped()
        core.sync_index()
        return self._summary(before, spent)

    def _line(self, line: Entry | Problem) -> None:
        if isinstance(line, Problem):
            self._report(line)
            return
        loaded = load_frame(line)
        if isinstance(loaded, Problem):
            self._report(loaded)
            return
        frame, digest = loaded
        self._ticks(frame.time)
        self._core.clock.advance(frame.time)
        taken = self._read(frame, digest)
        self._outcomes[taken.outcome] += 1
        if taken.outcome == "dropped":
            self._dropped[taken.reason] += 1
        self._core.watcher.saw(frame)
        self._drain(patient=False)
        if taken.outcome != "known":
            self._core.sync_index()
            self._core.advise.step(self._core.clock.now())

    def _report(self, problem: Problem) -> None:
        self._dropped[problem.reason] += 1
        self._emit("problem", {"line": problem.line, "what": problem.what})

    def _ticks(self, until: datetime) -> None:
        """The scheduled steps that fall between the newest frame so far and this one."""
        work = steps(self._core)
        for at, name in due(PERIODS, self._core.store.last_frame(), until):
            self._core.clock.advance(at)
            work[name]()

    def _read(self, frame: Frame, digest: str) -> Ingested:
        """Take the frame, waiting for a reader that is being restarted."""
        crashes = 0
        for attempt in range(READER_TRIES):
            try:
                return self._core.ingest.take(frame, digest)
            except WorkerError as error:
                crashes += error.crashed
                if crashes >= READER_CRASHES:
                    break
                if self._ending.wait(min(4.0, 0.5 * 2**attempt)):
                    raise _stopped() from None  # The reader was ended on purpose, so the frame is not done.
        return self._core.ingest.skip(frame, digest, "the reader failed")

    def _drain(self, *, patient: bool) -> None:
        """Do the jobs that are due; a ``patient`` drain also does those that would be due later."""
        store = self._core.store
        while not self._ending.is_set():
            now = self._core.clock.now()
            following = store.next_due()
            if following is None or (following > now and not patient):
                return
            if following > now:
                # Recorded time stands still here, so the back-off is waited for in real time, shortened.
                time.sleep(min(1.0, (following - now).total_seconds()))
            outcome = self._core.infer(max(now, following))
            if outcome is Outcome.NO_MIND:
                return
            if outcome is Outcome.LATER:
                self._ending.wait(0.3)

    def _summary(self, before: Mapping[str, float], spent: Mapping[str, float]) -> Json:
        core = self._core
        added = {name: value - before.get(name, 0) for name, value in core.totals().items()}
        seconds = {stage: round(s - spent.get(stage, 0.0), 3) for stage, s in core.stages.seconds().items()}
        withheld = {n.removeprefix("dropped."): int(v) for n, v in added.items() if n.startswith("dropped.") and v}
        return {
            "frames": sum(self._outcomes.values()) + sum(self._dropped.values()) - self._outcomes["dropped"],
            "unchanged": self._outcomes["unchanged"],
            "read": self._outcomes["read"],
            "known": self._outcomes["known"],
            "dropped": dict(self._dropped),
            "withheld": withheld,
            "observations": int(added["observations"]),
            "propositions": int(added["propositions"]),
            "suggestions": int(added["suggestions"]),
            "seconds": seconds,
            "tokens": {name: int(added.get(f"tokens.{name}", 0)) for name in ("prompt", "cached", "completion")},
            "no_mind": "" if core.models.ready else core.models.words,
            "refused": {n.removeprefix("refused."): int(v) for n, v in added.items() if n.startswith("refused.") and v},
        }


def _stopped() -> NoDaemonError:
    return NoDaemonError("The daemon was stopped during the replay.", "Replay again: it goes on from there.")
