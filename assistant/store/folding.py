"""When two texts count as the same: for substring filters, and more loosely for what was forgotten."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")
_LOOKALIKES = str.maketrans({"i": "l", "1": "l", "ı": "l", "o": "0"})
"""Characters that readers of screens confuse; folded so that a forgotten line is known again when re-read."""


def fold(text: str) -> str:
    """``text`` without differences of case, width and spacing. Idempotent."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Folding case can undo normal form and the other way round (U+0345 for one), hence both twice.
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(unicodedata.normalize("NFKC", once.casefold()).split())


def contains(haystack: str | None, needle: str) -> bool:
    """Whether the already folded ``needle`` stands in ``haystack``; no character in it is special."""
    return haystack is not None and needle in fold(haystack)


def quotes(quote: str, line: str) -> bool:
    """Whether ``quote``, which is lines joined by a space or a part of one, was taken from ``line``."""
    return f" {line} " in f" {quote} " or (quote != "" and quote in line)


def essence(text: str) -> str:
    """Only the letters and digits of ``text``, without accents and with lookalikes made one.

    Empty for a text without any letter or digit: such a line says nothing and is never remembered as forgotten.
    """
    return _BETWEEN.sub("", unicodedata.normalize("NFKD", fold(text))).translate(_LOOKALIKES)
