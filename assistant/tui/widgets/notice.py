"""Trouble, told in place: what happened and what to do next."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from assistant.errors import InklingError
from assistant.tui.text import MUTED, WARN, ours, plain


class Notice(Static):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def show(self, error: InklingError, more: str = "") -> None:
        """Tell ``error`` with its next step; ``more`` is what the app does about it by itself."""
        parts = [ours("▲ ", WARN), plain(error.title, "bold")]
        if error.hint:
            parts += [ours("\n  "), plain(error.hint)]
        if more:
            parts += [ours("\n  "), ours(more, MUTED)]
        self.update(Content.assemble(*parts))
        self.display = True

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.display = False
