"""Desktop notifications that are counted as shown only when a service took them.

desktop-notifier returns an id even when nobody is there to show anything, and logs a traceback with it. So the
service is asked who it is first, over D-Bus with a deadline, and only the library's own "dispatched" counts.
"""

from __future__ import annotations

import asyncio
import html
import logging
import os
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import Future
from typing import Any

import jeepney
from jeepney.io.blocking import open_dbus_connection

from assistant.host.base import Notifier

APP = "Inkling"
ANSWER_WITHIN = 1.0
"""Seconds that a notification service may take to say who it is."""
SHOW_WITHIN = 3.0
"""Seconds that it may take to show a message."""
TITLE, BODY = 120, 600
"""Characters shown at most."""

_SERVICE = jeepney.DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)


def service_answers(environ: Mapping[str, str] | None = None) -> bool:
    """Whether a notification service is there and says who it is."""
    environ = os.environ if environ is None else environ
    address = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if not address:
        return False
    try:
        connection = open_dbus_connection(address, auth_timeout=ANSWER_WITHIN)
    except (OSError, RuntimeError, ValueError, KeyError, StopIteration):
        return False
    try:
        asked = jeepney.new_method_call(_SERVICE, "GetServerInformation")
        reply = connection.send_and_get_reply(asked, timeout=ANSWER_WITHIN)
    except (OSError, ValueError):
        return False
    finally:
        connection.close()
    return reply.header.message_type is jeepney.MessageType.method_return


def escape(text: str, limit: int) -> str:
    """One line of plain text that a service cannot take for markup, of at most ``limit`` characters before escaping."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return html.escape(line if len(line) <= limit else line[: limit - 1] + "…", quote=False)


class DesktopNotifications(Notifier):
    """Sends through desktop-notifier, in an event loop of its own.

    The connection stays open: some desktops take a message away when its sender leaves.
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._library: Any = None
        self._lock = threading.Lock()

    def send(self, title: str, body: str) -> bool:
        """Show a message; True only when the service took it, within a few seconds."""
        if not service_answers():
            return False
        with self._lock:
            future: Future[bool] = self._submit(self._show(escape(title, TITLE), escape(body, BODY)))
            try:
                return future.result(SHOW_WITHIN)
            except Exception:  # whatever the library or the bus raises, the message was not shown
                future.cancel()
                self._library = None
                return False

    def close(self) -> None:
        """End the event loop."""
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
            self._loop = None
            self._library = None

    async def _show(self, title: str, body: str) -> bool:
        if self._library is None:
            self._library = _load()
        dispatched: list[str] = []
        self._library.on_dispatched = dispatched.append
        await self._library.send(title=title, message=body)
        if not dispatched:
            self._library = None  # its connection may have gone with a bus that was restarted
        return bool(dispatched)

    def _submit(self, work: Coroutine[Any, Any, bool]) -> Future[bool]:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, name="notify", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)


def _load() -> Any:
    """The library, whose log is silenced: it would write the messages down."""
    from desktop_notifier import DesktopNotifier

    log = logging.getLogger("desktop_notifier")
    log.propagate = False
    log.disabled = True
    return DesktopNotifier(app_name=APP)
