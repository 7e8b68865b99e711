"""What the user's corrections did: the lessons they taught, and the meanings that do not come back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import MUTED, WARN, join, ours, plain
from assistant.tui.widgets.listing import Listing
from assistant.tui.words import ago, count, items


class _ListSheet(Sheet[None]):
    """A list of the daemon's of which single entries can be taken back."""

    AUTO_FOCUS = "Listing"
    VERB: ClassVar[str]
    HINT: ClassVar[str]
    EMPTY: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, Json] = {}

    def body(self) -> ComposeResult:
        """The list, and what can be done."""
        yield Static(ours("Asking …", MUTED), classes="words", markup=False)
        yield Listing()
        yield Static(ours(self.HINT), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ask for it."""
        self.ask(self.VERB)

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the list; after anything else ask for it again."""
        if message.verb != self.VERB:
            self.ask(self.VERB)
            return
        self._items = {str(item.get("id")): item for item in items(message.result)}
        self.query_one(Listing).show([(name, self.row(item)) for name, item in self._items.items()])
        self.query_one(Listing).display = bool(self._items)
        words = self.query_one(".words", Static)
        words.update(ours("" if self._items else self.EMPTY))
        words.display = not self._items

    @property
    def _current(self) -> Json | None:
        return self._items.get(self.query_one(Listing).current or "")

    def row(self, item: Json) -> Content:
        """How one entry looks."""
        raise NotImplementedError


class PreferencesSheet(_ListSheet):
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


class RejectedSheet(_ListSheet):
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
