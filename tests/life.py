"""Recorded days lived in one home, in this process: the daemon's own core with the real models.

What the reader has read of a picture can be remembered from one home to the next, so that a day costs its reading
once, however many minds it is put to and however often it is repeated. Nothing of it is written anywhere.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.config import Settings
from assistant.daemon import views
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.replay import Replay
from assistant.daemon.walls import open_level
from assistant.pipeline.ask import Answer
from assistant.protocol import Json
from assistant.store import Store, keys
from assistant.types import Kind, Status
from assistant.workers import Worker

Memory = dict[bytes, list[Any]]
"""Lines that were read, by picture and region."""


class Life:
    """One home and all that it has learned. Times are those of the recordings."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def mind(self) -> str:
        """Whose words the beliefs are, or why there is no mind."""
        return self._core.models.words

    @property
    def core(self) -> Core:
        """The open home's parts."""
        return self._core

    def replay(self, day: Path) -> Json:
        """Live through a recorded day; what its replay says at the end."""
        return Replay(self._core, day, lambda _name, _data: None, threading.Event()).run(until_idle=True)

    def propositions(self) -> list[Json]:
        """All beliefs of every status, oldest first."""
        return [views.proposition(belief) for belief in self._core.store.propositions(newest_first=False)]

    def observations(self) -> list[Json]:
        """All that was kept of the screens."""
        return [views.observation(seen) for seen in self._core.store.observations()]

    def suggestions(self) -> list[Json]:
        """All, shown or withheld."""
        return [views.suggestion(said) for said in self._core.store.suggestions()]

    def active(self) -> dict[str, int]:
        """How many beliefs are in force, and how many of them are about routines."""
        held = self._core.store.propositions(status=Status.ACTIVE)
        return {"active": len(held), "routines": sum(belief.kind is Kind.ROUTINE for belief in held)}

    def ask(self, question: str) -> Answer:
        """What Inkling answers."""
        return self._core.answer(question, lambda _words: None)


@contextmanager
def begun(mind: str = "default", memory: Memory | None = None) -> Iterator[Life]:
    """A new home in a folder of its own, gone afterwards. ``mind``: its name, or the path of a GGUF file."""
    settings = Settings()
    settings = replace(settings, mind=replace(settings.mind, model=mind))
    with tempfile.TemporaryDirectory(prefix="inkling-life-") as folder:
        home = paths.home({"INKLING_HOME": folder})
        home.create()
        store = Store.open(home, keys.create(home), create=True, ballast_size=0)
        store.set_meta("home", "replay")
        core = Core(store, settings, open_level(), Changes())
        core.reader.call = remembering(core.reader, {} if memory is None else memory)  # type: ignore[method-assign]
        try:
            yield Life(core)
        finally:
            core.close()


def remembering(reader: Worker, memory: Memory) -> Callable[..., tuple[Json, list[bytes]]]:
    """The reader's ``call`` that reads no region of a picture twice."""
    ask = reader.call

    def call(verb: str, args: Json | None = None, blobs: Sequence[bytes] = (), **how: Any) -> tuple[Json, list[bytes]]:
        if verb != "read" or args is None:
            return ask(verb, args, blobs, **how)
        lines: list[Any] = []
        for region, blob in zip(args["regions"], blobs, strict=True):
            mark = hashlib.blake2b(json.dumps(region).encode() + blob, digest_size=16).digest()
            if mark not in memory:
                memory[mark] = ask("read", {"regions": [region]}, [blob], **how)[0]["lines"]
            lines += memory[mark]
        return {"lines": lines}, []

    return call


def entries(day: Path) -> list[Json]:
    """The manifest of a recorded day."""
    lines = (day / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def begins(day: Path) -> datetime:
    """The time of its first frame."""
    return datetime.fromisoformat(entries(day)[0]["time"])


def truth_of(day: Path) -> Json:
    """What is true on a recorded day."""
    loaded: Json = json.loads((day / "truth.json").read_text(encoding="utf-8"))
    return loaded
