"""One replay of a recorded day through a real daemon: how long a belief takes, what it costs in tokens and memory."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from pathlib import Path

from assistant import paths
from assistant.client import Client, connect
from tests.bench.tools import Figures, cpu_of, percentile
from tests.home import TestHome, children_of

LOOK_S = 0.5


def whole_day(day: Path) -> Figures:
    """Replay ``day`` once; see each figure's comment."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INKLING_HOME"] = folder
        home = paths.home()
        home.create()
        try:
            with connect(home, private=True) as daemon, connect(home) as asker, Memory(connect(home)) as memory:
                idle = memory.look()
                pid = TestHome(Path(folder)).daemon_pid()
                assert pid is not None
                started = time.monotonic()
                summary, latencies = _replay(daemon, asker, day)
                seconds = time.monotonic() - started
                used = sum(cpu_of(each) for each in (pid, *children_of(pid).values()))
                status = asker.call("status")
        finally:
            del os.environ["INKLING_HOME"]
    tokens = summary["tokens"]
    return {
        # From handing a frame over until the last belief that it gave is stored, of frames that gave any.
        "pixel_to_belief_p50_s": percentile(latencies, 50),
        "pixel_to_belief_p95_s": percentile(latencies, 95),
        "frames_with_beliefs": len(latencies),
        "tokens_per_changed_frame": round((tokens["prompt"] + tokens["completion"]) / max(1, summary["read"]), 1),
        "tokens": tokens,
        # Summed over daemon and children by what each says of itself, looked at twice a second.
        "pss_idle_mb": round(idle, 1),
        "pss_peak_mb": round(memory.peak, 1),
        "pss_after_mb": round(_pss(status), 1),
        # The most that each child ever took; not at the same instant.
        "peak_by_process_mb": {w["name"]: round(w.get("peak_mb", w["pss_mb"])) for w in status["workers"]},
        "replay_s": round(seconds, 1),
        "replay_cpu_s": round(used, 1),
        "seconds_by_stage": summary["seconds"],
    }


def _replay(daemon: Client, asker: Client, day: Path) -> tuple[Figures, list[float]]:
    """The summary, and the seconds of each frame that brought at least one belief."""
    latencies: list[float] = []
    summary: Figures = {}
    last, newest = time.monotonic(), 0
    for event in daemon.stream("replay", {"dir": str(day), "until_idle": True}):
        if event.event == "result":
            summary = event.data
        if event.event != "progress":
            continue
        now = time.monotonic()
        page = asker.call("propositions", {"limit": 1})["items"]
        known = page[0]["id"] if page else 0
        if known > newest:
            latencies.append(now - last)
        newest, last = max(newest, known), time.monotonic()
    return summary, latencies


class Memory:
    """Asks twice a second how much memory all processes take together, and remembers the most."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.peak = 0.0

    def look(self) -> float:
        """MiB of all processes now."""
        with self._lock:
            now = _pss(self._client.call("status"))
        self.peak = max(self.peak, now)
        return now

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self._client.close()

    def _watch(self) -> None:
        while not self._ending.wait(LOOK_S):
            self.look()


def _pss(status: Figures) -> float:
    return float(sum(worker["pss_mb"] for worker in status["workers"]))
