"""Text to read: scrolls by arrows and vim keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.tui.actions import bindings


class Reader(VerticalScroll, inherit_bindings=False):
    """One scrollable piece of content."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("reader"),
    ]

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("", classes="text", markup=False)

    def show(self, content: Content, *, top: bool = False) -> None:
        """Replace the text; ``top`` also goes back to its beginning."""
        self.query_one(".text", Static).update(content)
        if top:
            self.scroll_home(animate=False)
