"""Profile: what Inkling believes about the user, to be read on one page and corrected in place."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.actions import binding
from assistant.tui.messages import Answered
from assistant.tui.screens.judging import VERDICTS, Judging
from assistant.tui.text import ACCENT, MUTED, join, ours, plain
from assistant.tui.widgets.listing import HEADING, Listing, ListPane, Row
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import count, due, items, percent

ENTRIES = 12
"""Entries of a section; the Beliefs page has all."""


def entry_row(entry: Json, now: datetime) -> Content:
    """The sentence, and below it how sure, when, on how much it rests."""
    sources = {str(piece.get("quote")) for one in items(entry, "beliefs") for piece in items(one, "evidence")}
    facts = [
        plain(entry.get("certainty"), MUTED),
        ours(percent(entry.get("confidence")), MUTED),
        ours(due(entry, now), ACCENT),
        ours(count(len(sources), "quote"), MUTED),
        ours("pinned", ACCENT) if entry.get("pinned") else Content(),
    ]
    return Content.assemble(plain(entry.get("text")), "\n", join(facts))


class ProfilePage(Judging):
    """The page in sections; the sources of the chosen sentence stand beside it or in its place."""

    AREA = "profile"
    BINDINGS: ClassVar[list[BindingType]] = [*(binding(f"beliefs.{name}") for name in VERDICTS)]

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Json] = {}

    def body(self) -> ComposeResult:
        """Title, the page, and one belief in full."""
        yield Static("", id="day", markup=False)
        with Horizontal(classes="columns"):
            yield ListPane("", "entries")
            yield Reader(id="detail")

    def load(self) -> None:
        """Ask for the page."""
        self.ask("profile", {"limit": ENTRIES})

    def wipe(self) -> None:
        """Show nothing of the store."""
        self._show([])

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the page."""
        if message.verb == "profile":
            self._show(items(message.result, "sections"))

    def _show(self, sections: list[Json]) -> None:
        rows: list[Row] = []
        self._entries = {}
        for section in sections:
            gap = ours("\n" if rows else "")
            rows.append((f"{HEADING}{section.get('name')}", Content.assemble(gap, plain(section.get("name"), "bold"))))
            for entry in items(section, "entries"):
                name = str(entry.get("id"))
                self._entries[name] = entry
                rows.append((name, entry_row(entry, self.now)))
            if more := section.get("more"):
                words = f"and {count(more, 'more', 'more')}: press {self.key('app.beliefs')}"
                rows.append((f"{HEADING}{section.get('name')} more", ours(words, MUTED)))
        self.query_one("#day", Static).update(self._title())
        self.query_one("#entries-pane", ListPane).show(rows, self.nothing_believed())
        self._show_chosen()
        self.refresh_bindings()

    def _title(self) -> Content:
        told = ours(count(len(self._entries), "thing"), MUTED)
        return join([ours("What Inkling believes about you", "bold"), told])

    @property
    def current(self) -> Json | None:
        """The belief that leads the highlighted entry."""
        entry = self._entries.get(self.query_one("#entries", Listing).current or "")
        return next(iter(items(entry, "beliefs")), None) if entry else None

    @on(Listing.OptionHighlighted, "#entries")
    def _show_chosen(self) -> None:
        self.open_belief(self.current)

    @on(Listing.OptionSelected, "#entries")
    def read(self) -> None:
        """Enter opens the sources."""
        self.add_class("-reading")
        self.query_one("#detail", Reader).focus()

    def leave(self) -> bool:
        """Close the open belief."""
        if not self.has_class("-reading"):
            return False
        self.remove_class("-reading")
        self.query_one("#entries", Listing).focus()
        return True
