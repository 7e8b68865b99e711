"""What full-screen programs in a terminal draw around a text: status lines, key hints, tabs of a multiplexer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import mode

from assistant.reading.blocks.consoles import BARE, PROMPT, STATUS
from assistant.reading.folding import fold
from assistant.reading.page import Item, Page, alike

Row = list[Item]

PAGER = re.compile(r"^[^\w\s]*\s?[NODrdFTLKS*+! -]{0,10}\s?\d{1,6}/\d{1,6}: ?(?P<name>[^\W\d_].*)$")
"""The line of mutt over or under an open mail: "-N +- 9/12: Oona Fairweather", its flags, number and sender."""
_PROGRAMS = re.compile(
    r"\b(?:neo)?mutt:|\[?\bmsgs:\s?\d|^(?:al)?pine \d\.\d|^\[-- message +\d+ -- |^message +\d+:$|"
    r"^(?:heirloom )?(?:mailx?|s-nail) version\b|^(?:\"\S+\"|\S+): \d+ messages?\b|^\? ?(?:help|hilfe) .*\bmsgindex\b",
    re.I,
)
_TITLES = re.compile(r"\b(?:(?:neo)?mutt|alpine|pine|aerc|meli|himalaya|s-nail|mailx|e?-?mails?|courriel)\b", re.I)
_MULTIPLEXER = re.compile(
    r"^\[[^\]]{1,30}\] ?\d{1,2}:\S|^(?:\d{1,2}:[\w./~+-]{2,20}[*!#Z-]{0,2}(?:\s+|$)){2,}|^\d{1,2}[$*-]{1,2}\S* "
)
_KEYS = (
    re.compile(r"(?:^|\s)\S{1,7}:[^\W\d_]\w+"),  # q:Quit d:Del
    re.compile(r"(?:^|\s)\^[A-Z_\\/](?=\s|$)"),  # ^G Help
    re.compile(r"(?:^|\s)(?:[A-Z?<>-]|Spc|Ret|Tab|F\d\d?) [A-Z]\w+"),  # P PrevMsg
)
_KEYS_LEAST = (3, 2, 4)
_INSERTING = re.compile(r"^-{0,2}\s?(?:insert|replace|visual)(?: line| block)?\s?-{0,2}$", re.I)
_PLACE = re.compile(r"^\d{1,6},\d{1,4}(?:-\d{1,4})?$")
_EDITOR = re.compile(r"\bGNU nano\b|^\^G (?:Get )?Help\b|\^X (?:Send|Exit)\b|^compose message\b", re.I)
_LEVEL = 0.45
_HINTS = 5
_EDGE = 3
"""So many rows at the top and the bottom may be a program's."""


def rows(page: Page) -> list[Row]:
    """The rows of the terminal from the top, each from the left; its cells do not overlap, though boxes may."""
    found: list[Row] = []
    for item in page.items:
        if found and abs(item.middle - found[-1][0].middle) < _LEVEL * page.tall:
            found[-1].append(item)
        else:
            found.append([item])
    return [sorted(row, key=lambda item: item.x0) for row in found]


def joined(row: Row) -> str:
    """The row's text, with single spaces."""
    return " ".join(word for item in row for word in item.words)


def is_prompt(row: Row) -> bool:
    """Whether a shell waits or waited for a command here, or the mail command does."""
    return PROMPT.match(row[0].text) is not None or BARE.match(row[0].text) is not None or joined(row) in {"&", "?"}


def is_bar(row: Row, page: Page) -> bool:
    """Whether the row is a program's by its words, wherever it stands."""
    text = joined(row)
    hints = any(len(keys.findall(text)) >= least for keys, least in zip(_KEYS, _KEYS_LEAST, strict=True))
    own = any(_PROGRAMS.search(item.text) or PAGER.match(item.text) or item.text == "~" for item in row)
    titled = any(len(item.text) > 2 and fold(item.text) == fold(page.window.title) for item in row)
    return hints or own or titled or _MULTIPLEXER.match(text) is not None or bool(_EDITOR.search(text))


def bars(lines: Sequence[Row], page: Page) -> list[Row]:
    """The rows that no person wrote: bars by their words, and at the window's edges those on a ground of their own."""
    told = [row for row in lines if is_bar(row, page)]
    ground = mode([item.ground for row in lines for item in row if row not in told] or [-1])
    found = []
    for number, row in enumerate(lines):
        edge = number < _EDGE or number >= len(lines) - _EDGE
        apart = edge and not any(alike(item.ground, ground) for item in row)
        status = number >= len(lines) - _EDGE and all(STATUS.search(item.text) for item in row)
        if apart or status or row in told or (number >= len(lines) - _EDGE and _is_hints(row)):
            found.append(row)
    # Below its bar a program asks: "Include message in reply?"
    last = next((number for number, row in enumerate(lines) if row in found and number >= len(lines) - _EDGE), None)
    return found + [row for row in lines[last:] if row not in found] if last is not None else found


def _is_hints(row: Row) -> bool:
    """Whether a row is of labels in columns, as nano's are whose keys in inverse colours were not read."""
    return len(row) >= _HINTS and all(len(item.words) <= 3 and len(item.text) <= 16 for item in row)


def editing(lines: Sequence[Row]) -> bool:
    """Whether a text editor shows its signs: vim's mode or place, rows of tildes, nano's keys."""
    last = [item.text for row in lines[-_EDGE:] for item in row]
    tildes = sum(row[0].text == "~" for row in lines)
    placed = any(_PLACE.match(text) for text in last)
    return (
        tildes >= 2
        or placed
        or any(_INSERTING.match(text) for text in last)
        or any(_EDITOR.search(joined(row)) for row in (*lines[:2], *lines[-_EDGE:]))
    )


def is_mail_program(lines: Sequence[Row], page: Page) -> bool:
    """Whether the window's title or a bar in it tells that mails are read or written here."""
    told = any(_PROGRAMS.search(item.text) or PAGER.match(item.text) for row in lines for item in row)
    return told or _TITLES.search(f"{page.window.app} {page.window.title}") is not None
