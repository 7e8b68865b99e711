"""Dates and times in text, resolved against the instant and zone of capture.

All arithmetic is on the wall clock of ``now``'s zone, so a day is a day also where clocks are changed; how that clock
runs on other days, :func:`assistant.clock.wall` knows.
An ambiguous date (3/4/2026 in an unknown language) is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assistant.clock import wall
from assistant.pipeline import date_patterns as pattern
from assistant.pipeline import date_words as table
from assistant.pipeline import lexicon
from assistant.pipeline.date_doubts import names_event, refused
from assistant.pipeline.date_phrases import after, month_end, month_later, phrases
from assistant.pipeline.hours import Clock, clocks
from assistant.pipeline.text import fold
from assistant.types import Kind

_DAY = timedelta(days=1)
_MONTH = timedelta(days=28)
_EVENT_LENGTH = timedelta(hours=1)
_WEEKDAY_GAP = 3
_YEARS = 60
"""A number beside a date that lies further off is an amount rather than a year."""


@dataclass(frozen=True, slots=True)
class When:
    """One date that stands in a text. ``end`` is exclusive; both are in the zone of ``now``."""

    start: datetime
    end: datetime
    words: str
    """The folded words it was read from."""
    timed: bool
    """Whether an hour is named too."""
    at: int = 0
    """Where it stands in the folded text."""


@dataclass(frozen=True, slots=True)
class _Days:
    first: date
    last: date
    at: int
    to: int


def find(text: str, now: datetime) -> tuple[When, ...]:
    """Every date of ``text`` in reading order, each with the hour that stands nearest to it, if any."""
    plain = fold(text)
    days = _without_overlaps(_all_days(plain, now.date(), text))
    changed = lexicon.has(lexicon.Cue.CHANGE, text)
    hours = clocks(plain, from_to=not changed)
    times = [clock for clock in hours if not any(day.at <= clock.at < day.to for day in days)]
    if not days and not times:
        # "Finished in 5 minutes" is a length; of an appointment or a duty it is the time until then.
        coming = any(lexicon.has(cue, text) for cue in (lexicon.Cue.EVENT, lexicon.Cue.DUE))
        return tuple(_soon(match, now) for match in pattern.SOON.finditer(plain)) if coming else ()
    if not days:
        return tuple(_timed(now.date(), clock, now, "", clock.at) for clock in times[:1])
    return tuple(_with_time(day, days, times, plain, now) for day in days)


def standing(text: str, now: datetime) -> tuple[When, ...]:
    """The dates of ``text`` that nobody refuses in it."""
    plain = fold(text)
    return tuple(when for when in find(text, now) if not refused(plain, when.at, when.at + len(when.words)))


def resolve(text: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when and until when the first dated thing of ``text`` lasts; (None, None) without a date."""
    found = find(text, now)
    return (found[0].start, found[0].end) if found else (None, None)


def validity(kind: Kind, text: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """When a statement of ``kind`` is true in the world.

    A deadline or task holds from its capture until it is due; an event or plan lasts from its start to its
    end. What is said as a fact about an hour or a day of the coming week ("17:00 is fine") ends with that day; other
    kinds, and facts that begin then, do not end by a date that stands in them. Where several dates stand, the one
    after words of change ("from Tuesday to Friday") is the last. What was over before its capture has an end alone.
    """
    if kind is Kind.FACT:
        return None, _soon_over(text, now)
    if kind not in (Kind.DEADLINE, Kind.TASK, Kind.EVENT, Kind.PLAN) or _habitual(kind, text):
        return None, None
    found = standing(text, now)
    if kind in (Kind.DEADLINE, Kind.TASK):
        found = tuple(when for when in found if when.end - when.start < _MONTH or not names_event(fold(text), when.at))
    ahead = [when for when in found if when.end > now - _DAY]
    if not ahead:
        return None, _over(kind, text, found)
    when = _valid_one(ahead, fold(text))
    if kind in (Kind.DEADLINE, Kind.TASK):
        return now, when.start if when.timed else when.end
    return when.start, max(when.end, ahead[-1].end) if _RANGE.search(fold(text)) else when.end


def _soon_over(text: str, now: datetime) -> datetime | None:
    """The end of the day about which something is said that comes within a week; None for what may last."""
    if lexicon.has(lexicon.Cue.ROUTINE, text) or _LASTING.search(fold(text)):
        return None
    ends = [when.end for when in find(text, now)]
    last = max(ends, default=None)
    if last is None or not now < last <= now + 8 * _DAY:
        return None
    following = (last - timedelta(seconds=1)).astimezone(now.tzinfo).date() + _DAY
    return datetime.combine(following, time(), now.tzinfo)


def _habitual(kind: Kind, text: str) -> bool:
    """Whether an event or plan is said to be so always: "My calls start after 10:00, never earlier" does not end."""
    if kind not in (Kind.EVENT, Kind.PLAN):
        return False
    return lexicon.has(lexicon.Cue.ROUTINE, text) or _ALWAYS.search(fold(text)) is not None


def _over(kind: Kind, text: str, found: Sequence[When]) -> datetime | None:
    """When something was over whose dates have all passed. A task may speak of any day; a change of an unnamed one."""
    if kind is Kind.TASK or not found or lexicon.has(lexicon.Cue.CHANGE, text):
        return None
    last = found[-1]
    return last.start if last.timed and kind is Kind.DEADLINE else last.end


def _valid_one(found: list[When], plain: str) -> When:
    """The date that holds: the first, or the last of a change, without the one that it replaces."""
    if len(found) == 1 or not (_FROM_TO.search(plain) or lexicon.has(lexicon.Cue.CHANGE, plain)):
        return found[0]
    standing = [when for when in found if not _REPLACED.search(plain[: when.at])]
    return (standing or found)[-1]


_LASTING = re.compile(
    r"\b(?:from|since|starting|until further|always|never|after|ab|seit|immer|nie|nach|des|depuis|a partir|toujours"
    r"|jamais)\b|から|以降"
)
"""Words by which a fact begins or lasts rather than ends."""
_ALWAYS = re.compile(
    r"\b(?:always|never|usually|normally|immer|nie|niemals|meistens|toujours|jamais|d'habitude)\b"
    r"|\ble (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b(?! \d| prochain)"
)
"""Words of habit beside those of routines; a French weekday with its article and without a date is every such day."""
_REPLACED = re.compile(
    r"(?:instead of|rather than|not|no longer|from|statt|anstatt|nicht|vom?|au lieu d[eu']?|pas) (?:\w+ )?$"
)
_FROM_TO = re.compile(r"\bfrom\b.+\bto\b|\bvon\b.+\bauf\b|\bvom\b.+\bauf\b|\bdu\b.+\bau\b|から.+[にへ]|->|→")
_RANGE = re.compile(r"\bthrough\b|\bfrom\b.+\b(?:until|till)\b|\bvom\b.+\bbis\b|から.+まで")


def concepts(text: str) -> frozenset[str]:
    """Names of the calendar words of ``text`` that are equal in all languages: "wd4", "m5", "day+1", "week+1".

    Used to compare a wording with its quote without resolving either.
    """
    plain = fold(text)
    found = {f"wd{table.WEEKDAYS[match[4]]}" for match in pattern.WEEKDAY_RE.finditer(plain)}
    kanji = (match[1] or match[2] for match in pattern.JAPANESE_WEEKDAY.finditer(plain))
    found |= {f"wd{table.JAPANESE_WEEKDAYS.index(day)}" for day in kanji}
    months = re.findall(rf"\b({pattern.MONTH})\b", plain)
    found |= {f"m{table.MONTHS[name]}" for name in months if _is_month(name, text)}
    found |= {f"m{int(match)}" for match in re.findall(r"(?<!\d)(\d{1,2})月", plain)}
    relative = (match for match in pattern.RELATIVE.finditer(plain) if not _greets(match, plain))
    found |= {f"day{table.RELATIVE_DAYS[match[1]]:+d}" for match in relative}
    found |= {f"day{table.JAPANESE_DAYS[match[0]]:+d}" for match in pattern.JAPANESE_DAY.finditer(plain)}
    found |= {f"week:{match[0].strip()}" for match in pattern.NEXT_WEEK.finditer(plain)}
    return frozenset(found)


def is_matter(word: str) -> bool:
    """Whether a folded word speaks of something else than a number or a day."""
    return not word[0].isdigit() and not concepts(word)


def _is_month(name: str, text: str) -> bool:
    # "may", "mars", "sept" and "mar" are other words too unless they are written as names or beside a number.
    if name not in {"may", "mar", "mars", "sept", "mai", "dec", "jan"}:
        return True
    beside = rf"\b{name.capitalize()}\b|\d\.?\s*{name}\b|\b{name}\.? \d"
    return re.search(beside, text, 0 if name == "may" else re.IGNORECASE) is not None


def _greets(match: re.Match[str], plain: str) -> bool:
    """Whether this "morgen" is a morning rather than tomorrow."""
    return match[1] == "morgen" and re.search(r"\b(?:guten|am|jeden) morgen$", plain[: match.end()]) is not None


def _without_overlaps(found: Iterator[_Days]) -> list[_Days]:
    """Keep the first of overlapping dates; a weekday right before a date ("Fri, 6 March") belongs to it."""
    kept: list[_Days] = []
    for day in found:
        if all(day.to + _WEEKDAY_GAP <= other.at or day.at >= other.to for other in kept):
            kept.append(day)
    return sorted(kept, key=lambda day: day.at)


def _all_days(plain: str, today: date, original: str) -> Iterator[_Days]:
    """Dates from the most explicit pattern to the vaguest; earlier ones win where they overlap."""
    for span in phrases(plain, today):
        yield _Days(*span)
    yield from _absolute(plain, today)
    yield from _japanese(plain, today)
    for match in pattern.WEEKDAY_NUMBER.finditer(plain):
        if fitting := _numbered_weekday(table.WEEKDAYS[match[1]], int(match[2]), today):
            yield _Days(fitting, fitting, *match.span())
    for match in pattern.WEEKDAY_RE.finditer(plain):
        day = _weekday(match, today)
        yield _Days(day, day, *match.span())
    for match in pattern.IN_UNITS.finditer(plain):
        day = after(match[1], match[2], today)
        yield _Days(day, day, *match.span())
    for match in pattern.NEXT_WEEK.finditer(plain):
        yield _week(match, today)
    for ending in (pattern.MONTH_END, pattern.WEEK_END):
        for match in ending.finditer(plain):
            day = month_end(today) if ending is pattern.MONTH_END else today + _DAY * max(0, 4 - today.weekday())
            yield _Days(day, day, *match.span())
    for match in pattern.RELATIVE.finditer(plain):
        if _greets(match, plain):
            continue
        day = today + _DAY * table.RELATIVE_DAYS[match[1]]
        yield _Days(day, day, *match.span())
    for match in pattern.IN_MONTH.finditer(plain):
        if _is_month(match[1], original) and (first := _dated(1, table.MONTHS[match[1]], match[2], today)):
            yield _Days(first, month_end(first), *match.span())


def _absolute(plain: str, today: date) -> Iterator[_Days]:
    for match in pattern.ISO.finditer(plain):
        if day := _date(int(match[1]), int(match[2]), int(match[3])):
            yield _Days(day, day, *match.span())
    for match in pattern.DAY_MONTH.finditer(plain):
        if day := _dated(int(match[2]), table.MONTHS[match[3]], match[4], today):
            first = _date(day.year, day.month, int(match[1])) if match[1] else day
            yield _Days(min(first or day, day), day, *match.span())
    for match in pattern.MONTH_DAY.finditer(plain):
        if day := _dated(int(match[2]), table.MONTHS[match[1]], match[4], today):
            last = _date(day.year, day.month, int(match[3])) if match[3] else day
            yield _Days(day, max(last or day, day), *match.span())
    for match in pattern.DOTTED.finditer(plain):
        if day := _dated(int(match[1]), int(match[2]), match[3], today):
            yield _Days(day, day, *match.span())
    for match in pattern.ORDINAL.finditer(plain):
        if day := _day_of_month(int(match[1] or match[2]), today):
            yield _Days(day, day, *match.span())
    for match in pattern.SLASHED.finditer(plain):
        if day := _slashed(match, plain, today):
            yield _Days(day, day, *match.span())


def _japanese(plain: str, today: date) -> Iterator[_Days]:
    for match in pattern.JAPANESE_DATE.finditer(plain):
        if day := _dated(int(match[3]), int(match[2]), match[1], today):
            yield _Days(day, day, *match.span())
    for match in pattern.JAPANESE_WEEK.finditer(plain):
        monday = today - _DAY * today.weekday() + _DAY * 7 * {"今週": 0, "来週": 1, "再来週": 2, "先週": -1}[match[1]]
        offset = table.JAPANESE_WEEKDAYS.index(match[2]) if match[2] else None
        first = monday if offset is None else monday + _DAY * offset
        yield _Days(first, monday + _DAY * (6 if offset is None else offset), *match.span())
    for match in pattern.JAPANESE_MONTH_END.finditer(plain):
        day = month_end(month_end(today) + _DAY) if match[1] == "来月末" else month_end(today)
        yield _Days(day, day, *match.span())
    for match in pattern.JAPANESE_IN.finditer(plain):
        day = after(match[1], {"日": "day", "週間": "week"}.get(match[2], "month"), today)
        yield _Days(day, day, *match.span())
    for match in pattern.JAPANESE_WEEKDAY.finditer(plain):
        day = today + _DAY * ((table.JAPANESE_WEEKDAYS.index(match[1] or match[2]) - today.weekday()) % 7)
        yield _Days(day, day, *match.span())
    for match in pattern.JAPANESE_DAY.finditer(plain):
        day = today + _DAY * table.JAPANESE_DAYS[match[0]]
        yield _Days(day, day, *match.span())


def _weekday(match: re.Match[str], today: date) -> date:
    target = table.WEEKDAYS[match[4]]
    ahead = today + _DAY * ((target - today.weekday()) % 7)
    if match[3] or (match[5] or "").startswith("dern"):
        return ahead - _DAY * 7
    if match[1] or match[5]:
        # "next Thursday" said before this week's Thursday means the one after; later it is the coming one.
        return today - _DAY * today.weekday() + _DAY * (7 + target)
    return ahead


def _numbered_weekday(weekday: int, number: int, today: date) -> date | None:
    """The day nearest to today, ahead first, that is both: "Thu 12" in a calendar."""
    near = (today + _DAY * ahead for ahead in (*range(62), *range(-1, -31, -1)))
    return next((day for day in near if day.day == number and day.weekday() == weekday), None)


def _week(match: re.Match[str], today: date) -> _Days:
    said = match[0]
    monday = today - _DAY * today.weekday()
    if re.search(r"next|nachste|kommende|prochaine", said):
        monday += _DAY * 7
    elif re.search(r"last|letzte", said):
        monday -= _DAY * 7
    if "end" in said.replace("kommende", ""):
        return _Days(monday + _DAY * 5, monday + _DAY * 6, *match.span())
    return _Days(monday, monday + _DAY * 6, *match.span())


def _slashed(match: re.Match[str], plain: str, today: date) -> date | None:
    first, second = int(match[1]), int(match[2])
    if first > 12 or first == second or re.search(r"\b(?:le|du|au|avant|am|bis|der|und|et)\b", plain):
        return _dated(first, second, match[3], today)
    if second > 12:
        return _dated(second, first, match[3], today)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    """A day with its year, or with the year that puts it nearest, looking ahead rather than back."""
    if year and abs((full := int(year) + (2000 if len(year) == 2 else 0)) - today.year) <= _YEARS:
        return _date(full, month, day)
    options = [found for around in (-1, 0, 1) if (found := _date(today.year + around, month, day))]
    window = [found for found in options if -60 <= (found - today).days <= 305]
    return window[0] if window else None


def _day_of_month(day: int, today: date) -> date | None:
    """The coming day with this number; a month that is too short for it is passed over."""
    months = (month_later(today, ahead) for ahead in range(3))
    return next((found for m in months if (found := _date(m.year, m.month, day)) and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _soon(match: re.Match[str], now: datetime) -> When:
    """So many hours or minutes after ``now``."""
    number, unit = (match[4], match[5]) if match[4] else (match[1], match[2])
    if unit is None:
        length = timedelta(minutes=30)
    else:
        count = int(number) if number.isdecimal() else table.NUMBER_WORDS.get(number, 1)
        length = count * (timedelta(hours=1) if unit[0] in "hs時" else timedelta(minutes=1))
    start = now + length
    return When(start, start + _EVENT_LENGTH, match[0], True, match.start())


def _with_time(day: _Days, days: list[_Days], times: list[Clock], plain: str, now: datetime) -> When:
    """The date with the first hour that stands after it and before the next date, or alone before it."""
    following = min((other.at for other in days if other.at > day.at), default=len(plain))
    after = [clock for clock in times if day.to <= clock.at < following]
    before = [clock for clock in times if clock.at < day.at] if day is days[0] else []
    words = plain[day.at : day.to].strip()
    if after or before:
        return _timed(day.first, (after or before)[0], now, words, day.at)
    start, end = wall(day.first, time(), now), wall(day.last + _DAY, time(), now)
    return When(start, end, words, False, day.at)


def _timed(day: date, clock: Clock, now: datetime, words: str, at: int) -> When:
    start = wall(day, clock.start, now)
    end = wall(day, clock.until, now) if clock.until else start + _EVENT_LENGTH
    return When(start, end, words, True, at)
