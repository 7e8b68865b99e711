"""Takes forgotten text out of the kept state of a screen, whose form belongs to reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assistant.store.folding import contains, essence, fold

_GONE = object()
_SHORTEST = 10
"""Letters of a forgotten text that are looked for inside longer texts: the word on a button is found everywhere."""


class Gone:
    """Knows forgotten texts again: lines as a whole, and a ``part`` that the user named wherever it stands."""

    def __init__(self, texts: Iterable[str], part: str | None) -> None:
        self._known = {kept for text in texts if (kept := essence(text))}
        self._long = [kept for kept in self._known if len(kept) >= _SHORTEST]
        self._part = None if part is None else fold(part)

    def is_one(self, text: str) -> bool:
        """Whether ``text`` is a forgotten line, or holds the part."""
        return essence(text) in self._known or (self._part is not None and contains(text, self._part))

    def is_within(self, text: str) -> bool:
        """Whether a forgotten line of some length stands inside ``text``."""
        whole = essence(text)
        return any(kept in whole for kept in self._long)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, names included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


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
