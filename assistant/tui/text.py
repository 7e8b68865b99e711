"""The one way by which words of the daemon reach the screen of the terminal.

Everything that the daemon tells may hold text that came from somebody else's web page. It becomes a
:class:`~textual.content.Content` without markup here, so that nothing in it can style, click, crash or
speak to the terminal.
"""

from __future__ import annotations

from textual.content import Content

from assistant.privacy.clean import untrusted

LONGEST = 4000
"""Characters shown of one text; what is longer was not written to be read in a terminal."""


def words(value: object) -> str:
    """``value`` as one clean line."""
    return "" if value is None else untrusted(str(value)[: LONGEST * 2])[:LONGEST]


def paragraphs(value: object) -> str:
    """``value`` as clean lines, its line breaks kept."""
    return "\n".join(words(line) for line in str(value or "")[:LONGEST].split("\n")).strip("\n")


def plain(value: object, style: str = "") -> Content:
    """``value`` as one clean line of content; ``style`` is ours, never the daemon's."""
    return Content.styled(words(value), style)


def ours(text: str, style: str = "") -> Content:
    """Text that stands in our own source."""
    return Content.styled(text, style)


def join(parts: list[Content], between: str = " · ") -> Content:
    """The parts that are not empty, with a quiet separator."""
    return Content.styled(between, MUTED).join([part for part in parts if part.plain])


def shorten(value: object, cells: int) -> str:
    """A clean line of at most ``cells`` cells."""
    return Content(words(value)).truncate(cells, ellipsis=True).plain


MUTED = "dim"
GOOD = "$text-success"
WARN = "$text-warning"
BAD = "$text-error"
ACCENT = "$text-primary"
