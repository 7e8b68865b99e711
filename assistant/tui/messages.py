"""What workers tell the screens. A worker only posts one of these; the screen that asked owns the state."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from assistant.errors import InklingError
from assistant.protocol import Json


@dataclass
class Answered(Message, bubble=False):
    """The daemon answered ``verb``."""

    verb: str
    args: Json
    result: Json


@dataclass
class Failed(Message, bubble=False):
    """The daemon refused ``verb``, or was not there."""

    verb: str
    args: Json
    error: InklingError


@dataclass
class Streamed(Message, bubble=False):
    """One event of a verb that answers bit by bit."""

    verb: str
    args: Json
    event: str
    data: Json


@dataclass
class Changed(Message, bubble=False):
    """Something in the daemon changed: names such as ``propositions``, ``suggestions``, ``state``."""

    what: list[str]
