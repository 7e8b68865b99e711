"""What a program tells about its windows: class, title, kind, owner. Nothing here is trusted, only repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.capture.x11 import Pipeline
from assistant.types import Box

ALL_DESKTOPS = 0xFFFFFFFF
DEPTH = 3
"""How far below a frame window managers put the program's window."""

WIDEST_SHADOW = 64
"""Pixels."""


class Names:
    """The atoms of one connection, asked for once."""

    def __init__(self, connection: Any) -> None:
        def atom(name: str) -> int:
            return int(connection.intern_atom(name))

        self.client_list = atom("_NET_CLIENT_LIST")
        self.active_window = atom("_NET_ACTIVE_WINDOW")
        self.current_desktop = atom("_NET_CURRENT_DESKTOP")
        self.compositor = atom(f"_NET_WM_CM_S{connection.get_default_screen()}")
        self.wm_state = atom("WM_STATE")
        self.described = {
            "wm_class": atom("WM_CLASS"),
            "name": atom("_NET_WM_NAME"),
            "old_name": atom("WM_NAME"),
            "kind": atom("_NET_WM_WINDOW_TYPE"),
            "state": atom("_NET_WM_STATE"),
            "desktop": atom("_NET_WM_DESKTOP"),
            "pid": atom("_NET_WM_PID"),
            "transient_for": atom("WM_TRANSIENT_FOR"),
            "extents": atom("_GTK_FRAME_EXTENTS"),
            "opacity": atom("_NET_WM_WINDOW_OPACITY"),
            "opaque": atom("_NET_WM_OPAQUE_REGION"),
        }
        self.hidden = atom("_NET_WM_STATE_HIDDEN")
        self.shaded = atom("_NET_WM_STATE_SHADED")
        self.kinds = {
            atom("_NET_WM_WINDOW_TYPE_DESKTOP"): "desktop",
            atom("_NET_WM_WINDOW_TYPE_DOCK"): "dock",
            atom("_NET_WM_WINDOW_TYPE_NOTIFICATION"): "notification",
        }


@dataclass(frozen=True, slots=True)
class Client:
    """One window as its program describes it."""

    id: int
    app: str
    """WM_CLASS's class, else its instance, else the window's kind, else empty."""
    title: str
    box: Box
    """Frame included, drop shadows excluded, in root coordinates."""
    pid: int | None
    desktop: int | None
    transient_for: int
    notification: bool
    minimised: bool
    see_through: bool
    """Where a compositor runs, what lies below shines through at least in parts."""

    def shown_on(self, desktop: int | None) -> bool:
        """Whether it shows on the current desktop: compositing window managers keep the others mapped."""
        elsewhere = None not in (desktop, self.desktop) and self.desktop not in (desktop, ALL_DESKTOPS)
        return not elsewhere and not self.minimised

    def same_program(self, other: Client) -> bool:
        """Whether both windows come from one program, by process or by class."""
        if self.pid is not None and other.pid is not None:
            return self.pid == other.pid
        return self.app != "" and self.app == other.app


def find_clients(pipeline: Pipeline, names: Names, tops: Sequence[int], listed: set[int] | None) -> dict[int, int]:
    """The managed window in each child of the root, by the child's id; popups have none.

    ``listed`` is EWMH's client list; without one, a managed window is one that carries WM_STATE.
    """
    found: dict[int, int] = {}
    level = {top: top for top in tops}
    for _ in range(DEPTH):
        below: dict[int, int] = {}
        for window in _managed(pipeline, names, list(level), listed):
            found.setdefault(level[window], window)
        open_ = [window for window, top in level.items() if top not in found]
        for window, children in zip(open_, pipeline.children(open_), strict=True):
            below.update(dict.fromkeys(children, level[window]))
        level = below
    return found


def _managed(pipeline: Pipeline, names: Names, windows: Sequence[int], listed: set[int] | None) -> list[int]:
    if listed is not None:
        return [window for window in windows if window in listed]
    states = pipeline.properties([(window, names.wm_state) for window in windows])
    return [window for window, state in zip(windows, states, strict=True) if state is not None]


def read_clients(pipeline: Pipeline, names: Names, windows: Sequence[tuple[int, Box, bool]]) -> dict[int, Client]:
    """What the given windows (id, outer box, whether its pixels have an alpha channel) say of themselves, by id."""
    keys = list(names.described)
    values = pipeline.properties([(window, names.described[key]) for window, _, _ in windows for key in keys])
    clients = {}
    for number, (window, box, alpha) in enumerate(windows):
        facts = dict(zip(keys, values[number * len(keys) : (number + 1) * len(keys)], strict=True))
        clients[window] = _client(names, window, box, facts, alpha)
    return clients


def _client(names: Names, window: int, box: Box, facts: dict[str, Any], alpha: bool) -> Client:
    inner = _without_shadow(box, _numbers(facts["extents"]))
    kinds = [names.kinds[kind] for kind in _numbers(facts["kind"]) if kind in names.kinds]
    states = _numbers(facts["state"])
    return Client(
        id=window,
        app=_app(facts["wm_class"]) or next(iter(kinds), ""),
        title=_text(facts["name"]) or _text(facts["old_name"]),
        box=inner,
        pid=_first(facts["pid"]),
        desktop=_first(facts["desktop"]),
        transient_for=_first(facts["transient_for"]) or 0,
        notification="notification" in kinds,
        # A shaded window is "hidden" too, but its title bar is there to be seen.
        minimised=names.hidden in states and names.shaded not in states,
        see_through=_is_faint(facts["opacity"]) or (alpha and not _is_covered(inner, _numbers(facts["opaque"]))),
    )


def _is_faint(opacity: Any) -> bool:
    return (_first(opacity) or 0xFFFFFFFF) < 0xFFFFFFFF


def _is_covered(box: Box, region: Sequence[int]) -> bool:
    """Whether a program vouches for nearly all of its window: rounded corners and shadows are let pass."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    return sum(width * height for width, height in zip(region[2::4], region[3::4], strict=False)) > 0.8 * area


def _app(value: Any) -> str:
    """WM_CLASS holds the instance and the class, each ended by a zero byte."""
    instance, _, rest = _text(value).partition("\0")
    return rest.strip("\0") or instance


def _text(value: Any) -> str:
    """UTF-8 as EWMH says, Latin-1 as ICCCM said before."""
    if not isinstance(value, bytes):
        return ""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _numbers(value: Any) -> list[int]:
    return [] if value is None or isinstance(value, bytes) else [int(number) for number in value]


def _first(value: Any) -> int | None:
    return next(iter(_numbers(value)), None)


def _without_shadow(box: Box, extents: list[int]) -> Box:
    """GTK draws its shadows inside the window; what lies there belongs to the windows below."""
    if len(extents) != 4:
        return box
    # A program that claims a wider shadow than any toolkit draws is not believed.
    left, right, top, bottom = (min(extent, WIDEST_SHADOW) for extent in extents)
    inner = (box[0] + left, box[1] + top, box[2] - right, box[3] - bottom)
    return box if inner[2] <= inner[0] or inner[3] <= inner[1] else inner
