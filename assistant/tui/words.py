"""Times, numbers and states as people say them. Pure; every result is our own text."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from assistant.protocol import Json


def moment(value: object) -> datetime | None:
    """The instant in an ISO string; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.astimezone()


def ago(value: object, now: datetime) -> str:
    """How long ago an ISO time was: ``4 s ago``, ``3 min ago``, ``yesterday 14:02``, ``2 Mar 14:02``."""
    then = moment(value)
    if then is None:
        return ""
    seconds = (now - then).total_seconds()
    if seconds < 0:
        return at(value, now)
    if seconds < 60:
        return f"{int(seconds)} s ago"
    if seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    if seconds < 6 * 3600:
        return f"{int(seconds // 3600)} h ago"
    return at(value, now)


def at(value: object, now: datetime) -> str:
    """A time of day, with the day in front unless that is today: ``09:14``, ``yesterday 14:02``, ``2 Mar 14:02``."""
    then = moment(value)
    if then is None:
        return ""
    local = then.astimezone(now.tzinfo)
    return f"{day(value, now)} {local:%H:%M}".removeprefix("today ")


def day(value: object, now: datetime) -> str:
    """A day: ``today``, ``tomorrow``, ``Thu 5 Mar``, ``5 Mar 2025``."""
    then = moment(value)
    if then is None:
        return ""
    local = then.astimezone(now.tzinfo)
    distance = (local.date() - now.date()).days
    if -1 <= distance <= 1:
        return ("yesterday", "today", "tomorrow")[distance + 1]
    if abs(distance) < 7:
        return f"{local:%a} {local.day} {local:%b}"
    return f"{local.day} {local:%b}" + ("" if local.year == now.year else f" {local.year}")


def due(belief: Json, now: datetime) -> str:
    """By when, when, or until when: ``by Thu 5 Mar``, ``Fri 6 Mar 08:30``, ``until Sun 8 Mar``; empty for no date."""
    until = belief.get("kind") in ("deadline", "task")
    end = moment(belief.get("valid_to"))
    then = end if until else moment(belief.get("valid_from"))
    if then is None or belief.get("kind") not in ("deadline", "task", "event", "plan"):
        return ""
    lead = "by " if until else ""
    if not until and end is not None and then.astimezone(now.tzinfo).date() < now.date() and end > now:
        then, lead, until = end, "until ", True
    local = then.astimezone(now.tzinfo)
    timed = f"{local:%H:%M}" not in ("00:00", "23:59")
    # A day's end is the next midnight.
    shown = day((then - timedelta(minutes=1) if until and not timed else then).isoformat(), now)
    return f"{lead}{shown}{f' {local:%H:%M}' if timed else ''}"


def clock(value: object, now: datetime) -> str:
    """Only the time of day."""
    then = moment(value)
    return "" if then is None else f"{then.astimezone(now.tzinfo):%H:%M}"


def percent(value: object) -> str:
    """A probability as ``82 %``."""
    return f"{round(100 * fraction(value))} %"


def fraction(value: object) -> float:
    """A probability, whatever the daemon sent: 0 to 1."""
    if not isinstance(value, (int, float)) or math.isnan(value):
        return 0.0
    return min(1.0, max(0.0, float(value)))


def count(number: object, one: str, many: str = "") -> str:
    """``1 belief``, ``3 beliefs``."""
    amount = number if isinstance(number, int) else 0
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def duration(minutes: float) -> str:
    """``2 h 5 min``, ``40 min``, ``less than a minute``."""
    hours, rest = divmod(round(minutes), 60)
    told = " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
    return told or "less than a minute"


def half_life(days: object) -> str:
    """How long a belief lasts unrefreshed."""
    if not isinstance(days, (int, float)):
        return "does not fade"
    if days < 1:
        return f"fades by half in {max(1, round(days * 24))} h"
    return f"fades by half in {count(round(days), 'day')}"


def next_day(date: str, days: int) -> str:
    """The ISO date ``days`` later."""
    return (datetime.fromisoformat(date) + timedelta(days=days)).date().isoformat()


def long_day(date: str, now: datetime) -> str:
    """A heading such as ``Today, Monday 2 March 2026``."""
    then = datetime.fromisoformat(date).date()
    name = f"{then:%A} {then.day} {then:%B %Y}"
    near = {0: "Today, ", -1: "Yesterday, "}.get((then - now.date()).days, "")
    return near + name


def items(result: Json, key: str = "items") -> list[Json]:
    """The objects in a list of a result; anything else is left out."""
    found = result.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
