"""Calendars in a terminal: a day as a heading, its hours and entries under it or right of it. They are the user's own.

As calcurse, khal and their kin print them; what a shell prints beside them is left to others.
"""

from __future__ import annotations

import re

from assistant.reading.blocks.consoles import command_of, edits_text
from assistant.reading.families import Family
from assistant.reading.moments import is_moment
from assistant.reading.page import Item, Mark, Marks, Page
from assistant.types import BlockKind, Who

_HOUR = r"(?:[01]?\d|2[0-4])[:h][0-5]\d(?:\s?[ap]\.?m\.?)?"
_ENTRY = re.compile(
    rf"^[-*•+·]?\s*(?P<since>{_HOUR})(?P<until>\s*(?:[-–—=~]*[>→]|[-–—~]|to|bis|à|until)\s*{_HOUR})?"
    r"(?:[:\s]\s*(?P<text>\S.*))?$",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"^(?:reminders for|agenda (?:for|für|du)|termine (?:am|für)|rendez-vous du)\s+|\s*\([^)]*\)?\s*:?$|:$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b")
_RELATIVE = re.compile(
    r"^(?:today|tomorrow|yesterday|heute|morgen|übermorgen|gestern|aujourd['’]hui|demain|hier)[,:]?\s+(?=\S*\d|[^\W\d_]+\W)",
    re.IGNORECASE,
)
"""What the day is by now; tomorrow it is something else."""
_DATED = re.compile(rf"^(?P<day>.{{4,30}}?)\s+(?P<entry>[-*•]?\s*{_HOUR}\b.*)$")
_FIGURES = re.compile(r"^[\d./-]+$")
_PLANNER = re.compile(r"\b(?:khal|ikhal|calcurse|remind|rem|when|gcalcli|calendar|kalender)\b", re.IGNORECASE)
_TASKS = re.compile(r"^(?:to-?do|tasks?|aufgaben|à faire|tâches)$", re.IGNORECASE)
_RANK = re.compile(r"^(?P<rank>\d)\.(?:\s+(?P<text>\S.*))?$")
"""How urgent a task is, before its words."""
_BESIDE, _UNDER, _WRAP = 4.5, 0.8, 0.45
"""Heights between an hour and its entry right of it, under it, and between the lines of one entry; at most."""

Entry = tuple[Item, list[Item]]
"""What holds the hour, and the lines of the entry."""


def find(page: Page) -> Marks:
    """Each entry with its hour, headed by its day as the page writes it; tasks beside them headed as such."""
    if page.family is not Family.TERMINAL or edits_text(page.window.title):
        return {}
    days = [item for item in page.items if day_of(item.text) or _own_day(item)]
    entries = [entry for item in page.items if not _stamped(item) and (entry := _entry(item, days, page)) is not None]
    headed = [(entry, day) for entry in entries if (day := _over(entry[0], days, page))]
    if not headed or not _is_plan([entry for entry, _ in headed], days, page):
        return {}
    headed += _whole_days(days, {id(hour): day for (hour, _), day in headed}, page)
    marks: Marks = {}
    for number, ((hour, lines), day) in enumerate(headed):
        marks.update({item.index: Mark(BlockKind.ENTRY, number, day, Who.USER) for item in (hour, *lines)})
    marks.update({day.index: Mark(BlockKind.MENU, len(headed), name) for day in days if (name := day_of(day.text))})
    _mark_tasks(marks, len(headed) + 1, page)
    return marks


def day_of(text: str) -> str:
    """The day that a heading names, without what stands around it; empty for anything else."""
    plain = _RELATIVE.sub("", _ORDINAL.sub("", _AROUND.sub("", text.strip(" -–—─═*|")).strip()))
    named = any(sum(char.isalpha() for char in word) >= 2 for word in plain.split())
    full = re.search(r"\b(?:19|20)\d\d\b", plain) is not None
    whole = is_moment(plain) and any(char.isdigit() for char in plain) and not re.search(_HOUR, plain)
    return plain if whole and (named or full) else ""


def _own_day(item: Item) -> str:
    """The day that stands before an hour in one piece with it, as read; empty where none does."""
    dated = _DATED.match(item.text)
    return dated["day"] if dated and day_of(dated["day"]) else ""


def _stamped(item: Item) -> bool:
    """Whether a line begins with a date in figures and one hour, as in a log: an appointment says until when."""
    day = _own_day(item)
    found = _ENTRY.match(item.text[len(day) :].lstrip())
    return bool(_FIGURES.match(day)) and not (found and found["until"])


def _entry(item: Item, days: list[Item], page: Page) -> Entry | None:
    """An hour with what takes place then: behind it, right of it, or under it."""
    found = _ENTRY.match(item.text[len(_own_day(item)) :].lstrip())
    if found is None:
        return None
    if found["text"]:
        if found["text"][0] in "<‹":
            return None  # Somebody says so, in a chat.
        return item, _wrapped(item, item, days, page)
    tall = page.tall
    level = [one for one in page.items if one is not item and abs(one.middle - item.middle) < 0.45 * tall]
    beside = [one for one in level if 0 <= one.x0 - item.x1 + 0.3 * tall <= _BESIDE * tall]
    under = [
        one
        for one in page.items
        if 0.5 * tall < one.middle - item.middle
        and one.y0 - item.y1 < _UNDER * tall
        and -0.5 < (one.x0 - item.x0) / tall < 4
    ]
    first = min(beside, key=lambda one: one.x0, default=None) or min(under, key=lambda one: one.y0, default=None)
    if first is None or _ENTRY.match(first.text) or day_of(first.text):
        return None
    return item, [first, *_wrapped(first, item, days, page)]


def _wrapped(first: Item, hour: Item, days: list[Item], page: Page) -> list[Item]:
    """The lines on which an entry goes on: closely under its text, right of its hour or where the text began."""
    found: list[Item] = []
    last = first
    for item in page.items:
        close = 0.5 * page.tall < item.middle - last.middle and item.y0 - last.y1 < _WRAP * page.tall
        aligned = abs(item.x0 - first.x0) < 0.6 * page.tall if first is not hour else item.x0 > hour.x0 + 2 * page.tall
        inside = item.x0 < first.x1 and aligned
        if close and inside and item not in days and not _ENTRY.match(item.text):
            found.append(item)
            last = item
    return found


def _over(hour: Item, days: list[Item], page: Page) -> str:
    """The day that an entry is for: its own, or that of the nearest heading above it."""
    above = [day for day in days if day.middle <= hour.middle + 0.45 * page.tall]
    nearest = max(above, key=lambda day: day.middle, default=None)
    return (_own_day(nearest) or day_of(nearest.text)) if nearest else ""


def _whole_days(days: list[Item], hours: dict[int, str], page: Page) -> list[tuple[Entry, str]]:
    """Entries without an hour, between a day and its first hour at the same left edge."""
    found: list[tuple[Entry, str]] = []
    for day in days:
        name, last = day_of(day.text), day
        lines: list[Item] = []
        for item in page.items:
            level = abs(item.x0 - day.x0) < 0.5 * page.tall and item.middle > last.middle + 0.5 * page.tall
            if not name or not level:
                continue
            if item.y0 - last.y1 > _WRAP * page.tall or item in days or command_of(item.text) is not None:
                break
            if id(item) in hours:
                found += [((line, []), name) for line in lines]
                break
            last = item
            lines.append(item)
    return found


def _is_plan(entries: list[Entry], days: list[Item], page: Page) -> bool:
    """Whether hours with an end, several days or a program's name tell that this is no log."""
    ranged = any((found := _ENTRY.match(hour.text)) and found["until"] for hour, _ in entries)
    named = _PLANNER.search(page.window.title) or any(_PLANNER.search(item.text) for item in page.items)
    return ranged or bool(named) or len({_over(day, days, page) for day in days if not _stamped(day)}) > 1


def _mark_tasks(marks: Marks, number: int, page: Page) -> None:
    """The tasks that a calendar lists in a panel of their own."""
    for head in (item for item in page.items if _TASKS.match(item.text)):
        for item in page.items:
            found = _RANK.match(item.text) if item.middle > head.middle and item.index not in marks else None
            if found is None:
                continue
            right = [one for one in page.items if one.x0 >= item.x1 - 0.4 * page.tall and one is not item]
            level = [one for one in right if abs(one.middle - item.middle) < 0.45 * page.tall]
            rest = [] if found["text"] else level[:1]
            if rest or found["text"]:
                for each in (item, *rest):
                    marks[each.index] = Mark(BlockKind.TEXT, number, f"task: {head.text}", Who.USER)
                number += 1
