"""Why a belief is held and all that happened to it, as ``inkling why`` tells it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.actions import BY_ID, binding
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ACCENT, MUTED, ours, plain
from assistant.tui.widgets.reader import Reader

_INDENT = "    "


def told(result: Json) -> Content:
    """The lines of the answer: statement, headings, what happened, and the quotes quieter."""
    found = result.get("words")
    parts: list[Content] = []
    for number, line in enumerate(found if isinstance(found, list) else []):
        text = str(line)
        if number == 0:
            style = "bold"
        elif text.startswith(_INDENT):
            style = MUTED
        else:
            style = ACCENT if text and not text.startswith(" ") else ""
        indent = text[: len(text) - len(text.lstrip())]
        parts += [ours(indent), plain(text, style), ours("\n")]
    return Content.assemble(*parts) if parts else ours("Nothing is known of its history.", MUTED)


class HistorySheet(Sheet[bool]):
    """Shows one belief's history; answers True where the user wants a version back."""

    TITLE_WORDS = "History"
    AUTO_FOCUS = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = [binding("beliefs.undo")]

    def __init__(self, belief: object) -> None:
        super().__init__()
        self._belief = belief

    def body(self) -> ComposeResult:
        """The history."""
        yield Reader()
        keys = f"{BY_ID['beliefs.undo'].keys} brings back the version before, esc leaves"
        yield Static(ours(keys), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ask for it."""
        self.query_one(Reader).show(ours("Looking …", MUTED))
        self.ask("why", {"id": self._belief})

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show it."""
        self.query_one(Reader).show(told(message.result))

    def action_bring_back(self) -> None:
        """Answer that a version should come back."""
        self.dismiss(True)
