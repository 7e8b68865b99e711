"""Which lines of a page are one open mail: webmail draws its subject, its sender and each paragraph apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.types import BlockKind, Line, Who

ADDRESS = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_HEAD = re.compile(
    rf"\W*(?!(?:to|an|à|cc|bcc)\b)(?:(?:from|von|de)\s?:\s?)?[^:@]{{0,60}}?[\s<(\[]*{ADDRESS.pattern}[\s>)\]]*[^@]{{0,25}}",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:reply|reply all|forward|antworten|allen antworten|weiterleiten|répondre|répondre à tous|transférer)\b.{0,12}"
    r"|(?:réponse|reply|antwort|re) (?:à|to|an) .{2,60}|.{0,120}\b(?:wrote|schrieb|a écrit)\s?:",
    re.IGNORECASE,
)
"""Where a mail ends: the buttons below it, the user's answer, an older mail that is quoted."""
_ELSEWHERE = frozenset({BlockKind.FORM, BlockKind.TABLE, BlockKind.CODE, BlockKind.TERMINAL, BlockKind.MENU})
_NO_HEADING = frozenset({BlockKind.MENU, BlockKind.MAIL_LIST, BlockKind.FORM, BlockKind.TABLE})
_LONGEST = 160
_SHORTEST = 4
"""Characters of a subject that a title may repeat by chance no more."""

_ASIDE = 5
"""Heights of the sender's line by which a mail's lines begin left or right of it: pictures, indents."""
_APART = 6
"""Heights of that line between two lines of a mail."""


@dataclass(frozen=True, slots=True)
class OpenMail:
    """A mail that somebody else sent, as far as the page shows it."""

    subject: Line | None
    sender: Line | None
    """The line with the sender's address, where there is one."""
    body: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, from above to below."""
        return tuple(line for line in (self.subject, self.sender, *self.body) if line is not None)


def open_mails(page: Sequence[Line], title: str) -> list[OpenMail]:
    """The mails that a page shows open; ``title`` is the window's.

    A mail begins at a line with its sender's address, or, where none is shown beside a list of mails, at the heading
    that the window's title repeats.
    """
    rows = sorted(page, key=lambda line: line.box[1])
    heads = [line for line in rows if _is_head(line)]
    if heads:
        return [
            OpenMail(_subject(rows, head, title), head, tuple(_below(rows, head, heads)))
            for head in heads
            if head.who is not Who.USER
        ]
    if not any(line.block_kind is BlockKind.MAIL_LIST for line in page):
        return []
    headings = [line for line in rows if line.block_kind not in _NO_HEADING and _entitled(line, title)]
    return [OpenMail(heading, None, tuple(_below(rows, heading, headings))) for heading in headings]


def _is_head(line: Line) -> bool:
    short = "@" in line.text and len(line.text) <= _LONGEST
    return short and line.block_kind not in _ELSEWHERE and _HEAD.fullmatch(line.text) is not None


def _below(rows: Sequence[Line], head: Line, heads: Sequence[Line]) -> Iterator[Line]:
    """The lines of the mail after its first one: in one column with it, or of one block."""
    tall = head.box[3] - head.box[1]
    end = head.box[3]
    for line in rows:
        if line in heads or line.box[1] < head.box[1] - tall or not _belongs(line, head, tall):
            if line in heads and line.box[1] > head.box[1]:
                return
            continue
        if line.block_kind is BlockKind.MAIL_LIST or line.box[1] - end > _APART * tall or _ANSWER.fullmatch(line.text):
            return
        end = max(end, line.box[3])
        if line.who is not Who.USER:
            yield line


def _belongs(line: Line, head: Line, tall: int) -> bool:
    beside = line.block == head.block and line.block_kind is head.block_kind
    return beside or (line.box[1] > head.box[1] and _one_column(line, head, tall))


def _subject(rows: Sequence[Line], head: Line, title: str) -> Line | None:
    """The heading above the sender's line, as the window's title has it too."""
    tall = head.box[3] - head.box[1]
    for line in rows:
        above = 0 <= head.box[1] - line.box[3] <= _APART * tall and _one_column(line, head, tall)
        if above and line.block_kind not in _NO_HEADING and _entitled(line, title):
            return line
    return None


def _entitled(line: Line, title: str) -> bool:
    text = " ".join(line.text.casefold().split())
    return len(text) >= _SHORTEST and " ".join(title.casefold().split()).startswith(text)


def _one_column(line: Line, head: Line, tall: int) -> bool:
    return abs(line.box[0] - head.box[0]) <= _ASIDE * tall
