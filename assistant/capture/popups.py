"""Whose a menu, tooltip or toast is: override-redirect windows stand in no window manager's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.capture.clients import Client
from assistant.types import Box, Window

_UNKNOWN = Window("", "", 0, 0, 0, 0)


def popup_window(popup: Client | None, box: Box, managed: Sequence[Client], windows: Mapping[int, Window]) -> Window:
    """The popup as a window: in its own place, under the names of the window it belongs to.

    ``managed`` are the listed windows, topmost first, and ``windows`` what was made of them, by id.
    """
    x0, y0, x1, y1 = box
    place = replace(_owner(popup, managed, windows), x=x0, y=y0, width=x1 - x0, height=y1 - y0)
    return replace(place, focused=False, see_through=popup is None or popup.see_through)


def _owner(popup: Client | None, managed: Sequence[Client], windows: Mapping[int, Window]) -> Window:
    """The window that a menu or tooltip belongs to; the unknown window where nothing proves it.

    Toasts stay unknown even when a listed program shows them: they carry other people's words and one-time codes.
    """
    if popup is None or popup.notification:
        return _UNKNOWN
    if popup.transient_for in windows:
        return windows[popup.transient_for]
    kin = [windows[client.id] for client in managed if client.same_program(popup)]
    if not kin:
        return _UNKNOWN
    chosen = next((window for window in kin if window.focused), kin[0])
    # Nothing tells which of the program's windows opened it, so it is ordinary only if all of them are.
    verdicts = {window.private for window in kin}
    private = True if True in verdicts else None if None in verdicts else False
    return replace(chosen, private=private)
