"""Times as the store keeps them: microseconds of UTC, and beside them the zone of the capture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(time: datetime) -> int:
    """``time`` in whole microseconds since 1970, exact; refuses a time without a zone."""
    if time.tzinfo is None:
        raise ValueError("a time without a zone has no place in the store")
    return (time - _EPOCH) // _MICROSECOND


def zone(time: datetime) -> int:
    """The offset of ``time`` from UTC in minutes: "Thursday" on a screen means the day of that zone."""
    offset = time.utcoffset()
    if offset is None:
        raise ValueError("a time without a zone has no place in the store")
    return round(offset / timedelta(minutes=1))


def moment(us: int, minutes: int = 0) -> datetime:
    """The inverse of :func:`micros` and :func:`zone`: an aware time with a fixed offset."""
    utc = _EPOCH + timedelta(microseconds=us)
    return utc if minutes == 0 else utc.astimezone(timezone(timedelta(minutes=minutes)))


def maybe_micros(time: datetime | None) -> int | None:
    """:func:`micros`, with None for None."""
    return None if time is None else micros(time)


def maybe_zone(time: datetime | None) -> int:
    """:func:`zone`, with 0 for None."""
    return 0 if time is None else zone(time)


def maybe_moment(us: int | None, minutes: int = 0) -> datetime | None:
    """:func:`moment`, with None for None."""
    return None if us is None else moment(us, minutes)
