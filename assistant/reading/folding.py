"""When two readings are the same text. Recognition wavers in spaces, dots and look-alike letters; digits count."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "ı": "l"})
_CLOCK = re.compile(
    r"(?:\w{2,9}\.?,? )?(?:\d{1,2}\.? ?\w{3,9}\.?,? |\w{3,9}\.? \d{1,2},? )?"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?",
    re.I,
)


def fold(text: str) -> str:
    """What is left when case, spaces, punctuation and look-alikes are ignored; the text itself when nothing is."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    kept = "".join(char for char in plain if char.isalnum())
    return kept or plain.strip()


def digest(text: str) -> str:
    """A short name for a folded text, for memories that must not grow."""
    return hashlib.blake2b(fold(text).encode(), digest_size=8).hexdigest()


def same_text(one: str, two: str) -> bool:
    """Whether both may be readings of one line: equal when folded, or one letter apart in one long word."""
    first, second = fold(one), fold(two)
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 12:
        return False
    words, others = one.casefold().split(), two.casefold().split()
    if len(words) != len(others):
        return False
    apart = [(a, b) for a, b in zip(words, others, strict=True) if fold(a) != fold(b)]
    return len(apart) == 1 and _slip(*apart[0])


def mark(text: str) -> str:
    """The box that stands before a line of a list, ``[x]`` or ``[ ]``; empty where there is none."""
    return text[:3] if text[:4] in {"[x] ", "[ ] "} else ""


def unmarked(text: str) -> str:
    """The text without the box before it."""
    return text[4:] if mark(text) else text


def grown(before: str, after: str) -> int | None:
    """Characters added when ``after`` is ``before`` with one run of text inserted, else None.

    White space at the ends does not count; a completely new text counts whole.
    """
    old, new = unmarked(before.strip()), unmarked(after.strip())
    if len(new) <= len(old):
        return None
    head = 0
    while head < len(old) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < len(old) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # A few characters may be read differently the second time.
    return len(new) - len(old) if len(old) - head - tail <= len(old) // 12 else None


def is_clock(text: str) -> bool:
    """Whether the line is nothing but a time, perhaps with its date: it changes without meaning anything."""
    return bool(_CLOCK.fullmatch(text.strip()))


def _slip(one: str, two: str) -> bool:
    """Two words of five letters or more that differ in one letter and in no digit."""
    if min(len(one), len(two)) < 5 or any(char.isdigit() for char in one + two):
        return False
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1
    short, long = sorted((one, two), key=len)
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))
