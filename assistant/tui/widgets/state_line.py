"""The second line: what the daemon is really doing, from its own facts."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.text import ACCENT, BAD, GOOD, MUTED, WARN, join, ours, plain, words
from assistant.tui.words import ago, at, moment

if TYPE_CHECKING:
    from assistant.tui.app import InklingApp

STALE_SECONDS = 60
"""A state of capturing whose newest frame is older than this is said with a warning."""
_STATES = {
    "capturing": ("●", "capturing", GOOD),
    "pausing": ("◌", "pausing …", WARN),
    "paused": ("■", "paused", WARN),
    "locked": ("■", "locked", WARN),
    "away": ("○", "away", WARN),
    "no_display": ("○", "no display", BAD),
    "no_permission": ("○", "no permission to see the screen", BAD),
    "model_missing": ("●", "capturing, model missing", WARN),
    "stopped": ("○", "not capturing", BAD),
}


class StateLine(Static):
    """State, last frame, network level and encryption; the long words where they fit."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        """Follow the app's status, and the clock."""
        self.watch(self.app, "status", self._show)
        self.watch(self.app, "connected", self._show)
        self.set_interval(1.0, self._show)

    def on_resize(self) -> None:
        """Choose the words again."""
        self._show()

    def _show(self) -> None:
        app = cast("InklingApp", self.app)
        line = Content()
        for brief in (0, 1, 2, 3):
            line = state(app.status, connected=app.connected, now=app.now, brief=brief)
            if line.cell_length <= self.size.width - 2:
                break
        self.update(line)


def state(status: Json | None, *, connected: bool, now: datetime, brief: int = 0) -> Content:
    """The line itself; ``brief``, up to 3, leaves out what can be seen on the Privacy screen."""
    if not connected:
        return join([ours("○ no daemon", BAD), ours("nothing is captured; trying again", MUTED)])
    if status is None:
        return ours("◌ asking the daemon …", MUTED)
    seen = (_doing(status, now, brief), _frame(status, now, brief))
    walls = (_network(status, brief), _encryption(status, brief))
    return join([*seen, *walls])


def _doing(status: Json, now: datetime, brief: int) -> Content:
    name = str(status.get("state"))
    if name == "stopped" and status.get("home") == "replay":
        return ours("◇ replay of a recorded day", ACCENT)
    mark, known, style = _STATES.get(name, ("○", "", WARN))
    shown = Content.assemble(ours(f"{mark} ", style), ours(known, style) if known else plain(name, style))
    if status.get("consent") is False and name in ("paused", "stopped") and status.get("home") != "replay":
        return ours("○ capture is off: you have not said yes", WARN)
    until = at(status.get("pause_until"), now)
    if name == "paused" and until:
        return Content.assemble(shown, ours(f" until {until}", style))
    why = plain(status.get("state_why") or "", MUTED)
    if name != "capturing" and why.plain and not brief:
        return Content.assemble(shown, ours(": ", MUTED), why)
    return shown


def _frame(status: Json, now: datetime, brief: int) -> Content:
    last = status.get("last_frame")
    then = moment(last)
    if then is None:
        return ours("no frame yet", MUTED)
    if status.get("home") == "replay":
        return ours("" if brief > 1 else f"last frame {at(last, now)}", MUTED)
    late = status.get("state") == "capturing" and (now - then).total_seconds() > STALE_SECONDS
    return ours(ago(last, now) if brief > 1 else f"last frame {ago(last, now)}", WARN if late else MUTED)


def _network(status: Json, brief: int) -> Content:
    privacy = status.get("privacy") or {}
    level = str(privacy.get("network", "not known"))
    wall, style = {
        "enforced": ("network walled", GOOD),
        "partial": ("network partly walled", WARN),
    }.get(level, ("network NOT walled", BAD))
    how = plain(privacy.get("how") or "", style)
    if brief or not how.plain or style == BAD:
        return ours(wall, style)
    return Content.assemble(ours(f"{wall} (", style), how, ours(")", style))


def _encryption(status: Json, brief: int) -> Content:
    told = words((status.get("privacy") or {}).get("encryption"))
    if not told:
        return Content()
    style = WARN if "unprotected" in told.lower() else MUTED
    if brief > 2:
        return Content()
    if brief > 1:
        return ours("unprotected" if style == WARN else "encrypted", style)
    # The daemon may tell the key's source, or a whole sentence whose beginning says enough here.
    head = re.split("[:;.]", told)[0]
    return ours(head.lower() if head.lower().startswith("encrypted") else f"encrypted ({told})", style)
