"""Codes of doors, gates, alarms, safes and boxes for keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.secrets.told import FOR, MARK, VERB, WORD
from assistant.privacy.secrets.values import Secret
from assistant.privacy.secrets.words import DOORS, OTHER_CODES

_KEYPAD = (
    r"(?P<code>(?<![\w.,\-])(?:[#*A-F]?\d{4,8}[#*A-F]?|[A-F]\d{3}|\d{3}[A-F]|\d{1,2}(?:\s?[\-–]\s?\d{1,2}){2,3})"
    r"(?![\w\-]|[.,:]\d|\s?(?:€|\$|%|eur|chf|km|m²|kg)))"
)
_ALONE = re.compile(rf"\s*{_KEYPAD}\s*", re.IGNORECASE)
_DOOR_NAME = (
    rf"\b(?:(?:{DOORS})[\s\-]?(?:key)?(?:code|kode|pin|combination|kombination)|digicode|puk"
    r"|(?:(?:zahlen|zugangs|zutritts)?code|pin|combination|(?:zahlen)?kombination|combinaison)"
    rf"\s(?:{FOR}\s?)?(?:{WORD}\s){{0,4}}?(?:[ld]['’])?(?:{DOORS})"
    rf"(?:\s(?!(?:is|ist|est|was|war)\b){WORD}){{0,4}}?)"
)
_DOOR_CODE = re.compile(rf"{_DOOR_NAME}(?:{MARK}|{VERB}|,?\s{{1,3}}){_KEYPAD}", re.IGNORECASE)
_DOOR_LABEL = re.compile(rf"{_DOOR_NAME}\s?[:：=]?\s*$", re.IGNORECASE)
_DOOR_SAYS = re.compile(rf"\b(?:{DOORS}){MARK}(?P<code>\d{{3,8}}[#*])(?![\w*#])", re.IGNORECASE)
_CODE_BY = re.compile(rf"\b(?:code|pin)\b\W{{0,3}}(?:is\s|ist\s|est\s|lautet\s)?{_KEYPAD}", re.IGNORECASE)
_ENTERED = re.compile(
    r"\b(?:enter|type|dial|press|punch in|use|tipp\w*|gib|wähl\w*|drück\w*|tape[rz]?|compose[rz]?|fai(?:s|tes)"
    rf"|entre[rz]?|saisi\w*)\s(?:the code\s|le code\s|den code\s|in\s)?{_KEYPAD}.{{0,50}}?\b(?:{DOORS})\b",
    re.IGNORECASE,
)
_DOOR = re.compile(rf"(?:{DOORS})\b", re.IGNORECASE)


def door_codes(text: str) -> Iterator[Secret]:
    """Codes named as such or beside what they open."""
    if OTHER_CODES.search(text):
        return
    for pattern in (_DOOR_CODE, _ENTERED, _DOOR_SAYS, *((_CODE_BY,) if _DOOR.search(text) else ())):
        for match in pattern.finditer(text):
            yield Secret("password", match.start("code"), match.end("code"))


def under_door(text: str, label: str) -> Iterator[Secret]:
    """A code that fills its line while ``label``, the field's name or the line before, says what it opens."""
    code = _ALONE.fullmatch(text)
    if code and len(label) <= 80 and _DOOR_LABEL.search(label):
        yield Secret("password", code.start("code"), code.end("code"))
