"""Columns of labels with their values beside them, without colons: filled forms, bookings, orders, profiles.

Two columns make them, level row by row: a third one on the same rows makes a table, and rows that are level only by
chance, like those of a side bar beside a text, leave most values without a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page, sentence
from assistant.types import BlockKind

_LEVEL = 0.25
"""Middles of a label and its value differ by at most this many heights."""
_STEP = 0.2
"""And over one list of fields these differences by at most this many."""
_EDGE = 0.5
"""So far apart, in heights, are edges of one column."""
_REACH = 16
"""A value begins at most this many heights right of its label's left edge."""
_LEAST = 3
_APART = 5.0
"""Heights of blank between two rows of one list of fields."""
_MOST = 0.6
_ROWS = 0.75
_OFF = 0.9
_ENDS = re.compile(r"\s*[:：*✱]+\s*$")
_COUNT = re.compile(r"^\(?\d{1,4}\+?\)?$")
"""Beside folders and filters, how much they hold."""
_COUNTED = re.compile(r"^\D+ \d$")
"""Like "Address line 2": another number makes a value and no label."""

Edge = Callable[[Item], int]


@dataclass(frozen=True, slots=True)
class _Pair:
    label: Item
    value: Item


def find(page: Page) -> Marks:
    """Values headed by their labels, one block a pair."""
    marks: Marks = {}
    number = 0
    for fields in _lists(page):
        for pair in fields:
            marks[pair.label.index] = Mark(BlockKind.FORM, number)
            for item in (pair.value, *_wrapped(pair, fields, page)):
                marks[item.index] = Mark(BlockKind.FORM, number, _ENDS.sub("", pair.label.text))
            number += 1
    return marks


def _lists(page: Page) -> list[list[_Pair]]:
    """Lists of fields, each top to bottom, the longest first; no line stands in two."""
    pairs = [pair for item in page.items if (pair := _pair(item, page)) is not None]
    found: list[list[_Pair]] = []
    # Labels stand flush left or against their values; values flush left, or flush right when they are amounts.
    for label_edge, value_edge in ((_left, _left), (_right, _left), (_left, _right)):
        rest = pairs
        while rest:
            first = rest[0]
            column = [
                pair
                for pair in rest
                if _near(label_edge(pair.label), label_edge(first.label), page)
                and _near(value_edge(pair.value), value_edge(first.value), page)
            ]
            rest = [pair for pair in rest if pair not in column]
            found += [run for run in _runs(column, page) if _are_fields(run, value_edge, page)]
    found.sort(key=len, reverse=True)
    out: list[list[_Pair]] = []
    used: set[int] = set()
    for run in found:
        indices = {index for pair in run for index in (pair.label.index, pair.value.index)}
        if not indices & used:
            out.append(run)
            used |= indices
    return out


def _pair(label: Item, page: Page) -> _Pair | None:
    """A label with what stands next to it on its row."""
    if not _may_label(label.text):
        return None
    beside = [item for item in page.items if item.x0 > label.x1 - 4 and _level(item, label, page) and item != label]
    value = min(beside, key=lambda item: item.x0, default=None)
    if value is None or value.x0 - label.x0 > 3 * _REACH * page.tall:
        return None
    return _Pair(label, value)


def _may_label(text: str) -> bool:
    plain = _ENDS.sub("", text)
    short = 0 < len(plain.split()) <= 5 and len(plain) <= 36 and sum(char.isalpha() for char in plain) >= 2
    numbered = any(char.isdigit() for char in plain) and not _COUNTED.match(plain)
    return short and not numbered and plain[-1] not in ".!?…,;"


def _runs(column: Sequence[_Pair], page: Page) -> list[list[_Pair]]:
    """The pairs of one column, parted where much else or nothing stands between two; labels without a value count."""
    labels = {pair.label.index for pair in column}
    runs: list[list[_Pair]] = []
    bottom = 0
    edge = min((pair.label.x0 for pair in column), default=0)
    for item in page.items:
        if item.index in labels:
            pair = next(each for each in column if each.label.index == item.index)
            if runs and item.y0 - bottom < _APART * page.tall:
                runs[-1].append(pair)
            else:
                runs.append([pair])
            bottom = item.y1
        elif runs and _near(item.x0, edge, page):
            bottom = max(bottom, item.y1)
    return runs


def _are_fields(run: Sequence[_Pair], value_edge: Edge, page: Page) -> bool:
    """Whether the two columns belong together, and no third to them."""
    names = {pair.label.text.casefold() for pair in run}
    values = [pair.value.text for pair in run]
    if len(run) < _LEAST or len(names) < len(run) or all(map(is_moment, values)) or all(map(_COUNT.match, values)):
        return False
    if sum(not sentence(pair.label.text) for pair in run) < _MOST * len(run):
        return False
    if value_edge is _right and not all(any(char.isdigit() for char in value) for value in values):
        return False
    far = value_edge is _left and any(pair.value.x0 - pair.label.x0 > _REACH * page.tall for pair in run)
    if far or not _in_step([pair.value.middle - pair.label.middle for pair in run], page):
        return False
    loose = _strays(run, value_edge, page) + _askew(run, page)
    return loose <= (1 - _MOST) * len(run) and not _has_third(run, page)


def _in_step(offsets: Sequence[float], page: Page) -> bool:
    """Whether the rows of two columns keep their distance; one of five may be read askew."""
    most = sorted(offsets)
    if len(most) >= 5:
        most = min(most[1:], most[:-1], key=lambda some: some[-1] - some[0])
    return most[-1] - most[0] <= _STEP * page.tall


def _strays(run: Sequence[_Pair], value_edge: Edge, page: Page) -> int:
    """Lines among the values that no label stands beside and that go on from no value."""
    values = {pair.value.index for pair in run}
    first, last = run[0].value, run[-1].value
    column = [
        item
        for item in page.items
        if first.y0 <= item.middle <= last.y1 and _near(value_edge(item), value_edge(first), page)
    ]
    strays, bottom = 0, first.y0
    for item in column:
        strays += item.index not in values and item.y0 - bottom > 0.5 * page.tall
        bottom = item.y1
    return strays


def _askew(run: Sequence[_Pair], page: Page) -> int:
    """Lines among the labels that have no value on their row, but one of the values' lines half a row off."""
    span = [item for item in page.items if run[0].label.y0 <= item.middle <= run[-1].label.y1]
    pairs = {index for pair in run for index in (pair.label.index, pair.value.index)}
    rest = [item for item in span if item.index not in pairs]
    values = [item for item in rest if _near(item.x0, run[0].value.x0, page)]
    return sum(
        any(_LEVEL < abs(label.middle - value.middle) / page.tall < _OFF for value in values)
        for label in rest
        if _near(label.x0, run[0].label.x0, page)
    )


def _has_third(run: Sequence[_Pair], page: Page) -> bool:
    """Whether most rows have one more cell, all of them at one edge: then the rows are a table's."""
    cells = [
        (item, item.middle - pair.label.middle)
        for pair in run
        for item in page.items
        if _level(item, pair.label, page) and (item.x0 > pair.value.x1 - 4 or item.x1 < pair.label.x0 + 4)
    ]
    for edge in (_left, _right):
        for cell, _ in cells:
            column = [offset for item, offset in cells if _near(edge(item), edge(cell), page)]
            between = [
                item
                for item in page.items
                if run[0].label.y0 <= item.middle <= run[-1].label.y1 and _near(edge(item), edge(cell), page)
            ]
            dense = len(between) >= 1.5 * len(column)
            if len(column) >= _ROWS * len(run) and not dense and _in_step(column, page):
                return True
    return False


def _wrapped(pair: _Pair, run: Sequence[_Pair], page: Page) -> list[Item]:
    """The lines closely under a value that go on from it."""
    taken = {index for each in run for index in (each.label.index, each.value.index)}
    found: list[Item] = []
    last = pair.value
    for item in page.items:
        close = item.middle > last.middle and item.y0 - last.y1 < 0.5 * page.tall
        if close and abs(item.x0 - pair.value.x0) < _EDGE * page.tall:
            if item.index in taken:
                break
            found.append(item)
            last = item
    return found


def _level(one: Item, two: Item, page: Page) -> bool:
    return abs(one.middle - two.middle) <= _LEVEL * page.tall


def _near(one: int, two: int, page: Page) -> bool:
    return abs(one - two) < _EDGE * page.tall


def _left(item: Item) -> int:
    return item.x0


def _right(item: Item) -> int:
    return item.x1
