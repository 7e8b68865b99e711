"""Errors that a person can act on, and the exit codes they become.

Every error carries a title (what happened) and a hint (what to do next). Neither may ever hold text that
came from the screen. Rooms raise them; the command line and the terminal app translate them, once.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line answers to the shell."""

    FINE = 0
    FAILED = 1
    USAGE = 2
    NO_DAEMON = 3
    LOCKED = 4
    REFUSED = 5


class InklingError(Exception):
    """Base of all expected errors.

    ``title`` is one sentence of what happened; ``hint`` is the next step, or empty where there is none.
    """

    exit_code = ExitCode.FAILED
    code = "failed"
    """The error's name on the control channel."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint


class UsageError(InklingError):
    """The words of the command were wrong."""

    exit_code = ExitCode.USAGE
    code = "usage"


class ConfigError(InklingError):
    """A configuration file holds something that cannot be used; the title names file and key."""

    exit_code = ExitCode.USAGE
    code = "config"


class NotFoundError(InklingError):
    """The thing that was asked for by id or name does not exist."""

    code = "not_found"


class NoDaemonError(InklingError):
    """The command makes no sense without a running daemon."""

    exit_code = ExitCode.NO_DAEMON
    code = "no_daemon"


class AlreadyRunningError(InklingError):
    """Another daemon holds this home."""

    code = "already_running"


class LockedError(InklingError):
    """The store is locked, or its key's source did not give the key."""

    exit_code = ExitCode.LOCKED
    code = "locked"


class RefusedError(InklingError):
    """Refused to protect the user's privacy."""

    exit_code = ExitCode.REFUSED
    code = "refused"


class StoreError(InklingError):
    """The store cannot be read or written."""

    code = "store"


class DiskFullError(StoreError):
    """There is no room left to write; what was stored before is safe."""

    code = "disk_full"


class ModelError(InklingError):
    """A model is missing, truncated, altered or cannot be loaded; the title names the file."""

    code = "model"


class DisplayError(InklingError):
    """The screen cannot be captured at this moment."""

    code = "display"


class WorkerError(InklingError):
    """A child process failed, hung or died during a call.

    ``crashed`` says that this very call was in the child when it died or hung, so that the queue can count
    it against the job; without it (the child is backing off or did not start) the job is not to blame.
    """

    code = "worker"

    def __init__(self, title: str, hint: str = "", *, crashed: bool = False) -> None:
        super().__init__(title, hint)
        self.crashed = crashed


class ProtocolError(InklingError):
    """The other side of a channel said something that is not in the protocol."""

    code = "protocol"


ERRORS: dict[str, type[InklingError]] = {
    kind.code: kind
    for kind in (
        InklingError,
        UsageError,
        ConfigError,
        NotFoundError,
        NoDaemonError,
        AlreadyRunningError,
        LockedError,
        RefusedError,
        StoreError,
        DiskFullError,
        ModelError,
        DisplayError,
        WorkerError,
        ProtocolError,
    )
}
"""Error types by their name on the control channel, so that a client raises what the daemon raised."""
