"""Kanban boards: a card is one block, headed by its column or by whose it is."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

WINDOW = Window("chromium", "Relaunch - Chromium", 0, 0, 1600, 1000, focused=True)
USER = User(names=("Maria Keller",))
CARD, CHIP, COLUMN = 0xFFFFFF, 0xDBEAFE, 0xECEFF1
LEFTS = (300, 640, 980)


def at(text: str, x: int, y: int, ground: int = CARD) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 8 * len(text), y + 20), 1.0, ground)


def heads(*names: str) -> list[RawLine]:
    """Heads of columns."""
    return [at(name, left, 200, COLUMN) for name, left in zip(names, LEFTS, strict=False)]


def card(column: int, y: int, title: str, date: str = "", name: str = "", label: str = "") -> list[RawLine]:
    """A card: its label, its title, and below them a date at the left and a name at the right."""
    left = LEFTS[column] + 8
    lines = [at(label, left + 3, y - 22, CHIP)] if label else []
    lines.append(at(title, left, y))
    lines += [at(date, left, y + 24)] if date else []
    return lines + ([at(name, left + 300 - 8 * len(name), y + 25)] if name else [])


def read(*lines: RawLine, user: User = USER) -> dict[str, Line]:
    """Every line of the window by its text."""
    return {line.text: line for line in group(lines, WINDOW, user)}


@pytest.mark.parametrize(
    ("names", "control", "open_header", "done_header"),
    [
        (("To do", "In progress 2", "Done (3)"), "+ Add card", "task: To do", "done: Done"),
        (("Offen", "In Arbeit", "Erledigt"), "+ Karte hinzufügen", "task: Offen", "done: Erledigt"),
        (("À faire", "En cours", "Terminé"), "Ajouter une carte", "task: À faire", "done: Terminé"),
        (("Backlog", "Design", "Closed"), "Add another card", "task: Backlog", "done: Closed"),
        (("● À faire (3)", "En cours (2)", "✓ Fait (1)"), "+ Ajouter", "task: À faire", "done: Fait"),
    ],
)
def test_cards_stand_in_their_columns(names: tuple[str, ...], control: str, open_header: str, done_header: str) -> None:
    """In three languages, with counts beside the heads and a column of the user's own making."""
    found = read(
        at("Relaunch", 300, 140), at("Maria Keller", 1400, 100), *heads(*names),
        *card(0, 270, "Check the backups", "30.10.", "Tom Baker", "Ops"),
        *card(0, 370, "Order toner for room 4", "6.11.", "Maria Keller", "Office"), at(control, 304, 450, COLUMN),
        *card(1, 270, "Rewrite the imprint"), at(control, 644, 330, COLUMN),
        *card(2, 270, "Pay the domain", "1.10.", "Maria Keller", "Web"), *card(2, 370, "Call the printer"),
        at("Imprint and terms", 300, 900),
    )  # fmt: skip
    mine, his = found["Order toner for room 4"], found["Check the backups"]
    assert (mine.header, mine.who) == (open_header, Who.USER)
    assert mine.block == found["Office"].block == found["6.11."].block != his.block
    assert (his.header, his.who) == ("Tom Baker", Who.OTHER)
    assert his.block == found["Ops"].block == found["30.10."].block == found["Tom Baker"].block
    assert found["Pay the domain"].header == done_header
    assert found["Pay the domain"].who is Who.USER
    assert (found["Call the printer"].header, found["Call the printer"].who) == (done_header, Who.UNKNOWN)
    assert found["Rewrite the imprint"].who is Who.UNKNOWN
    assert found[control].block_kind is BlockKind.MENU
    assert found["Imprint and terms"].header not in {open_header, done_header}


def test_a_board_without_names_is_the_users() -> None:
    """A board that nobody shares names nobody; initials are a name, though they do not tell whose."""
    alone = [*heads("To do", "Done"), *card(0, 270, "Plan Summer Party"), *card(1, 270, "Book a room")]
    assert read(*alone)["Plan Summer Party"].who is Who.USER
    shared = read(*alone, at("TB", 560, 294, 0xC02010))
    assert shared["Plan Summer Party"].who is Who.UNKNOWN
    assert shared["TB"].block == shared["Plan Summer Party"].block


def test_titles_labels_and_days_are_no_names() -> None:
    """Capitals alone make nobody's card: not in a title of two lines, not in a label, not in "Next Friday"."""
    found = read(
        *heads("Backlog", "Review"),
        *card(0, 300, "Quarterly Budget Review", "Next Friday", "", "Finance Team"),
        *card(1, 270, "Prepare the Office Christmas Party"), at("Catering Menu", LEFTS[1] + 8, 292),
    )  # fmt: skip
    assert found["Quarterly Budget Review"].header == "task: Backlog"
    assert found["Next Friday"].block == found["Quarterly Budget Review"].block == found["Finance Team"].block
    assert found["Catering Menu"].header == "task: Review"
    assert all(line.who is not Who.OTHER for line in found.values())


@pytest.mark.parametrize(
    "lines",
    [
        # Tabs over a list.
        [at("Open", 300, 200), at("Closed", 360, 200), at("Crash on start", 300, 260), at("Typo in help", 300, 320)],
        # A table of counts.
        [*heads("Open", "In progress", "Done"), *[at(str(7 * y), x + 4, y) for y in (240, 280, 320) for x in LEFTS]],
        # One word that heads a column may be any heading.
        [*heads("News", "Review", "Sport"), *card(0, 270, "A bridge falls"), *card(1, 270, "A new film")],
        # A line of text that runs over both columns.
        [*heads("Open", "Done"), at("What is open and what is done is told in our weekly mail.", 300, 250)],
    ],
)  # fmt: skip
def test_what_looks_like_a_board_is_none(lines: list[RawLine]) -> None:
    """Words alone make no board, and neither do columns alone."""
    assert not any(line.header.startswith(("task: ", "done: ")) for line in read(*lines).values())
