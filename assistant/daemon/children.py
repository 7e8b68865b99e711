"""What the daemon's child processes run: reader, mind and index. None of them holds a key or has a network."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from assistant.daemon import walls
from assistant.errors import InklingError, UsageError
from assistant.workers import channel, refuse, serve
from assistant.workers.child import Handler

WALL = "INKLING_WALL"
"""Environment variable: whether this child raises walls of its own."""
THREADS = "INKLING_THREADS"
"""Environment variable: how many processor threads the reader may use."""


def run(name: str) -> int:
    """Be the child ``name`` until the daemon hangs up; returns the exit code."""
    walls.harden()
    sock = channel()
    try:
        level = walls.raise_child_wall() if os.environ.get(WALL) == "1" else walls.open_level()
        build = BUILDERS.get(name)
        if build is None:
            raise UsageError("There is no such child.")
        handlers = build()
    except InklingError as error:
        refuse(sock, error)
        return error.exit_code
    serve(sock, handlers, {"name": name, "network": level.network, "how": level.how})
    return 0


def _reader() -> Mapping[str, Handler]:
    from assistant.reading.ocr import Reader, handlers

    return handlers(Reader(threads=int(os.environ.get(THREADS, "2"))))


def _mind() -> Mapping[str, Handler]:
    from assistant.inference.mind import MindServer

    return MindServer().handlers()


def _index() -> Mapping[str, Handler]:
    from assistant.inference.embed import EmbedServer
    from assistant.recall.server import IndexServer

    return {**EmbedServer().handlers(), **IndexServer().handlers()}


BUILDERS: dict[str, Callable[[], Mapping[str, Handler]]] = {"reader": _reader, "mind": _mind, "index": _index}
"""How each child makes what it answers; the libraries are loaded there and nowhere else."""
