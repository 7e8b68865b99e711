"""Where each new line comes from: typed just now, the user's own, merely seen, or hostile.

A tier decides what may be done with beliefs that rest on a line, so each stronger tier asks for more proof
and everything doubtful stays ``seen``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from assistant.config import User
from assistant.privacy import hands as at_work
from assistant.privacy.letters import open_mails
from assistant.types import BlockKind, Input, Line, Tier, Who, Window

_DOCUMENT_APPS = re.compile(
    r"libreoffice|soffice|writer|abiword|calligra|gedit|text-editor|texteditor|mousepad|kate|kwrite|pluma|xed|featherpad|"
    r"leafpad|xedit|zettlr|obsidian|logseq|joplin|notes|ghostwriter|typora|marktext|code|codium|sublime|emacs|gvim|vim|"
    r"nano|geany|notepad|onlyoffice|wps",
    re.I,
)
_NEVER_OWN = frozenset({BlockKind.MENU, BlockKind.ADVERT, BlockKind.MAIL_LIST})
_WHOLE = frozenset({BlockKind.MAIL, BlockKind.MAIL_LIST})
"""Blocks by one sender, who is honest in all lines or in none."""
_AT_ONCE = 6
"""More new lines than this in one frame did not grow under the hands: a document was opened."""


def assign(
    lines: Sequence[Line],
    frame_input: Input | None,
    window: Window,
    previous: Sequence[Line],
    user: User,  # noqa: ARG001  # who the user is, reading has said already; kept for rules that ask for more
    page: Sequence[Line] = (),
) -> list[Line]:
    """The new ``lines`` of one window with their tiers, and with ``who`` of typed ones made the user.

    ``previous`` holds the lines that stood in the window before this frame, ``page`` all that stand there now: a mail
    that was read line by line is judged whole. Without ``frame_input`` nothing
    is ``typed``: then text that grows in a document's window of the user counts as ``own``.
    """
    counts = [at_work.added(line, previous) for line in lines]
    grows = _grows(lines, counts, frame_input, window, previous)
    written = at_work.written(lines, counts, frame_input, previous) if window.focused else frozenset()
    return [
        _assign(line, count, frame_input, window, grows, hostile=hostile, written=at in written)
        for at, (line, count, hostile) in enumerate(
            zip(lines, counts, _hostile(lines, window.title, page), strict=True)
        )
    ]


def _hostile(lines: Sequence[Line], title: str, page: Sequence[Line]) -> list[bool]:
    """Whether each line steers or lures, alone or read on into its neighbour of the same block.

    A mail that lures in one line is believed in none; a message of a chat neither, where it wants a click as well.
    """
    from assistant.privacy.hostile import hostile_lines, presses

    found: list[bool] = []
    for _, run in groupby(lines, key=lambda line: line.block):
        block = list(run)
        bad = [verdict is not None for verdict in hostile_lines([line.text for line in block])]
        kinds = {line.block_kind for wrong, line in zip(bad, block, strict=True) if wrong}
        whole = kinds & _WHOLE or (BlockKind.MESSAGE in kinds and presses([line.text for line in block]))
        found += [True] * len(block) if whole else bad
    fraud = _frauds(page or lines, title, frozenset(lines))
    return [bad or line in fraud for bad, line in zip(found, lines, strict=True)]


def _frauds(page: Sequence[Line], title: str, new: AbstractSet[Line]) -> set[Line]:
    """All lines of the open mails that steer or lure; of those only in which anything is ``new``."""
    from assistant.privacy.hostile import hostile_mail

    found: set[Line] = set()
    for mail in open_mails(page, title):
        subject, sender = (line.text if line else "" for line in (mail.subject, mail.sender))
        if not new.isdisjoint(mail.lines) and hostile_mail([line.text for line in mail.body], subject, sender):
            found.update(mail.lines)
            found.update(line for line in page if subject and line.text == subject)  # its row in the list of mails
    return found


def _assign(
    line: Line, count: int, hands: Input | None, window: Window, grows: bool, *, hostile: bool, written: bool
) -> Line:
    typed = hands is not None and window.focused and at_work.typed(line, count, hands)
    if hostile and not typed:
        return replace(line, tier=Tier.HOSTILE)
    if line.block_kind in _NEVER_OWN:
        return replace(line, tier=Tier.SEEN)
    if typed or written:
        # What stood above belongs to somebody else: the words being typed do not stand under that name.
        header = "" if line.who is Who.OTHER else line.header
        return replace(line, tier=Tier.TYPED if typed else Tier.OWN, who=Who.USER, header=header)
    own = line.who is Who.USER or (grows and line.who is Who.UNKNOWN and line.block_kind is not BlockKind.TERMINAL)
    return replace(line, tier=Tier.OWN, who=Who.USER) if own else replace(line, tier=Tier.SEEN)


def _grows(
    lines: Sequence[Line], counts: Sequence[int], hands: Input | None, window: Window, previous: Sequence[Line]
) -> bool:
    """Whether the new lines are a document of the user that grows under the hands, or may be."""
    if not window.focused or not previous or len(lines) > _AT_ONCE or not _DOCUMENT_APPS.search(window.app):
        return False
    if hands is not None:
        return 0 < sum(counts) <= hands.keys
    longer = any(count < len(line.text.strip()) for line, count in zip(lines, counts, strict=True))
    return longer or any(at_work.near(line.box, other.box) for line in lines for other in previous)
