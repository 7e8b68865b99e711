"""Patterns of dates and hours over folded text; :mod:`assistant.pipeline.dates` gives them meaning."""

from __future__ import annotations

import re

from assistant.pipeline import date_words as table


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


_WEEKDAY = _any({name: day for name, day in table.WEEKDAYS.items() if name not in table.AMBIGUOUS_WEEKDAYS})
MONTH = _any(table.MONTHS)
_NUMBER = rf"\d{{1,2}}|{_any(table.NUMBER_WORDS)}|a|one|einer?|einem|une?"
_L, _R = r"(?<![\w.,:/-])", r"(?![\w])"

ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
DOTTED = re.compile(r"(?<![\d.,:])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?![\d])(?!\.\d)")
SLASHED = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])")
DAY_MONTH = re.compile(
    rf"{_L}(?:(\d{{1,2}})(?:st|nd|rd|th|er|\.)? ?(?:-|to|bis|au) ?)?(\d{{1,2}})(?:st|nd|rd|th|er|"
    rf"\.)? ?(?:of )?({MONTH})\b\.?(?:,? (\d{{4}}))?"
)
MONTH_DAY = re.compile(
    rf"{_L}({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?: ?- ?(\d{{1,2}}))?(?![\d:]|[.,]\d)(?:,? (\d{{4}}))?"
)
WEEKDAY_NUMBER = re.compile(
    rf"{_L}({_any(table.WEEKDAYS)})\.?,? (\d{{1,2}})(?:st|nd|rd|th|\.)?(?![\d:.,/]|\s?(?:h|"
    rf"uhr|am|pm)\b)"
)
WEEKDAY_RE = re.compile(
    rf"{_L}(?:({table.NEXT_WORDS})|({table.THIS_WORDS})|({table.LAST_WORDS}))?\s?({_WEEKDAY}){_R}(?: (prochaine?|"
    rf"derniere?))?"
)
RELATIVE = re.compile(rf"{_L}({_any(table.RELATIVE_DAYS)}){_R}")
IN_UNITS = re.compile(
    rf"{_L}(?:in|within|binnen|dans|sous|d'ici) ({_NUMBER}) (days?|weeks?|months?|tag(?:en|e)?|wochen?|monat(?:en|"
    rf"e)?|jours?|semaines?|mois){_R}"
)
NEXT_WEEK = re.compile(
    rf"{_L}(?:(next|nachste|kommende|this|diese|cette|last|letzte) (week|weekend|woche|wochenende|semaine)|"
    rf"(la )?(semaine) (prochaine)|(nachstes|dieses|kommendes|ce) (wochenende|week-end)){_R}"
)
ORDINAL = re.compile(
    rf"{_L}(?:(?:by|on|until|before) the (\d{{1,2}})(?:st|nd|rd|th)|(?:am|bis zum|zum|"
    rf"vor dem) (\d{{1,2}})\.(?! ?[\d:]))(?! ?(?:of |uhr)?[a-z]*\d)"
)
MONTH_END = re.compile(rf"{_L}(?:end of (?:the |this )?month|ende des monats|monatsende|fin (?:du|de) mois|eom){_R}")
WEEK_END = re.compile(rf"{_L}(?:end of (?:the |this )?week|ende der woche|fin de (?:la )?semaine|eow){_R}")
IN_MONTH = re.compile(rf"{_L}(?:in|by|im|until|en|debut|ab|starting in|fin) ({MONTH})\b(?: (\d{{4}}))?(?! ?\d)")
JAPANESE_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
JAPANESE_WEEK = re.compile(r"(今週|来週|再来週|先週)(?:の?([月火水木金土日])曜日?)?")
JAPANESE_WEEKDAY = re.compile(r"([月火水木金土日])曜日?|[（(]([月火水木金土日])[)）]")
JAPANESE_DAY = re.compile(_any(table.JAPANESE_DAYS))
JAPANESE_MONTH_END = re.compile("(今月末|月末|来月末)")
JAPANESE_IN = re.compile(r"(\d{1,2})(日|週間|か月|ヶ月)(?:後|以内)")

TIME = re.compile(
    r"(?<![\d.,/-])(?:(\d{1,2})[:.](\d{2})(?: ?uhr| ?h\b)?\s?([ap]\.?m\b)?|(\d{1,2}) ?(?:h|uhr)(?: ?(\d{2}))?\b|"
    r"(\d{1,2})\s?([ap])\.?m\b)(?![\d.]\d)"
    r"|(午前|午後)?(\d{1,2})時(?:(\d{1,2})分|(半))?|\b(noon|midday|mittags?|midi)\b"
)
