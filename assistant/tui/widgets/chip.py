"""A small clickable label that says one choice, such as ``kind: all``."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import Static

from assistant.tui.text import MUTED, ours


class Chip(Static):
    """Runs a screen's action when it is clicked."""

    def __init__(self, name: str, value: str, call: str) -> None:
        super().__init__(id=f"chip-{name}", classes="chip", markup=False)
        self._label = name
        self._call = call
        self._value = value

    def on_mount(self) -> None:
        """Show the first choice."""
        self.choose(self._value)

    def choose(self, value: str) -> None:
        """Show ``value``, our own word."""
        self.update(Content.assemble(ours(f"{self._label} ", MUTED), ours(value, "bold"), ours(" ▾", MUTED)))

    async def on_click(self, event: events.Click) -> None:
        """Open the choice."""
        event.stop()
        await self.screen.run_action(self._call)
