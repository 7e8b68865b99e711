"""Short questions to a D-Bus daemon, each with a deadline: a silent service must never hold up the screen."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import jeepney
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import MessageFlag

SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"
MOST_AT_ONCE = 2000
"""Signals taken in by one :meth:`Bus.drain`, so that a chatty program cannot hold it up."""


NONSENSE = (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError)
"""What an answer of another shape than agreed makes of the one who reads it."""


class BusError(Exception):
    """Nobody answered in time, or the answer was an error. Never leaves this room."""

    def __init__(self, what: str, *, silent: bool) -> None:
        super().__init__(what)
        self.silent = silent
        """True when nobody answered: the line is of no more use."""


def session_address(environ: Mapping[str, str]) -> str | None:
    """Where the session bus is, or None where there is none."""
    named = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if named:
        return named
    runtime = environ.get("XDG_RUNTIME_DIR")
    return f"unix:path={runtime}/bus" if runtime else None


class Bus:
    """One connection; any failure closes it and is a :class:`BusError`. Belongs to one thread."""

    def __init__(self, address: str, *, timeout: float = 0.2) -> None:
        self._timeout = timeout
        try:
            self._connection: DBusConnection = open_dbus_connection(address, auth_timeout=timeout)
        except (OSError, RuntimeError, ValueError, KeyError, StopIteration) as problem:
            raise BusError(f"no bus ({type(problem).__name__})", silent=True) from problem
        self._deadline: float | None = None

    def allow(self, seconds: float) -> None:
        """All questions from now on share this time."""
        self._deadline = time.monotonic() + seconds

    def call(
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        start: bool = False,
    ) -> tuple[Any, ...]:
        """The reply's values. A service that is not running is started by the question only with ``start``."""
        where = jeepney.DBusAddress(path, service, interface)
        message = jeepney.new_method_call(where, member, signature or None, body)
        if not start:
            message.header.flags |= MessageFlag.no_auto_start
        try:
            reply = self._connection.send_and_get_reply(message, timeout=self._left())
        except (OSError, ValueError) as problem:
            raise BusError(f"no answer ({type(problem).__name__})", silent=True) from problem
        if reply.header.message_type is jeepney.MessageType.error:
            raise BusError(str(reply.header.fields.get(jeepney.HeaderFields.error_name, "error")), silent=False)
        return tuple(reply.body)

    def get(self, service: str, path: str, interface: str, name: str) -> Any:
        """A property's value without its type."""
        properties = "org.freedesktop.DBus.Properties"
        return self.call(service, path, properties, "Get", "ss", (interface, name))[0][1]

    def set(self, service: str, path: str, interface: str, name: str, value: tuple[str, Any]) -> None:
        """Set a property to a (signature, value) pair."""
        self.call(service, path, "org.freedesktop.DBus.Properties", "Set", "ssv", (interface, name, value))

    def listen(self, interface: str, signal: str) -> deque[jeepney.Message]:
        """A queue that holds the newest such signal after :meth:`drain`."""
        rule = jeepney.MatchRule(type="signal", interface=interface, member=signal)
        newest: deque[jeepney.Message] = deque(maxlen=1)
        self._connection.filter(rule, queue=newest)
        names = "org.freedesktop.DBus"
        self.call(names, "/org/freedesktop/DBus", names, "AddMatch", "s", (rule.serialise(),))
        return newest

    def drain(self) -> None:
        """Take in the signals that have come, without waiting for more."""
        try:
            for _ in range(MOST_AT_ONCE):
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            return
        except (OSError, ValueError) as problem:
            raise BusError(f"no answer ({type(problem).__name__})", silent=True) from problem

    def _left(self) -> float:
        if self._deadline is None:
            return self._timeout
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise BusError("no time left", silent=True)
        return min(self._timeout, left)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._connection.close()
