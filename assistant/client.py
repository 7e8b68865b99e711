"""Talks to the daemon over its control channel; starts one where a command needs it.

A client gets answers, never keys and never the database. Where no daemon runs, a *private* one is started for the
duration of the command: it does not capture, and it ends with its last client.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

from assistant.errors import ERRORS, AlreadyRunningError, InklingError, NoDaemonError, ProtocolError
from assistant.paths import Home
from assistant.protocol import MAX_LINE, PAGE, Event, Json, Reply, Request, decode, encode

START_SECONDS = 20.0
"""How long a daemon may take until it answers; opening the store is most of it."""


class Client:
    """One connection. Calls are answered in order; use one client a thread."""

    def __init__(self, connection: socket.socket, process: subprocess.Popen[bytes] | None = None) -> None:
        self._connection = connection
        self._file = connection.makefile("rb")
        self._process = process
        self._next = 0

    def call(self, verb: str, args: Json | None = None) -> Json:
        """The result of one verb; raises what the daemon raised."""
        result: Json = {}
        for message in self._ask(verb, args):
            if isinstance(message, Reply):
                result = message.result or {}
        return result

    def stream(self, verb: str, args: Json | None = None) -> Iterator[Event]:
        """The events of one verb; the last one is ``Event(id, "result", {...})``."""
        for message in self._ask(verb, args):
            if isinstance(message, Reply):
                yield Event(message.id, "result", message.result or {})
            else:
                yield message

    def pages(self, verb: str, args: Json | None = None, limit: int | None = None) -> Iterator[Json]:
        """All items of a paged verb, fetched as they are needed; at most ``limit`` of them."""
        cursor: Any = None
        left = limit
        while left is None or left > 0:
            wanted = PAGE if left is None else min(PAGE, left)
            page = self.call(verb, {**(args or {}), "cursor": cursor, "limit": wanted})
            yield from page["items"]
            left = None if left is None else left - len(page["items"])
            cursor = page.get("next")
            if cursor is None:
                return

    def is_answered(self) -> bool:
        """Whether somebody is there who answers, which a daemon that is about to end does not."""
        try:
            self.call("hello")
        except NoDaemonError:
            return False
        except InklingError:
            pass  # An older daemon that does not know the verb, or a locked one: it answers.
        return True

    def close(self) -> None:
        """Hang up, also in the middle of an answer; a private daemon then ends, and is waited for."""
        with contextlib.suppress(OSError):
            # Wakes another thread that is waiting for an answer; closing alone would wait for it.
            self._connection.shutdown(socket.SHUT_RDWR)
        self._file.close()
        self._connection.close()
        if self._process is not None:
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.terminate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _ask(self, verb: str, args: Json | None) -> Iterator[Event | Reply]:
        self._next += 1
        request = Request(self._next, verb, {key: value for key, value in (args or {}).items() if value is not None})
        try:
            self._connection.sendall(encode(request))
            while line := self._file.readline(MAX_LINE + 1):
                message = decode(line)
                if isinstance(message, Request):
                    raise ProtocolError("The daemon asked instead of answering.")
                if message.id != request.id:
                    continue  # The rest of a stream that its reader left early.
                if isinstance(message, Reply) and message.error is not None:
                    raise message.error
                yield message
                if isinstance(message, Reply):
                    return
        except OSError:
            pass
        raise NoDaemonError("The daemon went away.", "Start it again: inkling start")


def connect(home: Home, *, private: bool = False, passphrase: Callable[[], str | None] = lambda: None) -> Client:
    """A client of this home's daemon.

    Where none runs: start a private one (``private=True``), or raise :class:`NoDaemonError`. ``passphrase`` is asked
    only when one is started.
    """
    given: tuple[str | None] | None = None
    deadline = time.monotonic() + START_SECONDS
    while True:
        connection = _dial(home)
        if connection is not None:
            client = Client(connection)
            if client.is_answered() or not private:
                return client
            # It took the call in its last moment: it is about to end, as a private daemon does.
            client.close()
        elif not private:
            raise NoDaemonError("No daemon is running for this home.", "Start it: inkling start")
        try:
            given = given or (passphrase(),)
            process = launch(home, ["--private"], passphrase=given[0])
        except AlreadyRunningError:
            # Another command's daemon is starting up or about to end: look again.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
            continue
        connection = _dial(home)
        if connection is None:
            raise NoDaemonError("The daemon ended right after its start.", "See: inkling logs")
        return Client(connection, process)


def running(home: Home) -> bool:
    """Whether a daemon answers for this home."""
    connection = _dial(home)
    if connection is None:
        return False
    connection.close()
    return True


def launch(home: Home, options: list[str], *, passphrase: str | None = None) -> subprocess.Popen[bytes]:
    """Start a daemon process and wait until it answers; raises the error that it reports.

    The passphrase travels through a pipe: argument lists and environments can be read by others.
    """
    ready, write_end = os.pipe()
    with open(ready, "rb") as report:
        try:
            process = subprocess.Popen(
                [sys.executable, "-I", "-m", "assistant", "daemon", "--ready-fd", str(write_end), *options],
                pass_fds=(write_end,),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if name != "INKLING_PASSPHRASE"},
                start_new_session=True,
                cwd="/",
            )
        finally:
            os.close(write_end)
        assert process.stdin is not None
        try:
            if passphrase is not None:
                process.stdin.write(passphrase.encode() + b"\n")
            process.stdin.close()
        except BrokenPipeError:
            pass
        answer = report.readline()
    if not answer:
        _let_end(process)
        raise NoDaemonError("The daemon ended before it was ready.", f"See {home.log_file}")
    body = json.loads(answer)
    if "error" in body:
        _let_end(process)
        raise ERRORS.get(body["error"], InklingError)(body["title"], body["hint"])
    return process


def _let_end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)


def _dial(home: Home) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(str(home.socket))
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    except OSError as error:
        connection.close()
        raise NoDaemonError(f"The control channel cannot be opened: {error.strerror}.", "Try: inkling doctor") from None
    return connection
