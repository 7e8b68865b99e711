"""Recall in a store of many beliefs: what a question takes, and what the comparison of each new belief takes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.config import Settings
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.think import DORMANT, RELATED
from assistant.daemon.walls import open_level
from tests.bench.beliefs import Writer, believe, questions
from tests.bench.tools import Figures, cpu_of, fresh_store, percentile

LONGEST_FILL_S = 600.0


@contextmanager
def believing(beliefs: int) -> Iterator[Core]:
    """A core that holds so many beliefs, with its index child."""
    with tempfile.TemporaryDirectory(prefix="inkling-bench-") as folder, fresh_store(Path(folder)) as store:
        core = Core(store, Settings(), open_level(), Changes())
        try:
            believe(core, beliefs)
            yield core
        finally:
            core.close()


def search(beliefs: int = 100_000, queries: int = 200) -> Figures:
    """One hybrid search at this many beliefs, the question's embedding included, each question asked once.

    ``fill_s``: until the first answer by meaning after the index child was started. ``exact``: while Chroma is still
    being filled in the background, which questions hold up; then with Chroma. ``cpu_ms`` of daemon and index child.
    """
    with believing(beliefs) as core:
        core.index_worker.stop()
        started = time.perf_counter()
        core.recall.search("warm up", 10)
        filled = time.perf_counter() - started
        asked = list(questions(3 * queries))
        exact = _measured(core, lambda text: core.recall.search(text, 10), asked[:queries])
        settled = _settle(core)
        body = _measured(core, lambda text: core.recall.search(text, 10), asked[queries : 2 * queries])
        writer = Writer(99)
        compared = _measured(
            core, lambda text: core.recall.propositions(text, RELATED, DORMANT), [writer.belief()[0] for _ in asked]
        )
    return {
        "beliefs": beliefs,
        **body,
        "fill_s": round(filled, 1),
        "exact": exact,
        "chroma_ready": settled,
        "compare_new_belief": compared,
    }


def _measured(core: Core, ask: Callable[[str], object], texts: Iterable[str]) -> Figures:
    pid = core.index_worker.pid
    assert pid is not None
    spent, used = [], time.process_time() + cpu_of(pid)
    for text in texts:
        started = time.perf_counter()
        ask(text)
        spent.append(1000 * (time.perf_counter() - started))
    used = time.process_time() + cpu_of(pid) - used
    return {
        "p50_ms": percentile(spent, 50),
        "p95_ms": percentile(spent, 95),
        "cpu_ms": round(1000 * used / len(spent), 1),
    }


def _settle(core: Core) -> bool:
    """Wait until Chroma has caught up; whether it has."""
    end = time.monotonic() + LONGEST_FILL_S
    while time.monotonic() < end:
        if all(space["state"] in ("ready", "empty") for space in core.index.probe()["spaces"].values()):
            return True
        time.sleep(2.0)
    return False
