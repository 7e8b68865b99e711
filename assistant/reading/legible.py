"""What counts as a successful reading. A failed reading is not evidence: it never becomes a line."""

from __future__ import annotations

from assistant.reading.raw import RawLine, height

LEAST_SCORE = 0.6
"""Below this mean probability a line is a guess (measured: pictures, icons and half-hidden text)."""
SHORT_SCORE = 0.8
"""For one or two characters, which icons often look like."""
LEAST_HEIGHT = 7

_ICONS = frozenset("口日目田品回曰囗凸凹吕三二一十工中")
"""Characters that a lone icon is usually taken for."""


def legible(line: RawLine) -> bool:
    """Whether the line may be believed to stand on the screen."""
    text = line.text.strip()
    letters = sum(char.isalnum() for char in text)
    if not letters or height(line.box) < LEAST_HEIGHT or line.score < LEAST_SCORE:
        return False
    if text in _ICONS:
        return False
    if len(text) <= 2 and line.score < SHORT_SCORE and ord(text[0]) < 0x2E80:
        return False
    return letters / len(text.replace(" ", "")) >= 0.34
