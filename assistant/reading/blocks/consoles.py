"""Terminals: commands after a prompt are the user's own words, everything else is a program's."""

from __future__ import annotations

import re

from assistant.reading.page import Item, Mark, Marks, Page
from assistant.types import BlockKind, Who

_PROMPT = re.compile(
    r"^(?:\([\w .-]+\) ?)?"
    r"(?:"
    r"\[?[\w.-]+[@＠][\w.-]+[\s:;]*[^$#%❯>]{0,80}[$#%❯>]"  # user@host:~/work$
    r"|[~/][\w./~-]* ?[$%❯]"  # ~/work $
    r"|[➜→] +[\w~/.-]+ git:\([^)]*\) ?[x×✗]?"  # oh-my-zsh
    r"|PS [A-Z]:\\[^>]*>|[A-Z]:\\[^>]*>"
    r"|(?:sqlite|mysql|postgres|psql|ftp|gdb|irb|ghci|node|MariaDB[^>]*)[=#)]*>"
    r"|>>>|\.\.\.|In ?\[\d+\]:"
    r"|[$%❯➜λ»]"
    r")\s*(?P<command>\S.*)$"
)
_BARE = re.compile(r"^(?:[\w.-]+@[\w.-]+[\s:;]*[^$#%❯>]{0,80}[$#%❯>]|[$❯➜])\s*$")
_FULL_SCREEN = re.compile(r"\b(?:n?vim?|nano|micro|helix|emacs)\b", re.I)


def find(page: Page) -> Marks:
    """Commands as one block each, headed by ``command``, with their output; a text editor's lines as text."""
    if _FULL_SCREEN.search(page.window.title):
        return {item.index: Mark(BlockKind.TEXT, 0, "", _writer(item)) for item in page.items}
    marks: Marks = {}
    block, header = 0, ""
    for item in page.items:
        command = _PROMPT.match(item.text)
        if command or _BARE.match(item.text):
            block += 1
            header = command["command"] if command else ""
        if command:
            marks[item.index] = Mark(BlockKind.TERMINAL, block, "command", Who.USER)
        else:
            marks[item.index] = Mark(BlockKind.TERMINAL, block, header[:80])
    return marks


def _writer(item: Item) -> Who:
    """The user, but for the editor's own status line."""
    status = re.search(r"^-- ?\w+ ?--|\b\d+L, \d+[BC]\b|^\^[A-Z] |GNU nano|\ball$|\d+%$", item.text, re.I)
    return Who.UNKNOWN if status or item.text.startswith("~") else Who.USER
