"""What the user looks at and whether it is a moment to speak, from the newest frames. Kept in memory only."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from assistant.config import Suggestions
from assistant.pipeline.context import Context, Situation
from assistant.privacy.clean import untrusted
from assistant.privacy.exclusion import is_chromium
from assistant.types import Frame, Window

CALL = re.compile(
    r"\b(?:zoom meeting|google meet|meet - |microsoft teams (?:meeting|call)|jitsi meet|skype call|webex|"
    r"bigbluebutton|in a call|anruf|besprechung läuft|appel en cours)\b",
    re.IGNORECASE,
)
PRESENTING = re.compile(
    r"\b(?:mpv|vlc|totem|celluloid|kodi|presenting|slide ?show|bildschirmpräsentation|diaporama)\b", re.IGNORECASE
)


TYPING_S = 180.0
"""How long the newest frame's keys count as typing; live, a frame that says otherwise comes much sooner."""


@dataclass(frozen=True, slots=True)
class _Now:
    """What the newest frame told."""

    time: datetime
    window: Window | None
    in_call: bool
    fullscreen: bool
    keys: int
    idle_s: float
    doubtful: str
    """The program of a browser window that may be private; empty where there is none."""


class Watcher:
    """Remembers the newest frame's facts; any thread may ask."""

    def __init__(self, lines: Callable[[Window], Context]) -> None:
        """``lines`` tells what stands in a window, as far as it was read."""
        self._lines = lines
        self._guard = threading.Lock()
        self._now: _Now | None = None

    def saw(self, frame: Frame) -> None:
        """Take in one frame, whatever became of it."""
        windows = frame.windows or ()
        focused = next((window for window in windows if window.focused), None)
        if focused is None and frame.monitor != 1:
            return  # Another monitor holds the focus.
        hands = frame.input
        size = (frame.pixels.width, frame.pixels.height)
        now = _Now(
            frame.time,
            focused,
            any(CALL.search(f"{window.app} {window.title}") for window in windows),
            focused is not None and _fills(focused, size) and bool(PRESENTING.search(f"{focused.app} {focused.title}")),
            hands.keys if hands else 0,
            hands.idle_s if hands else 3600.0 if focused is None else 5.0,
            next((untrusted(each.app) for each in windows if each.private is None and is_chromium(each.app)), ""),
        )
        with self._guard:
            self._now = now

    def context(self) -> Context:
        """What stands in the focused window."""
        with self._guard:
            now = self._now
        if now is None or now.window is None:
            return Context()
        return self._lines(now.window)

    @property
    def doubtful_browser(self) -> str:
        """The program of a window on the screen that may be a private one; empty where there is none."""
        with self._guard:
            return "" if self._now is None else self._now.doubtful

    def situation(self, at: datetime, rules: Suggestions, *, paused: bool) -> Situation:
        """Whether the user can be spoken to at ``at``."""
        with self._guard:
            now = self._now
        quiet = within(at, rules.quiet_from, rules.quiet_to)
        if now is None:
            return Situation(at, quiet=quiet, paused=paused, away=True)
        # Keys count only while they are news: a minute later the typing is over.
        since = (at - now.time).total_seconds()
        return Situation(
            at,
            idle_s=now.idle_s + (since if since >= TYPING_S else 0.0),
            keys_recent=now.keys if since < TYPING_S else 0,
            app=untrusted(now.window.app) if now.window else "",
            title=untrusted(now.window.title) if now.window else "",
            fullscreen=now.fullscreen,
            in_call=now.in_call,
            quiet=quiet,
            private=now.window is not None and not self._lines(now.window).app,
            away=now.window is None,
            paused=paused,
        )


def within(at: datetime, start: str, end: str) -> bool:
    """Whether the time of day lies in the quiet hours, which may reach over midnight; equal ends mean none."""
    first, last, now = time.fromisoformat(start), time.fromisoformat(end), at.time()
    if first <= last:
        return first <= now < last
    return now >= first or now < last


def _fills(window: Window, size: tuple[int, int]) -> bool:
    x0, y0, x1, y1 = window.box
    return x0 <= 0 and y0 <= 0 and x1 >= size[0] and y1 >= size[1]
