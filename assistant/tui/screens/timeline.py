"""Timeline: what was seen when, a day at a time, and the search through everything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from assistant.protocol import Json
from assistant.tui import places
from assistant.tui.actions import bindings
from assistant.tui.messages import Answered
from assistant.tui.screens.page import Page
from assistant.tui.sheets.source import SourceSheet, observation_card
from assistant.tui.text import ACCENT, MUTED, join, ours, plain, words
from assistant.tui.widgets.listing import Listing, ListPane, Row
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import at, clock, count, duration, items, long_day, moment, next_day

HITS = 50
READ = 20
"""Observations of one stretch that are shown, the newest ones."""


def stretch_row(stretch: Json, now: datetime) -> Content:
    """When, which app, how long and how much was read; below it the window's title and who was in it."""
    start, end = clock(stretch.get("start"), now), clock(stretch.get("end"), now)
    minutes = stretch.get("minutes")
    head = join(
        [
            ours(start if start == end else f"{start} – {end}", "bold"),
            plain(stretch.get("app"), ACCENT),
            ours(duration(minutes) if isinstance(minutes, (int, float)) and minutes >= 1 else "", MUTED),
            ours(count(stretch.get("lines"), "line"), MUTED),
        ]
    )
    people = stretch.get("people")
    title = plain(stretch.get("title") or "untitled")
    others = [name for name in map(words, people) if name not in title.plain] if isinstance(people, list) else []
    named = ", ".join(others)
    below = join([title, ours(f"with {named}" if named else "", MUTED)])
    return Content.assemble(head, "\n", below)


def hit_row(hit: Json, now: datetime) -> Content:
    """What was found, what it is and when."""
    what = {"proposition": "belief", "observation": "seen"}.get(str(hit.get("kind")), "")
    return Content.assemble(
        plain(hit.get("text")), "\n", join([ours(what, ACCENT), ours(at(hit.get("time"), now), MUTED)])
    )


def _name(item: Json) -> str:
    """What stays the same about a stretch of time or a hit when the list is asked for again."""
    return f"{item.get('kind')} {item.get('id')} {item.get('start')} {(item.get('observation_ids') or [None])[:1]}"


class TimelinePage(Page):
    """A day's windows; what was read in the chosen one stands beside it or in its place."""

    AREA = "timeline"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("timeline")]

    def __init__(self) -> None:
        super().__init__()
        self._date = ""
        self._follows_today = True
        self._rows: dict[str, Json] = {}
        self._cards: dict[int, Content] = {}
        self._searching = False

    def body(self) -> ComposeResult:
        """Day, search field, list, and what was read."""
        yield Static("", id="day", markup=False)
        yield Input(placeholder="search beliefs and everything seen", id="query", compact=True)
        with Horizontal(classes="columns"):
            yield ListPane("", "stretches")
            yield Reader(id="detail")

    # -- a day --------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the day, or search again."""
        if self._searching:
            self.query_one("#day", Static).update(ours("Search in everything", "bold"))
            self._ask_search()
            return
        if self._follows_today or not self._date:
            self._date = self.now.date().isoformat()
        self.query_one("#day", Static).update(self._day_words())
        self.ask("timeline", {"date": self._date, "cursor": None})

    def wipe(self) -> None:
        """Show nothing of the store."""
        self._cards.clear()
        self._show([])

    def _day_words(self) -> Content:
        keys = f"   {self.key('timeline.before')} before  {self.key('timeline.after')} after"
        return Content.assemble(ours(long_day(self._date, self.now), "bold"), ours(keys, MUTED))

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show a day, hits, or what was read."""
        match message.verb:
            case "timeline" if not self._searching:
                earlier = list(self._rows.values()) if message.args.get("cursor") is not None else []
                self._show([*earlier, *items(message.result)])
                if message.result.get("next") is not None:
                    self.ask("timeline", {"date": self._date, "cursor": message.result["next"]})
            case "search" if self._searching:
                self._show(items(message.result, "hits"))
            case "observation":
                observation = message.result.get("observation") or message.result
                self._cards[message.args["id"]] = observation_card(observation, self.now)
                self._show_cards()

    def _show(self, found: list[Json]) -> None:
        row = hit_row if self._searching else stretch_row
        if not self._searching:
            found = sorted(found, key=lambda item: str(item.get("start")), reverse=True)
        self._rows = {_name(item): item for item in found}
        rows: list[Row] = [(name, row(item, self.now)) for name, item in self._rows.items()]
        self.query_one("#stretches-pane", ListPane).show(rows, self._empty_words())
        self._show_chosen()

    def _empty_words(self) -> str:
        if self._searching:
            return f"Nothing found. Press {self.key('page.back')} to leave the search."
        return self.unless_locked(
            f"Nothing was seen on this day.\nPress {self.key('timeline.before')} for the day before, "
            f"or {self.key('timeline.search')} to search everything."
        )

    def action_day(self, days: int) -> None:
        """Go to a neighbouring day, never into the future."""
        if self._searching:
            return
        self._date = min(next_day(self._date, days), self.now.date().isoformat())
        self._follows_today = self._date == self.now.date().isoformat()
        self.load()

    def action_today(self) -> None:
        """Back to the present day."""
        self._follows_today = True
        self.leave()
        self.load()

    # -- what was read ------------------------------------------------------------------------------------------

    @property
    def _current(self) -> Json | None:
        return self._rows.get(self.query_one("#stretches", Listing).current or "")

    def _ids(self) -> list[int]:
        found = (self._current or {}).get("observation_ids")
        ids = [number for number in found if isinstance(number, int)] if isinstance(found, list) else []
        return ids[-READ:]

    @on(Listing.OptionHighlighted, "#stretches")
    def _show_chosen(self) -> None:
        self._show_cards()
        ids = self._ids()
        # The newest one may still be growing.
        for number in [*(number for number in ids[:-1] if number not in self._cards), *ids[-1:]]:
            self.ask("observation", {"id": number}, group=f"observation:{number}")

    def _show_cards(self) -> None:
        shown = [self._cards[number] for number in self._ids() if number in self._cards]
        quiet = ours("" if self._searching else "Choose a time to see what was read.", MUTED)
        self.query_one("#detail", Reader).show(Content("\n").join(shown) if shown else quiet)

    @on(Listing.OptionSelected, "#stretches")
    def read(self) -> None:
        """Enter opens what was read, or the hit."""
        chosen = self._current or {}
        if not self._searching:
            self.add_class("-reading")
            self.query_one("#detail", Reader).focus()
        elif isinstance(chosen.get("id"), int) and chosen.get("kind") in ("proposition", "observation"):
            title = "What Inkling believes" if chosen["kind"] == "proposition" else "What was seen"
            self.app.push_screen(SourceSheet(title, chosen["kind"], [chosen["id"]]))

    def action_forget(self) -> None:
        """Forget the chosen stretch of time, after a preview."""
        chosen = self._current or {}
        start, end = moment(chosen.get("start")), moment(chosen.get("end"))
        if not self._searching and start is not None and end is not None:
            # The end of the selection is open, so that the last moment itself goes too.
            span = {"since": start.isoformat(), "until": (end + timedelta(seconds=1)).isoformat()}
            self.app.push_screen(places.forget_sheet(span), self._forgotten)

    def _forgotten(self, done: bool | None) -> None:
        if done:
            self._cards.clear()
            self.load()

    # -- search -------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Open the search field."""
        self.add_class("-searching")
        self.query_one("#query", Input).focus()

    @on(Input.Submitted, "#query")
    def search(self) -> None:
        """Ask for what was typed."""
        if self.query_one("#query", Input).value.strip():
            self._searching = True
            self.load()
            self.query_one("#stretches", Listing).focus()

    def _ask_search(self) -> None:
        self.ask("search", {"query": self.query_one("#query", Input).value.strip(), "limit": HITS})

    def leave(self) -> bool:
        """Close what was read, then the search."""
        listing = self.query_one("#stretches", Listing)
        if self.has_class("-reading"):
            self.remove_class("-reading")
        elif self.has_class("-searching"):
            self.remove_class("-searching")
            self.query_one("#query", Input).value = ""
            if self._searching:
                self._searching = False
                self._show([])
                self.load()
        else:
            return False
        listing.focus()
        return True
