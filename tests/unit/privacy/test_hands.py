"""What the hands wrote: misread letters, fields of a form, and their labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.config import User
from assistant.privacy.hands import added, typed
from assistant.privacy.tiers import assign
from assistant.types import BlockKind, Input, Line, Tier, Who, Window

USER = User(names=("Maria Keller",))
PAGE = Window("chromium", "Order - Chromium", 0, 0, 900, 600, focused=True)
STEP = 70
"""Rows from one field to the next."""


def label(text: str, number: int) -> Line:
    """What stands over a field."""
    return Line(text, (40, 100 + STEP * number, 40 + 8 * len(text), 120 + STEP * number))


def value(text: str, number: int) -> Line:
    """What stands in it, off the frame's edge."""
    return Line(text, (51, 128 + STEP * number, 51 + 8 * len(text), 148 + STEP * number))


def caret(number: int, text: str = "") -> tuple[int, int, int, int]:
    """The caret behind ``text`` in a field."""
    x = 52 + 8 * len(text)
    return (x, 129 + STEP * number, x + 2, 147 + STEP * number)


FORM = [label("Name of the boat", 0), value("Graue Gans", 0), label("Berth", 1), value("C 14", 1), label("Draught", 2)]


def users(lines: list[Line], hands: Input, previous: tuple[Line, ...] = ()) -> set[str]:
    """The lines that are taken for the user's."""
    return {line.text for line in assign(lines, hands, PAGE, previous, USER) if line.who is Who.USER}


def test_fields_filled_before_the_carets_field_are_the_users() -> None:
    """Several fields may be filled between two looks; labels are the page's words."""
    keys = len("Graue Gans") + len("C 14") + 1
    assert users(FORM, Input(keys, 0.5, caret(1, "C 14"))) == {"Graue Gans", "C 14"}
    assert users(FORM, Input(keys + 1, 0.5, caret(2))) == {"Graue Gans", "C 14"}
    found = assign(FORM, Input(keys, 0.5, caret(1, "C 14")), PAGE, (), USER)
    assert [line.tier for line in found if line.who is Who.USER] == [Tier.OWN, Tier.TYPED]


@pytest.mark.parametrize(
    ("keys", "number", "taken"),
    [
        (5, 1, {"C 14"}),  # the boat's name came with the page
        (40, 3, set()),  # the caret stands in no field of this form
        (0, 2, set()),
    ],
)
def test_what_keys_do_not_account_for_came_with_the_page(keys: int, number: int, taken: set[str]) -> None:
    """A form that was filled in by the page, or a caret elsewhere, lends the user nothing."""
    at = caret(number, "C 14" if number == 1 else "")
    assert users(FORM, Input(keys, 0.5, at)) == taken


def test_numbers_alone_are_nobodys_words() -> None:
    """A card's date in one field is passed over; what was filled in before it is the user's."""
    lines = [FORM[0], FORM[1], label("Valid until", 1), value("04/29", 1), label("Draught", 2), value("two feet", 2)]
    keys = len("Graue Gans") + len("04/29") + len("two feet") + 2
    assert users(lines, Input(keys, 0.5, caret(2, "two feet"))) == {"Graue Gans", "two feet"}


def test_a_passed_field_ends_the_search() -> None:
    """What stood there before was not typed, and neither was what stands above it."""
    old = value("C 14", 1)
    lines = [FORM[0], FORM[1], replace(old, text="C 14 north side of the pier"), value("2 m", 2)]
    hands = Input(20, 0.5, caret(2, "2 m"))
    assert users(lines, hands, (label("Berth", 1), label("Draught", 2), old)) == {"2 m"}


def test_a_label_beside_its_field_is_known_from_reading() -> None:
    """Where reading has paired label and value, places do not matter; the text around a form is not in it."""
    pairs = [
        Line("Berth", (40, 100, 90, 120), block_kind=BlockKind.FORM),
        Line("C 14", (300, 100, 340, 120), header="Berth", block_kind=BlockKind.FORM),
        Line("Draught", (40, 180, 100, 200), block_kind=BlockKind.FORM),
        Line("Open all year", (600, 140, 720, 160)),
    ]
    over = Line("Metres", (300, 180, 350, 200))
    hands = Input(12, 0.5, (312, 206, 314, 224))
    assert users([*pairs, over], hands) == {"C 14"}


def test_paragraphs_over_a_reply_are_not_fields() -> None:
    """Somebody's mail above an answer is not taken for it, however many keys are left."""
    mail = [Line("See you at the pier", (40, 100, 190, 120)), Line("Yours, Tom", (40, 150, 120, 170))]
    reply = Line("Fine with me", (40, 230, 140, 250))
    assert users([*mail, reply], Input(90, 0.5, (141, 231, 143, 249))) == {"Fine with me"}


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("I wil1 paint the hull on Sunday", "I will paint the hull on Sunday at 8", 6),
        ("paint the hull", "somebody else paints the old shed by the harbour", 48),
    ],
)
def test_a_letter_misread_before_does_not_make_the_line_new(before: str, after: str, count: int) -> None:
    """What was put in is counted wherever it stands; another sentence in its place is new as a whole."""
    box = (40, 100, 400, 120)
    assert abs(added(Line(after, box), [Line(before, box)]) - count) <= 1


def test_a_space_that_nobody_typed_does_not_undo_a_long_line() -> None:
    """Reading may put in a space or split a letter; a line that is clearly longer than the keys was not typed."""
    said = "the ferry leaves at noon from the old pier in the east"
    line = Line(said[0] + " " + said[1:], (40, 100, 480, 120))
    hands = Input(len(said), 0.5, (482, 101, 484, 119))
    assert typed(line, len(line.text), hands)
    assert not typed(line, len(line.text), replace(hands, keys=len(said) - 4))
