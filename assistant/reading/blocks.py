"""Blocks."""

from collections.abc import Sequence

from assistant.config import User
from assistant.reading.raw import RawLine
from assistant.types import Line, Window


def group(lines: Sequence[RawLine], window: Window, user: User) -> list[Line]:
    """Lines."""
    return [Line(line.text, line.box, score=line.score, block=0) for line in lines]
