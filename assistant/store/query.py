"""Small SQL helpers: conditions that are joined by AND, lists of ids, pages in order of id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
CHUNK = 500
"""Ids in one statement; SQLite's own limit is far above."""


class Where:
    """Conditions with their parameters."""

    def __init__(self) -> None:
        self._conditions: list[str] = []
        self.parameters: list[Any] = []

    def add(self, condition: str, *parameters: Any) -> None:
        """Ask for ``condition`` too."""
        self._conditions.append(condition)
        self.parameters += parameters

    def among(self, column: str, values: Iterable[Any]) -> None:
        """Ask for one of ``values``."""
        listed = list(values)
        self.add(f"{column} IN ({marks(listed)})", *listed)

    def ids(self, ids: Iterable[int]) -> None:
        """Ask for one of ``ids``, however many they are."""
        self.add("id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))

    def page(self, cursor: int | None, newest_first: bool) -> None:
        """Ask for what comes after the id ``cursor`` in the chosen order."""
        if cursor is not None:
            self.add("id < ?" if newest_first else "id > ?", cursor)

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self._conditions)}" if self._conditions else ""


def marks(values: Sequence[Any]) -> str:
    """One question mark for each value."""
    return ", ".join("?" * len(values))


def order(newest_first: bool, limit: int | None) -> str:
    """The end of a listing: ids grow with time, so their order is the order of arrival whatever the clock did."""
    return f"ORDER BY id {'DESC' if newest_first else 'ASC'} LIMIT {-1 if limit is None else max(0, int(limit))}"


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """``values`` in lists of at most :data:`CHUNK`."""
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
