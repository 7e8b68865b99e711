"""What the terminal app needs from the rest of Inkling: a client, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from assistant.protocol import Event, Json


class ClientLike(Protocol):
    """One connection to the daemon; used by one thread at a time."""

    def call(self, verb: str, args: Json | None = None) -> Json:
        """The result of one verb; raises :class:`assistant.errors.InklingError`."""
        ...

    def stream(self, verb: str, args: Json | None = None) -> Iterator[Event]:
        """The events of one verb; the last one is ``Event(id, "result", {...})``."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


Connect = Callable[[], ClientLike]
"""Opens one more connection; called again for parallel questions and after a connection was lost."""
