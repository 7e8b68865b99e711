"""From lines to observations: what was newly seen in each window of one frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.reading.folding import fold
from assistant.types import Frame, Line, Observation, Window


def observe(
    frame: Frame,
    lines_by_window: Mapping[Window, Sequence[Line]],
    displayed: frozenset[str] = frozenset(),
) -> tuple[Observation, ...]:
    """One observation a window that has new lines, topmost first.

    The lines come filtered: without secrets, with their tiers. Those equal to a text that Inkling itself
    displayed are left out, whatever window shows them. The frame's time dates the observation.
    """
    echoes = frozenset(fold(text) for text in displayed)
    found: list[Observation] = []
    for window in frame.windows or ():
        lines = tuple(line for line in lines_by_window.get(window, ()) if fold(line.text) not in echoes)
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
