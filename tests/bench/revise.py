"""Whether thinking keeps up with twelve hours at the screen, in a store that already believes much.

The observations are those that the recorded days really bring (read once, before anything is measured), each with other
numbers and names, so that it is news every time; the scheduled steps of twelve hours run minute by minute beside
them. Reading the pictures is not counted here: ``reading`` and ``sample_day`` measure it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from assistant import paths
from assistant.config import User
from assistant.daemon.core import Core
from assistant.daemon.recording import Entry, load_frame, read_manifest, read_user
from assistant.daemon.replay import PERIODS, steps
from assistant.daemon.think import Outcome
from assistant.schedule.due import due
from assistant.store.jobs import NewJob
from assistant.types import Frame, Observation
from tests import life
from tests.bench.beliefs import FIRST, LAST, NOW
from tests.bench.recall import believing
from tests.bench.tools import Figures, cpu_of

HOURS = 12
EVERY_S = 15.0
"""A new observation so often for all twelve hours: about thrice as often as people turn to another window (47 s in Mark
et al., 2016), since a page that is scrolled or typed on brings news too."""
RECORDED = Path(__file__).parents[1] / "recorded"
_NAMED = re.compile(r"\b[A-Z][a-zà-ÿ]{2,} [A-Z][a-zà-ÿ]{2,}\b")
_DIGIT = re.compile(r"\d")


def revise(beliefs: int = 2_000, observations: int = 60) -> Figures:
    """Processor seconds of daemon, mind and index, and their share of one core over twelve hours.

    So many ``observations`` are thought about, spread over the twelve hours, and stand for all that come every
    :data:`EVERY_S`; the scheduled steps are counted as they are.
    """
    seen, user = _seen([paths.sample_day(), RECORDED / "caretaker"])
    with believing(beliefs) as core:
        core.store.set_meta("home", "replay")
        core.set_user(user)
        core.settle()
        return _measured(core, list(islice(_varied(seen), observations)))


def _measured(core: Core, coming: Sequence[Observation]) -> Figures:
    minutes, work = 60 * HOURS, steps(core)
    _think(core, replace(coming[0], start=NOW, end=NOW))  # the models are loaded by now
    before, asked = core.beliefs(), core.store.counters().get("refused.mind.asked", 0.0)
    thinking, ticking = _Spent(core), _Spent(core)
    done = 0
    for minute in range(1, minutes + 1):
        now = NOW + timedelta(minutes=minute)
        with ticking:
            for at, name in due(PERIODS, now - timedelta(minutes=1), now):
                core.clock.advance(at)
                work[name]()
        core.clock.advance(now)
        for observation in coming[done : minute * len(coming) // minutes]:
            with thinking:
                _think(core, replace(observation, start=now, end=now))
            done += 1
    stand_for = 3600 * HOURS / EVERY_S / len(coming)
    used = stand_for * sum(thinking.seconds.values()) + sum(ticking.seconds.values())
    return {
        "beliefs_before": before,
        "beliefs_after": core.beliefs(),
        "observations": len(coming),
        "one_every_s": EVERY_S,
        "mind_asked": int(core.store.counters().get("refused.mind.asked", 0.0) - asked),
        # A thought in full, from the choice of lines to the stored belief.
        "cpu_ms_per_observation": {name: round(1000 * s / len(coming), 1) for name, s in thinking.seconds.items()},
        "wall_ms_per_observation": round(1000 * thinking.wall / len(coming), 1),
        "cpu_s_of_scheduled_steps": round(sum(ticking.seconds.values()), 1),
        "share_of_a_core": round(used / (3600 * HOURS), 4),
    }


def _think(core: Core, observation: Observation) -> None:
    """Store it with its job, and work until nothing is left to do."""
    core.store.add_observation(observation, [NewJob("infer", observation.start)])
    while core.infer(observation.start) is Outcome.DONE:
        pass


class _Spent:
    """Processor seconds by process, and by the clock, of what runs inside."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._before: dict[str, float] = {}
        self._started = 0.0
        self.seconds = {"daemon": 0.0, "mind": 0.0, "index": 0.0}
        self.wall = 0.0

    def __enter__(self) -> None:
        self._before, self._started = self._now(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._started
        for name, now in self._now().items():
            self.seconds[name] += now - self._before[name]

    def _now(self) -> dict[str, float]:
        children = {"mind": self._core.mind_worker.pid, "index": self._core.index_worker.pid}
        return {"daemon": time.process_time(), **{name: cpu_of(pid) if pid else 0.0 for name, pid in children.items()}}


def _seen(days: Sequence[Path]) -> tuple[list[Observation], User]:
    """What was read on these days, without a thought about it; and the first day's user."""
    found: list[Observation] = []
    for day in days:
        with life.begun() as home:
            core, user = home.core, read_user(day)
            if user is not None:
                core.set_user(user)
            for entry in read_manifest(day):
                loaded = load_frame(entry) if isinstance(entry, Entry) else None
                if isinstance(loaded, tuple):
                    frame: Frame = loaded[0]
                    core.ingest.take(frame, loaded[1])
            found += core.store.observations(newest_first=False)
    return found, read_user(days[0]) or User()


def _varied(seen: Sequence[Observation]) -> Iterator[Observation]:
    """The same observations again and again, each time with other numbers and other full names."""
    dice = np.random.default_rng(3)

    def digit(_found: re.Match[str]) -> str:
        return str(dice.integers(1, 10))

    def name(_found: re.Match[str]) -> str:
        return f"{FIRST[dice.integers(len(FIRST))]} {LAST[dice.integers(len(LAST))]}"

    for observation in cycle(seen):
        lines = tuple(
            replace(line, text=_DIGIT.sub(digit, _NAMED.sub(name, line.text)), header=_NAMED.sub(name, line.header))
            for line in observation.lines
        )
        yield replace(observation, id=None, lines=lines)
