"""The control channel's messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import LockedError, ProtocolError
from assistant.protocol import MAX_LINE, Event, Reply, Request, decode, encode

words = st.text(max_size=30)
bodies = st.dictionaries(words, st.one_of(st.none(), st.booleans(), st.integers(), words), max_size=4)


@given(st.integers(0, 2**40), words, bodies)
def test_messages_survive_the_way(identifier: int, word: str, body: dict[str, object]) -> None:
    """Every message comes out as it went in, on exactly one line."""
    for message in (Request(identifier, word, body), Event(identifier, word, body), Reply(identifier, body)):
        line = encode(message)
        assert line.count(b"\n") == 1
        assert decode(line) == message


def test_errors_keep_their_type_and_words() -> None:
    """A client raises the very type that the daemon raised."""
    message = decode(encode(Reply(3, error=LockedError("Locked.", "inkling unlock"))))
    assert isinstance(message, Reply)
    assert isinstance(message.error, LockedError)
    assert (message.error.title, message.error.hint) == ("Locked.", "inkling unlock")


@pytest.mark.parametrize(
    "line",
    [b"", b"x", b"[]", b"{}", b'{"id": "1", "verb": "status", "args": {}}', b'{"id": 1, "verb": 2, "args": {}}',
     b'{"id": 1, "ok": true}', b"[" * 100_000, b"\xff\xfe", b" " * (MAX_LINE + 1)],
)  # fmt: skip
def test_anything_else_is_refused(line: bytes) -> None:
    """Nonsense, also deeply nested or endless, is one expected error."""
    with pytest.raises(ProtocolError):
        decode(line)


def test_too_long_a_message_is_refused_before_it_is_sent() -> None:
    """A peer never has to read a line that is too long."""
    with pytest.raises(ProtocolError):
        encode(Reply(1, {"text": "x" * MAX_LINE}))
