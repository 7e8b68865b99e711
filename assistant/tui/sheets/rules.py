"""The user's standing instructions: what is in force, a new one with a preview, and taking one back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.listed import ListSheet
from assistant.tui.sheets.simple import ConfirmSheet, TextSheet
from assistant.tui.text import MUTED, join, ours, plain
from assistant.tui.widgets.notice import Notice
from assistant.tui.words import count

SURE = "everything"
"""What must be typed where a rule would put nearly everything away."""


class RulesSheet(ListSheet):
    """Lists the rules. A new one is said back, with what it would do now, before it counts."""

    TITLE_WORDS = "Your rules"
    VERB = "rules"
    HINT = "a to add one, x to remove one, esc to leave"
    EMPTY = 'No rules yet. Press a and say one, such as "never infer anything about health".'
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("x,delete", "remove", "Remove"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._said = ""

    def row(self, item: Json) -> Content:
        """What was understood, the user's own words, and what it holds back."""
        holds = item.get("holds")
        facts = [plain(f"“{item.get('text')}”", MUTED)]
        if isinstance(holds, int) and holds:
            facts.append(ours(f"puts away {count(holds, 'belief')}", MUTED))
        return Content.assemble(plain(item.get("words")), "\n", join(facts))

    def action_add(self) -> None:
        """Ask for a rule; what was refused last can be corrected."""
        question = "In English, German or French, such as: ignore Slack; never mention Anna; no suggestions after 18:00"
        self.app.push_screen(TextSheet("A new rule", question, self._said), self._plan)

    def _plan(self, said: str | None) -> None:
        if said:
            self._said = said
            self.query_one(Notice).clear()
            self.ask("rule_plan", {"text": said}, group="rule")

    @on(Answered)
    def take_plan(self, message: Answered) -> None:
        """Ask whether a new rule was understood."""
        if message.verb == "rule_add":
            self._said = ""
        if message.verb != "rule_plan":
            return
        plan = message.result
        words = f"{plan.get('words')}\n\n{plan.get('now_words')}"
        if plan.get("broad"):
            question = f"{words}\n\nThat is nearly everything. Type '{SURE}' if you mean it."
            self.app.push_screen(TextSheet("This would put nearly everything away", question), self._insist)
        else:
            self.app.push_screen(ConfirmSheet("Is that what you mean?", words, "Put in force"), self._agree)

    def _agree(self, yes: bool | None) -> None:
        if yes:
            self.ask("rule_add", {"text": self._said}, group="rule")

    def _insist(self, typed: str | None) -> None:
        if typed == SURE:
            self.ask("rule_add", {"text": self._said, "sure": True}, group="rule")

    def action_remove(self) -> None:
        """Take the highlighted rule away; what it alone put away comes back."""
        if item := self._current:
            self.ask("rule_remove", {"id": item.get("id")}, group=f"remove:{item.get('id')}")
