"""Connections to the daemon, shared by the app's threads.

A client serves one thread at a time, so that a pause never waits behind a long answer: every question takes an
idle connection or opens another one, and gives it back when it was answered whole.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from assistant.errors import InklingError, NoDaemonError
from assistant.protocol import Event, Json
from assistant.tui.ports import ClientLike, Connect

_ORDERED = {"pause", "resume"}


class Link:
    """Asks the daemon from any thread."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._order = threading.Lock()  # A pause must not overtake the resume before it, nor be overtaken.
        self._guard = threading.Lock()  # Protects the three below.
        self._idle: list[ClientLike] = []
        self._busy: list[ClientLike] = []
        self._closed = False

    def call(self, verb: str, args: Json | None = None) -> Json:
        """The result of one verb. Lost connections are :class:`NoDaemonError`, like a daemon that never ran."""
        with self._order if verb in _ORDERED else nullcontext(), self._client() as client:
            return client.call(verb, args)

    def stream(self, verb: str, args: Json | None = None) -> Iterator[Event]:
        """The events of one verb, the result last."""
        with self._client() as client:
            yield from client.stream(verb, args)

    def close(self) -> None:
        """Hang up everywhere. Threads that still wait for an answer see a lost connection."""
        with self._guard:
            self._closed = True
            clients = [*self._idle, *self._busy]
            self._idle.clear()
        # Hanging up may wait for a private daemon's end, which the terminal should not.
        threading.Thread(target=_close_all, args=(clients,), daemon=True).start()

    @contextmanager
    def _client(self) -> Iterator[ClientLike]:
        client = self._take()
        whole = False
        try:
            yield client
            whole = True
        except NoDaemonError:
            raise
        except InklingError:
            whole = True  # The daemon answered; the connection is sound.
            raise
        except (OSError, EOFError, ValueError):
            raise NoDaemonError("The connection to the daemon was lost.", "Start it again: inkling start") from None
        finally:
            self._give(client, whole=whole)

    def _take(self) -> ClientLike:
        with self._guard:
            if self._closed:
                raise NoDaemonError("Inkling is closing.")
            client = self._idle.pop() if self._idle else None
        try:
            client = client or self._connect()
        except OSError:
            raise NoDaemonError("The daemon cannot be reached.", "Start it: inkling start") from None
        with self._guard:
            self._busy.append(client)
        return client

    def _give(self, client: ClientLike, *, whole: bool) -> None:
        with self._guard:
            self._busy.remove(client)
            keep = whole and not self._closed
            if keep:
                self._idle.append(client)
        if not keep:
            _close_all([client])


def _close_all(clients: list[ClientLike]) -> None:
    for client in clients:
        try:
            client.close()
        except (OSError, ValueError):
            continue
