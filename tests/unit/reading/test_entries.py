"""What is new about a calendar's entries."""

from __future__ import annotations

import pytest

from assistant.reading.entries import tell
from assistant.types import BlockKind, Line

MON, WED, FRI = "Mon 9 March 2026", "Wed 11 March 2026", "Fri 13 March 2026"
Given = tuple[str, tuple[str, ...]]


def page(*entries: Given) -> list[Line]:
    """The heads of three days and entries of a day and lines."""
    heads = [Line(day[:5], (0, 0, 9, 9), header=day, block_kind=BlockKind.MENU) for day in (MON, WED, FRI)]
    return heads + [
        Line(text, (90, 20 * at, 180, 20 * at + 18), header=day, block=block, block_kind=BlockKind.ENTRY)
        for block, (day, texts) in enumerate(entries, start=1)
        for at, text in enumerate(texts)
    ]


def told(given: list[Line], new: set[int], memory: dict[str, None]) -> list[tuple[str, str]]:
    """Header and text of the lines that are told."""
    lines, found = tell(given, new, memory)
    return [(lines[index].header, lines[index].text) for index in sorted(found)]


DENTIST = ("10:00", "Dentist, Dr. Huber")
CHOIR = ("10:00", "Choir")


def test_an_entry_is_told_once_and_whole() -> None:
    """Its hour too, which stood on the page before; looked at again it is no news, nor where a window covers it."""
    memory: dict[str, None] = {}
    both = page((WED, DENTIST), (FRI, CHOIR))
    assert told(both, set(), memory) == [(WED, text) for text in DENTIST] + [(FRI, text) for text in CHOIR]
    assert told(both, set(), memory) == []
    assert told(page((WED, DENTIST[1:])), set(), memory) == []


@pytest.mark.parametrize(
    ("after", "header"),
    [
        ((FRI, DENTIST), f"{FRI} ({WED})"),
        ((FRI, ("11:00", "Dentist, Dr. Huber")), f"{FRI} ({WED})"),
        ((WED, ("11:00", "Dentist, Dr. Huber")), f"{WED} ({WED})"),
    ],
)
def test_an_entry_that_was_dragged_is_news_and_names_the_day_it_left(after: Given, header: str) -> None:
    """Though all its words, and its hour at the edge of the page, were read before."""
    memory: dict[str, None] = {}
    told(page((WED, DENTIST), (MON, CHOIR)), set(), memory)
    assert told(page(after, (MON, CHOIR)), set(), memory) == [(header, text) for text in after[1]]
    assert told(page(after, (MON, CHOIR)), set(), memory) == []
    if after[0] != WED:
        assert told(page((WED, DENTIST), (MON, CHOIR)), set(), memory)[0] == (f"{WED} ({after[0]})", "10:00")


def test_another_of_the_same_name_was_not_moved() -> None:
    """What takes place on several days left none of them, and a day that is not on the page was not left."""
    memory: dict[str, None] = {}
    told(page((MON, CHOIR)), set(), memory)
    assert told(page((MON, CHOIR), (WED, CHOIR)), set(), memory) == [(WED, text) for text in CHOIR]
    elsewhere = [line for line in page((FRI, CHOIR)) if line.header == FRI]
    assert told(elsewhere, set(), memory) == [(FRI, text) for text in CHOIR]


def test_a_new_line_brings_the_whole_entry() -> None:
    """A place that was added says nothing without what takes place there; other lines stay what they were."""
    memory: dict[str, None] = {}
    told(page((WED, DENTIST)), set(), memory)
    more = page((WED, (*DENTIST, "Rosenhof 12")))
    assert told(more, {5}, memory) == [(WED, text) for text in (*DENTIST, "Rosenhof 12")]
    assert told([Line("hello", (0, 0, 9, 9)), Line("there", (0, 9, 9, 18))], {1}, memory) == [("", "there")]
