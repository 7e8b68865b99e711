"""A pseudo terminal with the app on it; run as a script, it measures the first paint."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import statistics
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0


class Terminal:
    """A program on a pseudo terminal of 80x24."""

    def __init__(self, *arguments: str) -> None:
        self.output = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
            os.execve(sys.executable, [sys.executable, "-m", "tests.tui.on_a_terminal", *arguments], environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read_until(self, predicate: Callable[[bytes], object]) -> None:
        """Collect output until ``predicate`` holds of all of it."""
        end = time.monotonic() + SECONDS
        while not predicate(self.output):
            assert time.monotonic() < end, self.output[-2000:]
            if select.select([self._fd], [], [], 0.2)[0]:
                try:
                    self.output += os.read(self._fd, 65536)
                except OSError:  # The program has ended.
                    assert predicate(self.output), self.output[-2000:]
                    return

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def end(self) -> int:
        """Press q; everything written until the program has gone, and its exit status."""
        self.press("q")
        self.read_until(lambda output: output.endswith(b"\x1b[?1004l") or b"\x1b[?1004l" in output[-400:])
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self._fd)
        return status


def first_paint() -> float:
    """Seconds from the start of the process until state and content of the first screen are written."""
    start = time.perf_counter()
    terminal = Terminal()
    terminal.read_until(lambda output: b"capturing" in output and b"Send Anna" in output)
    seconds = time.perf_counter() - start
    terminal.end()
    return seconds


if __name__ == "__main__":
    runs = [first_paint() for _ in range(5)]
    sys.stdout.write(json.dumps({"tui_first_paint_s": round(statistics.median(runs), 3)}) + "\n")
