"""The child's side of the channel: the loop that answers calls, and the watchdog that ends orphans."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.errors import InklingError, ProtocolError, WorkerError
from assistant.protocol import Json
from assistant.workers import wire
from assistant.workers.canary import reaches_network
from assistant.workers.gauge import Meter

CHANNEL = "INKLING_CHANNEL"
"""Environment variable with the number of the inherited socket."""

Answer = tuple[Json, Sequence[bytes]]
Handler = Callable[[Json, list[bytes]], Answer | Iterator[Json]]

_GRACE_S = 1.0


def channel(environ: Mapping[str, str] | None = None) -> socket.socket:
    """The socket that the daemon handed to this process."""
    fd = (os.environ if environ is None else environ).get(CHANNEL, "")
    if not fd.isdigit():
        raise WorkerError("This process was not started by Inkling.", "Children are started by the daemon alone.")
    return socket.socket(fileno=int(fd))


def serve(sock: socket.socket, handlers: Mapping[str, Handler], hello: Json) -> None:
    """Say ``hello``, then answer calls one by one until the daemon closes the channel.

    A handler returns ``(result, blobs)``, or an iterator of events. The verbs ``stats`` and ``canary`` are
    built in. An expected error travels with its code, title and hint; of any other exception only the type's
    name does, because its text may hold what was on the screen.
    """
    if threading.current_thread() is threading.main_thread():  # elsewhere it is a test's thread
        # Ctrl-C in the daemon's terminal is the daemon's business; it closes the channel when it stops.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _watch(sock)
    meter = Meter()
    known: dict[str, Handler] = {"stats": _stats, "canary": _canary, **handlers}
    with contextlib.suppress(_GoneError):
        _tell(sock, {"hello": {**hello, "pid": os.getpid()}, "pss_mb": meter.measure()})
        while True:
            request, blobs = _hear(sock)
            if request.get("verb") == "cancel":
                continue  # it came after the stream's end
            meter.begin()
            end, out = _answer(sock, known, request, blobs)
            about: Json = {"id": request.get("id"), "pss_mb": meter.end()}
            try:
                _tell(sock, end | about, out)
            except (InklingError, TypeError, ValueError):  # too long or not JSON; nothing was sent
                _tell(sock, about | _failure(WorkerError("A worker's answer cannot be sent.")))


def refuse(sock: socket.socket, error: InklingError) -> None:
    """Tell the daemon, instead of a hello, why this child cannot work."""
    wire.send(sock, _failure(error))


class _GoneError(Exception):
    """The daemon closed the channel. A type of its own: a handler may raise OSError for its own reasons."""


def _tell(sock: socket.socket, header: Json, blobs: Sequence[bytes] = ()) -> None:
    try:
        wire.send(sock, header, blobs)
    except OSError:
        raise _GoneError from None


def _hear(sock: socket.socket) -> tuple[Json, list[bytes]]:
    try:
        return wire.recv(sock)
    except (EOFError, OSError):
        raise _GoneError from None


def _answer(
    sock: socket.socket, handlers: Mapping[str, Handler], request: Json, blobs: list[bytes]
) -> tuple[Json, Sequence[bytes]]:
    """The end of one call, after its events were sent."""
    try:
        handler = handlers.get(str(request.get("verb")))
        if handler is None:
            raise ProtocolError("The worker does not know this verb.")
        answer = handler(request.get("args") or {}, blobs)
        if isinstance(answer, tuple):
            return {"ok": True, "result": answer[0]}, answer[1]
        _stream(sock, request.get("id"), answer)
    except _GoneError:
        raise
    except InklingError as error:
        return _failure(error), ()
    except Exception as error:
        return _failure(WorkerError(f"{type(error).__name__} in a worker.")), ()
    return {"ok": True, "result": {}}, ()


def _stream(sock: socket.socket, number: object, events: Iterator[Json]) -> None:
    """Send events until the end or until the daemon sends anything, which can only be a cancel."""
    for event in events:
        _tell(sock, {"id": number, "event": event})
        if select.select([sock], [], [], 0)[0]:
            _hear(sock)
            break
    close = getattr(events, "close", None)
    if close is not None:
        close()


def _failure(error: InklingError) -> Json:
    return {"ok": False, "error": {"code": error.code, "title": error.title, "hint": error.hint}}


def _stats(_args: Json, _blobs: list[bytes]) -> Answer:
    return {"pid": os.getpid(), "threads": threading.active_count()}, ()


def _canary(args: Json, _blobs: list[bytes]) -> Answer:
    port = args.get("port")
    return {"reachable": reaches_network(port if isinstance(port, int) else None)}, ()


def _watch(sock: socket.socket) -> None:
    """End this process when the daemon is gone, even while the main thread is inside a native call."""
    parent = os.getppid()

    def wait() -> None:
        poll = select.poll()
        # Only the hang-up: data is the main thread's.
        poll.register(sock.fileno(), getattr(select, "POLLRDHUP", select.POLLHUP))
        while not poll.poll(2000) and os.getppid() == parent:
            pass
        time.sleep(_GRACE_S)
        os._exit(0)

    threading.Thread(target=wait, name="watchdog", daemon=True).start()
