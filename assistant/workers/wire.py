"""Messages between the daemon and a child: a JSON header, then raw bytes.

A message is a 4-byte big-endian length, that many bytes of a JSON object, and the blobs whose lengths the
object lists under ``"blobs"``. Nothing is ever unpickled: a child that was taken over can lie, not run code.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Sequence

from assistant.errors import ProtocolError
from assistant.protocol import Json

MAX_HEADER = 32 * 1024 * 1024
MAX_BLOBS = 512 * 1024 * 1024
"""Bytes of all blobs of a message together: several 4K screens fit."""

_LENGTH = struct.Struct(">I")


def send(sock: socket.socket, header: Json, blobs: Sequence[bytes] = (), *, timeout: float | None = None) -> None:
    """Write one message within ``timeout`` seconds in all.

    Raises TimeoutError, OSError when the peer is gone, ProtocolError when the message is too long.
    """
    body = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}, separators=(",", ":")).encode()
    if len(body) > MAX_HEADER or sum(map(len, blobs)) > MAX_BLOBS:
        raise ProtocolError("A message is too long for a worker's channel.")
    ends = None if timeout is None else time.monotonic() + timeout
    for part in (_LENGTH.pack(len(body)) + body, *blobs):
        sock.settimeout(_left(ends))
        sock.sendall(part)


def recv(sock: socket.socket, *, timeout: float | None = None) -> tuple[Json, list[bytes]]:
    """Read one message within ``timeout`` seconds in all.

    Raises EOFError when the peer closed the channel, TimeoutError, OSError, and ProtocolError on anything
    that is not a message.
    """
    ends = None if timeout is None else time.monotonic() + timeout
    (length,) = _LENGTH.unpack(_exactly(sock, _LENGTH.size, ends))
    if length > MAX_HEADER:
        raise ProtocolError("A worker's message has a header that is too long.")
    header = _header(_exactly(sock, length, ends))
    return header, [_exactly(sock, size, ends) for size in _sizes(header.pop("blobs", None))]


def _header(raw: bytes) -> Json:
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError):
        raise ProtocolError("A worker's message is not JSON.") from None
    if not isinstance(header, dict):
        raise ProtocolError("A worker's message is not an object.")
    return header


def _sizes(listed: object) -> list[int]:
    if not isinstance(listed, list):
        raise ProtocolError("A worker's message does not list its blobs.")
    sizes: list[int] = []
    for size in listed:
        # bool is an int in Python; a blob of "true" bytes is nonsense all the same.
        if type(size) is not int or size < 0:
            raise ProtocolError("A worker's message lists an impossible blob.")
        sizes.append(size)
    if sum(sizes) > MAX_BLOBS:
        raise ProtocolError("A worker's message announces too many bytes.")
    return sizes


def _exactly(sock: socket.socket, size: int, ends: float | None) -> bytes:
    """``size`` bytes; the buffer grows with what really arrives, not with what was announced."""
    chunks: list[bytes] = []
    while size:
        sock.settimeout(_left(ends))
        chunk = sock.recv(min(size, 1 << 20))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _left(ends: float | None) -> float | None:
    if ends is None:
        return None
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
