"""One child process as the daemon sees it: started when needed, killed when late, restarted with back-off."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from assistant.errors import ERRORS, InklingError, ProtocolError, WorkerError
from assistant.protocol import Json
from assistant.workers import wire
from assistant.workers.child import CHANNEL
from assistant.workers.gauge import FILE, Gauge

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 60.0
_FAILED_AFTER = 5
_STOP_GRACE_S = 2.0
_INHERITED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "HOME", "TZ")


class WorkerState(StrEnum):
    """What a child is doing."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    BACKING_OFF = "backing_off"
    FAILED = "failed"
    """Died many times in a row; still tried again, once a minute."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What status shows of one child."""

    name: str
    state: WorkerState
    since: datetime
    pid: int | None
    pss_mb: float
    """By the child's own last word; 0 when it does not run."""
    restarts: int
    peak_mb: float = 0.0
    """The most that it ever took, by its own word, also inside calls."""


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    sock: socket.socket
    gauge: Gauge


class Worker:
    """A supervised child. Calls are serialised: native libraries abort or hang when called twice at once.

    ``deadline`` is the longest silence in seconds before the child counts as hung and is killed; starting may
    take ``start_deadline``. ``idle_after`` seconds without a call allow :meth:`unload_if_idle` to stop it.
    ``environment`` is added to the few variables that a child inherits. ``stderr`` is a file descriptor for
    developers; by default what native libraries print is thrown away, since it may quote the screen.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[int], list[str]] | list[str],
        *,
        deadline: float,
        idle_after: float | None = None,
        environment: Mapping[str, str] | None = None,
        start_deadline: float = 60.0,
        stderr: int = subprocess.DEVNULL,
    ) -> None:
        self.name = name
        self.hello: Json = {}
        self.restarts = 0
        self._command = command
        self._deadline = deadline
        self._start_deadline = start_deadline
        self._idle_after = idle_after
        self._environment = dict(environment or {})
        self._stderr = stderr
        # Not re-entrant, and not bound to a thread: a stream may be finished by another thread than began it.
        self._turn = threading.Lock()
        self._child: _Child | None = None
        self._state = WorkerState.STOPPED
        self._since = datetime.now(UTC)
        self._failures = 0
        self._retry_at = 0.0
        self._last_used = time.monotonic()
        self._pss_mb = self._peak_mb = 0.0
        self._number = 0
        self._stopping = False

    # -- what it is doing ---------------------------------------------------------------------------------------

    @property
    def state(self) -> WorkerState:
        """What the child is doing, as last seen."""
        return self._state

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        child = self._child
        return child.process.pid if child else None

    @property
    def pss_mb(self) -> float:
        """The child's memory by its own last word, in MiB; 0 when it does not run."""
        child = self._child
        return (child.gauge.read()[0] if child else 0.0) or self._pss_mb

    def stats(self) -> Stats:
        """A snapshot for status."""
        child = self._child
        peak = max(self._peak_mb, self._pss_mb, child.gauge.read()[1] if child else 0.0)
        return Stats(self.name, self._state, self._since, self.pid, self.pss_mb, self.restarts, peak)

    # -- asking it ----------------------------------------------------------------------------------------------

    def call(
        self, verb: str, args: Json | None = None, blobs: Sequence[bytes] = (), *, deadline: float | None = None
    ) -> tuple[Json, list[bytes]]:
        """The child's answer: its result and blobs.

        Raises WorkerError (``crashed`` when the child died or hung in this call) or the error that the child
        itself answered.
        """
        with self._turn:
            child, number = self._begin(verb, args, blobs, deadline)
            reply, out = self._next(child, number, deadline)
            if "event" in reply:
                raise self._crash("answered a call with a stream")
            return self._end(reply), out

    def stream(self, verb: str, args: Json | None = None, *, deadline: float | None = None) -> Iterator[Json]:
        """The child's events until its end; ``deadline`` is the longest silence between two.

        Closing the iterator early cancels the work in the child.
        """
        with self._turn:
            child, number = self._begin(verb, args, (), deadline)
            reply, _ = self._next(child, number, deadline)
            while "event" in reply:
                try:
                    yield reply["event"]
                except GeneratorExit:
                    self._cancel(child, number)
                    raise
                reply, _ = self._next(child, number, deadline)
            self._end(reply)

    # -- ending it ----------------------------------------------------------------------------------------------

    def stop(self, grace: float = _STOP_GRACE_S) -> None:
        """End the child: politely by closing the channel, after ``grace`` seconds by force.

        A call in progress gets ``grace`` seconds too, then fails as not crashed. A later call starts anew.
        """
        self._stopping = True
        try:
            if not self._turn.acquire(timeout=grace):
                child = self._child
                if child is not None:
                    child.process.kill()  # wakes the caller that waits for it
                self._turn.acquire()
            try:
                self._dispose(grace)
                self._failures, self._retry_at = 0, 0.0
                self._enter(WorkerState.STOPPED)
            finally:
                self._turn.release()
        finally:
            self._stopping = False

    def unload_if_idle(self, now: float) -> bool:
        """Stop the child when it was idle for ``idle_after`` seconds at ``now`` (monotonic); True if it was."""
        if self._idle_after is None or self._child is None or not self._turn.acquire(blocking=False):
            return False
        try:
            if self._child is None or now - self._last_used < self._idle_after:
                return False
            self._dispose(_STOP_GRACE_S)
            self._enter(WorkerState.STOPPED)
            return True
        finally:
            self._turn.release()

    # -- inside; all of it runs with the turn held --------------------------------------------------------------

    def _begin(
        self, verb: str, args: Json | None, blobs: Sequence[bytes], deadline: float | None
    ) -> tuple[_Child, int]:
        child = self._ready()
        self._number += 1
        self._enter(WorkerState.BUSY)
        try:
            request = {"id": self._number, "verb": verb, "args": args or {}}
            wire.send(child.sock, request, blobs, timeout=deadline or self._deadline)
        except (InklingError, TypeError, ValueError):
            # Too long or not JSON: nothing was sent, the child is as well as before.
            self._enter(WorkerState.READY)
            raise
        except OSError:
            raise self._crash("went away while a call was sent") from None
        return child, self._number

    def _next(self, child: _Child, number: int, deadline: float | None) -> tuple[Json, list[bytes]]:
        try:
            reply, blobs = wire.recv(child.sock, timeout=deadline or self._deadline)
        except TimeoutError:
            raise self._crash("did not answer in time") from None
        except (EOFError, OSError):
            raise self._crash("died during a call") from None
        except ProtocolError:
            raise self._crash("broke the protocol") from None
        if reply.get("id") != number:
            raise self._crash("answered another call")
        return reply, blobs

    def _end(self, reply: Json) -> Json:
        self._remember_memory(reply)
        self._failures = 0
        self._last_used = time.monotonic()
        self._enter(WorkerState.READY)
        if reply.get("ok") is True and isinstance(reply.get("result"), dict):
            result: Json = reply["result"]
            return result
        raise _told(reply)

    def _cancel(self, child: _Child, number: int) -> None:
        """Tell the child to stop streaming and read on to its end, so that the channel is in step again."""
        with contextlib.suppress(InklingError, OSError):
            wire.send(child.sock, {"verb": "cancel"}, timeout=_STOP_GRACE_S)
            reply, _ = self._next(child, number, None)
            while "event" in reply:
                reply, _ = self._next(child, number, None)
            self._end(reply)

    def _ready(self) -> _Child:
        child = self._child
        if child is not None and child.process.poll() is None:
            return child
        if child is not None:
            # Died while idle. The first time it is restarted at once: nobody's call was to blame.
            self._dispose(0)
            self._failed(pause=self._failures > 0)
        if self._stopping:
            raise WorkerError(f"The {self.name} worker is being stopped.")
        if time.monotonic() < self._retry_at:
            raise WorkerError(f"The {self.name} worker is being restarted.", "Try again in a minute.")
        return self._start()

    def _start(self) -> _Child:
        if self._failures:
            self.restarts += 1
        self._enter(WorkerState.STARTING)
        child = self._child = self._spawn()
        try:
            greeting, _ = wire.recv(child.sock, timeout=self._start_deadline)
            hello = greeting.get("hello")
            if not isinstance(hello, dict):
                raise _told(greeting)
        except (EOFError, OSError, InklingError) as error:
            self._dispose(0)
            self._failed()
            if isinstance(error, InklingError):
                raise
            raise WorkerError(f"The {self.name} worker did not start.", "Run: inkling doctor") from None
        self.hello = hello
        self._remember_memory(greeting)
        self._last_used = time.monotonic()
        self._enter(WorkerState.READY)
        return child

    def _spawn(self) -> _Child:
        ours, theirs = socket.socketpair()
        gauge = Gauge()
        with theirs:
            fd = theirs.fileno()
            fds = {CHANNEL: fd} if gauge.fd is None else {CHANNEL: fd, FILE: gauge.fd}
            command = self._command(fd) if callable(self._command) else self._command
            environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
            try:
                process = subprocess.Popen(
                    command,
                    pass_fds=tuple(fds.values()),
                    env={**environment, **self._environment, **{name: str(each) for name, each in fds.items()}},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=self._stderr,
                    umask=0o077,
                )
            except OSError:
                ours.close()
                self._failed()
                raise WorkerError(f"The {self.name} worker cannot be started.", "Run: inkling doctor") from None
        return _Child(process, ours, gauge)

    def _crash(self, what: str) -> WorkerError:
        """Kill the child, begin the back-off, and give the error to raise."""
        self._dispose(0)
        if self._stopping:
            self._enter(WorkerState.STOPPED)
            return WorkerError(f"The {self.name} worker was stopped during a call.")
        self._failed()
        return WorkerError(f"The {self.name} worker {what}.", "It is restarted by itself.", crashed=True)

    def _failed(self, *, pause: bool = True) -> None:
        self._failures += 1
        wait = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2 ** (self._failures - 1)) if pause else 0.0
        self._retry_at = time.monotonic() + wait
        self._enter(WorkerState.FAILED if self._failures >= _FAILED_AFTER else WorkerState.BACKING_OFF)

    def _dispose(self, grace: float) -> None:
        """Close the channel, which asks the child to end, and kill it unless it does within ``grace`` seconds."""
        child, self._child = self._child, None
        self._pss_mb = 0.0
        if child is None:
            return
        self._peak_mb = max(self._peak_mb, child.gauge.read()[1])
        child.sock.close()
        try:
            child.process.wait(grace if grace > 0 else 0.001)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()

    def _remember_memory(self, message: Json) -> None:
        pss = message.get("pss_mb")
        if isinstance(pss, int | float):
            self._pss_mb = float(pss)

    def _enter(self, state: WorkerState) -> None:
        if state is not self._state:
            self._state, self._since = state, datetime.now(UTC)


def _told(reply: Json) -> InklingError:
    """The error that a child's message names; its code is looked up, never executed."""
    match reply.get("error"):
        case {"code": str(code), "title": str(title), "hint": str(hint)}:
            return ERRORS.get(code, WorkerError)(title, hint)
    return WorkerError("A worker's answer has an unknown form.")
