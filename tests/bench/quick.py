"""What somebody at the keyboard waits for: a short command, the first paint."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.tools import Figures, median, run_timed

COMMAND = str(Path(sys.executable).with_name("inkling"))


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
