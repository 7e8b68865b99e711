"""The window list of an X display: what lies where, topmost first, with popups that window managers do not list.

The stacking order comes from the root's own children (QueryTree), because EWMH's client list leaves out
override-redirect windows: menus, tooltips and toasts. Names come from the client inside each frame (EWMH, ICCCM);
the rectangle is the frame's, since a title bar shows the title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from Xlib import X

from assistant.capture import x11
from assistant.capture.clients import Client, Names, find_clients, read_clients
from assistant.capture.popups import popup_window
from assistant.errors import DisplayError
from assistant.types import Box, Window

ALPHA_DEPTH = 32
"""Bits of a pixel that has an alpha channel."""
UPPER = 160
"""Pixels below a window's upper edge that hold its title bar, tabs and toolbar."""


class PrivateWindows(Protocol):
    """Knows which browser windows are private where the title does not tell."""

    def judge(self, clients: Sequence[Client], uncovered: Collection[int]) -> dict[int, bool | None]:
        """Private, ordinary, or not known, by window id; must answer within a fraction of a second.

        ``uncovered`` are the ids of the windows whose upper part no other window covers.
        """
        ...

    def close(self) -> None:
        """Let go of what it holds; it may be asked again."""
        ...


@dataclass(frozen=True, slots=True)
class _Top:
    """A visible child of the root."""

    id: int
    box: Box
    alpha: bool
    """Its pixels have an alpha channel."""
    client: int | None
    """The managed window inside, if there is one."""


class WindowList:
    """Lists the windows of one X display; belongs to one thread."""

    def __init__(self, display: str, private: PrivateWindows | None = None) -> None:
        self._display = display
        self._private = private
        self._connection: Any = None
        self._names: Names | None = None

    def list(self) -> tuple[Window, ...]:
        """Every window that may show pixels, topmost first, in root coordinates.

        A popup that belongs to no listed window has neither app nor title, so that it is treated as unknown.
        Raises :class:`DisplayError`, after which the next call connects anew.
        """
        try:
            with x11.display_errors():
                if self._connection is None or self._names is None:
                    self._connection = x11.connect(self._display)
                    self._names = Names(self._connection)
                return self._list(self._names)
        except DisplayError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the display; :meth:`list` may be called again."""
        if self._connection is not None:
            x11.disconnect(self._connection)
        self._connection = None
        if self._private is not None:
            self._private.close()

    def _list(self, names: Names) -> tuple[Window, ...]:
        pipeline = x11.Pipeline(self._connection)
        root = self._connection.screen().root
        listed, active, desktop = pipeline.properties(
            [(root.id, atom) for atom in (names.client_list, names.active_window, names.current_desktop)]
        )
        tops = self._tops(pipeline, names, root, None if listed is None else set(listed))
        clients = read_clients(pipeline, names, [(top.client or top.id, top.box, top.alpha) for top in tops])
        here = None if not desktop else int(desktop[0])
        focused = int(active[0]) if active else self._focus()
        managed = [clients[top.client] for top in tops if top.client in clients]
        judged = self._private.judge(managed, _uncovered(tops)) if self._private else {}
        windows = {each.id: _window(each, focused, judged.get(each.id)) for each in managed}
        composited = bool(self._connection.get_selection_owner(names.compositor))
        result = []
        for top in tops:
            if top.client is None:
                result.append(popup_window(clients.get(top.id), top.box, managed, windows))
            elif top.client in clients and clients[top.client].shown_on(here):
                result.append(windows[top.client])
        return tuple(result) if composited else tuple(replace(window, see_through=False) for window in result)

    def _tops(self, pipeline: x11.Pipeline, names: Names, root: Any, listed: set[int] | None) -> Sequence[_Top]:
        """The root's visible children, topmost first, each with its managed window."""
        children = pipeline.children([root.id])[0][::-1]
        attributes, geometries = pipeline.attributes(children), pipeline.geometries(children)
        whole = root.get_geometry()
        seen: dict[int, tuple[Box, bool]] = {}
        popups: set[int] = set()
        for child, attribute, geometry in zip(children, attributes, geometries, strict=True):
            if attribute is None or geometry is None:
                continue
            if attribute.map_state != X.IsViewable or attribute.win_class != X.InputOutput:
                continue
            box = _outer(geometry)
            # Window managers keep windows of one pixel for their own ends.
            if geometry.width * geometry.height > 1 and not x11.empty(x11.clip(box, (0, 0, whole.width, whole.height))):
                seen[child] = (box, geometry.depth == ALPHA_DEPTH)
                if attribute.override_redirect:
                    popups.add(child)
        clients = find_clients(pipeline, names, list(seen), listed)
        if listed is None:
            # Perhaps there is no window manager at all: then a window is its own frame.
            clients = {child: child for child in seen if child not in popups} | clients
        return [_Top(child, box, alpha, clients.get(child)) for child, (box, alpha) in seen.items()]

    def _focus(self) -> int:
        """The window with the keyboard where the window manager does not say; 0 where there is none."""
        focus = self._connection.get_input_focus().focus
        return 0 if isinstance(focus, int) else int(focus.id)


def to_monitor(windows: Iterable[Window], monitor: Box) -> tuple[Window, ...]:
    """The windows that reach into a monitor, in the pixels of that monitor's image."""
    return tuple(
        replace(window, x=window.x - monitor[0], y=window.y - monitor[1])
        for window in windows
        if not x11.empty(x11.clip(window.box, monitor))
    )


def _outer(geometry: Any) -> Box:
    """A child of the root with its border."""
    border = 2 * geometry.border_width
    return (geometry.x, geometry.y, geometry.x + geometry.width + border, geometry.y + geometry.height + border)


def _uncovered(tops: Sequence[_Top]) -> set[int]:
    """The managed windows whose upper part, where toolbars are, nothing covers."""
    found = set()
    for number, top in enumerate(tops):
        x0, y0, x1, y1 = top.box
        upper = (x0, y0, x1, min(y1, y0 + UPPER))
        if top.client is not None and all(x11.empty(x11.clip(above.box, upper)) for above in tops[:number]):
            found.add(top.client)
    return found


def _window(client: Client, focused: int, private: bool | None) -> Window:
    x0, y0, x1, y1 = client.box
    return Window(
        app=client.app,
        title=client.title,
        x=x0,
        y=y0,
        width=x1 - x0,
        height=y1 - y0,
        focused=client.id == focused,
        private=private,
        see_through=client.see_through,
    )
