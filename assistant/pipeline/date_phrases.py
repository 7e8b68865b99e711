"""Dates said in several words: "Thursday next week", "a week from Friday", "Ende März", "jeudi en huit", "来月5日".

Folded text in, spans of days out. They are looked for before single words, which would mean another day alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from assistant.pipeline import date_words as table
from assistant.pipeline.date_patterns import MONTH, NUMBER, WEEKDAY, L, R

Span = tuple[date, date, int, int]
"""First and last day, and where they stand in the folded text."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_NEXT = r"(?:next|nachste[rn]?|kommende[rn]?|folgende[rn]?)"
_UNIT = r"(days?|weeks?|months?|tag(?:en?)?|wochen?|monat(?:en?)?|jours?|semaines?|mois)"
_DAYS = {"今月": 0, "来月": 1, "再来月": 2}
_NTH = {
    word: number
    for number, words in enumerate(
        ("first 1st erste[nr]? premier", "second 2nd zweite[nr]? deuxieme", "third 3rd dritte[nr]? troisieme",
         "fourth 4th vierte[nr]? quatrieme")
    )
    for word in words.split()
}  # fmt: skip


def phrases(plain: str, today: date) -> Iterator[Span]:
    """Every such date of the folded text ``plain``, as of ``today``."""
    for pattern, meaning in _MEANINGS:
        for match in pattern.finditer(plain):
            days = meaning(match, today)
            if days is not None:
                yield (*days, *match.span())


def after(number: str, unit: str, today: date) -> date:
    """The day so many days, weeks or months after ``today``; a month's end stays one."""
    count = int(number) if number.isdecimal() else table.NUMBER_WORDS.get(number, 1)
    if unit.startswith(("week", "woche", "semaine")):
        return today + _WEEK * count
    if unit.startswith("mo"):
        first = month_later(today, count)
        return min(first + _DAY * (today.day - 1), month_end(first))
    return today + _DAY * count


def month_later(day: date, months: int) -> date:
    """The first of the month so many months after the one of ``day``."""
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    return month_later(day, 1) - _DAY


def _week_day(match: re.Match[str], today: date) -> tuple[date, date]:
    """That weekday of next week."""
    name = match["before"] or match["behind"]
    day = today - _DAY * today.weekday() + _WEEK + _DAY * table.WEEKDAYS[name]
    return day, day


def _week_after(match: re.Match[str], today: date) -> tuple[date, date]:
    """A week after the coming weekday."""
    name = next(filter(None, match.groups()))
    day = today + _DAY * ((table.WEEKDAYS[name] - today.weekday()) % 7) + _WEEK
    return day, day


def _from_now(match: re.Match[str], today: date) -> tuple[date, date]:
    day = after(match[1], match[2], today)
    return day, day


def _fortnight(_match: re.Match[str], today: date) -> tuple[date, date]:
    return today + 2 * _WEEK, today + 2 * _WEEK


def _part_of_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """The beginning, middle or end of a named month of this year, or of the next where it is long over."""
    month = table.MONTHS[match[2]]
    year = int(match[3]) if match[3] else today.year
    first = date(year, month, 1)
    if not match[3] and (today - month_end(first)).days > 60:
        first = date(year + 1, month, 1)
    if re.match(r"anfang|begin|early|start|debut", match[1]):
        return first, first + _DAY * 9
    if re.match(r"mi|mitte", match[1]):
        return first + _DAY * 10, first + _DAY * 19
    return month_end(first), month_end(first)


def _next_month(match: re.Match[str], today: date) -> tuple[date, date]:
    first = month_later(today, 1)
    last = month_end(first)
    return (last, last) if match[1] else (first, last)


def _year_end(_match: re.Match[str], today: date) -> tuple[date, date]:
    return date(today.year, 12, 31), date(today.year, 12, 31)


def _day_of_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """As in 来月の5日: the fifth of next month."""
    first = month_later(today, _DAYS[match[1]])
    day = first + _DAY * (int(match[2]) - 1)
    return (day, day) if int(match[2]) > 0 and day.month == first.month else None


def _nth_weekday(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """As in "the first Monday of April"."""
    nth = next(number for word, number in _NTH.items() if re.fullmatch(word, match[1]))
    first = date(today.year, table.MONTHS[match[3]], 1)
    if (today - month_end(first)).days > 60:
        first = first.replace(year=today.year + 1)
    day = first + _DAY * ((table.WEEKDAYS[match[2]] - first.weekday()) % 7) + _WEEK * nth
    return (day, day) if day.month == first.month else None


_Meaning = Callable[[re.Match[str], date], tuple[date, date] | None]
_MEANINGS: tuple[tuple[re.Pattern[str], _Meaning], ...] = (
    (
        re.compile(
            rf"{L}(?:{_NEXT} (?:week|woche),? (?:on |am )?(?P<before>{WEEKDAY})"
            rf"|(?P<behind>{WEEKDAY}),? (?:(?:of |der |in der )?{_NEXT} (?:week|woche)|de la semaine prochaine)){R}"
        ),
        _week_day,
    ),
    (
        re.compile(
            rf"{L}(?:a week from (?:next )?({WEEKDAY})|({WEEKDAY}) week|({WEEKDAY}) in (?:a|einer) (?:week|woche)"
            rf"|({WEEKDAY}) en huit){R}"
        ),
        _week_after,
    ),
    (re.compile(rf"{L}({NUMBER}) {_UNIT} (?:from (?:now|today)|ab heute){R}"), _from_now),
    (re.compile(rf"{L}(?:en|d'ici a) ({NUMBER}) (jours?|semaines?|mois){R}"), _from_now),
    (re.compile(rf"{L}(?:(?:in|within) a fortnight|(?:dans|sous) une quinzaine){R}"), _fortnight),
    (
        re.compile(
            rf"{L}(anfang|mitte|ende|beginning of|start of|early|mid|middle of|end of|late|debut|mi|fin)[ -]"
            rf"({MONTH})\b(?: (\d{{4}}))?"
        ),
        _part_of_month,
    ),
    (
        re.compile(
            rf"{L}(end of |ende |fin )?(?:(?:du |des |im )?nachsten monats?|next month|(?:du |le )?mois prochain){R}"
        ),
        _next_month,
    ),
    (
        re.compile(rf"{L}(?:end of (?:the |this )?year|eoy|jahresende|ende des jahres|fin de l'annee){R}|年末"),
        _year_end,
    ),
    (re.compile(r"(今月|来月|再来月)の?(\d{1,2})日"), _day_of_month),
    (
        re.compile(rf"{L}({'|'.join(_NTH)}) ({WEEKDAY}) (?:in|of|im|de|d') ?({MONTH}){R}"),
        _nth_weekday,
    ),
)
