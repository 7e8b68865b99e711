"""A child for the tests of the supervision: each handler does one thing that real children do or suffer."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator

from assistant.errors import ModelError
from assistant.protocol import Json
from assistant.workers import channel, refuse, serve

Answer = tuple[Json, list[bytes]]


def echo(args: Json, blobs: list[bytes]) -> Answer:
    """Give back what came, blobs reversed."""
    return args, [blob[::-1] for blob in blobs]


def die(args: Json, blobs: list[bytes]) -> Answer:
    """Be killed in a call."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def hang(args: Json, blobs: list[bytes]) -> Answer:
    """Never answer."""
    time.sleep(600)
    return {}, []


def native_hang(args: Json, blobs: list[bytes]) -> Answer:
    """Never return from C."""
    ctypes.CDLL(None).sleep(600)
    return {}, []


def hold(args: Json, blobs: list[bytes]) -> Answer:
    """Take memory for a while and give it back."""
    taken = bytearray(b"x") * (int(args["mb"]) << 20)
    time.sleep(float(args["seconds"]))
    return {"held": len(taken)}, []


def expected(args: Json, blobs: list[bytes]) -> Answer:
    """Fail as a child may."""
    raise ModelError("The model is truncated.", "Run: inkling models pull")


def unexpected(args: Json, blobs: list[bytes]) -> Answer:
    """Fail with text that must not travel."""
    raise FileNotFoundError("text from the screen")


def unsendable(args: Json, blobs: list[bytes]) -> Answer:
    """Answer what is not JSON."""
    return {"value": object()}, []


def count(args: Json, blobs: list[bytes]) -> Iterator[Json]:
    """Stream numbers."""
    for number in range(int(args["to"])):
        if number == args.get("fail_at"):
            raise ModelError("No more numbers.")
        time.sleep(float(args.get("pause", 0)))
        yield {"number": number}


def environment(args: Json, blobs: list[bytes]) -> Answer:
    """Tell what was inherited."""
    return {"names": sorted(os.environ), "umask": os.umask(0o077)}, []


def main() -> None:
    """Serve, refuse or stay mute."""
    sock = channel()
    if "refuse" in sys.argv:
        refuse(sock, ModelError("No model.", "Get one."))
        return
    if "mute" in sys.argv:
        time.sleep(600)
    handlers = (echo, die, hang, native_hang, hold, expected, unexpected, unsendable, count, environment)
    serve(sock, {handler.__name__: handler for handler in handlers}, {"wall": "none"})


if __name__ == "__main__":
    main()
