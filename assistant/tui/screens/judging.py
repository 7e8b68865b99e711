"""The user's last word on a belief, the same on every page that shows beliefs."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.content import Content

from assistant.protocol import Json
from assistant.tui import places
from assistant.tui.actions import BY_ID
from assistant.tui.messages import Answered
from assistant.tui.screens.page import Page
from assistant.tui.sheets.history import HistorySheet
from assistant.tui.sheets.names import NamesSheet
from assistant.tui.sheets.reasons import ReasonSheet
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.sheets.simple import ConfirmSheet, TextSheet
from assistant.tui.sheets.source import SourceSheet
from assistant.tui.text import MUTED, ours, shorten
from assistant.tui.widgets.belief import belief_card, evidence_times
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import items

VERDICTS = ("confirm", "reject", "edit", "pin", "forget", "open", "history", "names", "undo")
"""Actions on a belief, by the part of their ids behind ``beliefs.``; a belief in full names them below it."""
_TOLD = {
    "confirm": "Confirmed.",
    "edit": "These are your words now.",
    "undo": "It is back.",
}
_REJECTED = {
    "out_of_date": "It is history now.",
    "private": "Put away as private. It will not be learned again.",
}
_NEEDS_BELIEF = {"confirm", "reject", "edit", "pin", "forget", "open_source", "history", "names", "bring_back"}


class Judging(Page):
    """A page with one belief in full in ``#detail``, which can be confirmed, rejected, edited, pinned, forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._history: list[Json] = []

    @property
    def current(self) -> Json | None:
        """The belief that the actions are about."""
        raise NotImplementedError

    def open_belief(self, belief: Json | None) -> None:
        """Show what is known about ``belief`` at once, and ask for its history."""
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

    @on(Answered)
    def take_verdict(self, message: Answered) -> None:
        """Show the history that was asked for; confirm what the user decided."""
        if message.verb == "proposition":
            belief = message.result.get("proposition")
            if isinstance(belief, dict) and belief.get("id") == self._shown:
                self._history = items(message.result, "history")
                self.query_one("#detail", Reader).show(self._card(belief))
        elif message.verb in ("confirm", "reject", "edit", "pin", "undo"):
            self.inkling.tell(_told(message))
            self.load()

    def _card(self, belief: Json) -> Content:
        actions = (BY_ID[f"beliefs.{name}"] for name in VERDICTS)
        keys = "  ".join(f"{self.key(action.id)} {action.short.lower()}" for action in actions)
        return Content.assemble(belief_card(belief, self._history, self.now), ours(f"\n{keys}", MUTED))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a belief there is nothing to judge."""
        if action in _NEEDS_BELIEF and self.is_mounted:
            return self.current is not None
        return True

    def _judge(self, verb: str, belief: Json, **more: object) -> None:
        # The belief is taken when the action begins: the list may change while a sheet is open.
        self.ask(verb, {"id": belief.get("id"), **more}, group=f"{verb}:{belief.get('id')}")

    def action_confirm(self) -> None:
        """It is true."""
        if belief := self.current:
            self._judge("confirm", belief)

    def action_reject(self) -> None:
        """It shall go; asks why, by one key."""
        if belief := self.current:
            self._then(ReasonSheet(), lambda reason: self._judge("reject", belief, reason=reason))

    def action_edit(self) -> None:
        """Say it in the user's words."""
        if belief := self.current:
            sheet = TextSheet("Edit this belief", "Say it in your own words.", str(belief.get("text") or ""))
            self._then(sheet, lambda text: self._judge("edit", belief, text=text))

    def _then(self, sheet: Sheet[str], act: Callable[[str], None]) -> None:
        self.app.push_screen(sheet, lambda answer: None if answer is None else act(answer))

    def action_pin(self) -> None:
        """Keep it from fading, or let it fade again."""
        if belief := self.current:
            self._judge("pin", belief, pinned=not belief.get("pinned"))

    def action_forget(self) -> None:
        """Delete it with all that rests only on it."""
        if belief := self.current:
            self.app.push_screen(places.forget_sheet({"proposition": belief.get("id")}), self._forgotten)

    def _forgotten(self, done: bool | None) -> None:
        if done:
            self.load()

    def action_history(self) -> None:
        """Tell why it is held and what happened to it."""
        if belief := self.current:
            sheet = HistorySheet(belief.get("id"))
            self.app.push_screen(sheet, lambda back: self.action_bring_back() if back else None)

    def action_names(self) -> None:
        """Show whom and what it names."""
        if belief := self.current:
            self.app.push_screen(NamesSheet(belief.get("id")))

    def action_bring_back(self) -> None:
        """Put the version before in force again: of one that is out of force itself, else what it replaced."""
        belief = self.current
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
        seen = evidence_times(self.current or {})
        if seen:
            self.app.push_screen(SourceSheet("What was seen", "observation", seen))
        else:
            self.inkling.tell("There is no screen behind it: you said so, or the screen was forgotten.")


def _told(message: Answered) -> str:
    """What was done, in a sentence."""
    if message.verb == "reject":
        return _REJECTED.get(str(message.args.get("reason")), "Rejected. It will not be learned again.")
    return _TOLD.get(message.verb) or ("Pinned." if message.args.get("pinned") else "Unpinned.")
