"""``make bench``: what Inkling costs on this machine. One JSON object on stdout, a table on stderr.

Every figure is a median or a percentile of several runs in one process or one home; CPU figures are process time.
Ratios compare two ways side by side in the same run. Nothing here is a test: figures inform, they do not fail.
"""

from __future__ import annotations

import json
import os
import platform
import pty
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from assistant import catalog, paths
from assistant.client import connect
from assistant.config import Settings, User
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.recording import Entry, load_frame, read_manifest
from assistant.daemon.walls import open_level
from assistant.privacy import masking
from assistant.privacy.exclusion import Rules
from assistant.reading import changes
from assistant.store import Store, keys
from assistant.types import Evidence, Frame, Kind, Pixels, Proposition, Tier, Window
from assistant.workers import Worker

Figures = dict[str, Any]


def machine() -> Figures:
    """What the figures were taken on."""
    cpu = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = next(int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line)
    usable = len(os.sched_getaffinity(0))
    return {"cpu": cpu, "cores": usable, "memory_gb": round(memory / 2**20, 1), "python": platform.python_version(),
            "system": f"{platform.system()} {platform.release()}"}  # fmt: skip


def unchanged_frame(rounds: int = 40) -> Figures:
    """CPU milliseconds of one unchanged 1080p frame: mask, compare, extend, commit."""
    noise = np.random.default_rng(1).integers(0, 255, 1080 * 1920 * 4, dtype=np.uint8)
    pixels = Pixels(1920, 1080, noise.tobytes())
    again = Pixels(1920, 1080, noise.copy().tobytes())
    window = Window("xterm", "bench", 0, 0, 1920, 1080, focused=True)
    rules = Rules(recorded=True)
    with tempfile.TemporaryDirectory() as folder, _store(Path(folder)) as store:
        compare, whole = [], []
        for number in range(rounds):
            frame = Frame(datetime.now(UTC) + timedelta(seconds=number), 1, again, (window,))
            started = time.process_time()
            masked = masking.mask(frame, rules)
            assert masked.frame is not None
            assert not changes.regions(pixels, masked.frame.pixels)
            compared = time.process_time()
            store.mark_frame("live", frame.time, 1)
            compare.append(1000 * (compared - started))
            whole.append(1000 * (time.process_time() - started))
    return {"compare_ms": _median(compare), "with_commit_ms": _median(whole), "target_ms": 5}


def reading(day: Path) -> Figures:
    """CPU seconds of the reader over a day, by changed regions and by whole changed frames, in one child each."""
    frames = [loaded[0] for line in read_manifest(day) if isinstance(line, Entry)
              and not hasattr(loaded := load_frame(line), "reason")]  # fmt: skip
    rules = Rules(recorded=True)
    masked = [m.frame for frame in frames if (m := masking.mask(frame, rules)).frame is not None]
    return {"regions_cpu_s": _read_cpu(masked, whole=False), "whole_cpu_s": _read_cpu(masked, whole=True)}


def _read_cpu(frames: list[Frame], *, whole: bool) -> float:
    from assistant.reading.screen import Screen
    from assistant.reading.step import reply, request, step

    worker = _child("reader")
    try:
        worker.call("stats")
        started = _cpu(worker)
        previous: Pixels | None = None
        screen = Screen()

        def ocr(regions: list[tuple[Any, bytes]]) -> list[Any]:
            result, _ = worker.call("read", *request(regions))
            return reply(result)

        for frame in frames:
            if whole:
                if changes.regions(previous, frame.pixels):
                    ocr([((0, 0, frame.pixels.width, frame.pixels.height), frame.pixels.data)])
            else:
                screen = step(screen, previous, frame, ocr, User()).screen
            previous = frame.pixels
        return round(_cpu(worker) - started, 2)
    finally:
        worker.stop()


def _child(name: str) -> Worker:
    environment = {"INKLING_THREADS": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"}
    return Worker(
        name, [sys.executable, "-I", "-m", "assistant", "_child", name], deadline=120, environment=environment
    )


def _cpu(worker: Worker) -> float:
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def whole_day(day: Path) -> Figures:
    """One replay of a day: pixel-to-belief times, tokens, and memory by what each process says of itself."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INKLING_HOME"] = folder
        home = paths.home()
        home.create()
        latencies: list[float] = []
        peak, idle = 0.0, 0.0
        with connect(home, private=True) as daemon, connect(home) as watcher:
            idle = _pss(watcher.call("status"))
            last, beliefs = time.monotonic(), 0
            summary: Figures = {}
            for event in daemon.stream("replay", {"dir": str(day), "until_idle": True}):
                now = time.monotonic()
                if event.event == "progress":
                    if event.data["propositions"] != beliefs:
                        latencies.append(now - last)
                    beliefs, last = event.data["propositions"], now
                    peak = max(peak, _pss(watcher.call("status")))
                elif event.event == "result":
                    summary = event.data
            status = watcher.call("status")
    del os.environ["INKLING_HOME"]
    read = max(1, summary["read"])
    tokens = summary["tokens"]
    return {
        "pixel_to_belief_p50_s": _percentile(latencies, 50),
        "pixel_to_belief_p95_s": _percentile(latencies, 95),
        "tokens_per_changed_frame": round((tokens["prompt"] + tokens["completion"]) / read, 1),
        "tokens": tokens,
        "pss_idle_mb": round(idle, 1),
        "pss_after_mb": round(_pss(status), 1),
        "pss_peak_mb": round(peak, 1),
        "pss_by_process_mb": {w["name"]: round(w["pss_mb"], 1) for w in status["workers"]},
        "seconds": summary["seconds"],
    }


def _pss(status: Figures) -> float:
    return float(sum(worker["pss_mb"] for worker in status["workers"]))


def search(beliefs: int = 10_000, queries: int = 60) -> Figures:
    """Milliseconds of one hybrid search at this many beliefs, the query's embedding included."""
    rng = np.random.default_rng(7)
    people = [
        f"{a} {b}" for a in ("Anna", "Ben", "Chiara", "Dieter", "Elif", "Femi") for b in ("Weber", "Rossi", "Okoye")
    ]
    things = ["budget", "invoice", "workshop", "garden plan", "contract", "slides", "train ticket", "survey", "recipe"]
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    words = [
        f"{people[rng.integers(len(people))]} asked the user to send the {things[rng.integers(len(things))]}"
        f" number {number} by {days[rng.integers(len(days))]}."
        for number in range(beliefs)
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder))
        core = Core(store, Settings(), open_level(), Changes())
        try:
            now = datetime.now(UTC)
            with store.transaction():
                for text in words:
                    evidence = Evidence(None, text, True, Tier.SEEN, now)
                    store.add_proposition(Proposition(text, Kind.TASK, 0.8, Tier.SEEN, (evidence,), now, now))
            while store.missing_vectors("proposition", 1):
                core.sync_index()
            core.recall.search("warm up", 10)
            time.sleep(3)
            spent = []
            for number in range(queries):
                query = f"what about the {things[number % len(things)]} for {people[number % len(people)]}, {number}?"
                started = time.perf_counter()
                core.recall.search(query, 10)
                spent.append(1000 * (time.perf_counter() - started))
        finally:
            core.close()
    return {"beliefs": beliefs, "p50_ms": _percentile(spent, 50), "p95_ms": _percentile(spent, 95), "target_p95_ms": 25}


def version(rounds: int = 15) -> Figures:
    """Milliseconds of ``inkling --version`` as a whole process."""
    command = [str(Path(sys.executable).with_name("inkling")), "--version"]
    spent = [_timed(lambda: subprocess.run(command, capture_output=True, check=True)) for _ in range(rounds)]
    return {"median_ms": _median(spent), "target_ms": 120}


def first_paint(rounds: int = 5) -> Figures:
    """Milliseconds from the start of the terminal app's process until its first screen is painted."""
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "INKLING_HOME": folder, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
        command = str(Path(sys.executable).with_name("inkling"))
        subprocess.run([command, "start"], env=environment, capture_output=True, check=True)
        try:
            spent = [_paint(command, environment) for _ in range(rounds)]
        finally:
            subprocess.run([command, "stop"], env=environment, capture_output=True, check=False)
    return {"median_ms": _median(spent), "target_ms": 700}


def _paint(command: str, environment: dict[str, str]) -> float:
    """Until "Inkling" stands on the terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(command, [command], environment)
    started, seen = time.perf_counter(), b""
    try:
        while time.perf_counter() - started < 20:
            seen += os.read(terminal, 65536)
            # Painted means the alternate screen with words of ours on it.
            if b"\x1b[?1049h" in seen and re.search(rb"Inkling", seen.split(b"\x1b[?1049h", 1)[1]):
                return 1000 * (time.perf_counter() - started)
        raise SystemExit("The terminal app painted nothing within 20 seconds.")
    finally:
        os.kill(process, 15)
        os.close(terminal)
        os.waitpid(process, 0)


def _store(folder: Path) -> Store:
    home = paths.home({"INKLING_HOME": str(folder / "home")})
    home.create()
    return Store.open(home, keys.create(home), create=True)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 2)


def _percentile(values: list[float], share: int) -> float | None:
    return round(float(np.percentile(values, share)), 2) if values else None


def main() -> None:
    """Take every figure and print them."""
    day = paths.sample_day()
    assert catalog.load()
    parts: list[tuple[str, Callable[[], Figures]]] = [
        ("version", version),
        ("unchanged_frame", unchanged_frame),
        ("search", search),
        ("first_paint", first_paint),
        ("reading", lambda: reading(day)),
        ("sample_day", lambda: whole_day(day)),
    ]
    wanted = sys.argv[1:]
    body: Figures = {"machine": machine(), "load_before": os.getloadavg()[0]}
    for name, take in parts:
        if wanted and name not in wanted:
            continue
        sys.stderr.write(f"{name} ...\n")
        body[name] = take()
        for key, value in body[name].items():
            sys.stderr.write(f"  {key:<28} {value}\n")
    if "reading" in body:
        body["reading"]["share"] = round(body["reading"]["regions_cpu_s"] / body["reading"]["whole_cpu_s"], 3)
        sys.stderr.write(f"  reading share of whole frames  {body['reading']['share']} (target 0.333)\n")
    sys.stdout.write(json.dumps(body, indent=1) + "\n")


if __name__ == "__main__":
    main()
