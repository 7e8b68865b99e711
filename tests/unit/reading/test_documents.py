"""Documents on the web that name their owner, and the comments beside them."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

USER = User(names=("Maria Keller",))
TEXT = (
    "The open day is on the second Saturday of May.",
    "We show the new kiln from ten to four.",
    "Coffee and cake are in the yard behind the house.",
)


def line(text: str, x: int, y: int, tall: int = 20) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 8 * len(text), y + tall), 1.0, 0xFFFFFF)


def document(owner: str, x: int = 260, aside: int = 1000, at: int = 80) -> list[RawLine]:
    """A bar, a title, three paragraphs, and comments by two people and a guest; ``at`` is where the owner stands."""
    found = [line(text, 40 + 110 * number, 80) for number, text in enumerate(("Blatt", "File", "Edit"))]
    found += [line(owner, 1150, at), line("Open day", x, 170, 34)]
    found += [line(text, x, 240 + 44 * number) for number, text in enumerate(TEXT)]
    comments = (("Anna Weber 10 Mar", "Shall I bring tables?"), ("Piotr Nowak 10 Mar", "I find the title too long."))
    for number, (head, text) in enumerate((*comments, ("Anonymous visitor 12 Mar", "Nice work, all of you."))):
        found += [line(head, aside, 240 + 90 * number), line(text, aside, 262 + 90 * number)]
    return found


def read(lines: list[RawLine], title: str = "Open day - Blatt - Chromium") -> dict[str, Line]:
    """Every line of the window by its text."""
    window = Window("chromium", title, 0, 0, 1500, 900, focused=True)
    return {each.text: each for each in group(lines, window, USER)}


@pytest.mark.parametrize(
    "owner",
    [
        "Maria Keller, owner", "Maria Keller (author)", "Owner: Maria Keller", "Written by Maria Keller",
        "Maria Keller, Eigentümerin", "Verfasserin: Maria Keller", "Erstellt von Maria Keller",
        "Maria Keller, propriétaire", "Autrice : Maria Keller", "Rédigé par Maria Keller",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("x", "aside"), [(260, 1000), (620, 40)])
def test_a_document_of_the_user_is_the_users_word(owner: str, x: int, aside: int) -> None:
    """Its paragraphs are; the comments beside it, left or right, belong to those who wrote them."""
    found = read(document(owner, x, aside))
    assert {(found[text].who, found[text].block_kind) for text in TEXT} == {(Who.USER, BlockKind.TEXT)}
    assert (found["Shall I bring tables?"].header, found["Shall I bring tables?"].who) == ("Anna Weber", Who.OTHER)
    assert found["Open day"].who is Who.USER
    assert found[owner].who is not Who.USER


@pytest.mark.parametrize("owner", ["Anna Weber, owner", "Written by Piotr Nowak", "Maria Keller, reader", "Share"])
def test_a_document_of_another_is_not(owner: str) -> None:
    """Nor one that names the user otherwise, or nobody."""
    found = read(document(owner))
    assert {found[text].who for text in TEXT} == {Who.UNKNOWN}


def test_who_answers_for_a_ticket_did_not_write_it() -> None:
    """An owner who stands beside the text and not in the bar owns no words."""
    found = read(document("Owner: Maria Keller", at=420))
    assert {found[text].who for text in TEXT} == {Who.UNKNOWN}


def test_a_guests_comment_is_not_that_of_the_person_above() -> None:
    """What is set like the heads of others is a head, though it is nobody's name."""
    found = read(document("Share"))
    assert found["Nice work, all of you."].header == "Anonymous visitor"
    assert found["I find the title too long."].header == "Piotr Nowak"
