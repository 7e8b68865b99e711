"""Times in standing instructions: when no suggestions are wanted, and how long before a deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

MORNING = "06:00"
""" "After 18:00" ends with the night."""

_CLOCK = (
    r"(?:\d{1,2}(?:[:.h]\d{2})?\s?(?:a\.?m\.?|p\.?m\.?|o'clock|uhr|h)?(?!\w)|noon|midnight|mittags?|mitternacht|midi|"
    r"minuit)"
)
_AFTER = re.compile(rf"\b(?:after|from|past|nach|ab|après|à partir de)\s({_CLOCK})(?: on(?:wards)?)?", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:before|until|till|vor|bis|avant|jusqu'à)\s({_CLOCK})", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?:between|from|zwischen|von|entre|de)\s({_CLOCK})\s?(?:and|to|until|till|und|bis|et|à|-|–)\s?({_CLOCK})",
    re.IGNORECASE,
)
_PARTS = (
    (r"at night|nachts|in der nacht|la nuit|during the night", "22:00", MORNING),
    (r"in the evenings?|abends|am abend|le soir", "18:00", "00:00"),
    (r"in the mornings?|morgens|am morgen|vormittags|le matin", "05:00", "12:00"),
    (r"in the afternoons?|nachmittags|am nachmittag|l'après-midi", "12:00", "18:00"),
    (r"(?:at|during) lunch(?:time)?|in der mittagspause|pendant le déjeuner", "12:00", "13:00"),
)
_DAY_PARTS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), start, end) for words, start, end in _PARTS)
_WEEK = (
    r"mondays?|montags?|lundis?", r"tuesdays?|dienstags?|mardis?", r"wednesdays?|mittwochs?|mercredis?",
    r"thursdays?|donnerstags?|jeudis?", r"fridays?|freitags?|vendredis?", r"saturdays?|samstags?|sonnabends?|samedis?",
    r"sundays?|sonntags?|dimanches?",
)  # fmt: skip
_DAY = "|".join(_WEEK)
_ON_DAYS = re.compile(
    rf"\b(?:on |am |an |le |les |jeden |every )?(?:{_DAY})"
    rf"(?:(?:,| and| or| und| oder| et| ou)+ (?:on |le )?(?:{_DAY}))*\b",
    re.IGNORECASE,
)
_WEEKEND = re.compile(
    r"\b(?:(?:on|at|over|am|an|le|les) )?(?:(?:the|den) )?(?:weekends?|wochenenden?|week-ends?)\b", re.I
)
_WORKDAYS = re.compile(r"\b(?:on |an |les )?(?:weekdays|workdays|working days|werktags|werktagen|jours ouvrés)\b", re.I)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "the": 1, "ein": 1, "eine": 1, "einen": 1, "un": 1, "une": 1, "two": 2, "zwei": 2,
    "deux": 2, "three": 3, "drei": 3, "trois": 3, "four": 4, "vier": 4, "quatre": 4, "five": 5, "fünf": 5, "cinq": 5,
    "six": 6, "sechs": 6, "seven": 7, "sieben": 7, "sept": 7, "half an": 0.5,
}  # fmt: skip
_UNITS = {
    "min": timedelta(minutes=1), "stu": timedelta(hours=1), "h": timedelta(hours=1), "se": timedelta(weeks=1),
    "w": timedelta(weeks=1), "d": timedelta(days=1), "t": timedelta(days=1), "j": timedelta(days=1),
}  # fmt: skip
"""Beginnings of units in three languages."""


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of the day on days of the week; empty: always."""

    days: tuple[int, ...] = ()
    start: str = ""
    end: str = ""

    @property
    def limited(self) -> bool:
        """Whether it says anything."""
        return bool(self.days or self.start)


def take(text: str) -> tuple[Span, str]:
    """When, and the text without the words that said so."""
    start = end = ""
    for pattern in (_BETWEEN, _AFTER, _BEFORE):
        found = pattern.search(text)
        clocks = [clock(part) for part in found.groups()] if found else []
        if found and all(clocks):
            first = "" if pattern is _BEFORE else clocks[0]
            start, end = first or "00:00", clocks[-1] if pattern is not _AFTER else MORNING
            text = text[: found.start()] + text[found.end() :]
            break
    if not start:
        for words, first, last in _DAY_PARTS:
            if found := words.search(text):
                start, end = first, last
                text = text[: found.start()] + text[found.end() :]
                break
    days, text = _days(text)
    return Span(days, start, end), " ".join(text.split()).strip(" ,")


def _days(text: str) -> tuple[tuple[int, ...], str]:
    for pattern, fixed in ((_WEEKEND, (5, 6)), (_WORKDAYS, tuple(range(5)))):
        if found := pattern.search(text):
            return fixed, text[: found.start()] + text[found.end() :]
    if found := _ON_DAYS.search(text):
        days = tuple(n for n, words in enumerate(_WEEK) if re.search(rf"\b(?:{words})\b", found[0], re.I))
        return days, text[: found.start()] + text[found.end() :]
    return (), text


def clock(text: str) -> str:
    """A time of day as "HH:MM"; empty where it is none."""
    plain = text.casefold().replace(".m", "m").replace("m.", "m").strip()
    named = {"noon": "12:00", "mittag": "12:00", "mittags": "12:00", "midi": "12:00", "midnight": "00:00",
             "mitternacht": "00:00", "minuit": "00:00"}  # fmt: skip
    if plain in named:
        return named[plain]
    found = re.match(r"(\d{1,2})(?:[:.h](\d{2}))?\s?(am|pm)?", plain)
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour % 24:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def lead(text: str) -> timedelta | None:
    """How long before: "a day", "zwei Stunden", "3 jours"; None where it says nothing usable."""
    number, _, unit = text.casefold().strip().rpartition(" ")
    size = next((size for start, size in _UNITS.items() if unit.startswith(start)), None)
    count = _NUMBERS.get(number or "one") if not number.isdigit() else float(number)
    if size is None or not count or size * count > timedelta(days=60):
        return None
    return size * count
