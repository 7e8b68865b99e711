"""One question of Inkling's, small enough to be passed over. Its keys work only while it has the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.actions import BY_ID, bindings
from assistant.tui.text import ACCENT, MUTED, join, ours, plain

_KEYS = ("yes", "no", "edit", "skip", "stop")


class QuestionCard(Static, can_focus=True):
    """Hidden while there is nothing to ask."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("question")]

    @dataclass
    class Answered(Message):
        """The user chose ``what``: yes, no, edit, skip or stop."""

        what: str
        question: Json

    def __init__(self) -> None:
        super().__init__(id="question-card", markup=False)
        self.display = False
        self._question: Json | None = None
        self._keys: dict[str, str] = {}
        self._enter = ""

    @property
    def waiting(self) -> bool:
        """Whether there is a question to answer."""
        return self._question is not None

    def show(self, question: Json | None, keys: dict[str, str], enter: str) -> None:
        """Put ``question`` or nothing. ``keys`` by action, ``enter`` is the key that comes here."""
        self._question, self._keys, self._enter = question, keys, enter
        self.display = question is not None
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show what the keys do, or how to come here."""
        super().watch_has_focus(has_focus)
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """A click comes here and answers nothing."""
        event.stop()
        self.focus()

    def action_answer(self, what: str) -> None:
        """Answer the question that is shown."""
        if self._question is not None:
            self.post_message(self.Answered(what, self._question))

    def _draw(self) -> None:
        if self._question is None:
            self.update(Content())
            return
        told = [ours(f"{self._keys.get(key, '')} {BY_ID[f'question.{key}'].short.lower()}", MUTED) for key in _KEYS]
        hint = join(told) if self.has_focus else ours(f"{self._enter} to answer, or leave it", MUTED)
        asked = Content.assemble(ours("Is this right?  ", ACCENT), plain(self._question.get("text")))
        self.update(Content.assemble(asked, "\n", hint))
