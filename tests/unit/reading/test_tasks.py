"""Lists of tasks: their rows are the user's, headed by the list."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import Line, Who, Window

WINDOW = Window("chromium", "Home - Listo - Chromium", 0, 0, 1200, 800, focused=True)


def row(text: str, x: int, y: int, tall: int = 18) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 8 * len(text), y + tall))


def read(*lines: RawLine) -> dict[str, Line]:
    """Every line of the window by its text."""
    return {line.text: line for line in group(lines, WINDOW, User(names=("Maria Keller",)))}


@pytest.mark.parametrize(
    ("control", "header"),
    [
        ("+ Add task", "task: Garden"),
        ("Aufgabe hinzufügen", "Aufgabe: Garden"),
        ("+ Ajouter une tâche", "tâche: Garden"),
    ],
)
def test_rows_over_the_control_are_the_users(control: str, header: str) -> None:
    """In several languages; the side bar's "# Names" are lists then, and nobody chats."""
    found = read(
        row("# Garden", 20, 200), row("# Office", 20, 240), row("Search", 20, 60), row("Garden", 400, 100, 30),
        row("[x] Buy seeds", 400, 160), row("Repair the fence in autumn", 430, 205), row("ask Ben for help", 430, 226),
        row(control, 402, 270), row("Imprint", 20, 700), row("Terms", 90, 700), row("About us", 180, 700),
    )  # fmt: skip
    for text in ("[x] Buy seeds", "Repair the fence in autumn", "ask Ben for help"):
        assert found[text].who is Who.USER
        assert found[text].header == header
    assert found["Repair the fence in autumn"].block == found["ask Ben for help"].block != found["[x] Buy seeds"].block
    assert found["# Garden"].who is not Who.USER
    assert found["Imprint"].who is not Who.USER


def test_rows_under_the_control_when_none_stand_over_it() -> None:
    """Some programs put the control on top; what stands far below is no row."""
    found = read(row("Add a task", 400, 100), row("Call the roofer", 400, 150), row("Imprint of the maker", 400, 600))
    assert found["Call the roofer"].who is Who.USER
    assert found["Imprint of the maker"].who is Who.UNKNOWN


def test_without_a_control_a_list_is_a_list() -> None:
    """A page with rows alone says nothing about whose they are."""
    found = read(row("Garden", 400, 100, 30), row("Repair the fence", 400, 150), row("Buy seeds", 400, 190))
    assert all(line.who is not Who.USER for line in found.values())
