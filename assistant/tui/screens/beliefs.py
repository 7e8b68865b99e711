"""Beliefs: what Inkling holds for true, why, and the user's last word on it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from assistant.protocol import Json
from assistant.tui.actions import bindings
from assistant.tui.messages import Answered
from assistant.tui.screens.judging import Judging
from assistant.tui.sheets.learned import PreferencesSheet, RejectedSheet
from assistant.tui.sheets.simple import ChooseSheet
from assistant.tui.widgets.belief import belief_row
from assistant.tui.widgets.chip import Chip
from assistant.tui.widgets.listing import Listing, ListPane
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import items
from assistant.types import Kind, Status

PAGE = 100
_ALL = ("", "all")


class BeliefsPage(Judging):
    """A list to filter, and the chosen belief in full beside it or in its place."""

    AREA = "beliefs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("beliefs")]

    def __init__(self) -> None:
        super().__init__()
        self._beliefs: dict[str, Json] = {}
        self._next: object = None
        self._kind = ""
        self._status = "active"
        self._typing: Timer | None = None

    def body(self) -> ComposeResult:
        """Filter line, list, and the belief in full."""
        with Horizontal(id="filters"):
            yield Input(placeholder="filter by words", id="query", compact=True)
            yield Chip("kind", "all", "screen.choose_kind")
            yield Chip("status", "active", "screen.choose_status")
        with Horizontal(classes="columns"):
            yield ListPane("", "beliefs")
            yield Reader(id="detail")

    # -- asking and showing -------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the first beliefs that pass the filter."""
        self._ask_for(None)

    def refresh_quietly(self) -> None:
        """Ask again, unless the user has scrolled on to further pages, which would jump."""
        if len(self._beliefs) <= PAGE:
            self.load()

    def wipe(self) -> None:
        """Show nothing of the store."""
        self._show([])

    def _ask_for(self, cursor: object) -> None:
        args = {"limit": PAGE, "cursor": cursor, "query": self.query_one("#query", Input).value.strip() or None}
        self.ask("propositions", {**args, "kind": self._kind or None, "status": self._status or None})

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show beliefs."""
        if message.verb == "propositions":
            earlier = list(self._beliefs.values()) if message.args.get("cursor") is not None else []
            self._next = message.result.get("next")
            self._show([*earlier, *items(message.result)])

    def _show(self, beliefs: list[Json]) -> None:
        self._beliefs = {str(item.get("id")): item for item in beliefs}
        rows = [(name, belief_row(item, self.now)) for name, item in self._beliefs.items()]
        self.query_one("#beliefs-pane", ListPane).show(rows, self._empty_words())
        self._show_chosen()
        self.refresh_bindings()

    def _empty_words(self) -> str:
        if self.query_one("#query", Input).value or self._kind or self._status != "active":
            return f"No belief passes the filter.\nPress {self.key('page.back')} to clear it."
        return self.nothing_believed()

    @on(Listing.OptionHighlighted, "#beliefs")
    def _show_chosen(self) -> None:
        """Show what is known about the highlighted belief at once, and ask for its history."""
        self.open_belief(self.current)
        listing = self.query_one("#beliefs", Listing)
        if self._next is not None and (listing.highlighted or 0) >= len(self._beliefs) - 10:
            self._ask_for(self._next)

    @property
    def current(self) -> Json | None:
        """The highlighted belief."""
        return self._beliefs.get(self.query_one("#beliefs", Listing).current or "")

    # -- filters ------------------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type words."""
        self.query_one("#query", Input).focus()

    @on(Input.Changed, "#query")
    def filter_soon(self) -> None:
        """Ask when the typing pauses."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(0.15, self.load)

    @on(Input.Submitted, "#query")
    def filter_done(self) -> None:
        """Back to the list."""
        self.query_one("#beliefs", Listing).focus()

    def action_choose_kind(self) -> None:
        """Choose one kind, or all."""
        choices = [_ALL, *((kind.value, kind.value) for kind in Kind)]
        self.app.push_screen(ChooseSheet("Kind", choices, self._kind), self._kind_chosen)

    def _kind_chosen(self, kind: str | None) -> None:
        if kind is not None:
            self._kind = kind
            self.query_one("#chip-kind", Chip).choose(kind or "all")
            self.load()

    def action_choose_status(self) -> None:
        """Choose one status, or all."""
        choices = [*((status.value, status.value) for status in Status), _ALL]
        self.app.push_screen(ChooseSheet("Status", choices, self._status), self._status_chosen)

    def _status_chosen(self, status: str | None) -> None:
        if status is not None:
            self._status = status
            self.query_one("#chip-status", Chip).choose(status or "all")
            self.load()

    def leave(self) -> bool:
        """Close the open belief, then clear the filter."""
        query, listing = self.query_one("#query", Input), self.query_one("#beliefs", Listing)
        if self.has_class("-reading"):
            self.remove_class("-reading")
        elif query.value or self._kind or self._status != "active":
            query.value = ""
            self._kind_chosen("")
            self._status_chosen("active")
        elif not query.has_focus:
            return False
        listing.focus()
        return True

    @on(Listing.OptionSelected, "#beliefs")
    def read(self) -> None:
        """Enter opens the belief."""
        self.add_class("-reading")
        self.query_one("#detail", Reader).focus()

    # -- what the user's word taught ----------------------------------------------------------------------------

    def action_taught(self) -> None:
        """Show what the user's corrections taught."""
        self.app.push_screen(PreferencesSheet())

    def action_rejected(self) -> None:
        """Show what the user rejected; some of it may come back."""
        self.app.push_screen(RejectedSheet(), lambda _: self.load())
