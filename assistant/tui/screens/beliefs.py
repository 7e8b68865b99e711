"""Beliefs: what Inkling holds for true, why, and the user's last word on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from assistant.protocol import Json
from assistant.tui import places
from assistant.tui.actions import BY_ID, bindings
from assistant.tui.messages import Answered
from assistant.tui.screens.page import Page
from assistant.tui.sheets.history import HistorySheet
from assistant.tui.sheets.learned import PreferencesSheet, RejectedSheet
from assistant.tui.sheets.reasons import ReasonSheet
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.sheets.simple import ChooseSheet, ConfirmSheet, TextSheet
from assistant.tui.sheets.source import SourceSheet
from assistant.tui.text import MUTED, ours, shorten
from assistant.tui.widgets.belief import belief_card, belief_row, evidence_times
from assistant.tui.widgets.chip import Chip
from assistant.tui.widgets.listing import Listing, ListPane
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import items
from assistant.types import Kind, Status

PAGE = 100
_ALL = ("", "all")
_TOLD = {
    "confirm": "Confirmed.",
    "edit": "These are your words now.",
    "undo": "It is back.",
}
_REJECTED = {
    "out_of_date": "It is history now.",
    "private": "Put away as private. It will not be learned again.",
}
_CARD = ("confirm", "reject", "edit", "pin", "forget", "open", "history", "undo")
"""The actions that a belief in full names below it."""
_NEEDS_BELIEF = {"confirm", "reject", "edit", "pin", "forget", "open_source", "history", "bring_back"}


class BeliefsPage(Page):
    """A list to filter, and the chosen belief in full beside it or in its place."""

    AREA = "beliefs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("beliefs")]

    def __init__(self) -> None:
        super().__init__()
        self._beliefs: dict[str, Json] = {}
        self._next: object = None
        self._kind = ""
        self._status = "active"
        self._shown: object = None
        self._history: list[Json] = []
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
        """Show beliefs, or confirm what the user decided."""
        match message.verb:
            case "propositions":
                earlier = list(self._beliefs.values()) if message.args.get("cursor") is not None else []
                self._next = message.result.get("next")
                self._show([*earlier, *items(message.result)])
            case "proposition":
                self._show_detail(message.result)
            case "confirm" | "reject" | "edit" | "pin" | "undo":
                self.inkling.tell(_told(message))
                self.load()

    def _show(self, beliefs: list[Json]) -> None:
        self._beliefs = {str(item.get("id")): item for item in beliefs}
        rows = [(name, belief_row(item, self.now)) for name, item in self._beliefs.items()]
        self.query_one("#beliefs-pane", ListPane).show(rows, self._empty_words())
        self._show_chosen()
        self.refresh_bindings()

    def _empty_words(self) -> str:
        if self.query_one("#query", Input).value or self._kind or self._status != "active":
            return f"No belief passes the filter.\nPress {self.key('page.back')} to clear it."
        return (
            "Inkling believes nothing about you yet.\nIt needs some minutes of your work for its first hunches.\n"
            f"Press {self.key('app.privacy')} to see what it may look at."
        )

    @on(Listing.OptionHighlighted, "#beliefs")
    def _show_chosen(self) -> None:
        """Show what is known about the highlighted belief at once, and ask for its history."""
        belief = self._current
        reader = self.query_one("#detail", Reader)
        number = belief.get("id") if belief else None
        if number != self._shown:
            self._shown, self._history = number, []
            reader.scroll_home(animate=False)
        if belief is None:
            reader.show(ours("Choose a belief to see why Inkling holds it.", MUTED))
            return
        reader.show(self._card(belief))
        self.ask("proposition", {"id": number})
        listing = self.query_one("#beliefs", Listing)
        if self._next is not None and (listing.highlighted or 0) >= len(self._beliefs) - 10:
            self._ask_for(self._next)

    def _show_detail(self, result: Json) -> None:
        belief = result.get("proposition")
        if isinstance(belief, dict) and self._current is not None and belief.get("id") == self._current.get("id"):
            self._history = items(result, "history")
            self.query_one("#detail", Reader).show(self._card(belief))

    def _card(self, belief: Json) -> Content:
        actions = (BY_ID[f"beliefs.{name}"] for name in _CARD)
        keys = "  ".join(f"{self.key(action.id)} {action.short.lower()}" for action in actions)
        return Content.assemble(belief_card(belief, self._history, self.now), ours(f"\n{keys}", MUTED))

    @property
    def _current(self) -> Json | None:
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

    # -- the user's last word -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a belief there is nothing to judge."""
        if action in _NEEDS_BELIEF and self.is_mounted:
            return self._current is not None
        return True

    @on(Listing.OptionSelected, "#beliefs")
    def read(self) -> None:
        """Enter opens the belief."""
        self.add_class("-reading")
        self.query_one("#detail", Reader).focus()

    def _judge(self, verb: str, belief: Json, **more: object) -> None:
        # The belief is taken when the action begins: the list may change while a sheet is open.
        self.ask(verb, {"id": belief.get("id"), **more}, group=f"{verb}:{belief.get('id')}")

    def action_confirm(self) -> None:
        """It is true."""
        if belief := self._current:
            self._judge("confirm", belief)

    def action_reject(self) -> None:
        """It shall go; asks why, by one key."""
        if belief := self._current:
            self._then(ReasonSheet(), lambda reason: self._judge("reject", belief, reason=reason))

    def action_edit(self) -> None:
        """Say it in the user's words."""
        if belief := self._current:
            sheet = TextSheet("Edit this belief", "Say it in your own words.", str(belief.get("text") or ""))
            self._then(sheet, lambda text: self._judge("edit", belief, text=text))

    def _then(self, sheet: Sheet[str], act: Callable[[str], None]) -> None:
        self.app.push_screen(sheet, lambda answer: None if answer is None else act(answer))

    def action_pin(self) -> None:
        """Keep it from fading, or let it fade again."""
        if belief := self._current:
            self._judge("pin", belief, pinned=not belief.get("pinned"))

    def action_forget(self) -> None:
        """Delete it with all that rests only on it."""
        if belief := self._current:
            self.app.push_screen(places.forget_sheet({"proposition": belief.get("id")}), self._forgotten)

    def _forgotten(self, done: bool | None) -> None:
        if done:
            self.load()

    def action_taught(self) -> None:
        """Show what the user's corrections taught."""
        self.app.push_screen(PreferencesSheet())

    def action_rejected(self) -> None:
        """Show what the user rejected; some of it may come back."""
        self.app.push_screen(RejectedSheet(), lambda _: self.load())

    def action_history(self) -> None:
        """Tell why it is held and what happened to it."""
        if belief := self._current:
            sheet = HistorySheet(belief.get("id"))
            self.app.push_screen(sheet, lambda back: self.action_bring_back() if back else None)

    def action_bring_back(self) -> None:
        """Put the version before in force again: of one that is out of force itself, else what it replaced."""
        belief = self._current
        if belief is None:
            return
        found = self._version_before(belief)
        if found is None:
            self.inkling.tell("It replaced nothing that could come back.")
            return
        lost = "" if found is belief else f" “{shorten(belief.get('text'), 60)}” becomes history."
        question = f"“{shorten(found.get('text'), 120)}” is believed again.{lost}"
        self.app.push_screen(
            ConfirmSheet("Bring this version back?", question, "Bring it back"),
            lambda yes: self._judge("undo", found) if yes else None,
        )

    def _version_before(self, belief: Json) -> Json | None:
        """The belief that "bring back" means, if there is one."""
        if belief.get("status") != "active":
            return belief
        before = belief.get("supersedes")
        return next((old for old in self._history if old.get("id") == before and before is not None), None)

    def action_open_source(self) -> None:
        """Show the screens that it quotes."""
        seen = evidence_times(self._current or {})
        if seen:
            self.app.push_screen(SourceSheet("What was seen", "observation", seen))
        else:
            self.inkling.tell("There is no screen behind it: you said so, or the screen was forgotten.")


def _told(message: Answered) -> str:
    """What was done, in a sentence."""
    if message.verb == "reject":
        return _REJECTED.get(str(message.args.get("reason")), "Rejected. It will not be learned again.")
    return _TOLD.get(message.verb) or ("Pinned." if message.args.get("pinned") else "Unpinned.")
