"""The frame of the five screens: where one is, what the daemon does, trouble, content, keys."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Footer

from assistant.tui.actions import bindings
from assistant.tui.messages import Answered
from assistant.tui.screens.talking import Talking
from assistant.tui.widgets.nav import Nav
from assistant.tui.widgets.notice import Notice
from assistant.tui.widgets.state_line import StateLine


class Page(Talking[None]):
    """One of the app's places. ``load`` asks for what it shows, ``wipe`` forgets it when the store is locked."""

    AREA: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]
    AUTO_FOCUS = "Listing"

    def compose(self) -> ComposeResult:
        """Head, body and keys."""
        yield Nav(self.AREA)
        yield StateLine()
        yield Notice()
        with Vertical(id="body"):
            yield from self.body()
        yield Footer()

    def body(self) -> ComposeResult:
        """The page's own widgets."""
        raise NotImplementedError

    def load(self) -> None:
        """Ask for everything shown."""

    def wipe(self) -> None:
        """Show nothing that came from the store."""

    def unless_locked(self, empty: str) -> str:
        """The words that stand where there is nothing to list; of a locked store nobody knows whether there is."""
        locked = (self.inkling.status or {}).get("state") == "locked"
        return f"Locked. Press {self.key('app.unlock')} to unlock what is stored." if locked else empty

    def nothing_believed(self) -> str:
        """The words for a new home."""
        return self.unless_locked(
            "Inkling believes nothing about you yet.\nIt needs some minutes of your work for its first hunches.\n"
            f"Press {self.key('app.privacy')} to see what it may look at."
        )

    def refresh_quietly(self) -> None:
        """Something changed in the daemon."""
        self.load()

    def on_screen_resume(self) -> None:
        """The user came here."""
        self.load()

    @on(Answered)
    def clear_trouble(self) -> None:
        """An answer means that the daemon is back."""
        self.query_one(Notice).clear()

    async def action_back(self) -> None:
        """Leave what is open on the page, else the page."""
        if not self.leave():
            await self.app.run_action("app.go('today')")

    def leave(self) -> bool:
        """Close what is open on the page; False where nothing was."""
        return False
