"""What the recording keeps of an instant: the picture, the real window list and the text cursor's box."""

from __future__ import annotations

import io
import subprocess
from typing import Any

import mss
from display import CARET
from PIL import Image
from Xlib import X
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.xobject.drawable import Window

Box = tuple[int, int, int, int]


def grab(display: str) -> Image.Image:
    """The whole screen."""
    with mss.MSS(display=display) as grabber:
        shot = grabber.grab(grabber.monitors[0])
    return Image.frombytes("RGB", shot.size, shot.bgra, "raw", "BGRX")


def png(image: Image.Image) -> bytes:
    """The picture with a palette of at most 256 colours: text stays as sharp as it was."""
    raw = io.BytesIO()
    image.save(raw, "PNG")
    command = ["pngquant", "--nofs", "--strip", "--speed", "1", "256", "-"]
    small = subprocess.run(command, input=raw.getvalue(), capture_output=True, check=True, timeout=60)
    final = io.BytesIO()
    Image.open(io.BytesIO(small.stdout)).save(final, "PNG", optimize=True)
    return min(small.stdout, final.getvalue(), key=len)


def caret(image: Image.Image) -> Box | None:
    """The text cursor: the longest upright stroke of its colour; None where there is none."""
    red, green, blue = (int(CARET[i : i + 2], 16) for i in (1, 3, 5))
    data = image.tobytes()
    wanted = bytes((red, green, blue))
    columns: dict[int, list[int]] = {}
    at = data.find(wanted)
    while at >= 0:
        if at % 3 == 0:
            y, x = divmod(at // 3, image.width)
            columns.setdefault(x, []).append(y)
        at = data.find(wanted, at + 1)
    tall = {x: rows for x, rows in columns.items() if len(rows) >= 8}
    if not tall:
        return None
    rows = [y for found in tall.values() for y in found]
    return (min(tall), min(rows), max(tall) + 1, max(rows) + 1)


def _text(window: Window, display: Display, name: str) -> str:
    value = window.get_full_property(display.intern_atom(name), X.AnyPropertyType)
    if value is None:
        return ""
    return value.value.decode("utf-8", "replace") if isinstance(value.value, bytes) else str(value.value)


def _client(window: Window, display: Display) -> Window | None:
    """The application's own window inside the window manager's frame."""
    if window.get_wm_class() and (window.get_attributes().override_redirect or _managed(window, display)):
        return window
    for child in window.query_tree().children:
        found = _client(child, display)
        if found is not None:
            return found
    return None


def _managed(window: Window, display: Display) -> bool:
    return window.get_full_property(display.intern_atom("WM_STATE"), X.AnyPropertyType) is not None


def windows(display_name: str) -> list[dict[str, Any]]:
    """Every window that can be seen, topmost first, with its frame's place; the keys are the manifest's."""
    display = Display(display_name)
    try:
        root = display.screen().root
        active = root.get_full_property(display.intern_atom("_NET_ACTIVE_WINDOW"), X.AnyPropertyType)
        focused = active.value[0] if active is not None else 0
        found = []
        for frame in reversed(root.query_tree().children):
            try:
                entry = _entry(frame, display, focused)
            except BadWindow:
                continue
            if entry is not None:
                found.append(entry)
        return found
    finally:
        display.close()


def _entry(frame: Window, display: Display, focused: int) -> dict[str, Any] | None:
    if frame.get_attributes().map_state != X.IsViewable:
        return None
    place = frame.get_geometry()
    screen = display.screen()
    client = _client(frame, display)
    if client is None or place.width < 4 or place.height < 4:
        return None
    if (
        place.x >= screen.width_in_pixels
        or place.y >= screen.height_in_pixels
        or place.x + place.width <= 0
        or place.y + place.height <= 0
    ):
        return None
    names = client.get_wm_class()
    return {
        "app": names[1].lower() if names else "",
        "title": _text(client, display, "_NET_WM_NAME") or client.get_wm_name() or "",
        "x": place.x,
        "y": place.y,
        "width": place.width,
        "height": place.height,
        "focused": client.id == focused,
    }
