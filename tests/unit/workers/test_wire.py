from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ProtocolError
from assistant.workers import wire


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends of a channel."""
    left, right = socket.socketpair()
    with left, right:
        yield left, right


values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@given(
    st.dictionaries(st.text().filter(lambda key: key != "blobs"), values, max_size=5), st.lists(st.binary(), max_size=4)
)
def test_what_is_sent_is_what_arrives(header: dict[str, object], blobs: list[bytes]) -> None:
    """Any JSON object and any blobs come out as they went in."""
    left, right = socket.socketpair()
    with left, right:
        wire.send(left, header, blobs)
        assert wire.recv(right, timeout=5) == (header, blobs)


def test_a_closed_channel_is_the_end(pair: tuple[socket.socket, socket.socket]) -> None:
    """EOF between messages and inside a message are the same to the reader: the peer is gone."""
    left, right = pair
    left.sendall(b"\0\0\0\x10{")
    left.close()
    with pytest.raises(EOFError):
        wire.recv(right, timeout=5)


def test_silence_has_an_end(pair: tuple[socket.socket, socket.socket]) -> None:
    """A reader with a deadline gives up, also when a message has begun."""
    left, right = pair
    left.sendall(b"\0\0")
    with pytest.raises(TimeoutError):
        wire.recv(right, timeout=0.05)


@pytest.mark.parametrize(
    "body",
    [
        b"no json",
        b"[1]",
        b"{}",
        b'{"blobs": 3}',
        b'{"blobs": [-1]}',
        b'{"blobs": [true]}',
        b'{"blobs": [1e3]}',
        json.dumps({"blobs": [wire.MAX_BLOBS + 1]}).encode(),
        b"[" * 100_000,
    ],
)
def test_nonsense_is_refused(pair: tuple[socket.socket, socket.socket], body: bytes) -> None:
    """A child that lies gets an error, never memory that it only announced."""
    left, right = pair
    right.settimeout(5)
    left.sendall(struct.pack(">I", len(body)) + body)
    with pytest.raises(ProtocolError):
        wire.recv(right, timeout=5)


def test_a_huge_header_is_refused_unread(pair: tuple[socket.socket, socket.socket]) -> None:
    """The length is judged before anything is read."""
    left, right = pair
    left.sendall(struct.pack(">I", 0xFFFFFFFF))
    with pytest.raises(ProtocolError):
        wire.recv(right, timeout=5)
