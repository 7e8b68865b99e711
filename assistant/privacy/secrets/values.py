"""What a secret is, and the tests of shape that tell a secret's value from a word, a placeholder or code."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secret:
    """A stretch of a line that must not be kept."""

    kind: str
    """In words for counters and the user: ``card``, ``password``, ``token``, ``one-time code`` and so on."""
    start: int
    end: int


def wordset(listed: str) -> frozenset[str]:
    """The words of ``listed``."""
    return frozenset(listed.split())


_PLACEHOLDER_WORDS = re.compile(
    r"example|sample(?!\d)|placeholder|change.?me|dummy|redacted|hidden|masked|insert.?here|your[_\-. ]|<[^>]*>|lorem"
    r"|enter[_\- ]?your|todo|fixme|not[_\-]?a[_\-]?real|there-are-not|tokenexample|thisis(?:not|an)",
    re.IGNORECASE,
)
# Masked characters, one character many times, and the runs that people type when they need "something".
_PLACEHOLDER_SHAPES = re.compile(
    r"[*•●·∙◦▪■…]{2,}|\.{3}|([^0=A])\1{4,}|0{8,}(?=$)|x{4,}|X{4,}|0?123456789?0?a|12345678|87654321|76543210"
    r"|abcdefg|abcdef12|abcdef0|ABCDEFG|qwerty(?:uiop)|a1b2c3d4|deadbeef",
)
# References to a value that stands elsewhere: variables, templates, calls, attributes.
_REFERENCE = re.compile(
    r"^(?:\$[\w{(]|\$\{|\{\{|\{\w*\}$|%\(|%[sdq]\b|%\w+%$|@\{|#\{|<%|&[\w]+;|[rbf]?['\"]?\{)"
    r"|^[A-Za-z_][\w.]*(?:\(|\[)"  # get_password(  options[
    r"|^(?:process\.env|os\.environ|self|this|args|options|config|settings|request|req|params|user|data|env|ctx)\."
    r"|^[a-z_]+(?:\.[a-z_][A-Za-z_]*)+;?$"  # dotted attribute names
)


def placeholder(value: str) -> bool:
    """Is ``value`` a stand-in: masked, an example, one character repeated?"""
    return bool(_PLACEHOLDER_SHAPES.search(value) or _PLACEHOLDER_WORDS.search(value))


def reference(value: str) -> bool:
    """Does ``value`` name the place of a secret instead of being one?"""
    return bool(_REFERENCE.search(value))


_EVERYDAY = re.compile(
    r"\d{1,2}(?:[:.h]\d{2})?\s?(?:h|uhr|am|pm|a\.m|p\.m)?(?:[\-–]\d{1,2}(?:[:.h]\d{2})?\s?(?:h|uhr|am|pm)?)?"
    r"|\d{1,4}[./\-]\d{1,2}(?:[./\-]\d{0,4})?|[€$£¥]?\d+(?:[.,'’]\d+)*[€$£¥%]?|\d+(?:st|nd|rd|th|er|ère|e|ème|x|k|[kmg]b|[ckm]?m|kg|g|l|px|days?"
    r"|min|eur|chf|usd)|[a-z]{1,2}\d{1,2}|v?\d+(?:\.\d+)+",
    re.IGNORECASE,
)


def everyday(value: str) -> bool:
    """Is ``value`` a time, a date, a price, a quantity, a version: what stands after any label?"""
    return _EVERYDAY.fullmatch(value) is not None and not (value.isdigit() and len(value) > 2)


def entropy(value: str) -> float:
    """Shannon entropy in bits a character of the characters of ``value``."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values()) if total else 0.0


def classes(value: str) -> int:
    """How many of lower case, upper case, digits and other characters occur."""
    return sum(
        (
            any(char.islower() for char in value),
            any(char.isupper() for char in value),
            any(char.isdigit() for char in value),
            any(not char.isalnum() for char in value),
        )
    )


_WORDS = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}")


def random_looking(value: str, minimum: int = 8) -> bool:
    """Does ``value`` look drawn by a machine: digits among letters, few readable words, many different characters?"""
    if len(value) < minimum or not re.search(r"\d", value) or not re.search(r"[A-Za-z]", value):
        return False
    readable = sum(len(word) for word in _WORDS.findall(value) if len(word) > 4)
    return readable < 0.6 * len(value) and entropy(value) >= min(2.6, math.log2(len(value)) * 0.8)


_BASE64_RUN = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")


def base64_block(text: str, minimum: int = 40) -> bool:
    """Does ``text`` hold a long stretch of base64, as keys do and paths and names do not?"""
    return any(len(run) >= minimum and _mixed(run) for run in _BASE64_RUN.findall(text))


def _mixed(run: str) -> bool:
    upper = sum(char.isupper() for char in run)
    lower = sum(char.islower() for char in run)
    digits = sum(char.isdigit() for char in run)
    size = len(run)
    return upper >= 0.15 * size and lower >= 0.15 * size and digits >= 0.02 * size and entropy(run) >= 4.0
