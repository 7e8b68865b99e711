"""Week calendars, with days in columns or as rows: every entry stands under its day."""

from __future__ import annotations

import json

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.blocks.tasks import is_row
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Window
from tests.unit.reading.truth import PAGES

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


HOURS = [f"{hour}:00" for hour in range(8, 14)]


def scale(x: int) -> list[RawLine]:
    """The hours of the day under each other."""
    return [at(hour, x, 200 + 56 * number) for number, hour in enumerate(HOURS)]


@pytest.mark.parametrize(
    ("heading", "days", "left", "panel", "wednesday"),
    [
        ("9 - 15 March 2026", ["Mon 9", "Tue 10", "Wed 11", "Thu 12", "Fri 13", "Sat 14", "Sun 15"], 90, 1340,
         "Wed 11 March 2026"),
        ("Mar 8 – 14, 2026", ["Sun 3/8", "Mon 3/9", "Tue 3/10", "Wed 3/11", "Thu 3/12", "Fri 3/13", "Sat 3/14"], 330,
         30, "Wed 11 Mar 2026"),
        ("9.–13. März 2026", ["Mo. 9.3.", "Di. 10.3.", "Mi. 11.3.", "Do. 12.3.", "Fr. 13.3."], 330, 30,
         "Mi 11 März 2026"),
        ("9 – 15 mars 2026", ["lun.9", "mar. 10", "mer.11", "jeu. 12", "ven.13", "sam.14", "dim. 15"], 90, 1340,
         "mer 11 mars 2026"),
        ("July 27 – Aug 2, 2026", ["Mon, Jul 27", "Tue, Jul 28", "Wed, Jul 29", "Thu, Jul 30", "Fri, Jul 31",
                                   "Sat, Aug 1", "Sun, Aug 2"], 90, 1340, "Wed 29 July 2026"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ground", [0xFFFFFF, 0x1E1E2E])
def test_an_entry_is_one_thing_and_a_panel_none_of_it(
    heading: str, days: list[str], left: int, panel: int, wednesday: str, ground: int
) -> None:
    """Hour, title and place are one block under their day, wherever a panel and the scale of the hours stand."""
    x = left + next(at for at, day in enumerate(days) if day.startswith(wednesday[:2])) * 170
    entry = [at("10:00", x + 4, 312), at("Parish council,", x + 4, 330), at("Rosenhof 12", x + 3, 348)]
    side = [at("My tasks", panel, 160), at("Order lightbulbs for the", panel + 26, 200), at("cellar", panel + 26, 219)]
    heads = [at(day, left + 170 * number, 150) for number, day in enumerate(days)]
    shown = [at(heading, left, 60), *heads, *scale(left - 60), *entry, *side]
    window = Window("chromium", "Planner - Chromium", 0, 0, 1600, 1000, focused=True)
    lines = group([RawLine(one.text, one.box, 1.0, ground) for one in shown], window, User())
    found = {line.text: line for line in lines}
    parts = [line for line in lines if line.block_kind is BlockKind.ENTRY]
    assert [line.text for line in parts] == ["10:00", "Parish council,", "Rosenhof 12"]
    assert {line.header for line in parts} == {wednesday}
    assert len({line.block for line in parts}) == 1
    assert found["Order lightbulbs for the"].header == "tasks: My tasks"
    assert found["9:00"].block_kind is BlockKind.MENU


def test_entries_without_room_between_them_stay_apart() -> None:
    """Another hour begins another entry; heads may stand in the middle of their cells."""
    days = ["Mo 9.", "Di 10.", "Mi 11.", "Do 12.", "Fr 13."]
    heads = [at(day, 360 + 200 * number, 150) for number, day in enumerate(days)]
    found = read(
        "Plan", at("9. bis 13. März 2026", 300, 60), *heads, *scale(230),
        at("09:00 Besprechung Bau", 695, 300), at("09:30 Anruf Elternrat mit", 695, 318),
        at("Frau Oppermann", 695, 336), at("08:00", 495, 240), at("Lieferung", 548, 241),
    )  # fmt: skip
    assert found["09:00 Besprechung Bau"].header == "Mi 11 März 2026"
    assert found["Frau Oppermann"].block == found["09:30 Anruf Elternrat mit"].block
    assert found["09:00 Besprechung Bau"].block != found["Frau Oppermann"].block
    assert found["08:00"].block == found["Lieferung"].block
    assert found["Lieferung"].header == "Di 10 März 2026"


@pytest.mark.parametrize(
    ("name", "title", "entries", "tasks"),
    [
        ("weekdark", "Planner - Chromium",
         {"9:00 - 10:00 Choir committee": "Mon 9 Mar 2026", "10:00 - 11:30 Dentist, Dr. Huber": "Wed 11 Mar 2026",
          "12:30 - 1:00 Lunch with Ines": "Wed 11 Mar 2026", "2:00 - 3:00 Notary: sign the lease": "Fri 13 Mar 2026",
          "11:00 - 12:00 Flea market": "Sat 14 Mar 2026"},
         ["Renew the parking permit before 20 March", "[x] Order candles for the choir evening", "Call the roofer"]),
        ("weekwork", "Wochenplan - Firefox",
         {"08:30 Übergabe": "Mo 9 März 2026", "09:00 Anruf Bauamt": "Mo 9 März 2026",
          "10:00 Besichtigung Dachstuhl": "Di 10 März 2026", "10:00 Sitzung Elternbeirat, Raum 12": "Mi 11 März 2026",
          "15:00 Abnahme Turnhalle": "Fr 13 März 2026"},
         ["[x] Angebot an Herrn Oppermann schicken", "Schlüssel für den Keller bei Frau Tillmann abholen",
          "Stromzähler ablesen bis 12. März"]),
    ],
)  # fmt: skip
def test_weeks_as_a_browser_shows_them(name: str, title: str, entries: dict[str, str], tasks: list[str]) -> None:
    """Dark with Sunday first and the panel at the left; five days with hours in their titles and the panel right."""
    raw = [RawLine.from_json(one) for one in json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))]
    lines = group(raw, Window("chromium", title, 0, 0, 1280, 760, focused=True), User())
    blocks: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.box[1]):
        blocks.setdefault(line.block, []).append(line)
    said = {" ".join(line.text for line in block): block[0] for block in blocks.values()}
    assert {text: line.header for text, line in said.items() if line.block_kind is BlockKind.ENTRY} == entries
    assert [text for text, line in said.items() if is_row(line.header)] == tasks
