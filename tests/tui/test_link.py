"""Connections shared by threads."""

from __future__ import annotations

import threading

import pytest

from assistant.errors import NoDaemonError, NotFoundError
from assistant.protocol import Json
from assistant.tui.link import Link
from tests.tui.fake import FakeClient, FakeDaemon


class Counting(FakeDaemon):
    """Counts the connections that were opened."""

    def __init__(self, **answers: object) -> None:
        super().__init__(**answers)  # type: ignore[arg-type]
        self.clients: list[FakeClient] = []

    def connect(self) -> FakeClient:
        self.clients.append(super().connect())
        return self.clients[-1]


def test_questions_one_after_another_share_a_connection() -> None:
    """A connection that answered is used again, also after an error that the daemon told."""
    daemon = Counting(proposition=NotFoundError("There is no such belief."))
    link = Link(daemon.connect)
    link.call("status")
    with pytest.raises(NotFoundError):
        link.call("proposition", {"id": 1})
    link.call("status")
    assert len(daemon.clients) == 1


def test_pause_does_not_wait_behind_a_long_answer() -> None:
    """While one question is being answered, another one takes its own connection."""
    gate = threading.Event()

    def slow(args: Json) -> Json:
        gate.wait(20)
        return {}

    daemon = Counting(doctor=slow)
    link = Link(daemon.connect)
    waiting = threading.Thread(target=link.call, args=("doctor",))
    waiting.start()
    while not daemon.calls("doctor"):
        pass
    link.call("pause")
    gate.set()
    waiting.join()
    assert len(daemon.clients) == 2


def test_lost_connection_is_told_and_not_used_again() -> None:
    """A broken pipe becomes the error with the next step, and the next question connects anew."""
    daemon = Counting()
    link = Link(daemon.connect)
    link.call("status")
    daemon.gone = True
    with pytest.raises(NoDaemonError, match="lost"):
        link.call("status")
    with pytest.raises(NoDaemonError, match="cannot be reached"):
        link.call("status")
    daemon.gone = False
    link.call("status")
    assert daemon.clients[0].closed.is_set()


def test_stream_left_early_hangs_up() -> None:
    """Who leaves a stream early closes its connection, so that the daemon stops answering."""
    daemon = Counting()
    link = Link(daemon.connect)
    stream = link.stream("ask", {"question": "hi"})
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert daemon.clients[0].closed.is_set()


def test_closed_link_opens_nothing() -> None:
    """After the end there is no connection left, and none is opened."""
    daemon = Counting()
    link = Link(daemon.connect)
    link.call("status")
    link.close()
    assert daemon.clients[0].closed.wait(20)
    with pytest.raises(NoDaemonError):
        link.call("status")
