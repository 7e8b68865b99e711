"""How much memory a child takes, told through a file in memory that it shares with the daemon.

Nobody can look into a child from outside, and one that is inside a long native call cannot be asked. So a thread of
the child measures while a call lasts, and afterwards until the figure holds still; then it sleeps. Reading costs
the daemon nothing and never waits, whatever the child does.
"""

from __future__ import annotations

import math
import os
import struct
import threading
import time
from collections.abc import Mapping

FILE = "INKLING_GAUGE"
"""Environment variable with the number of the inherited file; absent where the system has none."""
EVERY_S = 0.5
STILL_MB = 1.0

_FIGURES = struct.Struct("<dd")


class Gauge:
    """The daemon's end: what the child wrote last. A child that was taken over can lie here and do nothing else."""

    def __init__(self) -> None:
        self.fd: int | None = os.memfd_create("gauge") if hasattr(os, "memfd_create") else None

    def read(self) -> tuple[float, float]:
        """MiB now and at most since the child's start; zeros before its first word."""
        # Not mapped: a child that cuts the file short would then stop the daemon by a bus error.
        told = b"" if self.fd is None else os.pread(self.fd, _FIGURES.size, 0)
        if len(told) != _FIGURES.size:
            return 0.0, 0.0
        now, peak = _FIGURES.unpack(told)
        return (now, peak) if math.isfinite(now) and math.isfinite(peak) else (0.0, 0.0)

    def __del__(self) -> None:
        """Closed with the last reference: a reader in another thread must never find the number used anew."""
        if self.fd is not None:
            os.close(self.fd)


class Meter:
    """The child's end. ``begin`` and ``end`` of each call come from the thread that serves."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        fd = (os.environ if environ is None else environ).get(FILE, "")
        self._fd = int(fd) if fd.isdigit() else None
        self._lock = threading.Lock()
        self._measured_at = 0.0
        self._now = self._peak = 0.0
        self._busy = False
        self._wake = threading.Event()
        if self._fd is not None:
            threading.Thread(target=self._watch, name="gauge", daemon=True).start()

    def begin(self) -> None:
        """A call begins."""
        self._busy = True
        self._wake.set()

    def end(self) -> float:
        """A call ends; MiB by a measurement that is a second old at most, since the kernel walks all pages for it."""
        self._busy = False
        return self._now if self._now and time.monotonic() - self._measured_at < 1.0 else self.measure()

    def measure(self) -> float:
        """MiB right now, written down for the daemon."""
        with self._lock:
            self._measured_at, self._now = time.monotonic(), pss_mb()
            self._peak = max(self._peak, self._now)
            if self._fd is not None:
                os.pwrite(self._fd, _FIGURES.pack(self._now, self._peak), 0)
            return self._now

    def _watch(self) -> None:
        while self._wake.wait():
            self._wake.clear()
            before = -math.inf
            # Freed memory goes back, and libraries go on loading, a while after an answer.
            while self._busy or abs(self._now - before) > STILL_MB:
                time.sleep(EVERY_S)
                before = self._now
                self.measure()


def pss_mb() -> float:
    """This process's proportional memory in MiB; 0 where the system does not tell it."""
    try:
        with open("/proc/self/smaps_rollup", "rb") as rollup:
            kib = next(int(line.split()[1]) for line in rollup if line.startswith(b"Pss:"))
    except (OSError, StopIteration):
        return 0.0
    return round(kib / 1024, 1)
