"""Names, numbers and addresses that stand in a text: what a belief may not invent."""

from __future__ import annotations

import re

from assistant.pipeline import date_words
from assistant.pipeline.text import STOP, cjk_runs, fold, stem, words

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-&+@#/][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:'’\u00a0\u202f]\d{3}(?!\d))*(?:[.,:]\d+)?")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COMMON_WORDS = """
    someone somebody anyone everyone user please message mail table form field calendar screen file says
    asked told wrote said entered ran shows yes no hi hello dear thanks thank hey okay today tomorrow
    tonight yesterday hallo liebe lieber danke bitte bonjour salut merci cher chere i'm i'll i've i'd let's
    don't can't won't it's that's we're we'll you're
"""
_TITLES = frozenset(("dr", "prof", "mr", "mrs", "ms", "st", "hr", "fr", "mme", "mlle", "ing"))
_HIRAGANA = re.compile("[\u3040-\u309f]")
_LONGEST_CJK_NAME = 8
_COMMON_STARTS = frozenset(_COMMON_WORDS.split())
"""Folded words that often open a sentence and name nobody; and the words of our own frames."""


def tokens(text: str) -> list[str]:
    """Word-like tokens as written, without the possessive ending."""
    return [re.sub(r"['’]s$", "", found) for found in _TOKEN.findall(text)]


def proper(text: str) -> list[str]:
    """Tokens of ``text`` that claim a name: capitals, mixed case, other scripts; not function words."""
    claimed = []
    for token in tokens(text):
        plain = fold(token)
        if plain in STOP or plain in _COMMON_STARTS or token.isdigit():
            continue
        latin = plain.isascii() or all(ord(sign) < 0x250 for sign in token)
        if not latin or any(sign.isupper() for sign in token):
            claimed.append(token)
    return claimed


def numbers(text: str) -> set[str]:
    """Every number, without grouping marks: "4,200.50" and "4.200,50" both are "4200.50"."""
    return {_plain_number(found) for found in _NUMBER.findall(fold(text))}


def _plain_number(found: str) -> str:
    parts = re.split(r"[.,:'’\u00a0\u202f]", found)
    grouped = all(len(part) == 3 for part in parts[1:-1])
    if len(parts) > 1 and len(parts[-1]) == 3 and ":" not in found and grouped:
        return "".join(parts)
    if len(parts) > 2 and grouped:
        return "".join(parts[:-1]) + "." + parts[-1]
    return ".".join(parts).lstrip("0") or "0"


def counting_words(text: str) -> set[int]:
    """Numbers from two to twelve written as words."""
    return {date_words.NUMBER_WORDS[word] for word in words(text) if word in date_words.NUMBER_WORDS}


def addresses(text: str) -> set[str]:
    """Mail addresses, folded."""
    return {fold(found) for found in _ADDRESS.findall(text)}


class Vocabulary:
    """The words of the places that a belief may take names from, for quick questions."""

    __slots__ = ("_joined", "_stems", "_words")

    def __init__(self, *texts: str) -> None:
        self._joined = fold(" ".join(texts))
        found = set(words(self._joined)) | {fold(token) for text in texts for token in tokens(text)}
        # "anna.weber@example.org" and "Q3-budget" vouch for their parts too.
        found |= {part for word in found for part in re.split(r"[^\w]|_", word) if part}
        self._words = found
        self._stems = {stem(word) for word in found}

    def has(self, token: str) -> bool:
        """Whether ``token`` stands there as a word, in any case and with a common ending more or less."""
        plain = fold(token)
        if plain in self._words or stem(plain) in self._stems:
            return True
        parts = [part for part in re.split(r"[^\w]|_", plain) if part]
        return len(parts) > 1 and all(part in self._words or part in STOP for part in parts)

    def holds(self, run: str) -> bool:
        """Whether a run of characters stands there unbroken; for scripts without spaces."""
        return fold(run) in self._joined


def entities(*texts: str) -> tuple[str, ...]:
    """Names as written, neighbours joined ("Anna Weber"), in order, without repeats."""
    found: dict[str, str] = {}
    for text in texts:
        for name in _runs(text):
            found.setdefault(fold(name), name)
    return tuple(found.values())


def _runs(text: str) -> list[str]:
    claimed = set(proper(text))
    calendar = date_words.WEEKDAYS.keys() | date_words.MONTHS.keys()
    runs: list[str] = []
    last_end = -1
    for match in _TOKEN.finditer(text):
        token = re.sub(r"['’]s$", "", match[0])
        if token not in claimed or fold(token) in calendar or _opens_sentence(match, text):
            continue
        if cjk_runs(token) and (len(token) > _LONGEST_CJK_NAME or _HIRAGANA.search(token)):
            continue
        joined = runs and text[last_end : match.start()] in (" ", ". ") and _joins(runs[-1], text[last_end], token)
        if joined:
            runs[-1] = f"{runs[-1]}{text[last_end : match.start()]}{token}"
        else:
            runs.append(token)
        last_end = match.start() + len(token)
    return [run for run in runs if len(run) > 1]


def _joins(run: str, gap: str, token: str) -> bool:
    """Whether a token goes on with the name before it: behind a space, or behind the point of "Dr."."""
    return not cjk_runs(token) and (gap == " " or fold(run.rpartition(" ")[2]) in _TITLES)


def _opens_sentence(match: re.Match[str], text: str) -> bool:
    """Whether a capital may come from its place alone: first word, the next one written small."""
    before = text[: match.start()].rstrip(" '\"([«„“‘")
    if before and (before[-1] not in ".!?:。" or fold(before.rpartition(" ")[2]).rstrip(".") in _TITLES):
        return False
    if sum(sign.isupper() for sign in match[0]) > 1:
        return False
    following = re.match(r"\s+(\w)", text[match.end() :])
    return following is not None and not following[1].isupper()
