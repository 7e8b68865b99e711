"""Labels with values beside them, without colons: every value is headed by its label."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.config import User
from assistant.reading.blocks import fields, group
from assistant.reading.page import page
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Window

WINDOW = Window("chromium", "Booking confirmed - Hotel", 0, 0, 1200, 800, focused=True)
TALL = 20

Rows = Sequence[tuple[str, str]]


def at(text: str, x: int, y: int) -> RawLine:
    """A line of its own; its box wavers by a pixel, as real ones do."""
    waver = len(text) % 2
    return RawLine(text, (x, y - waver, x + 8 * len(text), y + TALL))


def listed(rows: Rows, x: int = 100, y: int = 200, pitch: int = 39, value: int = 300) -> list[RawLine]:
    """Labels at ``x`` and values at ``value``; a row without a value is an empty field."""
    lines = []
    for number, (label, text) in enumerate(rows):
        lines.append(at(label, x, y + pitch * number))
        lines += [at(text, value, y + pitch * number)] if text else []
    return lines


def read(*lines: RawLine, window: Window = WINDOW) -> dict[str, Line]:
    """Every line of the window by its text."""
    return {line.text: line for line in group(lines, window, User(names=("Maria Keller",)))}


BOOKING = (
    ("Booking number", "SR-40718"),
    ("Check-in", "Monday, 9 November 2026, from 15:00"),
    ("Room", "Single room, courtyard side, breakfast included"),
    ("Price", "3 nights, 264.00 EUR"),
    ("Address", "Kapelstraat 8, Ghent"),
)
GERMAN = (
    ("Buchungsnummer", "KX-2207"),
    ("Anreise", "Montag, 9. November 2026, ab 15 Uhr"),
    ("Zimmer", "Einzelzimmer zum Hof mit Frühstück"),
    ("Preis", "264,00 Euro für drei Nächte"),
)
FRENCH = (
    ("Numéro de réservation", "KX-2207"),
    ("Arrivée", "lundi 9 novembre 2026 à partir de 15 h"),
    ("Chambre", "chambre simple côté cour"),
    ("Adresse", "8 rue de la Chapelle, Gand"),
)
JAPANESE = (
    ("予約番号", "KX-2207"),
    ("チェックイン", "2026年11月9日 15時から"),
    ("部屋", "シングル、朝食付き"),
    ("料金", "31,200円(3泊)"),
)
REGISTRATION = (
    ("Name", "Maria Keller"),
    ("Affiliation", "Northwind Research, Ghent"),
    ("Title of your talk", "Methane after rewetting"),
    ("Meal wishes", "vegetarian, no mushrooms"),
    ("Card number", ""),
    ("Valid until", ""),
)


@pytest.mark.parametrize("rows", [BOOKING, GERMAN, FRENCH, JAPANESE])
def test_a_column_of_labels_is_no_side_bar(rows: Rows) -> None:
    """Values at one edge, each level with a label, belong to the labels, however short and alike those are."""
    title = at("Thank you, Maria Keller. Your booking is confirmed.", 100, 140)
    found = read(title, *listed(rows), at("Rent one of our bicycles for the day.", 100, 560))
    assert {text: found[text].header for _, text in rows} == {text: label for label, text in rows}
    assert all(found[text].block_kind is BlockKind.FORM for row in rows for text in row)
    assert len({found[text].block for _, text in rows}) == len(rows)


@pytest.mark.parametrize("shift", range(0, 44, 4))
def test_an_info_column_lends_no_cells(shift: int) -> None:
    """Wherever its rows stand beside those of the form; fields that are still empty head nothing."""
    info = ("Early fee until 20 October", "Abstracts closed", "Posters are printed", "Chocolate tour", "Join us there!")
    side = [at(text, 900, 196 + shift + 23 * number) for number, text in enumerate(info)]
    window = Window("chromium", "Registration - Chromium", 0, 0, 1200, 800, focused=True)
    found = read(at("Your registration", 100, 150), *listed(REGISTRATION, pitch=47), *side, window=window)
    for label, text in REGISTRATION[:4]:
        assert (found[text].block_kind, found[text].header) == (BlockKind.FORM, label)
    assert all(found[text].block_kind is not BlockKind.TABLE for text in info)
    assert all(found[text].header not in {"Name", "Affiliation", "Card number"} for text in info)


def test_amounts_stand_flush_right() -> None:
    """In an order the values end at one edge, far from their labels."""
    rows = (("Standing desk", "469.00"), ("Delivery", "20.00"), ("Total", "489.00 EUR"))
    lines = []
    for number, (label, amount) in enumerate(rows):
        lines += [at(label, 700, 200 + 32 * number), at(amount, 1100 - 8 * len(amount), 200 + 32 * number)]
    found = read(*lines, at("Your order will leave our house on Monday.", 100, 120))
    assert [found[amount].header for _, amount in rows] == ["Standing desk", "Delivery", "Total"]


def test_labels_may_stand_against_their_values() -> None:
    """Profiles and settings often set the labels flush right."""
    lines = []
    for number, (label, text) in enumerate(REGISTRATION[:4]):
        lines += [at(label, 280 - 8 * len(label), 200 + 40 * number), at(text, 300, 200 + 40 * number)]
    found = read(*lines)
    assert [found[text].header for _, text in REGISTRATION[:4]] == [label for label, _ in REGISTRATION[:4]]


def test_a_value_goes_on_in_the_next_line() -> None:
    """The second line of an address has its label too."""
    found = read(*listed(BOOKING[:3], pitch=60), at("with a view of the old harbour", 300, 200 + 120 + 22))
    assert found["with a view of the old harbour"].header == "Room"


def test_fields_between_a_side_bar_and_news() -> None:
    """Neither neighbour is level with the fields row by row, though some of their lines are near enough."""
    bar = [at(text, 20, 170 + 30 * n) for n, text in enumerate(("Overview", "Briefing", "Files", "Plan", "Invoices"))]
    news = [at(text, 1000, 190 + 21 * n) for n, text in enumerate(("Ben uploaded a file", "yesterday", "Eva replied"))]
    found = read(*bar, *listed(BOOKING, x=230, value=400, pitch=28), *news)
    assert {text: found[text].header for _, text in BOOKING} == {text: label for label, text in BOOKING}


def test_a_third_column_makes_a_table() -> None:
    """Its first row heads it, and no name of a row heads the next cell alone."""
    head = ("Product", "State", "Price")
    rows = [head, ("Desk", "in stock", "469.00"), ("Chair", "sold out", "89.00"), ("Lamp", "in stock", "39.00")]
    lines = [at(text, 100 + 250 * c, 200 + 34 * r) for r, row in enumerate(rows) for c, text in enumerate(row)]
    found = read(*lines)
    assert found["sold out"].block_kind is BlockKind.TABLE
    assert found["sold out"].header == "State, Chair"


def test_a_side_bar_beside_a_text_is_a_menu() -> None:
    """Most lines of the text have no label, even where some are level with one."""
    bar = [at(text, 20, 200 + 36 * n) for n, text in enumerate(("Start", "Kurse", "Team", "Preise", "Kontakt"))]
    text = [at(f"Dies ist die {n}. Zeile eines Textes über das Haus.", 260, 200 + 24 * n) for n in range(12)]
    found = read(*bar, *text)
    assert all(found[line.text].block_kind is BlockKind.MENU for line in bar)
    assert all(found[line.text].header not in {each.text for each in bar} for line in text)


def test_counts_beside_folders_are_no_values() -> None:
    """How much a filter or folder holds is the program's word."""
    lines = listed((("All open", "5"), ("Waiting", "2"), ("Closed", "318")), value=200)
    assert fields.find(page(lines, WINDOW, User())) == {}
