"""Forms and lists of properties: a label and its value beside or under it."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.reading.page import Item, Mark, Marks, Page, rows, sentence
from assistant.types import BlockKind

_INLINE = re.compile(r"^(?P<label>[^\W\d_][^:：]{1,34})[:：]\s+(?P<value>\S.*)$")
_ENDS = re.compile(r"[:：]\s*$|\s?[*✱]\s*$")
_FORM_TITLE = re.compile(
    r"\b(?:form|application|request|registration|register|sign ?up|checkout|booking|settings|preferences|profile|"
    r"account|"
    r"survey|formular|antrag|anmeldung|einstellungen|profil|bestellung|buchung|formulaire|inscription|demande|"
    r"réglages|details)\b",
    re.I,
)
_NOT_LABELS = re.compile(r"^(?:https?|note|hinweis|warning|tip|ps|re|aw|fwd?)$", re.I)


def find(page: Page) -> Marks:
    """Labels with their values; without colons only where the page is a form and the pattern repeats."""
    marks: Marks = {}
    number = 0
    for row in rows(page.items):
        for place, item in enumerate(row):
            if item.index in marks:
                continue
            inline = _INLINE.match(item.text)
            if inline and _may_label(inline["label"]) and not sentence(inline["label"]):
                marks[item.index] = Mark(BlockKind.FORM, number, inline["label"].strip())
                number += 1
            elif _ENDS.search(item.text) and _may_label(item.text):
                values = _beside(row, place, page) or _under(page, item, marks)
                if values:
                    _pair(marks, item, values, _ENDS.sub("", item.text).strip(), number)
                    number += 1
    for label, value in _grid(page.rest(marks)):
        _pair(marks, label, [value], label.text, number)
        number += 1
    pairs = _stacked(page.rest(marks))
    if len(pairs) >= 2 and (marks or _is_form(page)):
        for label, value in pairs:
            _pair(marks, label, [value], label.text, number)
            number += 1
    return marks


def _pair(marks: Marks, label: Item, values: list[Item], name: str, number: int) -> None:
    marks[label.index] = Mark(BlockKind.FORM, number)
    for value in values:
        marks[value.index] = Mark(BlockKind.FORM, number, name)


def _may_label(text: str) -> bool:
    plain = _ENDS.sub("", text).strip()
    return 0 < len(plain.split()) <= 5 and len(plain) <= 36 and not _NOT_LABELS.match(plain)


def _beside(row: list[Item], place: int, page: Page) -> list[Item]:
    """The next item of the row, unless it is a label itself or far away."""
    following = row[place + 1 : place + 2]
    return [item for item in following if not _ENDS.search(item.text) and item.x0 - row[place].x1 < 16 * page.tall]


def _under(page: Page, label: Item, marks: Marks) -> list[Item]:
    """The line directly under the label, from about the same left edge."""
    return [
        item
        for item in page.items
        if item.index not in marks
        and 0.3 * page.tall < item.middle - label.middle < 2.4 * page.tall
        and -0.5 * page.tall < item.x0 - label.x0 < 1.6 * page.tall
        and not _ENDS.search(item.text)
    ][:1]


def _grid(page: Page) -> list[tuple[Item, Item]]:
    """Labels and values in two columns of three or more rows that stand closely under each other."""
    pairs = [
        (left, right)
        for row in rows(page.items)
        for left, right in pairwise(row)
        if _may_label(left.text)
        and not any(char.isdigit() for char in left.text)
        and right.x0 - left.x1 < 12 * page.tall
    ]
    out = []
    for label, value in pairs:
        column = [
            other
            for other, beside in pairs
            if abs(other.x0 - label.x0) < 0.5 * page.tall and abs(beside.x0 - value.x0) < 0.5 * page.tall
        ]
        if len(column) >= 3 and len({other.text for other in column}) == len(column):
            out.append((label, value))
    return out


def _stacked(page: Page) -> list[tuple[Item, Item]]:
    """Pairs of a short line and one a little right under it (text in a frame), each with room above."""
    out: list[tuple[Item, Item]] = []
    used: set[int] = set()
    for label in page.items:
        below = [item for item in _under(page, label, {}) if item.x0 - label.x0 >= 3]
        short = len(label.words) <= 5 and len(label.text) <= 36 and label.text[-1] not in ".!?,"
        if short and below and label.index not in used and below[0].index not in used:
            out.append((label, below[0]))
            used.update({label.index, below[0].index})
    return out


def _is_form(page: Page) -> bool:
    return bool(_FORM_TITLE.search(page.window.title))
