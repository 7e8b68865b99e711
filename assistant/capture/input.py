"""How much was typed and how long nothing was: counts only, no key is ever kept.

A thread of its own listens to XInput2's raw key presses, which arrive once a press and whatever window has the
keyboard. A key's code is looked at only to leave modifiers out, and goes no further.
"""

from __future__ import annotations

import logging
import os
import select
import struct
import threading
from collections.abc import Callable
from typing import Any

from Xlib import X
from Xlib.ext import ge, screensaver, xinput

from assistant.capture import x11
from assistant.errors import DisplayError

log = logging.getLogger(__name__)

RECONNECT = 1.0
"""Seconds between attempts to reach a display that is gone."""
_RAW_DETAIL = struct.Struct("=HII")
"""The start of a raw event after its generic header: device, time, key code."""


class InputWatcher:
    """Counts key presses of one display and says when something happens, across losses of that display."""

    def __init__(self, display: str, on_activity: Callable[[], None] = lambda: None) -> None:
        """Build it; ``start`` begins.

        ``on_activity`` is called in the watcher's thread at a key, a button, another focus or title, and when the
        display is lost.
        """
        self._display = display
        self._on_activity = on_activity
        self._lock = threading.Lock()
        self._keys = 0
        self._connected = threading.Event()
        self._stopping = threading.Event()
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._run, name="input", daemon=True)

    def start(self) -> None:
        """Begin to count."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and let go of the display."""
        self._stopping.set()
        os.write(self._wake_write, b".")
        if self._thread.ident is not None:
            self._thread.join(5)
        if not self._thread.is_alive():
            os.close(self._wake_read)
            os.close(self._wake_write)

    @property
    def counting(self) -> bool:
        """Whether key presses are seen at this moment; otherwise their number is not known."""
        return self._connected.is_set()

    def take_keys(self) -> int | None:
        """Keys pressed since the last call, modifiers and automatic repetition left out; None: not known."""
        with self._lock:
            keys, self._keys = self._keys, 0
        return keys if self.counting else None

    def _run(self) -> None:
        while not self._stopping.is_set():
            connection = None
            try:
                connection = x11.connect(self._display)
                with x11.display_errors():
                    _Listener(connection, self._count, self._on_activity).listen(self._wake_read, self._connected)
            except DisplayError:
                pass
            except Exception as problem:
                log.error("Counting keys failed: %s", type(problem).__name__)
            finally:
                self._connected.clear()
                self._on_activity()  # whoever waits learns of the loss now
                if connection is not None:
                    x11.disconnect(connection)
            if not self._stopping.is_set():
                self._stopping.wait(RECONNECT)

    def _count(self) -> None:
        with self._lock:
            self._keys += 1


class _Listener:
    """One connection's worth of listening."""

    def __init__(self, connection: Any, count: Callable[[], None], on_activity: Callable[[], None]) -> None:
        self._connection = connection
        self._count = count
        self._on_activity = on_activity
        self._root = connection.screen().root
        self._active_window = connection.intern_atom("_NET_ACTIVE_WINDOW")
        self._titles = {connection.intern_atom("_NET_WM_NAME"), connection.intern_atom("WM_NAME")}
        self._modifiers = _modifiers(connection)

    def listen(self, wake: int, connected: threading.Event) -> None:
        """Until the display is lost or something is written to ``wake``."""
        if not self._connection.has_extension(xinput.extname):
            raise DisplayError("The display does not count key presses (no XInput2).")
        self._connection.xinput_query_version()
        mask = xinput.RawKeyPressMask | xinput.RawButtonPressMask
        self._root.xinput_select_events([(xinput.AllMasterDevices, mask)])
        self._root.change_attributes(event_mask=X.PropertyChangeMask)
        self._watch_title()
        self._connection.sync()
        connected.set()
        while True:
            while self._connection.pending_events():
                self._handle(self._connection.next_event())
            ready, _, _ = select.select([self._connection.fileno(), wake], [], [])
            if wake in ready:
                return

    def _handle(self, event: Any) -> None:
        if event.type == ge.GenericEventCode:
            if event.evtype == xinput.RawKeyPress:
                if _RAW_DETAIL.unpack_from(bytes(event.data))[2] in self._modifiers:
                    return
                self._count()
            self._on_activity()
        elif event.type == X.PropertyNotify:
            if event.atom == self._active_window and event.window == self._root:
                self._watch_title()
                self._on_activity()
            elif event.atom in self._titles:
                self._on_activity()
        elif event.type == X.MappingNotify:
            self._modifiers = _modifiers(self._connection)

    def _watch_title(self) -> None:
        """Hear of the focused window's next title, too."""
        active = self._root.get_full_property(self._active_window, X.AnyPropertyType)
        if active and active.value and active.value[0]:
            window = self._connection.create_resource_object("window", active.value[0])
            window.change_attributes(event_mask=X.PropertyChangeMask, onerror=lambda *_: True)


def _modifiers(connection: Any) -> frozenset[int]:
    """The codes of Shift, Control and their kind."""
    return frozenset(code for row in connection.get_modifier_mapping() for code in row if code)


class IdleTimer:
    """Seconds since the last key press or pointer movement, from the MIT-SCREEN-SAVER extension."""

    def __init__(self, display: str) -> None:
        self._display = display
        self._connection: Any = None

    def seconds(self) -> float:
        """Seconds without input; 0 where the display does not tell. Raises :class:`DisplayError`."""
        try:
            with x11.display_errors():
                if self._connection is None:
                    self._connection = x11.connect(self._display)
                if not self._connection.has_extension(screensaver.extname):
                    return 0.0
                return float(self._connection.screen().root.screensaver_query_info().idle) / 1000
        except DisplayError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the display; :meth:`seconds` may be called again."""
        if self._connection is not None:
            x11.disconnect(self._connection)
        self._connection = None
