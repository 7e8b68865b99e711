"""What the user's corrections did: the lessons they taught, and the meanings that do not come back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.protocol import Json
from assistant.tui.sheets.listed import ListSheet
from assistant.tui.text import MUTED, WARN, join, ours, plain
from assistant.tui.words import ago, count


class PreferencesSheet(ListSheet):
    """What edits and rejections taught."""

    TITLE_WORDS = "What your corrections taught"
    VERB = "preferences"
    HINT = "x to remove one, esc to leave"
    EMPTY = "Nothing yet. Edit a belief, or reject one as not about you."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x,delete", "remove", "Remove")]

    def row(self, item: Json) -> Content:
        """The preference, and what it does."""
        effect = plain(item.get("effect"), MUTED if item.get("applies") else WARN)
        number = item.get("count")
        taught = ours(f"from {count(number if isinstance(number, int) else 0, 'belief')}", MUTED)
        return Content.assemble(plain(item.get("words")), "\n", join([effect, taught]))

    def action_remove(self) -> None:
        """Unlearn the highlighted one."""
        if item := self._current:
            self.ask("remove_preference", {"id": item.get("id")}, group=f"remove:{item.get('id')}")


class RejectedSheet(ListSheet):
    """What the user rejected, and why."""

    TITLE_WORDS = "What does not come back"
    VERB = "rejected"
    HINT = "b to bring one back, esc to leave"
    EMPTY = "You have rejected nothing."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b", "bring_back", "Bring back")]

    def row(self, item: Json) -> Content:
        """The belief, reason and time."""
        text = plain(item.get("text")) if item.get("text") else ours("Its words are gone by now.", MUTED)
        reason = str(item.get("reason") or "").replace("_", " ")
        facts = [plain(reason, WARN), plain(item.get("note"), MUTED), ours(ago(item.get("time"), self.now), MUTED)]
        return Content.assemble(text, "\n", join(facts))

    def action_bring_back(self) -> None:
        """Undo the highlighted rejection."""
        if item := self._current:
            belief = item.get("proposition_id")
            verb, number = ("lift_rejection", item.get("id")) if belief is None else ("undo", belief)
            self.ask(verb, {"id": number}, group=f"{verb}:{number}")
