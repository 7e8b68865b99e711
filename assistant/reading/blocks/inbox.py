"""Lists of mails in rows: sender, subject and date in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.blocks.mail_words import sent_by_me
from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page, hull
from assistant.reading.people import is_user, looks_like_name
from assistant.types import BlockKind, Who

_SENDER_HEAD = re.compile(r"^(?:from|sender|correspondents?|von|absender|korrespondenten|de|expéditeur|差出人)$", re.I)
_OWN_WORDS = re.compile(r"^(?:you|me|du|ich|vous|moi): |^(?:to|an|à): ", re.I)

Row = list[Item]


def find(page: Page) -> Marks:
    """Two or more rows with a date and at least two columns of text; asked only where people talk."""
    found = [row for item in page.items if is_moment(item.text) and len(row := _row(page, item)) >= 3]
    dates = [row for row in found if _peers(row, found, page)]
    columns = _columns(dates, page)
    if len(dates) < 2 or len(columns) < 2:
        return {}
    who_column, text_column = _roles(dates, columns, page)
    own = sent_by_me(page.window.title)
    marks: Marks = {}
    for number, row in enumerate(dates):
        start = min(who_column, text_column) - page.tall
        cells = [item for item in row if item.x0 >= start]
        name = next((item.text for item in cells if abs(item.x0 - who_column) < page.tall), "")
        name = re.sub(r"\s+\(?\d{1,3}\)?$", "", name)
        for item in cells:
            mine = own or is_user(name, page.user) or _OWN_WORDS.match(item.text)
            marks[item.index] = Mark(BlockKind.MAIL_LIST, number, name, Who.USER if mine else Who.OTHER)
    return marks


def _row(page: Page, date: Item) -> Row:
    """The items on the date's own base line: those before it, or those after it where it comes first."""
    level = [item for item in page.items if abs(item.middle - date.middle) <= 0.28 * page.tall]
    before = [item for item in level if item.x0 < date.x0]
    after = [item for item in level if item.x0 > date.x0]
    return sorted([*(before or after), date], key=lambda item: item.x0)


def _date_edge(row: Row) -> tuple[int, int]:
    date = next(item for item in reversed(row) if is_moment(item.text))
    return date.x0, date.x1


def _peers(row: Row, found: Sequence[Row], page: Page) -> bool:
    """Whether another row has its date in the same column."""
    x0, x1 = _date_edge(row)
    others = [_date_edge(other) for other in found if other is not row]
    return any(abs(x0 - a) < page.tall or abs(x1 - b) < page.tall for a, b in others)


def _columns(found: Sequence[Row], page: Page) -> list[int]:
    """Left edges that half of the rows share, dates left out."""
    edges: list[list[int]] = []
    for row in found:
        for item in row:
            if is_moment(item.text):
                continue
            column = next((edge for edge in edges if abs(edge[0] - item.x0) < page.tall), None)
            if column is None:
                edges.append([item.x0])
            else:
                column.append(item.x0)
    return sorted(min(edge) for edge in edges if len(edge) >= max(2, 0.5 * len(found)))


def _roles(found: Sequence[Row], columns: list[int], page: Page) -> tuple[int, int]:
    """Left edges of the sender's and the subject's column."""

    def cells(column: int) -> Row:
        return [item for row in found for item in row if abs(item.x0 - column) < page.tall]

    heads = [item for item in page.items if _SENDER_HEAD.match(item.text)]
    top = min(hull(row)[1] for row in found)
    wide = max(columns, key=lambda column: sum(len(item.text) for item in cells(column)))
    for head in heads:
        labelled = [column for column in columns if abs(column - head.x0) < page.tall and head.y1 <= top + page.tall]
        if labelled:
            rest = [column for column in columns if column != labelled[0]]
            return labelled[0], max(rest, key=lambda column: sum(len(item.text) for item in cells(column)))
    before = [column for column in columns if column < wide]
    after = [column for column in columns if column > wide]
    named = [column for column in (*before[::-1], *after) if _names(cells(column)) >= 0.5]
    who = named[0] if named else (before[-1] if before else after[0])
    return who, wide


def _names(cells: Row) -> float:
    """Share of cells that look like names."""
    names = [re.sub(r"\s+\(?\d{1,3}\)?$", "", item.text) for item in cells]
    return sum(looks_like_name(name) for name in names) / max(1, len(names))
