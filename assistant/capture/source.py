"""Live capture: a thread that looks at the screen, rarely when nothing happens, and says honestly what it does."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.capture import session as sessions
from assistant.capture import x11
from assistant.capture.blind import BlindSource, Condition
from assistant.capture.bus import session_address
from assistant.capture.caret import CaretFinder
from assistant.capture.grabber import Grabber, Scene
from assistant.capture.input import IdleTimer, InputWatcher
from assistant.capture.mailbox import Mailbox
from assistant.capture.private import BrowserPrivacy, ReadToolbar
from assistant.capture.session import Session
from assistant.capture.windows import PrivateWindows, to_monitor
from assistant.clock import Clock
from assistant.errors import DisplayError
from assistant.types import Frame, Input, State

log = logging.getLogger(__name__)

__all__ = ["BlindSource", "Condition", "LiveSource", "Pace", "live_source"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the screen is looked at, in seconds."""

    fast: float = 2.0
    """The shortest time between two looks."""
    slow: tuple[float, ...] = (2.0, 4.0, 10.0)
    """After one, two, ... looks without a change."""
    lost: float = 1.0
    """Between attempts while the display is gone."""
    away_after: float = 600.0
    """Without any input for so long, the user is away."""

    def after(self, unchanged: int) -> float:
        """The time to the next look after ``unchanged`` looks in a row that saw nothing new."""
        return self.slow[min(unchanged, len(self.slow)) - 1] if unchanged else self.fast


class LiveSource:
    """Frames of a live X display. :meth:`next` may be called from one thread, the rest from any."""

    def __init__(
        self,
        display: str,
        clock: Clock,
        *,
        session: Session | None = None,
        private: PrivateWindows | None = None,
        caret: CaretFinder | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._clock = clock
        self._session = session or sessions.NullSession()
        self._pace = pace or Pace()
        self._caret = caret
        self._mailbox = Mailbox()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._nudge = threading.Event()
        self._paused = False
        self._condition = Condition(State.STOPPED, "Capture has not started.", clock.now())
        self._unchanged = 0
        self._hands: Input | None = None
        """How much was typed up to the newest grab, in root coordinates."""
        self._grabber = Grabber(display, private, self._stopping.wait)
        self._idle = IdleTimer(display)
        self._watcher = InputWatcher(display, self._nudge.set)
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._watcher.start()
        self._thread.start()

    def stop(self) -> None:
        """End the thread; nothing is delivered afterwards."""
        self._mailbox.shut()
        self._stopping.set()
        self._nudge.set()
        self._watcher.stop()
        if self._thread.ident is not None:
            self._thread.join(10)

    def next(self, timeout: float) -> list[Frame]:
        """The newest frame of each monitor that has one, or none after ``timeout`` seconds."""
        return self._mailbox.take(timeout)

    def pause(self) -> None:
        """No frame is delivered after this returns, also none that was begun before."""
        with self._lock:
            self._paused = True
            self._mailbox.shut()
        self._say(State.PAUSED, "Paused by the user.")
        self._nudge.set()

    def resume(self) -> None:
        """Look again, at once."""
        with self._lock:
            if not self._paused:
                return
            self._paused = False
            self._watcher.take_keys()
            self._mailbox.open()
        self._unchanged = 0
        self._nudge.set()

    @property
    def state(self) -> Condition:
        """What capture is doing now and why."""
        return self._condition

    @property
    def dropped(self) -> int:
        """Frames that a newer one replaced before they were taken."""
        return self._mailbox.dropped

    def _run(self) -> None:
        while not self._stopping.is_set():
            began = time.monotonic()
            wait = self._look_safely()
            self._nudge.wait(wait)
            self._nudge.clear()
            self._stopping.wait(max(0.0, began + min(self._pace.fast, wait) - time.monotonic()))
        self._let_go()
        self._say(State.STOPPED, "Capture was stopped.")

    def _look_safely(self) -> float:
        """A look that cannot end the thread: capture that silently stopped would be the worst fault of all."""
        try:
            return self._look()
        except Exception as problem:
            # Only the kind of error: its words may come from the screen.
            log.error("A look at the screen failed: %s", type(problem).__name__)
            self._let_go()
            self._say(State.NO_DISPLAY, f"Looking at the screen failed ({type(problem).__name__}); trying again.")
            return self._pace.lost

    def _look(self) -> float:
        """One look; the seconds until the next one."""
        if self._paused:
            self._let_go()
            return self._pace.slow[-1]
        epoch = self._mailbox.epoch
        try:
            idle = self._idle.seconds()
            absence = self._absence(idle)
            if absence:
                self._grabber.close()  # nobody's last screen stays in memory
                self._say(State.AWAY, absence)
                return self._pace.fast
            self._hands = Input(0, idle)
            scene = self._grabber.take(self._look_at_hands)
        except DisplayError as problem:
            self._let_go()
            self._say(State.NO_DISPLAY, problem.title)
            return self._pace.lost
        self._mailbox.put(self._frames(scene), epoch)
        self._say(State.CAPTURING, "")
        self._unchanged = 0 if scene.changed else self._unchanged + 1
        return self._pace.after(self._unchanged)

    def _absence(self, idle: float) -> str:
        """Why nobody is there; empty while somebody is."""
        if self._session.locked():
            return "The screen is locked."
        if idle >= self._pace.away_after:
            return f"No key or pointer moved for {idle / 60:.0f} minutes."
        return ""

    def _look_at_hands(self) -> None:
        """Keys pressed and the cursor's place as of the grab: a fast typist is ahead of both a moment later."""
        keys = self._watcher.take_keys()
        if keys is None or self._hands is None:
            self._hands = None
            return
        caret = self._caret.box() if self._caret else None
        self._hands = replace(self._hands, keys=self._hands.keys + keys, caret=caret)

    def _frames(self, scene: Scene) -> list[Frame]:
        now, hands = self._clock.now(), self._hands
        return [
            Frame(
                time=now,
                monitor=shot.monitor,
                pixels=shot.pixels,
                windows=None if scene.windows is None else to_monitor(scene.windows, shot.box),
                input=hands and replace(hands, caret=x11.inside(hands.caret, shot.box)),
            )
            for shot in scene.shots
        ]

    def _say(self, state: State, reason: str) -> None:
        with self._lock:
            if self._paused and state is not State.PAUSED and state is not State.STOPPED:
                return
            old = self._condition
            since = old.since if old.state is state else self._clock.now()
            self._condition = Condition(state, reason, since)

    def _let_go(self) -> None:
        self._grabber.close()
        self._idle.close()
        if self._caret is not None:
            self._caret.close()


def live_source(
    environ: Mapping[str, str],
    clock: Clock,
    *,
    private: PrivateWindows | None = None,
    read_toolbar: ReadToolbar | None = None,
    pace: Pace | None = None,
) -> LiveSource | BlindSource:
    """The source for the session that ``environ`` describes; not started yet, which is for after the user's consent.

    Without ``private`` the accessibility bus tells which browser windows are private; ``read_toolbar`` is then asked
    about those of which it does not.
    """
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        # XWayland sets DISPLAY as well, but shows only a part of the screen there, mostly black.
        reason = "This is a Wayland session, which lets no program read the screen; log in to an X11 session."
        return BlindSource(Condition(State.NO_PERMISSION, reason, clock.now()))
    display = environ.get("DISPLAY")
    if not display:
        return BlindSource(Condition(State.NO_DISPLAY, "There is no display here (DISPLAY is not set).", clock.now()))
    bus = session_address(environ)
    if private is None:
        private = BrowserPrivacy(bus, display=display, read_toolbar=read_toolbar)
    caret = CaretFinder(bus) if bus else None
    return LiveSource(display, clock, session=sessions.choose(environ), private=private, caret=caret, pace=pace)
