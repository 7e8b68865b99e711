"""Help: every action with the key it has now, made from the same table as the bindings."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from assistant.tui.actions import ACTIONS
from assistant.tui.screens.page import Page
from assistant.tui.text import ACCENT, MUTED, ours
from assistant.tui.widgets.reader import Reader

_KEY_WIDTH = 8
_INTRODUCTION = (
    "Every action is also in the command palette, by name. The mouse works everywhere. "
    "Keys can be changed in the [keymap] section of config.toml, by the names on the right."
)


class HelpPage(Page):
    """All keys, by area."""

    AREA = "help"
    AUTO_FOCUS = "Reader"

    def body(self) -> ComposeResult:
        """The table."""
        yield Reader(id="keys")

    def load(self) -> None:
        """Show the keys as they are now."""
        parts = [ours(_INTRODUCTION, MUTED)]
        area = ""
        for action in ACTIONS:
            name, _, what = action.title.partition(": ")
            if name != area:
                area = name
                parts.append(ours(f"\n{area.capitalize()}", ACCENT))
            key = self.key(action.id)
            parts.append(
                Content.assemble(ours(f"{key:>{_KEY_WIDTH}}  ", "bold"), ours(f"{what:<46} "), ours(action.id, MUTED))
            )
        self.query_one(Reader).show(Content("\n").join(parts))
