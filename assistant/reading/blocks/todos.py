"""Lists of tasks in a terminal: what taskwarrior and todo.txt print, and ticked lists in a file of tasks.

Open tasks are the user's own. Each row carries its number and its list in its header, so that its words can be told
from them; what was finished or thrown away carries that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.blocks.boards import DONE
from assistant.reading.blocks.consoles import command_of, edits_text
from assistant.reading.families import Family
from assistant.reading.page import Item, Mark, Marks, Page, rows
from assistant.types import BlockKind, Who

DELETED = "deleted: "
"""What the header of a task begins with that was thrown away undone."""
_NAMELESS = "tasks"
_TEXTS = frozenset(["description", "aufgabe", "beschreibung", "bezeichnung", "tâche", "tache", "task", "todo", "was"])
_LISTS = frozenset(["project", "projekt", "projet", "proj"])
_ENDS = frozenset(["completed", "erledigt", "abgeschlossen", "terminé", "terminée", "done", "end", "fertig"])
_ID = frozenset(("id", "nr", "uuid"))
_ANSWER = re.compile(r"^(?P<what>Complet|Delet)(?:ed|ing) task \S{1,8} ['‘’\"]\S")
_TODO_TXT = re.compile(r"^(?:(?P<number>\d{1,4}) )?(?:(?P<done>[xX]) \d{4}-\d\d-\d\d|\([A-Z]\)) \S")
_SHOWN = re.compile(r"^TODO: \d+ of \d+ tasks? shown")
_NUMBERED = re.compile(r"^(?P<number>\d{1,4}) \S")
_BOXED = re.compile(r"^[-*+]?\s?\[[ xX✓✔]?\] ?\S")
_FILE = re.compile(r"to-?do|task|aufgabe|notiz|notes?\b|tâches|checklist|einkauf|shopping|plan", re.IGNORECASE)
_CLOSE = 0.9
"""Heights between two rows of one list at most."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a list of tasks begin."""

    text: float
    named: float | None
    """That of the list or project, if there is one."""
    after: float
    """Where the column after it begins."""
    number: bool
    ended: bool


def find(page: Page) -> Marks:
    """The rows and answers of such programs."""
    if page.family is not Family.TERMINAL or edits_text(page.window.title):
        return {}
    marks: Marks = {}
    lines = rows(page.items)
    for at, row in enumerate(lines):
        columns = _columns(row)
        if columns is not None:
            marks.update({item.index: Mark(BlockKind.MENU, 1000 + at) for item in row})
            marks.update(_table(lines[at + 1 :], columns, row[0].x0, 1001 + at, page))
    for number, mark in _answers(page).items():
        marks.setdefault(number, mark)
    return marks


def _columns(row: Sequence[Item]) -> _Columns | None:
    """The columns that a row names, if it is the head of a list of tasks."""
    heads = [(word.casefold(), place) for item in row for word, place in _words(item)]
    words = [word for word, _ in heads]
    text = next((place for word, place in heads if word in _TEXTS), None)
    if not all(word.isalpha() for word in words):
        return None
    number, ended = bool(_ID & set(words[:1])), bool(_ENDS & set(words))
    if text is None or len(words) < 2 or not (number or ended):
        return None
    named = next((place for word, place in heads if word in _LISTS), None)
    after = min((place for _, place in heads if named is not None and place > named), default=text)
    return _Columns(text, named, after, number, ended)


def _words(item: Item) -> list[tuple[str, float]]:
    """The words of a line with their left edges; all letters of a terminal are equally wide."""
    wide = (item.x1 - item.x0) / max(1, len(item.text))
    return [(found[0], item.x0 + wide * found.start()) for found in re.finditer(r"\S+", item.text)]


def _table(lines: Sequence[list[Item]], columns: _Columns, left: int, block: int, page: Page) -> Marks:
    """The rows under the heads, as far as they follow closely; what goes on in the texts' column belongs to its row."""
    marks: Marks = {}
    header, bottom = "", None
    for row in lines:
        words = [word for item in row for word in _words(item)]
        if bottom is not None and row[0].y0 - bottom > _CLOSE * page.tall:
            break
        goes_on = row[0].x0 > columns.text - page.tall
        if not goes_on:
            if not any(place > columns.text - page.tall for _, place in words) or command_of(row[0].text) is not None:
                break
            header, block = _header(words, columns, page.tall), block + 1
        if not header or row[0].x0 < left - page.tall:
            break
        marks.update({item.index: Mark(BlockKind.TEXT, block, header, Who.USER) for item in row})
        bottom = max(item.y1 for item in row)
    return marks


def _header(words: Sequence[tuple[str, float]], columns: _Columns, tall: float) -> str:
    """What a row's header says: that it is done, or its number; and its list."""
    name = next((word for word, place in words if _within(place, columns, tall)), "")
    if columns.ended:
        return f"{DONE}{name or _NAMELESS}"
    number = words[0][0] if columns.number and words[0][0].isdigit() else ""
    start = f"task {number}" if number else "task"
    return f"{start}: {name}" if name else start


def _within(place: float, columns: _Columns, tall: float) -> bool:
    """Whether a word stands in the column of the lists; letters waver by half of their width."""
    return columns.named is not None and columns.named - 0.4 * tall <= place < columns.after - 0.75 * tall


def _answers(page: Page) -> Marks:
    """What the programs answer, rows of todo.txt, and boxes in the output of a command on a file of tasks."""
    marks: Marks = {}
    shown = any(_SHOWN.match(item.text) for item in page.items)
    typed = ""
    for number, item in enumerate(page.items):
        command = command_of(item.text)
        typed = command if command is not None else typed
        answer, listed = _ANSWER.match(item.text), _TODO_TXT.match(item.text)
        if answer:
            header = DONE if answer["what"] == "Complet" else DELETED
            marks[item.index] = Mark(BlockKind.TEXT, number, f"{header}{_NAMELESS}")
        elif command is None and (listed or (shown and _NUMBERED.match(item.text))):
            found = listed or _NUMBERED.match(item.text)
            at = found["number"] if found else None
            done = listed is not None and bool(listed["done"])
            header = f"{DONE}{_NAMELESS}" if done else f"task {at}" if at else "task"
            marks[item.index] = Mark(BlockKind.TEXT, number, header, Who.USER)
        elif _BOXED.match(item.text) and _FILE.search(typed):
            marks[item.index] = Mark(BlockKind.TEXT, number, "task", Who.USER)
    return marks
