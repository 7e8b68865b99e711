"""A daemon of a few lines with a believable day in it."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from assistant.clock import ReplayClock
from assistant.errors import InklingError
from assistant.protocol import Event, Json
from tests.tui.day import DAY, NOW

Answer = Json | InklingError | Callable[[Json], Json]


class FakeDaemon:
    """Answers from a table; remembers what it was asked. Each ``connect`` gives another client of it."""

    def __init__(self, **answers: Answer) -> None:
        self.answers: dict[str, Answer] = {**copy.deepcopy(DAY), **answers}
        self.asked: list[tuple[str, Json]] = []
        self.tokens: list[str] = ["You are working ", "on the Q3 budget review."]
        self.gate = threading.Event()
        """An answer to ``ask`` waits for it after its first token."""
        self.gate.set()
        self.gone = False
        self._ended = threading.Event()

    def connect(self) -> FakeClient:
        if self.gone:
            raise ConnectionRefusedError
        return FakeClient(self)

    def answer(self, verb: str, args: Json) -> Json:
        if self.gone:
            raise BrokenPipeError
        self.asked.append((verb, args))
        answer = self.answers.get(verb, {})
        if isinstance(answer, InklingError):
            raise answer
        return copy.deepcopy(answer(args) if callable(answer) else answer)

    def calls(self, verb: str) -> list[Json]:
        return [args for name, args in self.asked if name == verb]

    def set_state(self, state: str, **more: Any) -> None:
        status = self.answers["status"]
        assert isinstance(status, dict)
        self.answers["status"] = {**status, "state": state, **more}


class FakeClient:
    """One connection to a :class:`FakeDaemon`."""

    def __init__(self, daemon: FakeDaemon) -> None:
        self.daemon = daemon
        self.closed = threading.Event()

    def call(self, verb: str, args: Json | None = None) -> Json:
        result = self.daemon.answer(verb, args or {})
        if verb == "pause":
            self.daemon.set_state("paused")
        elif verb == "resume":
            self.daemon.set_state("capturing")
        return result

    def stream(self, verb: str, args: Json | None = None) -> Iterator[Event]:
        if verb == "watch":
            self.closed.wait(30)
            return
        result = self.daemon.answer(verb, args or {})
        for token in self.daemon.tokens:
            yield Event(1, "token", {"text": token})
            self.daemon.gate.wait(10)
        yield Event(1, "result", result)

    def close(self) -> None:
        self.closed.set()


def frozen_clock() -> ReplayClock:
    """A clock that stands still on the morning of the fake day."""
    return ReplayClock(datetime.fromisoformat(NOW))
