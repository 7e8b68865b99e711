"""Reads the arguments of verbs; what does not fit is a :class:`UsageError` that names the argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from assistant.clock import wall
from assistant.errors import UsageError
from assistant.protocol import MAX_LINE, PAGE, Json, Reply, encode

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def text(args: Json, name: str, default: str | None = None) -> str:
    """A string."""
    value = args.get(name, default)
    if not isinstance(value, str):
        raise UsageError(f"{name} must be a text.")
    return value


def integer(args: Json, name: str) -> int:
    """A whole number."""
    value = args.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"{name} must be a whole number.")
    return value


def number(args: Json, name: str) -> float | None:
    """A number greater than zero, or None where it is absent."""
    value = args.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 1e7:
        raise UsageError(f"{name} must be a number greater than zero.")
    return float(value)


def flag(args: Json, name: str, default: bool = False) -> bool:
    """A yes or no."""
    value = args.get(name, default)
    if not isinstance(value, bool):
        raise UsageError(f"{name} must be true or false.")
    return value


def choice(args: Json, name: str, kind: type[E]) -> E | None:
    """A member of ``kind``, or None where it is absent."""
    value = args.get(name)
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        raise UsageError(f"{name} must be one of: {', '.join(kind)}.") from None


def moment(args: Json, name: str, now: datetime) -> datetime | None:
    """A time in ISO 8601, in the zone of ``now`` where it names none; None where it is absent."""
    value = args.get(name)
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"{name} must be a time such as 2026-03-02T09:00.") from None
    return found if found.tzinfo else wall(found.date(), found.time(), now)


def page(args: Json, fetch: Callable[[int | None, int], Sequence[T]], view: Callable[[T], Json]) -> Json:
    """One page: ``fetch(cursor, limit)`` gives records that have an ``id``, which serves as the next cursor.

    A page ends early where its items grow too long for one message.
    """
    cursor = args.get("cursor")
    wanted = args.get("limit")
    limit = PAGE if wanted is None else max(0, min(PAGE, int(wanted)))
    items = fetch(None if cursor is None else int(cursor), limit) if limit else []
    views: list[Json] = []
    room = MAX_LINE // 2
    for item in items:
        views.append(view(item))
        room -= len(encode(Reply(0, views[-1])))
        if room < 0:
            break
    last: Any = items[len(views) - 1] if items else None
    more = len(views) < len(items) or len(items) == limit
    return {"items": views, "next": last.id if last and more else None}
