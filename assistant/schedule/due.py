"""Ticks of a replay: which scheduled steps would have run between two frames."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

MAX_GAP = timedelta(days=2)
"""Longer gaps run each step as if this much had passed: a month without frames needs no month of ticks."""


def due(periods: Mapping[str, float], last: datetime | None, now: datetime) -> list[tuple[datetime, str]]:
    """The ticks that fall in [last, now), as (time, name) in time order.

    A tick at the very instant of a frame comes after it: by then the screen shows what the frame shows.

    ``periods`` maps a step's name to its seconds. Ticks stand on multiples of the period since the epoch, so
    that a replay which was interrupted and continued has the very ticks of one that was not. Steps that are due
    at the same instant keep the order of ``periods``. Where many ticks of one step fall into the gap they
    coalesce to the last one, as APScheduler does in a live home. ``last=None`` (no frame yet) gives no ticks.
    """
    if last is None or now <= last:
        return []
    start = max(last, now - MAX_GAP)
    ticks: list[tuple[datetime, int, str]] = []
    for order, (name, seconds) in enumerate(periods.items()):
        latest = (math.ceil(now.timestamp() / seconds) - 1) * seconds
        if latest >= start.timestamp():
            ticks.append((datetime.fromtimestamp(latest, now.tzinfo), order, name))
    return [(time, name) for time, _, name in sorted(ticks)]
