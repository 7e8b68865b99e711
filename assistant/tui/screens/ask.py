"""Ask: questions about oneself, answered from beliefs and observations with citations."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from assistant.protocol import Json
from assistant.tui.actions import bindings
from assistant.tui.messages import Failed, Streamed
from assistant.tui.screens.page import Page
from assistant.tui.sheets.source import SourceSheet
from assistant.tui.text import ACCENT, MUTED, join, ours, plain
from assistant.tui.widgets.exchange import Exchange
from assistant.tui.widgets.listing import Listing, ListPane
from assistant.tui.widgets.notice import Notice
from assistant.tui.words import at

KEPT = 20
"""Exchanges that stay on the screen. None of them is stored."""


def cite_row(number: int, cite: Json, now: datetime) -> Content:
    """The source's number, words, kind and time."""
    kind = "belief" if cite.get("kind") == "proposition" else "seen"
    facts = join([ours(kind, ACCENT), ours(at(cite.get("time"), now), MUTED)])
    return Content.assemble(ours(f"{number}  ", MUTED), plain(cite.get("text")), "\n   ", facts)


class AskPage(Page):
    """The conversation, the sources of the last answer, and the question field."""

    AREA = "ask"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask")]
    AUTO_FOCUS = "#question"

    def __init__(self) -> None:
        super().__init__()
        self._args: Json = {}
        self._open: Exchange | None = None

    def body(self) -> ComposeResult:
        """Conversation, sources, question."""
        with VerticalScroll(id="talk", can_focus=False):
            yield Static(
                "Ask about your own days: what you are working on, who is waiting for you, what is due.\n"
                "Inkling answers only from what it has seen, names its sources, and says when it does not know.",
                classes="empty",
                markup=False,
            )
        yield ListPane("Sources", "cites")
        yield Input(placeholder="Ask Inkling …", id="question")

    def on_mount(self) -> None:
        """Nothing was asked yet."""
        self._show_cites([])

    def wipe(self) -> None:
        """Show nothing of the store."""
        self.action_clear()

    @on(Input.Submitted, "#question")
    async def ask_question(self, event: Input.Submitted) -> None:
        """Put the question; a newer one ends the one before."""
        question = event.value.strip()
        if not question:
            return
        self.action_stop()
        event.input.value = ""
        self._open = Exchange(question)
        talk = self.query_one("#talk", VerticalScroll)
        await talk.query(".empty").remove()
        await talk.mount(self._open)
        for old in list(talk.query(Exchange))[:-KEPT]:
            old.remove()
        talk.scroll_end(animate=False)
        self._show_cites([])
        self._args = {"question": question}
        self.stream("ask", self._args, group="ask")

    @on(Streamed)
    def take_words(self, message: Streamed) -> None:
        """Let the answer grow; its end brings the sources."""
        if self._open is None or message.args is not self._args:
            return  # Late words of an earlier question.
        if message.event == "token":
            self._open.grow(message.data.get("text"))
        elif message.event == "result":
            self.query_one(Notice).clear()
            self._open.finish(message.data)
            self._show_cites(self._open.cites)
            self._open = None
        self.query_one("#talk", VerticalScroll).scroll_end(animate=False)

    @on(Failed)
    def end_answer(self, message: Failed) -> None:
        """Tell in the conversation that no more will come."""
        if message.args is self._args and self._open is not None:
            self._open.stop("The answer could not be given.")
            self._open = None

    def _show_cites(self, cites: list[Json]) -> None:
        pane = self.query_one("#cites-pane", ListPane)
        rows = [(f"{index}", cite_row(index, cite, self.now)) for index, cite in enumerate(cites, 1)]
        self._cites = cites
        pane.display = bool(rows)
        pane.show(rows, "")
        pane.head("Sources · tab to reach them, then enter to open one")

    @on(Listing.OptionSelected, "#cites")
    def open_cite(self, event: Listing.OptionSelected) -> None:
        """Show the belief or the screen behind a citation."""
        cite = self._cites[event.option_index]
        kind = str(cite.get("kind"))
        if kind in ("proposition", "observation") and isinstance(cite.get("id"), int):
            self.app.push_screen(SourceSheet("Source", kind, [cite["id"]]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the question is being written, its key is only a letter."""
        if action == "question" and self.is_mounted:
            return not self.query_one("#question", Input).has_focus
        return True

    def action_question(self) -> None:
        """Write a question."""
        self.query_one("#question", Input).focus()

    def action_stop(self) -> None:
        """Let the answer go."""
        if self._open is not None:
            self.workers.cancel_group(self, "ask")
            self._open.stop("Stopped.")
            self._open = None

    def action_clear(self) -> None:
        """Remove the conversation from the screen."""
        self.action_stop()
        self.query(Exchange).remove()
        self._show_cites([])

    def leave(self) -> bool:
        """From the field to the sources, if there are any; then away."""
        listing = self.query_one("#cites", Listing)
        if self.query_one("#question", Input).has_focus and listing.option_count:
            listing.focus()
            return True
        return False
