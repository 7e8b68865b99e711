"""The time that a question speaks of: "in May 2023", "on 8 May", "last week", "yesterday", in four languages.

Only what was seen at that time is favoured by it; nothing is left out, since a question's date is often the date of
what was told and not of the telling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_MONTH_NAMES = (
    "january januar janvier jan",
    "february februar fevrier feb",
    "march marz maerz mars",
    "april avril apr",
    "may mai",
    "june juni juin jun",
    "july juli juillet jul",
    "august aout aug",
    "september septembre sept sep",
    "october oktober octobre oct okt",
    "november novembre nov",
    "december dezember decembre dec dez",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?:(?P<{0}>[0-3]?\d)(?:st|nd|rd|th|\.)?(?:\s+of)?)"
_NAMED = re.compile(
    rf"\b(?:{_DAY.format('before')}\s+)?(?P<month>{_MONTH})\b(?:\s+{_DAY.format('after')}(?![\d:]))?(?:,?\s*(?P<year>(?:19|20)\d\d))?"
)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<after>\d\d))?\b")
_KANJI = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1?\d)月(?:(?P<after>[0-3]?\d)日)?")
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
_MONTH_AFTER = re.compile(
    r"\b(?:in|of|since|until|during|early|late|last|this|by|mid)[ -]+$|\d(?:st|nd|rd|th)?\s+(?:of\s+)?$"
)

_RELATIVE: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern), start, days)
    for pattern, start, days in (
        (r"\b(?:yesterday|gestern|hier)\b|昨日", -1, 1),
        (r"\b(?:today|heute|this morning|tonight|aujourd hui)\b|今日", 0, 1),
        (r"\b(?:this week|diese woche|cette semaine)\b|今週", -6, 7),
        (r"\b(?:last week|letzte woche|la semaine derniere)\b|先週", -13, 13),
        (r"\b(?:this month|diesen monat|ce mois)\b|今月", -30, 31),
        (r"\b(?:last month|letzten monat|le mois dernier)\b|先月", -61, 61),
        (r"\b(?:recently|lately|neulich|recemment)\b|最近", -20, 21),
    )
)
"""First day counted from today, and how many days."""


@dataclass(frozen=True, slots=True)
class When:
    """Days that a question speaks of; a part that it leaves open is None, and then every one fits."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: date | None = None
    """With ``last``: a range of days instead, both included."""
    last: date | None = None

    def fits(self, moment: datetime) -> float:
        """0 to 1: whether ``moment``, in its own zone, is such a day. The right month on another day counts half."""
        if self.first is not None and self.last is not None:
            return float(self.first <= moment.date() <= self.last)
        if self.year not in (None, moment.year) or self.month not in (None, moment.month):
            return 0.0
        return 1.0 if self.day in (None, moment.day) else 0.5


def spoken_of(folded: str, now: datetime) -> tuple[When, ...]:
    """The times in a question without case and accents, as of ``now``."""
    found: list[When] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, _KANJI, _NAMED, _YEAR):
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken) or _is_verb(match, folded):
                continue
            taken.append(match.span())
            parts = match.groupdict()
            month = parts.get("month")
            day = parts.get("before") or parts.get("after")
            found.append(When(_number(parts.get("year")), _MONTHS.get(month or "") or _number(month), _number(day)))
    for pattern, start, days in _RELATIVE:
        if pattern.search(folded):
            first = now.date() + timedelta(days=start)
            found.append(When(first=first, last=first + timedelta(days=days - 1)))
    return tuple(found)


def span(when: When) -> tuple[datetime, datetime] | None:
    """The half-open range of one day, month, year or range, a day wider on both sides than any zone can shift it."""
    first, last = when.first, when.last
    if when.year is not None:
        first = _day(when.year, when.month or 1, (when.month and when.day) or 1)
        last = _day(when.year, when.month or 12, (when.month and when.day) or 31)
    if first is None or last is None:
        return None
    one = timedelta(days=1)
    return datetime.combine(first - one, time(), UTC), datetime.combine(last + 2 * one, time(), UTC)


def _day(year: int, month: int, day: int) -> date | None:
    """That day, or the month's last one where it has fewer."""
    if not 1 <= month <= 12:
        return None
    # the first of the next month
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=max(1, day) - 1), following - timedelta(days=1))


def fit(times: tuple[When, ...], moment: datetime) -> float:
    """0 to 1: how well ``moment`` fits the best of ``times``."""
    return max((when.fits(moment) for when in times), default=0.0)


def _is_verb(match: re.Match[str], folded: str) -> bool:
    """Words like "may" are months only where the words around say so."""
    alone = match.group() in ("may", "mars", "sept", "sep", "jan", "dec", "nov", "oct")
    return alone and _MONTH_AFTER.search(folded[: match.start()]) is None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
