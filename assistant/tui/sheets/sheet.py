"""A sheet lies over a page until it is answered. Pausing works on it too."""

from __future__ import annotations

from typing import ClassVar, Generic

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant.tui.actions import binding
from assistant.tui.screens.talking import Result, Talking
from assistant.tui.widgets.notice import Notice
from assistant.tui.widgets.state_line import StateLine


class Sheet(Talking[Result], ModalScreen[Result], Generic[Result]):
    """A typed modal with a title; escape or a click beside it answers None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        binding("app.pause"),
        binding("app.resume"),
    ]
    TITLE_WORDS: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        """Title, content, trouble and the state of the daemon."""
        with Vertical(id="sheet"):
            yield Static(self.title_words(), classes="title", markup=False)
            yield from self.body()
            yield Notice()
            yield StateLine()

    def title_words(self) -> str:
        """The title, our own words."""
        return self.TITLE_WORDS

    def body(self) -> ComposeResult:
        """The sheet's own widgets."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the sheet leaves it."""
        if event.widget is self:
            self.action_leave()
