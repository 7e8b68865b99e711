"""Groups the lines of one window into blocks and says who speaks in each.

Every finder knows one shape (a mail, a bubble, a table, ...), looks at the lines that no finder before it has
claimed, and claims those it is sure of. What nobody claims is running text by an unknown speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.config import User
from assistant.reading.blocks import (
    adverts,
    agendas,
    aligned,
    avatars,
    boards,
    chat,
    code,
    consoles,
    dayplans,
    documents,
    fields,
    forms,
    inbox,
    mail,
    menus,
    months,
    prose,
    tables,
    tasks,
    todos,
    tty_mail,
    weeks,
)
from assistant.reading.families import Family
from assistant.reading.page import Marks, Page, page
from assistant.reading.raw import RawLine
from assistant.types import Line, Window

Finder = Callable[[Page], Marks]

_GENERAL: tuple[Finder, ...] = (
    boards.find,
    tasks.find,
    menus.controls,
    months.find,
    weeks.find,
    agendas.find,
    adverts.find,
    mail.find,
    chat.inline,
    menus.beside_rows,
    fields.find,
    tables.find,
    chat.find,
    documents.find,
    menus.sidebars,
    forms.find,
    prose.find,
)
_TALK: tuple[Finder, ...] = (
    menus.places,
    menus.controls,
    avatars.find,
    adverts.find,
    mail.find,
    inbox.find,
    chat.inline,
    chat.find,
    fields.find,
    menus.sidebars,
    tables.find,
    forms.find,
    prose.find,
)
"""Where people talk, names over times look like tables, so the tables wait."""
_FINDERS: dict[Family, tuple[Finder, ...]] = {
    Family.CHAT: _TALK,
    Family.MAIL: _TALK,
    Family.TERMINAL: (tty_mail.find, aligned.find, dayplans.find, todos.find, chat.inline, consoles.find),
    Family.EDITOR: (menus.controls, menus.sidebars, code.find, prose.find),
    Family.SHEET: (menus.controls, tables.find, tables.cells),
}


def group(lines: Sequence[RawLine], window: Window, user: User) -> list[Line]:
    """The lines, in the order given, with block, kind, header and speaker.

    ``lines`` must be all lines that stand on the window now, not only new ones: a message's sender may have
    been read long before its text. Block numbers follow reading order.
    """
    whole = page(lines, window, user)
    listed = tasks.adds_tasks(whole) or boards.stands(whole)
    if whole.family in {Family.BROWSER, Family.OTHER} and not listed:
        talk = Family.CHAT if chat.named(whole) else whole.family
        whole = replace(whole, family=menus.family_of(whole.items) or talk)
    marks: Marks = {}
    for finder in _FINDERS.get(whole.family, _GENERAL):
        offset = max((mark.block for mark in marks.values()), default=-1) + 1
        found = finder(whole.rest(marks))
        marks.update({index: replace(mark, block=mark.block + offset) for index, mark in found.items()})
    order = _reading_order(marks, lines)
    return [
        Line(
            line.text,
            line.box,
            who=marks[index].who,
            header=marks[index].header,
            block=order[marks[index].block],
            block_kind=marks[index].kind,
            score=line.score,
        )
        for index, line in enumerate(lines)
    ]


def _reading_order(marks: Marks, lines: Sequence[RawLine]) -> dict[int, int]:
    """New block numbers: blocks by their highest line, then from the left."""
    tops: dict[int, tuple[int, int]] = {}
    for index, mark in marks.items():
        place = (lines[index].box[1], lines[index].box[0])
        tops[mark.block] = min(tops.get(mark.block, place), place)
    return {block: number for number, block in enumerate(sorted(tops, key=lambda block: (tops[block], block)))}
