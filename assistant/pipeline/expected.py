"""What an answer must hold, whatever its words: a time for "when", a number for "how many", a sum for a price."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from assistant.pipeline import dates
from assistant.pipeline.date_words import NUMBER_WORDS, WEEKDAYS
from assistant.pipeline.text import fold, words

_WHEN = re.compile(
    r"^\W*(?:(?:and|so|by|until|till|since|from|at|on|bis|ab|seit|um|depuis|jusqu'?a|a) )*"
    r"(?:when|(?:what|which) (?:time|day|date|hour|month|year)|wann|wie ?viel uhr|welche[mnrs]? (?:tag|datum)|quand|"
    r"quelle heure|quel jour|quelle date)\b|いつ|何時|何日"
)
_HOW_MANY = re.compile(r"\b(?:how (?:many|much)|wie ?viele?|combien)\b|いくつ|いくら|何[人個回枚本]")
_MONEY = re.compile(
    r"\b(?:how much|wie ?viel|combien)\b.*\b(?:cost|costs|pay|paid|earn|owe|price|charge|left on|kostet|kosten|zahle|"
    r"zahlt|verdiene|verdient|schulde|coute|coutent|paie|payer|gagne|dois)\b|\b(?:price|salary|gehalt|preis|prix|salaire)\b"
)
_AMOUNT = re.compile(r"[$€£¥]|\b(?:eur|euros?|usd|dollars?|chf|francs?|franken|gbp|pounds?|yen)\b|円|\d[.,]\d\d\b")
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)})\b|[一二三四五六七八九十百千万]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEASON = re.compile(
    r"\b(?:holidays|summer|autumn|winter|weekend|christmas|easter|ferien|sommer|herbst|wochenende|weihnacht\w*|ostern|"
    r"vacances|ete|hiver|printemps|automne|noel|paques)\b"
)
"""A time of the year is an answer to "when" too."""
_DIGIT = re.compile(r"[\d一二三四五六七八九十]")
_ANY_DAY = datetime(2024, 1, 1, tzinfo=UTC)
"""Whether a text holds a date does not depend on the day."""


def met(question: str, text: str) -> bool:
    """Whether ``text`` holds the kind of thing that ``question`` is for; true where no kind is plain."""
    asked, said = fold(question), fold(text)
    if _WHEN.search(asked):
        return bool(dates.find(text, _ANY_DAY)) or _YEAR.search(said) is not None or _SEASON.search(said) is not None
    if _MONEY.search(asked):
        return _AMOUNT.search(said) is not None
    return not _HOW_MANY.search(asked) or _NUMBER.search(said) is not None


def vague(question: str, text: str) -> bool:
    """Whether a "when" is answered without any day or hour, as by "next week"."""
    said = fold(text)
    definite = any(word in WEEKDAYS for word in words(said)) or _DIGIT.search(said) is not None
    return _WHEN.search(fold(question)) is not None and not definite
