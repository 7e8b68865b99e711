"""From lines to observations: what was newly seen in each window of one frame."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.privacy import known
from assistant.privacy.exclusion import programs
from assistant.reading.folding import fold
from assistant.types import Frame, Line, Observation, Window

_FULL_SCREEN = re.compile(r"\b(?:n?vim?|nano|emacs|helix|micro|(?:neo)?mutt|alpine|aerc|irssi|weechat)\b(?!\.)", re.I)
_LEAST = 8
"""Letters and digits from which on a line of a terminal is known again as a piece of another."""


def observe(
    frame: Frame,
    lines_by_window: Mapping[Window, Sequence[Line]],
    displayed: frozenset[str] = frozenset(),
    printed: Sequence[str] = (),
) -> tuple[Observation, ...]:
    """One observation a window that has new lines, topmost first.

    The lines come filtered: without secrets, with their tiers. Those equal to a text that Inkling itself
    displayed are left out, whatever window shows them; in a terminal also pieces of ``printed``, folded lines that
    commands put out: a terminal wraps them. The frame's time dates the observation.
    """
    echoes = frozenset(fold(text) for text in displayed)
    found: list[Observation] = []
    for window in frame.windows or ():
        lines = tuple(line for line in lines_by_window.get(window, ()) if fold(line.text) not in echoes)
        if lines and printed and _is_shell(window):
            put_out = "\n".join(printed)
            lines = tuple(line for line in lines if not _piece(fold(line.text), put_out))
        if lines:
            found.append(
                Observation(
                    start=frame.time,
                    end=frame.time,
                    app=window.app,
                    title=window.title,
                    monitor=frame.monitor,
                    lines=lines,
                    file=frame.file,
                    focused=window.focused,
                )
            )
    return tuple(found)


def _is_shell(window: Window) -> bool:
    """A terminal in which commands print; what an editor or a mail program in one shows is somebody's text."""
    return bool(programs(window.app) & known.TERMINALS) and _FULL_SCREEN.search(window.title) is None


def _piece(folded: str, put_out: str) -> bool:
    """Whether a line is a piece of what was put out; shorter ones may stand there by chance."""
    return len(folded) >= _LEAST and folded in put_out
