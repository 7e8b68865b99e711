"""The life of the daemon process: harden, lock, wall, open, serve, stop."""

from __future__ import annotations

import contextlib
import json
import logging
import logging.handlers
import os
import signal
import threading
from pathlib import Path

from assistant import config
from assistant.daemon import walls
from assistant.daemon.server import Server
from assistant.daemon.service import Service
from assistant.daemon.verbs import verbs
from assistant.errors import AlreadyRunningError, ExitCode, InklingError
from assistant.host.instance import InstanceLock
from assistant.paths import Home

log = logging.getLogger(__name__)

LINGER_S = 0.2
"""How long a private daemon outlives its last client: the time between two calls of one command."""
FIRST_CLIENT_S = 15.0
"""How long a private daemon waits for its first client."""


def run(home: Home, *, private: bool, passphrase: str | None, ready_fd: int | None) -> int:
    """Run until a signal or the ``stop`` verb; returns the exit code.

    ``ready_fd`` receives one line of JSON as soon as clients are answered, or the error that ended the start.
    """
    walls.harden()
    starter = Starter(ready_fd)
    try:
        with contextlib.ExitStack() as stack:
            _start(home, private, passphrase, starter, stack)
    except InklingError as error:
        starter.tell({"error": error.code, "title": error.title, "hint": error.hint})
        if ready_fd is None:
            raise
        return error.exit_code
    except BaseException as error:
        title = f"The daemon failed at its start ({type(error).__name__})."
        starter.tell({"error": "failed", "title": title, "hint": f"See {home.log_file}"})
        raise
    return ExitCode.FINE


class Starter:
    """Whoever started this process and waits for one line of JSON on a pipe, if anybody does."""

    def __init__(self, fd: int | None) -> None:
        self._fd = fd

    def tell(self, body: dict[str, object]) -> None:
        """Say the first thing that happened; later things are not said, since the pipe is closed by then."""
        fd, self._fd = self._fd, None
        if fd is not None:
            with contextlib.suppress(OSError), os.fdopen(fd, "w") as pipe:
                pipe.write(json.dumps(body) + "\n")


def _start(home: Home, private: bool, passphrase: str | None, starter: Starter, stack: contextlib.ExitStack) -> None:
    lock = InstanceLock(home.lock)
    if not lock.acquire():
        raise AlreadyRunningError("A daemon runs for this home already.", "See: inkling status")
    stack.callback(lock.release)
    _log_to(home.log_file)
    settings = config.load(home)
    level = walls.raise_wall() if settings.privacy.on_device else walls.open_level()
    ending = threading.Event()
    service = Service(home, settings, level, private=private, ending=ending)
    stack.callback(service.close)
    service.open(passphrase)
    server = Server(home.socket, verbs(service))
    stack.callback(server.close)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: ending.set())
    server.start()
    service.start()
    log.info("ready")
    starter.tell({"ready": os.getpid()})
    _wait(ending, server, private)
    log.info("stopping")


def _wait(ending: threading.Event, server: Server, private: bool) -> None:
    """Until told to end; a private daemon also ends with its last client."""
    while not ending.wait(0.05 if private else 1.0):
        # A short command has come and gone between two looks, so having served is what counts.
        patience = LINGER_S if server.served else FIRST_CLIENT_S
        if private and server.seconds_without_clients() > patience:
            return


def _log_to(path: Path) -> None:
    """Log to a small rotating file. Rooms log ids, names of steps and types of errors, never text."""
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    # Libraries may put what they handle into their messages; only Inkling's own words are kept.
    handler.addFilter(logging.Filter("assistant"))
