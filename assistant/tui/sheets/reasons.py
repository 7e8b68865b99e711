"""Why a belief is rejected: one key, or Enter for the plain no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from assistant.tui.sheets.simple import ChooseSheet
from assistant.tui.text import ours

_REASONS = (  # Digits, since letters such as p pause Inkling on every sheet too.
    ("1", "wrong", "It is wrong"),
    ("2", "not_about_me", "It is not about me"),
    ("3", "out_of_date", "It was true, and is no longer"),
    ("4", "not_useful", "It is of no use"),
    ("5", "private", "It is private"),
)


class ReasonSheet(ChooseSheet):
    """Answers one of the fixed reasons."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"answer('{reason}')", title) for key, reason, title in _REASONS
    ]

    def __init__(self) -> None:
        choices = [(reason, f"{key}  {title}") for key, reason, title in _REASONS]
        super().__init__("Reject this belief: why?", choices)

    def body(self) -> ComposeResult:
        """The reasons, and what they have in common."""
        yield from super().body()
        hint = "Enter takes the first. Only what is no longer true may be learned anew."
        yield Static(ours(hint), classes="hint", markup=False)

    def action_answer(self, reason: str) -> None:
        """Answer by key."""
        self.dismiss(reason)
