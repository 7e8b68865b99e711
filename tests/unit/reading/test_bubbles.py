"""Conversations of two in a program nobody has heard of: a partner's name over messages with their clocks."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

USER = User(names=("Maria Keller",))
WINDOW = Window("chromium", "Piotr Nowak - Brieftaube", 400, 0, 700, 700, focused=True)
WHITE, GREEN, GREY, BAR = 0xFFFFFF, 0xD9FDD3, 0xE5DDD5, 0xF0F2F5
LEFT, RIGHT = 430, 1050


def line(text: str, x: int, y: int, ground: int = WHITE) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 7 * len(text), y + 18), 1.0, ground)


def theirs(text: str, clock: str, y: int) -> list[RawLine]:
    """A message at the left with its clock beside it."""
    return [line(text, LEFT, y), line(clock, LEFT + 7 * len(text) + 6, y + 4)]


def mine(text: str, clock: str, y: int) -> list[RawLine]:
    """A message of the user, flush right."""
    x = RIGHT - 7 * (len(text) + 8)
    return [line(text, x, y, GREEN), line(clock, RIGHT - 46, y + 4, GREEN)]


HEAD = [line("Piotr Nowak", 470, 30, BAR), line("online", 470, 52, BAR)]
TALK = [
    *theirs("The boat is back in the water.", "09:12", 300),
    *theirs("Can you bring the oars on Sunday?", "09:13", 340),
    *mine("Yes, and the old sail too.", "09:20 VV", 380),
    *theirs("Splendid.", "09:21", 420),
]
ENTRY = line("Taper un texte", LEFT + 20, 660, WHITE)


def read(lines: list[RawLine], window: Window = WINDOW) -> dict[str, Line]:
    """The lines by their texts."""
    return {found.text: found for found in group(lines, window, USER)}


def test_one_message_at_the_right_is_the_users() -> None:
    """The partner's name governs what stands at the left; words without a full stop are no name."""
    found = read([*HEAD, *TALK, ENTRY])
    assert found["Yes, and the old sail too."].who is Who.USER
    for text in ("The boat is back in the water.", "Can you bring the oars on Sunday?", "Splendid."):
        assert (found[text].who, found[text].header) == (Who.OTHER, "Piotr Nowak")
        assert found[text].block_kind is BlockKind.MESSAGE


def test_what_is_being_written_is_not_the_partners() -> None:
    """The field under the last message holds a hint or a draft; a clock is the program's, and no words of anybody."""
    found = read([*HEAD, *TALK, ENTRY])
    assert found["Taper un texte"].who is Who.UNKNOWN
    assert found["09:13"].block_kind is BlockKind.MENU
    draft = line("I also have your blue rope.", LEFT + 20, 660, WHITE)
    assert read([*HEAD, *TALK, draft])[draft.text].who is Who.UNKNOWN


def test_each_clock_belongs_to_the_message_beside_it() -> None:
    """Also where messages stand closely and the clock of the next one is near."""
    close = [*theirs("It rains on Sunday.", "16:20", 300), *theirs("Rather on Monday at ten?", "16:21", 322)]
    found = read([*HEAD, *close, ENTRY])
    assert {found[text].who for text in ("It rains on Sunday.", "Rather on Monday at ten?")} == {Who.OTHER}
    assert found["16:20"].block == found["It rains on Sunday."].block
    assert found["16:21"].block == found["Rather on Monday at ten?"].block != found["16:20"].block


@pytest.mark.parametrize(
    ("title", "head", "talk"),
    [
        ("Piotr Nowak - Brieftaube", HEAD, TALK[:1]),  # one sentence, and no clock
        ("Piotr Nowak - Brieftaube", [line("Boats", 470, 30, BAR)], TALK[:4]),  # nobody's name over the talk
        ("Boats - Brieftaube", HEAD, TALK[:4]),  # a page of boats that names somebody
        ("Maria Keller - Brieftaube", [line("Maria Keller", 470, 30, BAR)], TALK[:4]),  # the user's own page
    ],
)
def test_a_name_alone_makes_no_conversation(title: str, head: list[RawLine], talk: list[RawLine]) -> None:
    """Name in the title, name over the pane and clocks are wanted together, and the name must be another's."""
    window = Window("chromium", title, 400, 0, 700, 700, focused=True)
    found = read([*head, *talk], window)
    assert all(found[one.text].who is Who.UNKNOWN for one in talk if ":" not in one.text)


def test_a_note_behind_the_partners_name_is_part_of_it() -> None:
    """Some programs print what was noted of a contact in brackets behind the name."""
    name = "Piotr Nowak (boats)"
    window = Window("chromium", f"{name} - Brieftaube", 400, 0, 700, 700, focused=True)
    found = read([line(name, 470, 30, BAR), *TALK, ENTRY], window)
    assert found["Can you bring the oars on Sunday?"].who is Who.OTHER
    assert found["Yes, and the old sail too."].who is Who.USER
