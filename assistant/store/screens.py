"""Takes forgotten text out of the kept state of a screen, whose form belongs to reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_GONE = object()


def prune(state: Any, forgotten: Callable[[str], bool]) -> tuple[Any, int]:
    """``state`` without what holds forgotten text, and how many things were taken out.

    Members of a kind, as a list of lines or a table of windows, go one by one. A list or object of different
    things is one record, such as text, box and score: it goes whole. The outermost value may go too, as None.
    """
    taken = 0

    def visit(value: Any) -> Any:
        nonlocal taken
        if isinstance(value, str):
            return _GONE if forgotten(value) else value
        if not isinstance(value, (list, dict)):
            return value
        named = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        members = [(name, _GONE if name is not None and forgotten(name) else visit(item)) for name, item in named]
        kept = [(name, item) for name, item in members if item is not _GONE]
        if len(kept) < len(members):
            if _is_record(value):
                return _GONE
            taken += len(members) - len(kept)
        return dict(kept) if isinstance(value, dict) else [item for _, item in kept]

    left = visit(state)
    return (None, taken + 1) if left is _GONE else (left, taken)


def _is_record(value: list[Any] | dict[str, Any]) -> bool:
    members = value.values() if isinstance(value, dict) else value
    return len({type(member) for member in members}) > 1
