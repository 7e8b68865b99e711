"""What really reaches a terminal: our title, and no byte that the daemon's text chose."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a pseudo terminal")
def test_title_is_ours_while_we_run() -> None:
    """The window's title says Inkling before anything is shown, so it is never read, and is given back at the end."""
    terminal = Terminal()
    terminal.read_until(lambda output: b"Send Anna" in output)
    assert terminal.output.index(b"\x1b[22;2t\x1b]2;Inkling\x07") < terminal.output.index(b"Send Anna")
    assert terminal.end() == 0
    assert terminal.output.rindex(b"\x1b]2;\x07\x1b[23;2t") > terminal.output.rindex(b"Send Anna")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a pseudo terminal")
def test_defect_20_text_of_the_screen_reaches_no_terminal_control() -> None:
    """With an escape payload in every field, the bytes on the terminal hold no clipboard order and no other title."""
    terminal = Terminal("hostile")
    terminal.read_until(lambda output: output.count(b"CLICK") > 4)
    for key in "235":
        seen = len(terminal.output)
        terminal.press(key)
        terminal.read_until(lambda output, seen=seen: b"CLICK" in output[seen:])  # type: ignore[misc]
    assert terminal.end() == 0
    strings = re.findall(rb"\x1b[\]PX^_][^\x07\x1b]*", terminal.output)
    assert set(strings) <= {b"\x1b]2;Inkling", b"\x1b]2;", b"\x1b]22;default"}  # The last is Textual's pointer shape.
    assert b"\xc2\x9b" not in terminal.output
    assert b"\x1b[2J" not in terminal.output
