"""What every part of this room needs from an X server: a connection, its monitors, pipelined questions.

python-xlib is pure Python and silent about lost servers until it is asked something, so every failure
is turned into :class:`DisplayError` here, once. A connection belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import Xlib.display
from Xlib import error as xerror
from Xlib.ext import randr
from Xlib.protocol import request

from assistant.errors import DisplayError
from assistant.types import Box

HINT = "Inkling goes on by itself when the display is back."


@contextmanager
def display_errors() -> Iterator[None]:
    """Turn whatever a lost or refusing X server raises into :class:`DisplayError`."""
    try:
        yield
    except DisplayError:
        raise
    except (xerror.DisplayError, xerror.ConnectionClosedError, xerror.XError, OSError, EOFError) as problem:
        raise DisplayError(f"The display does not answer ({type(problem).__name__}).", HINT) from problem
    except (AssertionError, AttributeError, KeyError, ValueError, TypeError) as problem:
        # A half-dead connection makes python-xlib and mss stumble over their own state.
        raise DisplayError(f"The display connection broke ({type(problem).__name__}).", HINT) from problem


def connect(display: str) -> Any:
    """A connection to the X server called ``display``, as ``Xlib.display.Display``; raises :class:`DisplayError`."""
    with display_errors():
        connection = Xlib.display.Display(display)
        # The default handler prints to stderr; a window that vanishes between two questions is no news.
        connection.set_error_handler(lambda *_: None)
        return connection


def disconnect(connection: Any) -> None:
    """Close a connection that may already be dead."""
    with suppress(Exception):
        connection.close()


def monitors(connection: Any) -> tuple[Box, ...]:
    """Every active monitor's rectangle in root coordinates, in the server's order; the whole screen if it has none."""
    with display_errors():
        root = connection.screen().root
        whole = root.get_geometry()
        everything: Box = (0, 0, whole.width, whole.height)
        if not connection.has_extension(randr.extname):
            return (everything,)
        reply = root.xrandr_get_monitors()
        found = [(m.x, m.y, m.x + m.width_in_pixels, m.y + m.height_in_pixels) for m in reply.monitors]
        inside = [clip(box, everything) for box in found]
        # Mirrored monitors have one rectangle: reading it twice would see everything twice.
        return tuple(dict.fromkeys(box for box in inside if not empty(box))) or (everything,)


def clip(box: Box, bounds: Box) -> Box:
    """The part of ``box`` that lies inside ``bounds``; possibly empty."""
    return (max(box[0], bounds[0]), max(box[1], bounds[1]), min(box[2], bounds[2]), min(box[3], bounds[3]))


def inside(box: Box | None, monitor: Box) -> Box | None:
    """``box`` in the pixels of ``monitor``; None where its middle lies elsewhere."""
    if box is None:
        return None
    x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    if not (monitor[0] <= x < monitor[2] and monitor[1] <= y < monitor[3]):
        return None
    return (box[0] - monitor[0], box[1] - monitor[1], box[2] - monitor[0], box[3] - monitor[1])


def empty(box: Box) -> bool:
    """Whether a rectangle holds no pixel."""
    return box[2] <= box[0] or box[3] <= box[1]


class Pipeline:
    """Sends many questions before it reads the first answer: a window list in one round trip instead of a hundred.

    An answer is None when its window has vanished meanwhile.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def geometries(self, windows: Sequence[int]) -> list[Any]:
        """``x, y, width, height, border_width, depth`` of each window, relative to its parent."""
        display = self._connection.display
        return _answers([request.GetGeometry(display=display, defer=True, drawable=window) for window in windows])

    def attributes(self, windows: Sequence[int]) -> list[Any]:
        """``map_state, win_class, override_redirect`` of each window."""
        display = self._connection.display
        asked = [request.GetWindowAttributes(display=display, defer=True, window=window) for window in windows]
        return _answers(asked)

    def children(self, windows: Sequence[int]) -> list[list[int]]:
        """Each window's children, lowest first."""
        display = self._connection.display
        asked = [request.QueryTree(display=display, defer=True, window=window) for window in windows]
        return [[child.id for child in answer.children] if answer else [] for answer in _answers(asked)]

    def properties(self, pairs: Sequence[tuple[int, int]]) -> list[Any]:
        """The value of each (window, atom) property: bytes, an array of numbers, or None where there is none."""
        display = self._connection.display
        asked = [
            request.GetProperty(
                display=display,
                defer=True,
                delete=0,
                window=window,
                property=atom,
                type=0,
                long_offset=0,
                long_length=1024,
            )
            for window, atom in pairs
        ]
        return [_value(answer) for answer in _answers(asked)]


def _value(answer: Any) -> Any:
    """A property's payload without its envelope."""
    if answer is None or not answer.property_type:
        return None
    return answer.value[1]


def _answers(asked: Sequence[Any]) -> list[Any]:
    """Collect the answers in order; a vanished window gives None, a lost server raises."""
    answers: list[Any] = []
    for question in asked:
        try:
            question.reply()
        except xerror.XError:
            answers.append(None)
        else:
            answers.append(question)
    return answers
