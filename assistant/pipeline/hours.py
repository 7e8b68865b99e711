"""Hours of the day in folded text, and ranges of them: "14:00", "halb acht", "zwischen 13 und 17 Uhr", "1 to 5 pm"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from assistant.pipeline import date_patterns as pattern
from assistant.pipeline import date_words as table

_FROM = ("from", "von", "de")
"""Words that begin a range of hours, or tell of what hour something was moved."""
_NEAR = 40
"""Characters before and behind an hour that are looked at, so that a long list of hours takes no time."""


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour, or a range of hours, and where it stands in the folded text."""

    start: time
    at: int
    to: int
    until: time | None = None


def clocks(plain: str, *, from_to: bool) -> list[Clock]:
    """Every hour of the day in reading order, one for a range; ``from_to``: "from one to five" is a range."""
    found = [
        _dashed(Clock(hour, *match.span()), plain)
        for match in pattern.TIME.finditer(plain)
        if (hour := _clock(match)) is not None
    ]
    for match in pattern.HALF_HOUR.finditer(plain):
        named = int(match[1]) if match[1].isdecimal() else table.NUMBER_WORDS.get(match[1], 1)
        if 1 <= named <= 24:
            found.append(Clock(time(named - 1, 30), *match.span()))
    ranges: list[Clock] = []
    for clock in sorted(found, key=lambda one: one.at):
        last = ranges[-1] if ranges else None
        if begun := _begun(clock, plain, from_to=from_to):
            ranges = [*(one for one in ranges if one.at < begun.at), begun]
        elif last and not from_to and _moved(last, clock, plain):
            ranges[-1] = clock
        elif last and last.until is None and _joined(last, clock, plain, from_to=from_to):
            ranges[-1] = replace(last, until=clock.start, to=clock.to)
        else:
            ranges.append(clock)
    return ranges


def _before(clock: Clock, plain: str) -> str:
    return plain[max(0, clock.at - _NEAR) : clock.at]


def _moved(one: Clock, other: Clock, plain: str) -> bool:
    """Whether the first hour is the one from which something was moved to the second."""
    return pattern.MOVED_FROM.search(_before(one, plain)) is not None and (
        pattern.MOVED_TO.match(plain[one.to : other.at]) is not None
    )


def _dashed(clock: Clock, plain: str) -> Clock:
    """With its end where one stands right behind it: "13:00-17:00"."""
    match = pattern.RANGE_DASHED.match(plain[clock.to : clock.to + _NEAR])
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return clock
    until = time(int(match[1]), int(match[2]))
    return replace(clock, until=until, to=clock.to + match.end()) if clock.start < until else clock


def _begun(clock: Clock, plain: str, *, from_to: bool) -> Clock | None:
    """The range that ``clock`` ends, where its beginning is a mere number."""
    match = pattern.RANGE_BEGUN.search(_before(clock, plain))
    if match is None or (match["word"] in _FROM and not from_to) or int(match["hour"]) > 23:
        return None
    start = time(int(match["hour"]), int(match["minute"] or 0))
    afternoon = start.hour + 12
    if re.match(r"\d{1,2}(?:[:.]\d{2})?\s?p", plain[clock.at : clock.to]) and afternoon < clock.start.hour:
        start = start.replace(hour=afternoon)
    return (
        Clock(start, max(0, clock.at - _NEAR) + match.start(), clock.to, clock.start) if start < clock.start else None
    )


def _joined(one: Clock, other: Clock, plain: str, *, from_to: bool) -> bool:
    """Whether two hours are beginning and end of one range."""
    between = plain[one.to : other.at]
    word = pattern.RANGE_WORD.search(_before(one, plain))
    bare = between.strip() != "-" and word is None  # "14:00 and 16:00" are two hours.
    moved = word is not None and word["word"] in _FROM and not from_to
    return one.start < other.start and pattern.RANGE_JOINED.match(between) is not None and not bare and not moved


def _clock(match: re.Match[str]) -> time | None:
    if match[12]:
        return time(12)
    hour = int(match[1] or match[4] or match[6] or match[9])
    minute = 30 if match[11] else int(match[2] or match[5] or match[10] or 0)
    half = (match[3] or match[7] or "").strip()
    if (half.startswith("p") or match[8] == "午後") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or ("." in match[0] and not re.search("uhr|h|m", match[0])):
        return None
    return time(hour, minute)
