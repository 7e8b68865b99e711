"""Which entries of a calendar are news. An entry is one thing, and to move it to another day or hour is news of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.folding import digest
from assistant.reading.moments import is_moment
from assistant.reading.rows import MARK
from assistant.types import BlockKind, Line


@dataclass(frozen=True, slots=True)
class _Entry:
    """One appointment."""

    lines: tuple[int, ...]
    """Indexes into the page."""
    day: str
    hours: str
    texts: tuple[str, ...]
    """What it says beside its hours."""


def tell(page: Sequence[Line], new: set[int], told: dict[str, None]) -> tuple[list[Line], set[int]]:
    """The page, and which of its lines to tell of: ``new`` ones and each entry that did not say this at this time.

    The words of an entry that was dragged elsewhere were read before, and its hour stands at the edge of the page in
    any case. One that another window covers in part is no news. An entry that left one of the days on the page for
    where it stands now has that day in brackets behind its own: "Fri 17 July 2026 (Wed 15 July 2026)".
    ``told`` holds what entries said under their day, with and without their hour; it is kept up to date.
    """
    lines, found = list(page), set(new)
    entries = _entries(page)
    days = {line.header for line in page if line.header and line.block_kind in (BlockKind.ENTRY, BlockKind.MENU)}
    for entry in entries:
        # What left a day is no longer known under it without an hour; which hour it had there, nobody remembers.
        if {*_names(entry, entry.day, entry.hours), *_names(entry, entry.day, "")} - told.keys():
            found.update(entry.lines)
            if left := _left(entry, entries, days, told):
                for index in entry.lines:
                    lines[index] = replace(lines[index], header=f"{entry.day} ({left})")
                for name in _names(entry, left, ""):
                    told.pop(name, None)
        elif any(index in new for index in entry.lines):
            found.update(entry.lines)
    for entry in entries:
        for name in (*_names(entry, entry.day, entry.hours), *_names(entry, entry.day, "")):
            told.pop(name, None)
            told[name] = None
    return lines, found


def _left(entry: _Entry, entries: Iterable[_Entry], days: Iterable[str], told: dict[str, None]) -> str:
    """The one day of the page under which the entry was told of and stands no longer; empty where there is none."""
    if not entry.texts:
        return ""
    stands = [other.day for other in entries if other is not entry and other.texts == entry.texts]
    gone = [day for day in days if day not in stands and all(name in told for name in _names(entry, day, ""))]
    return gone[0] if len(gone) == 1 else ""


def _entries(page: Sequence[Line]) -> list[_Entry]:
    blocks: dict[int, list[int]] = {}
    for index, line in enumerate(page):
        if line.block_kind is BlockKind.ENTRY:
            blocks.setdefault(line.block, []).append(index)
    found = []
    for indexes in blocks.values():
        texts = [page[index].text for index in sorted(indexes, key=lambda index: page[index].box[1])]
        hours = " ".join(text for text in texts if is_moment(text))
        says = tuple(text for text in texts if not is_moment(text))
        found.append(_Entry(tuple(indexes), page[indexes[0]].header, hours, says))
    return found


def _names(entry: _Entry, day: str, hours: str) -> list[str]:
    """Short names for what an entry says, line by line, on a day at an hour."""
    return [MARK + digest(f"{day} {hours} {text}") for text in entry.texts]
