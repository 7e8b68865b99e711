"""What really reaches a terminal: our title, and no byte that the daemon's text chose."""

from __future__ import annotations

import os
import re

import pytest

from tests.tui.terminal import Terminal


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
