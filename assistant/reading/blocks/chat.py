"""Conversations in all their shapes: named heads, one line a message, bubbles left and right."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.blocks import bubbles, heads, irc, speakers
from assistant.reading.page import Marks, Page


def find(page: Page) -> Marks:
    """Messages and conversation lists of a window; several shapes may stand on one page."""
    marks = speakers.find(page)
    if marks:
        # Everybody has a name over the messages there, so nothing but a list of conversations can stand beside them.
        _join(marks, heads.find(page.rest(marks)))
        return marks
    # One word and its clock look like a name and a time; between two, nobody's name stands over a message.
    for finder in () if bubbles.with_a_partner(page) else (heads.find, irc.untimed):
        _join(marks, finder(page.rest(marks)))
    _join(marks, bubbles.find(page, marks))
    return marks


def named(page: Page) -> bool:
    """Whether names over messages, or a partner's over all, tell that people talk here, whatever the program."""
    return bool(speakers.find(page)) or bubbles.with_a_partner(page)


def inline(page: Page) -> Marks:
    """Only messages of one line each: they look like tables otherwise, and stand in terminals too."""
    return irc.find(page)


def _join(marks: Marks, found: Marks) -> None:
    """Adds ``found`` with block numbers behind those in use."""
    offset = max((mark.block for mark in marks.values()), default=-1) + 1
    marks.update({index: replace(mark, block=mark.block + offset) for index, mark in found.items()})
