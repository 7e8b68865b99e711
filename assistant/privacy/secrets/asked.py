"""Passwords and codes that stand alone because somebody asked for them: "What is the wifi password?" and its answer."""

from __future__ import annotations

import re

from assistant.privacy.secrets.told import ENDS
from assistant.privacy.secrets.values import classes, everyday, placeholder
from assistant.privacy.secrets.words import DOORS, OTHER_CODES, TOLD_NAMES

_ASKS = re.compile(
    rf"(?:\b|(?<=[ぁ-ヿ一-鿿]))(?:{TOLD_NAMES}|(?:{DOORS})[\s\-]?code|code|digicode)\b.{{0,60}}[?？]", re.IGNORECASE
)
_ANSWER = re.compile(
    r"(?:(?:yes|sure|oui|ja|ok|so|it['’]?s|c['’]est|das ist|es ist|here|voilà|hier)[,:.!]?\s){0,3}"
    r"(?P<value>[^\s@]{4,40})",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether somebody asks for a password or a code."""
    return _ASKS.search(text) is not None and not OTHER_CODES.search(text)


def answer(text: str) -> bool:
    """Whether a line is nothing but a password or a code, as an answer to who asked for one."""
    match = _ANSWER.fullmatch(text.strip())
    value = ENDS.sub("", match.group("value")) if match else ""
    if not re.search(r"\d", value) or everyday(value) or "://" in value or placeholder(value):
        return False
    return 4 <= len(value) <= 8 if value.isdigit() else len(value) >= 6 and classes(value) >= 2
