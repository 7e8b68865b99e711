"""Secrets whose label has scrolled away."""

from __future__ import annotations

from assistant.privacy.secrets import Withheld
from tests.unit.privacy.made_up import glue

WORD = glue("Kiesel", "stein42")


def test_a_value_stays_a_secret_without_its_label() -> None:
    """In the program where it stood; other lines and other programs are as before."""
    memory = Withheld()
    memory.learn("firefox", [WORD])
    assert memory.knows("firefox", WORD)
    assert memory.knows("firefox", f" {WORD} ")
    assert not memory.knows("gedit", WORD)
    assert not memory.knows("firefox", "Kieselstein")


def test_what_shows_itself_and_what_means_too_much_is_not_remembered() -> None:
    """A line that tells its own label is found anyway; the words of a seed phrase are words of menus, too."""
    memory = Withheld()
    line = f"password: {WORD}"
    memory.learn("firefox", [line, "open"])
    assert not memory.knows("firefox", line)
    assert not memory.knows("firefox", "open")


def test_memory_is_bounded_and_holds_no_text() -> None:
    """The oldest go first."""
    memory = Withheld(most=2)
    memory.learn("a", ["x1", "x2", "x3"])
    assert [memory.knows("a", text) for text in ("x1", "x2", "x3")] == [False, True, True]
    assert "x3" not in repr(vars(memory))
