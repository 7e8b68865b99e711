"""Week calendars, with days in columns or as rows: every entry stands under its day."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import Line, Window

WIDTH = 180


def at(text: str, x: int, y: int) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 8 * len(text), y + 18))


def read(title: str, *lines: RawLine) -> dict[str, Line]:
    """Every line of the window by its text."""
    window = Window("chromium", f"{title} - Chromium", 0, 0, 1600, 1000, focused=True)
    return {line.text: line for line in group(lines, window, User())}


def columns(days: list[str], left: int = 300) -> list[RawLine]:
    """Heads of seven columns."""
    return [at(day, left + number * WIDTH, 150) for number, day in enumerate(days)]


@pytest.mark.parametrize(
    ("heading", "days", "expected"),
    [
        ("9 - 15 March 2026", ["Mon 9", "Tue 10", "Wed 11", "Thu 12", "Fri 13", "Sat 14", "Sun 15"],
         "Wed 11 March 2026"),
        ("19. bis 25. Oktober 2026", ["Mo 19.", "Di 20.", "Mi 21.", "Do 22.", "Fr 23.", "Sa 24.", "So 25."],
         "Mi 21 Oktober 2026"),
        ("30 mars - 5 avril 2026", ["lun. 30", "mar. 31", "mer. 1", "jeu. 2", "ven. 3", "sam. 4", "dim. 5"],
         "mer 1 avril 2026"),
    ],
)  # fmt: skip
def test_entries_stand_under_their_day(heading: str, days: list[str], expected: str) -> None:
    """In several languages, and over the end of a month; hours and side bars belong to no day."""
    found = read(
        "Week", at(heading, 300, 60), *columns(days), at("10:00", 230, 300), at("My calendars", 20, 300),
        at("Dentist, Dr. Huber", 300 + 2 * WIDTH, 310), at("15:30", 300 + 2 * WIDTH, 329),
    )  # fmt: skip
    assert found["Dentist, Dr. Huber"].header == expected
    assert found["15:30"].block == found["Dentist, Dr. Huber"].block
    assert found["My calendars"].header != expected
    assert found["10:00"].header != expected


def test_a_row_of_other_numbers_is_no_week() -> None:
    """Page numbers stand close together, and a table's numbers do not count on."""
    pages = [at(str(number), 300 + 30 * number, 150) for number in range(1, 8)]
    found = read("Results", at("March 2026", 300, 60), *pages, at("A result", 330, 300))
    assert "March 2026" not in found["A result"].header or found["A result"].header == "March 2026"
    odd = [at(str(3 * number), 300 + WIDTH * number, 150) for number in range(7)]
    assert "2026" not in read("Sums", at("March 2026", 300, 60), *odd, at("A sum", 300, 300))["A sum"].header[:2]


def test_days_as_rows_head_their_entries() -> None:
    """Hour and text are one entry; a day may have several; a column at the right lends none."""
    found = read(
        "Woche 43 - Terminplan",
        at("Mo 19.10.", 30, 160), at("12:30", 140, 160), at("Mensa mit Tilda", 215, 160),
        at("Di 20.10.", 30, 225), at("08:00", 140, 225), at("Gerät", 215, 225), at("18:00", 140, 252),
        at("Bouldern", 215, 252), at("Privat", 1300, 225), at("Mi 21.10.", 30, 300), at("Do 22.10.", 30, 365),
        at("16:15", 140, 365), at("Zahnarzt", 215, 365),
    )  # fmt: skip
    assert found["Mensa mit Tilda"].header == "Mo 19.10."
    assert found["12:30"].block == found["Mensa mit Tilda"].block
    assert found["Bouldern"].header == found["Gerät"].header == "Di 20.10."
    assert found["Bouldern"].block != found["Gerät"].block
    assert found["Zahnarzt"].header == "Do 22.10."
    assert found["Privat"].header != "Di 20.10."


def test_a_day_on_several_rows_is_a_tables() -> None:
    """A calendar tells each day once; a roster tells it with every shift, under headings of its own."""
    rows = [("Tag", "Zeit", "Name"), ("Mo 19.10.", "08:00-14:00", "Castellan"), ("Mo 19.10.", "14:00-18:00", "Haddad")]
    rows += [("Di 20.10.", "08:00-15:00", "Weber"), ("Mi 21.10.", "09:00-12:00", "Nowak")]
    rows += [("Do 22.10.", "10:00-16:00", "Huber"), ("Do 22.10.", "16:00-19:00", "Okonjo")]
    lines = [at(text, 30 + 150 * c, 160 + 29 * r) for r, row in enumerate(rows) for c, text in enumerate(row)]
    found = read("Dienstplan", *lines)
    assert found["Haddad"].header == "Name, Mo 19.10."
    assert found["10:00-16:00"].header == "Zeit, Do 22.10."
