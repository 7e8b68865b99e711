"""A sheet that lists something of the daemon's, of which single entries can be taken back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import MUTED, ours
from assistant.tui.widgets.listing import Listing
from assistant.tui.words import items


class ListSheet(Sheet[None]):
    """Asks ``VERB`` for its rows, and again after anything else was done."""

    AUTO_FOCUS = "Listing"
    VERB: ClassVar[str]
    HINT: ClassVar[str]
    EMPTY: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, Json] = {}

    def body(self) -> ComposeResult:
        """The list, and what can be done."""
        yield Static(ours("Asking …", MUTED), classes="words", markup=False)
        yield Listing()
        yield Static(ours(self.HINT), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ask for it."""
        self.ask(self.VERB)

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the list; after anything else ask for it again."""
        if message.verb != self.VERB:
            self.ask(self.VERB)
            return
        self._items = {str(item.get("id")): item for item in items(message.result)}
        self.query_one(Listing).show([(name, self.row(item)) for name, item in self._items.items()])
        self.query_one(Listing).display = bool(self._items)
        words = self.query_one(".words", Static)
        words.update(ours("" if self._items else self.EMPTY))
        words.display = not self._items

    @property
    def _current(self) -> Json | None:
        return self._items.get(self.query_one(Listing).current or "")

    def row(self, item: Json) -> Content:
        """How one entry looks."""
        raise NotImplementedError
