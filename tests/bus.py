"""A private D-Bus daemon for tests, and services on it that answer from a table."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import jeepney
import pytest
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.xvfb import end

Answer = tuple[str, tuple[Any, ...]]
"""A signature and the values."""


@contextmanager
def private_bus(extra: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a bus that nobody else is on; skips where dbus-daemon is missing.

    ``extra`` is environment for the services that the bus starts, such as DISPLAY.
    """
    if shutil.which("dbus-daemon") is None:
        pytest.skip("not installed: dbus-daemon")
    with tempfile.TemporaryDirectory(prefix="bus-") as home:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={home}/bus"]
        # Services that the bus starts keep their settings and sockets under HOME, and live in its process group.
        environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, **(extra or {})}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
        )
        assert process.stdout is not None
        try:
            yield process.stdout.readline().decode().strip()
        finally:
            end(process)


@contextmanager
def service(
    address: str, name: str, answers: Mapping[str, Answer | Callable[[tuple[Any, ...]], Answer | None]]
) -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """Own ``name`` and answer methods by their member name; a None answer stays silent. Gives the calls as they come.

    A property is answered under ``Get:`` and its name; ``@`` and a path after either holds for that object only.
    """
    connection = open_dbus_connection(address)
    connection.send_and_get_reply(message_bus.RequestName(name))
    calls: list[tuple[str, tuple[Any, ...]]] = []
    stopping = threading.Event()

    def serve() -> None:
        while not stopping.is_set():
            try:
                call = connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            except OSError:
                return
            fields = call.header.fields
            member = str(fields.get(jeepney.HeaderFields.member, ""))
            if call.header.message_type is not jeepney.MessageType.method_call:
                continue
            member = f"Get:{call.body[1]}" if member == "Get" else member
            calls.append((member, call.body))
            here = f"{member}@{fields.get(jeepney.HeaderFields.path)}"
            member = here if here in answers else member
            answer = answers.get(member)
            answer = answer(call.body) if callable(answer) else answer
            if member not in answers:
                connection.send(jeepney.new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
            elif answer is not None:
                connection.send(jeepney.new_method_return(call, answer[0] or None, answer[1]))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield calls
    finally:
        stopping.set()
        thread.join(5)
        with suppress(OSError):
            connection.close()
