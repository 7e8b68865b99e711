"""Patterns of dates and hours over folded text; :mod:`assistant.pipeline.dates` gives them meaning."""

from __future__ import annotations

import re

from assistant.pipeline import date_words as table


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


WEEKDAY = _any({name: day for name, day in table.WEEKDAYS.items() if name not in table.AMBIGUOUS_WEEKDAYS})
MONTH = _any(table.MONTHS)
NUMBER = rf"\d{{1,2}}|{_any(table.NUMBER_WORDS)}|a|one|einer?|einem|une?"
L, R = r"(?<![\w.,:/-])", r"(?![\w])"

ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
DOTTED = re.compile(r"(?<![\d.,:])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?![\d])(?!\.\d)")
SLASHED = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])")
DAY_MONTH = re.compile(
    rf"{L}(?:(\d{{1,2}})(?:st|nd|rd|th|er|\.)? ?(?:-|to|bis|au) ?)?(\d{{1,2}})(?:st|nd|rd|th|er|"
    rf"\.)? ?(?:of )?({MONTH})\b\.?(?:,? (\d{{4}}))?"
)
MONTH_DAY = re.compile(
    rf"{L}({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?: ?- ?(\d{{1,2}}))?(?![\d:]|[.,]\d)(?:,? (\d{{4}}))?"
)
WEEKDAY_NUMBER = re.compile(
    rf"{L}({_any(table.WEEKDAYS)})\.?,? (\d{{1,2}})(?:st|nd|rd|th|\.)?(?![\d:.,/]|\s?(?:h|"
    rf"uhr|am|pm)\b)"
)
WEEKDAY_RE = re.compile(
    rf"{L}(?:({table.NEXT_WORDS})|({table.THIS_WORDS})|({table.LAST_WORDS}))?\s?({WEEKDAY}){R}(?: (prochaine?|"
    rf"derniere?))?"
)
RELATIVE = re.compile(rf"{L}({_any(table.RELATIVE_DAYS)}){R}")
IN_UNITS = re.compile(
    rf"{L}(?:in|within|binnen|dans|sous|d'ici) ({NUMBER}) (days?|weeks?|months?|tag(?:en|e)?|wochen?|monat(?:en|"
    rf"e)?|jours?|semaines?|mois){R}"
)
NEXT_WEEK = re.compile(
    rf"{L}(?:(next|nachste|kommende|this|diese|cette|last|letzte) (week|weekend|woche|wochenende|semaine)|"
    rf"(la )?(semaine) (prochaine)|(nachstes|dieses|kommendes|ce) (wochenende|week-end)){R}"
)
ORDINAL = re.compile(
    rf"{L}(?:(?:by|on|until|before) the (\d{{1,2}})(?:st|nd|rd|th)|(?:am|bis zum|zum|"
    rf"vor dem) (\d{{1,2}})\.(?! ?[\d:]))(?! ?(?:of |uhr)?[a-z]*\d)"
)
MONTH_END = re.compile(rf"{L}(?:end of (?:the |this )?month|ende des monats|monatsende|fin (?:du|de) mois|eom){R}")
WEEK_END = re.compile(rf"{L}(?:end of (?:the |this )?week|ende der woche|fin de (?:la )?semaine|eow){R}")
IN_MONTH = re.compile(rf"{L}(?:in|by|im|until|en|debut|ab|starting in|fin) ({MONTH})\b(?: (\d{{4}}))?(?! ?\d)")
JAPANESE_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
JAPANESE_WEEK = re.compile(r"(今週|来週|再来週|先週)(?:の?([月火水木金土日])曜日?)?")
JAPANESE_WEEKDAY = re.compile(r"([月火水木金土日])曜日?|[（(]([月火水木金土日])[)）]")
JAPANESE_DAY = re.compile(_any(table.JAPANESE_DAYS))
JAPANESE_MONTH_END = re.compile("(今月末|月末|来月末)")
JAPANESE_IN = re.compile(r"(\d{1,2}|[一二三四五六七八九十])(日|週間|か月|ヶ月|カ月)間?(?:後|以内)")
SOON = re.compile(
    rf"{L}(?:in|dans) (?:({NUMBER}|\d{{1,3}}) (hours?|stunden?|heures?|minutes?|mins?|minuten?)|"
    rf"(half an hour|einer halben stunde|une demi-heure)){R}|(\d{{1,3}})(時間|分)後"
)
"""So many hours or minutes from now."""
HALF_HOUR = re.compile(rf"{L}halb ({NUMBER}){R}")
"""German: half of the hour that is named, "halb acht" being half past seven."""

TIME = re.compile(
    r"(?<![\d.,/-])(?:(\d{1,2})[:.](\d{2})(?: ?uhr| ?h\b)?\s?([ap]\.?m\b)?|(\d{1,2}) ?(?:h|uhr)(?: ?(\d{2}))?\b|"
    r"(\d{1,2})\s?([ap])\.?m\b)(?![\d.]\d)"
    r"|(午前|午後)?(\d{1,2})時(?:(\d{1,2})分|(半))?"
    r"|\b(noon|midday|mittags?|midi|(?<=at )lunch(?:time)?|(?<=over )lunch)\b"
)
RANGE_BEGUN = re.compile(
    r"\b(?P<word>from|between|von|zwischen|de|entre) (?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?:h|uhr)? ?"
    r"(?:-|to|until|till|and|bis|und|a|et) ?$"
)
"""What stands before the second hour of a range whose first one has no sign of its own: "zwischen 13 und 17 Uhr"."""
RANGE_JOINED = re.compile(r"^ ?(?:-|to|until|till|and|bis|und|a|et|jusqu'a) ?$")
"""What stands between the two hours of a range."""
RANGE_WORD = re.compile(r"\b(?P<word>from|between|von|zwischen|de|entre) $")
RANGE_DASHED = re.compile(r"^ ?- ?(\d{1,2})[:.](\d{2})(?![\d.])")
MOVED_FROM = re.compile(r"\b(?:from|von|de) $")
MOVED_TO = re.compile(r"^ ?(?:uhr |h )?(?:to|auf|a) ?$")
