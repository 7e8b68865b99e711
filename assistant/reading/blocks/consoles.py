"""Terminals: commands after a prompt are the user's own words, everything else is a program's."""

from __future__ import annotations

import re

from assistant.reading.page import Item, Mark, Marks, Page
from assistant.types import BlockKind, Who

PROMPT = re.compile(
    r"^(?:\([\w .-]+\) ?)?"
    r"(?:"
    r"\[?[\w.-]+[@＠][\w.-]+[\s:;]*[^$#%❯>]{0,80}[$#%❯>]"  # user@host:~/work$
    r"|[\w.-]{3,40}: ?[~/][\w./~-]* ?[$#]"  # the reader may lose the @
    r"|[~/][\w./~-]* ?[$%❯]"  # ~/work $
    r"|[➜→] +[\w~/.-]+ git:\([^)]*\) ?[x×✗]?"  # oh-my-zsh
    r"|PS [A-Z]:\\[^>]*>|[A-Z]:\\[^>]*>"
    r"|(?:sqlite|mysql|postgres|psql|ftp|gdb|irb|ghci|node|MariaDB[^>]*)[=#)]*>"
    r"|>>>|\.\.\.|In ?\[\d+\]:"
    r"|[$%❯➜λ]|»(?=\s)(?![^«]*«)"  # and no quotation
    r")\s*(?P<command>\S.*)$"
)
BARE = re.compile(r"^(?:[\w.-]+@[\w.-]+[\s:;]*[^$#%❯>]{0,80}[$#%❯>]|[$❯➜])\s*$")
STATUS = re.compile(
    r"^-*\s?(?:insert|visual|replace|normal)(?: line| block)?\s?-*$|\b\d+L, \d+[BC]\b|^\d+,\d+(?:-\d+)?(?:\s+\w+)?$|"
    r"^\^[A-Z] |"
    r"GNU nano|^(?:all|top|bot|\d+%)$",
    re.I,
)
_FULL_SCREEN = re.compile(r"\b(?:n?vim?|nano|micro|helix|emacs)\b", re.I)


def find(page: Page) -> Marks:
    """Commands as one block each, headed by ``command``, with their output; a text editor's lines as text."""
    if edits_text(page.window.title):
        return {item.index: Mark(BlockKind.TEXT, 0, "", _writer(item, page.window.title)) for item in page.items}
    marks: Marks = {}
    block, header = 0, ""
    for item in page.items:
        command = command_of(item.text)
        if command is not None:
            block += 1
            header = command
        if command:
            marks[item.index] = Mark(BlockKind.TERMINAL, block, "command", Who.USER)
        else:
            marks[item.index] = Mark(BlockKind.TERMINAL, block, header[:80])
    return marks


def command_of(text: str) -> str | None:
    """What was typed behind a prompt, empty where nothing was yet; None where the line begins with no prompt."""
    found = PROMPT.match(text)
    if found:
        return found["command"]
    return "" if BARE.match(text) else None


def edits_text(title: str) -> bool:
    """Whether a terminal's title names a text editor that fills it."""
    return _FULL_SCREEN.search(title) is not None


def _writer(item: Item, title: str) -> Who:
    """The user, but for the editor's own status line and the file's name in it."""
    ours = item.text.startswith("~") or STATUS.search(item.text) or item.text in title
    return Who.UNKNOWN if ours else Who.USER
