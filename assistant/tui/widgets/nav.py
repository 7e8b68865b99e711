"""The top line: where one is, and where one can go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from assistant.tui.actions import BY_ID
from assistant.tui.text import MUTED, ours

if TYPE_CHECKING:
    from assistant.tui.app import InklingApp


class Tab(Static):
    """One screen's name; a click goes there."""

    def __init__(self, name: str, *, here: bool) -> None:
        super().__init__(classes="-here" if here else "", markup=False)
        self._screen_name = name

    def on_mount(self) -> None:
        """Show the key that the user really has to press."""
        app = cast("InklingApp", self.app)
        action = BY_ID[f"app.{self._screen_name}"]
        self.update(Content.assemble(ours(app.key_of(action.id), MUTED), " ", action.short))

    async def on_click(self, event: events.Click) -> None:
        """Go to the screen."""
        event.stop()
        await self.app.run_action(BY_ID[f"app.{self._screen_name}"].call)


class Nav(Horizontal):
    """All screens in a row."""

    NAMES: ClassVar[tuple[str, ...]] = ("today", "beliefs", "timeline", "ask", "privacy", "profile", "help")

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def compose(self) -> ComposeResult:
        """The name of the app, then the screens."""
        yield Static("Inkling", classes="brand", markup=False)
        for name in self.NAMES:
            yield Tab(name, here=name == self._here)
