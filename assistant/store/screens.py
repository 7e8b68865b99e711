"""Takes forgotten text out of the kept state of a screen, whose form belongs to reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_GONE = object()


def prune(state: Any, forgotten: Callable[[str], bool]) -> tuple[Any, int]:
    """``state`` without what holds forgotten text, and how many things were taken out.

    An item of a list or a member of an object goes whole when a text directly in it, or its name, is forgotten.
    The outermost value itself may go: then None is returned.
    """
    taken = 0

    def visit(value: Any) -> Any:
        nonlocal taken
        if isinstance(value, str):
            return _GONE if forgotten(value) else value
        if not isinstance(value, (list, dict)):
            return value
        members = list(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
        if any(isinstance(item, str) and forgotten(item) for _, item in members):
            return _GONE
        kept = []
        for name, item in members:
            left = _GONE if isinstance(name, str) and forgotten(name) else visit(item)
            if left is _GONE:
                taken += 1
            else:
                kept.append((name, left))
        return dict(kept) if isinstance(value, dict) else [item for _, item in kept]

    left = visit(state)
    return (None, taken + 1) if left is _GONE else (left, taken)
