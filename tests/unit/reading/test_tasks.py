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


@pytest.mark.parametrize(
    ("heading", "header", "who"),
    [
        ("My tasks", "tasks: My tasks", Who.USER),
        ("Meine Aufgaben (2)", "Aufgaben: Meine Aufgaben (2)", Who.USER),
        ("Mes rappels", "rappels: Mes rappels", Who.USER),
        ("To-dos", "To-dos: To-dos", Who.UNKNOWN),
    ],
)
@pytest.mark.parametrize("left", [20, 940])
def test_rows_of_a_panel_without_a_control(heading: str, header: str, who: Who, left: int) -> None:
    """Beside other content; a row that was broken at the panel's edge is one, and what is done follows no more."""
    found = read(
        row(heading, left, 100), row("[x] Call the plumber about the", left - 20 + 40, 140),
        row("boiler", left + 25, 159), row("Sign the lease of our new", left + 25, 190),
        row("Garage before 4 May", left + 25, 209), row("Buy stamps", left + 25, 232), row("Completed (4)", left, 270),
        row("Water the lemon tree twice", left + 25, 300),
        row("Something else that is written in the middle", 400, 150),
    )  # fmt: skip
    for text in ("[x] Call the plumber about the", "Sign the lease of our new", "Garage before 4 May", "Buy stamps"):
        assert (found[text].header, found[text].who) == (header, who)
    assert found["boiler"].block == found["[x] Call the plumber about the"].block
    assert found["Garage before 4 May"].block == found["Sign the lease of our new"].block != found["Buy stamps"].block
    assert found["Water the lemon tree twice"].header != header
    assert found["Something else that is written in the middle"].header != header


def test_a_page_called_tasks_is_no_list() -> None:
    """In a program's side bar it stands among others with short names."""
    found = read(
        row("Calendar", 20, 100), row("Tasks", 20, 130), row("Contacts", 20, 160), row("Notes", 20, 190),
        row("The minutes of the last meeting are attached.", 300, 150),
    )  # fmt: skip
    assert found["Contacts"].header == ""
