"""Secrets that no single line shows: keys over many lines, numbers cut into boxes, words in a grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.privacy.secrets.asked import answer, asks
from assistant.privacy.secrets.cards import is_card, is_iban, pays
from assistant.privacy.secrets.codes import SEED_WORDS, seed_word
from assistant.privacy.secrets.keys import harmless_lines, key_lines
from assistant.types import Box, Line

_FRAGMENT = re.compile(r"\s*[0-9OoIl|SB]{2,12}(?:[ \-][0-9OoIl|SB]{2,6}){0,3}\s*")
_IBAN_FRAGMENT = re.compile(r"\s*(?:[A-Z]{2}\d{2})?(?:\s?[A-Z0-9]{1,4}){1,6}\s*")
_MOST_FRAGMENTS = 8
_FEWEST_SEED_WORDS = 9


def spread(lines: Sequence[Line]) -> dict[int, str]:
    """Kinds of the lines that are parts of one secret together, by index."""
    texts = [line.text for line in lines]
    kinds = dict.fromkeys(key_lines(texts), "private key")
    kinds |= dict.fromkeys(_cut_numbers(lines), "card")
    kinds |= dict.fromkeys(_seed_grid(texts), "seed phrase")
    kinds |= dict.fromkeys(_answers(lines), "password")
    return kinds


def harmless(texts: Sequence[str]) -> set[int]:
    """Indexes of lines whose base64 is known not to be a key."""
    return harmless_lines(texts)


def neighbours(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """For each line the text that governs it and the text that follows it.

    Before is the line to the left in the same row where there is one (a field's label), else the line above;
    after is the next line in reading order.
    """
    following = [line.text for line in lines[1:]] + [""]
    return [(_left(lines, index) or _above(lines, index), after) for index, after in enumerate(following)][: len(lines)]


def forms(lines: Sequence[Line]) -> dict[int, str]:
    """For each line near a card's number, or near the name of a field for one, that number or name."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if mark := next((text for text in (line.text, line.header) if pays(text)), ""):
            found |= dict.fromkeys(range(index - _REACH, index + _REACH + 1), mark)
    return found


def _answers(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that are nothing but a code, soon below one that asks for it."""
    for index, line in enumerate(lines):
        if asks(line.text):
            for below in range(index + 1, min(len(lines), index + 1 + _SOON)):
                if lines[below].box[1] >= line.box[1] and answer(lines[below].text):
                    yield below


_SOON = 4
_REACH = 12
"""Lines before one, in reading order, among which its label is looked for."""


def _left(lines: Sequence[Line], index: int) -> str:
    box = lines[index].box
    candidates = [
        other
        for other in (*lines[max(0, index - _REACH) : index], *lines[index + 1 : index + _REACH])
        if _same_row(other.box, box) and other.box[2] <= box[0] + 2
    ]
    return max(candidates, key=lambda other: other.box[2]).text if candidates else ""


def _above(lines: Sequence[Line], index: int) -> str:
    x0, y0, x1, y1 = lines[index].box
    if x0 == x1 or y0 == y1:  # nothing is known of places: reading order
        return lines[index - 1].text if index else ""
    height = y1 - y0
    for other in reversed(lines[max(0, index - _REACH) : index]):
        ox0, _, ox1, oy1 = other.box
        if ox0 < x1 and x0 < ox1 and -height / 2 <= y0 - oy1 <= 2.5 * height:
            return other.text
    return ""


def _same_row(one: Box, other: Box) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap > 0 and overlap >= 0.5 * min(one[3] - one[1], other[3] - other[1])


def same_shape(one: str, other: str) -> bool:
    """Do two lines look alike when every letter is one letter and every digit one digit?"""
    return _shape(one) == _shape(other)


def _shape(text: str) -> str:
    # Letters and digits mix freely in random codes: only lengths and separators count.
    return re.sub(r"[A-Za-z0-9]", "x", text.strip()) if re.search(r"\d", text) else text


def _cut_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Fragments of digits that follow each other, in a row or below each other, and make up a card or an IBAN."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if _FRAGMENT.fullmatch(line.text) or (_IBAN_FRAGMENT.fullmatch(line.text) and re.search(r"\d", line.text)):
            run.append(index)
            continue
        yield from _joined(lines, run)
        run = []
    yield from _joined(lines, run)


def _joined(lines: Sequence[Line], run: Sequence[int]) -> Iterator[int]:
    for start in range(len(run)):
        for size in range(2, min(_MOST_FRAGMENTS, len(run) - start) + 1):
            part = run[start : start + size]
            whole = " ".join(lines[index].text.strip() for index in part)
            bare = re.sub(r"[ \-]", "", whole)
            if 12 <= len(bare) <= 34 and (is_card(whole) or _iban(bare)):
                yield from part


def _iban(bare: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", bare)) and is_iban(bare)


def _seed_grid(texts: Sequence[str]) -> Iterator[int]:
    """Single numbered words, where the screen speaks of a seed phrase."""
    if not any(SEED_WORDS.search(text) for text in texts):
        return
    words = [index for index, text in enumerate(texts) if seed_word(text)]
    if len(words) >= _FEWEST_SEED_WORDS:
        yield from words
