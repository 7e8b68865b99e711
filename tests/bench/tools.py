"""What every measurement needs: the machine, processor time of other processes, medians, fresh stores."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from assistant import paths
from assistant.store import Store, keys

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


def cpu_of(pid: int) -> float:
    """Processor seconds that a living process has used, in steps of a hundredth."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_timed(command: list[str]) -> tuple[float, float]:
    """Milliseconds of a process from its start to its end: by the clock, and of processor time."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    started = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed.")
    return 1000 * (time.perf_counter() - started), 1000 * (used.ru_utime + used.ru_stime)


def cpu_ms(work: Callable[[], object]) -> float:
    """Milliseconds of this process's processor time for one piece of work."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def median(values: list[float]) -> float:
    """The middle one, rounded."""
    return round(statistics.median(values), 2)


def percentile(values: list[float], share: int) -> float | None:
    """By linear interpolation, rounded; None of nothing."""
    return round(float(np.percentile(values, share)), 2) if values else None


@contextmanager
def fresh_store(folder: Path) -> Iterator[Store]:
    """An empty encrypted store under ``folder``."""
    home = paths.home({"INKLING_HOME": str(folder / "home")})
    home.create()
    with Store.open(home, keys.create(home), create=True) as store:
        yield store
