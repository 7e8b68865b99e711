"""The control channel's listening side: an owner-only Unix socket, one thread a client.

Only the socket's owner gets in: the folder is 0700, and the peer's uid is asked of the kernel for each connection.
What a verb raises unexpectedly is answered by its type alone, since a message could quote the screen.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import InklingError, ProtocolError, RefusedError, UsageError
from assistant.protocol import MAX_LINE, Event, Json, Reply, Request, decode, encode

log = logging.getLogger(__name__)

Emit = Callable[[str, Json], None]
"""Sends one event to the client that asked."""
Verb = Callable[[Json, Emit], Json]
"""Answers one verb: arguments and a way to send events in, the result out."""

MAX_CLIENTS = 32


class HungUpError(Exception):
    """The client went away while its request was being answered; verbs may let it pass through."""


class Server:
    """Answers verbs until it is closed."""

    def __init__(self, path: Path, verbs: Mapping[str, Verb]) -> None:
        """``path``: where the socket goes. The caller holds the home's lock, so a file there is stale."""
        self.refused = 0
        """Connections turned away because they were another user's."""
        self.served = 0
        """Connections taken so far."""
        self._verbs = verbs
        self._clients: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._empty_since = time.monotonic()
        self._closing = threading.Event()
        path.unlink(missing_ok=True)
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        path.chmod(0o600)
        self._listener.listen(16)
        self._thread = threading.Thread(target=self._accept, name="control", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Stop listening and hang up on everybody."""
        self._closing.set()
        self._path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            # Closing alone would leave the accepting thread asleep.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._guard:
            clients = list(self._clients)
        for client in clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def seconds_without_clients(self) -> float:
        """How long nobody has been connected; 0 while somebody is."""
        with self._guard:
            return 0.0 if self._clients else time.monotonic() - self._empty_since

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                if self._closing.wait(0.1):
                    return
                continue  # Too many open files, or a client that was gone at once: the next one may get in.
            with self._guard:
                full = len(self._clients) >= MAX_CLIENTS
                if not full:
                    self._clients.add(client)
            if full or not self._is_owner(client):
                self._drop(client)
                continue
            self.served += 1
            threading.Thread(target=self._serve, args=(client,), name="client", daemon=True).start()

    def _is_owner(self, client: socket.socket) -> bool:
        if peer_uid(client) == os.getuid():
            return True
        self.refused += 1
        return False

    def _drop(self, client: socket.socket) -> None:
        client.close()
        with self._guard:
            self._clients.discard(client)
            if not self._clients:
                self._empty_since = time.monotonic()

    def _serve(self, client: socket.socket) -> None:
        try:
            with client.makefile("rb") as lines:
                while line := lines.readline(MAX_LINE + 1):
                    self._answer(client, line)
        except (HungUpError, OSError):
            pass  # Perhaps in the middle of its answer: there is nobody left to tell.
        finally:
            self._drop(client)

    def _answer(self, client: socket.socket, line: bytes) -> None:
        try:
            request = decode(line)
            if not isinstance(request, Request):
                raise ProtocolError("Only requests are answered here.")
        except ProtocolError as error:
            client.sendall(encode(Reply(0, error=error)))
            return
        client.sendall(encode(self._run(request, lambda name, data: self._emit(client, request.id, name, data))))

    @staticmethod
    def _emit(client: socket.socket, request: int, name: str, data: Json) -> None:
        try:
            client.sendall(encode(Event(request, name, data)))
        except OSError:
            raise HungUpError from None

    def _run(self, request: Request, emit: Emit) -> Reply:
        verb = self._verbs.get(request.verb)
        if verb is None:
            return Reply(request.id, error=UsageError("The daemon does not know that verb.", "Is it the same version?"))
        try:
            reply = Reply(request.id, verb(request.args, emit))
            encode(reply)  # Too long an answer must become an error, not a broken connection.
        except InklingError as error:
            return Reply(request.id, error=error)
        except HungUpError:
            raise
        except Exception as error:
            where = _where(error)
            log.error("verb %s failed: %s at %s", request.verb, type(error).__name__, where)
            return Reply(request.id, error=InklingError(f"Inkling failed inside ({type(error).__name__} at {where}).",
                                                        "Please report it with `inkling doctor`."))  # fmt: skip
        return reply


def _where(error: BaseException) -> str:
    """File and line where ``error`` was raised: enough to find it, and no text of the screen in it."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "?"


def peer_uid(client: socket.socket) -> int:
    """The user id of the process at the other end; raises where the system cannot tell."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        raise RefusedError("This system cannot tell who connects.")
    _, uid, _ = struct.unpack("3i", client.getsockopt(socket.SOL_SOCKET, option, struct.calcsize("3i")))
    return int(uid)
