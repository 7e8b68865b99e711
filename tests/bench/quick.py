"""What somebody at the keyboard waits for: a short command, the first paint, a search."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.config import Settings
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.walls import open_level
from assistant.types import Evidence, Kind, Proposition, Tier
from tests.bench.tools import Figures, cpu_of, fresh_store, median, percentile, run_timed

COMMAND = str(Path(sys.executable).with_name("inkling"))

PEOPLE = [f"{a} {b}" for a in ("Anna", "Ben", "Chiara", "Dieter", "Elif", "Femi") for b in ("Weber", "Rossi", "Okoye")]
THINGS = ["budget", "invoice", "workshop", "garden plan", "contract", "slides", "train ticket", "survey", "recipe"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def version(rounds: int = 15) -> Figures:
    """``inkling --version`` as a whole process."""
    taken = [run_timed([COMMAND, "--version"]) for _ in range(rounds)]
    return {"median_ms": median([wall for wall, _ in taken]), "cpu_ms": median([cpu for _, cpu in taken])}


def private_daemon(rounds: int = 5) -> Figures:
    """``inkling propositions`` where no daemon runs: a private one is started, asked and ended."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INKLING_HOME"] = folder
        try:
            run_timed([COMMAND, "propositions"])
            taken = [run_timed([COMMAND, "propositions"]) for _ in range(rounds)]
        finally:
            del os.environ["INKLING_HOME"]
    return {"median_ms": median([wall for wall, _ in taken]), "cpu_ms": median([cpu for _, cpu in taken])}


def first_paint(rounds: int = 7) -> Figures:
    """From the start of the terminal app's process until its first screen is painted; a daemon runs."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "INKLING_HOME": folder, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
        environment.pop("DISPLAY", None)
        subprocess.run([COMMAND, "start"], env=environment, capture_output=True, check=True)
        try:
            taken = [_paint(environment) for _ in range(rounds)]
        finally:
            subprocess.run([COMMAND, "stop"], env=environment, capture_output=True, check=False)
    return {"median_ms": median([wall for wall, _ in taken]), "cpu_ms": median([cpu for _, cpu in taken])}


def _paint(environment: dict[str, str]) -> tuple[float, float]:
    """Until words stand on the alternate screen: milliseconds by the clock, and of processor time."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(COMMAND, [COMMAND], environment)
    started, seen = time.perf_counter(), b""
    while time.perf_counter() - started < 20:
        seen += os.read(terminal, 65536)
        if b"\x1b[?1049h" in seen and re.search(rb"Inkling", seen.split(b"\x1b[?1049h", 1)[1]):
            break
    spent = time.perf_counter() - started
    os.kill(process, 9)
    os.close(terminal)
    _, _, used = os.wait4(process, 0)
    return 1000 * spent, 1000 * (used.ru_utime + used.ru_stime)


def search(beliefs: int = 10_000, queries: int = 60) -> Figures:
    """One hybrid search at this many beliefs, the query's embedding included; ``cpu_ms`` of daemon and index child."""
    with tempfile.TemporaryDirectory() as folder, fresh_store(Path(folder)) as store:
        core = Core(store, Settings(), open_level(), Changes())
        try:
            _believe(core, beliefs)
            core.recall.search("warm up", 10)
            while any(space["state"] == "filling" for space in core.index.probe()["spaces"].values()):
                time.sleep(0.5)
            pid = core.index_worker.pid
            assert pid is not None
            spent, used = [], time.process_time() + cpu_of(pid)
            for number in range(queries):
                query = f"what about the {THINGS[number % len(THINGS)]} for {PEOPLE[number % len(PEOPLE)]}, {number}?"
                started = time.perf_counter()
                core.recall.search(query, 10)
                spent.append(1000 * (time.perf_counter() - started))
            used = time.process_time() + cpu_of(pid) - used
        finally:
            core.close()
    return {
        "beliefs": beliefs,
        "p50_ms": percentile(spent, 50),
        "p95_ms": percentile(spent, 95),
        "cpu_ms": round(1000 * used / queries, 1),
    }


def _believe(core: Core, beliefs: int) -> None:
    """Fill the store and the index with so many beliefs."""
    dice = np.random.default_rng(7)

    def pick(some: list[str]) -> str:
        return some[dice.integers(len(some))]

    now = datetime.now(UTC)
    with core.store.transaction():
        for number in range(beliefs):
            text = f"{pick(PEOPLE)} asked the user to send the {pick(THINGS)} number {number} by {pick(DAYS)}."
            evidence = Evidence(None, text, True, Tier.SEEN, now)
            core.store.add_proposition(Proposition(text, Kind.TASK, 0.8, Tier.SEEN, (evidence,), now, now))
    while core.store.missing_vectors("proposition", 1):
        core.sync_index()
