"""Who and what a belief names, each under all its names, with what else is believed about it."""

from __future__ import annotations

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ACCENT, MUTED, join, ours, plain
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import ago, at, items, percent

RECENT = 5
"""Observations that are listed for each name."""


def entity_card(entity: Json, now: datetime) -> Content:
    """One name: kind, other names, how it stands to the user, beliefs with their confidence, where it was seen."""
    aliases = entity.get("aliases")
    others = [plain(alias, MUTED) for alias in (aliases if isinstance(aliases, list) else [])[1:]]
    parts = [
        plain(entity.get("name"), "bold"),
        ours("\n"),
        join([plain(entity.get("kind"), MUTED), ours(f"last seen {ago(entity.get('last_seen'), now)}", MUTED)]),
        ours("\n"),
    ]
    if others:
        parts += [ours("also ", MUTED), join(others), ours("\n")]
    parts += [plain(entity.get("relation")), ours("\n")]
    for title, key in (("Believed", "beliefs"), ("Past", "past")):
        if beliefs := items(entity, key):
            parts.append(ours(f"\n{title}\n", ACCENT))
        for belief in beliefs:
            parts += [ours(f"{percent(belief.get('confidence')):>4}  ", MUTED), plain(belief.get("text")), ours("\n")]
    if seen := items(entity, "observations")[:RECENT]:
        parts.append(ours("\nSeen lately\n", ACCENT))
        for one in seen:
            where = join([ours(at(one.get("time"), now), MUTED), plain(one.get("app"), MUTED), plain(one.get("title"))])
            parts += [where, ours("\n")]
    return Content.assemble(*parts)


class NamesSheet(Sheet[None]):
    """Shows whom and what one belief names."""

    TITLE_WORDS = "Names"
    AUTO_FOCUS = "Reader"

    def __init__(self, belief: object) -> None:
        super().__init__()
        self._belief = belief

    def body(self) -> ComposeResult:
        """The names."""
        yield Reader()
        yield Static(ours("esc leaves; as a command: inkling about NAME"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ask for them."""
        self.query_one(Reader).show(ours("Looking …", MUTED))
        self.ask("about", {"proposition": self._belief, "limit": 20})

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show them one under the other."""
        cards = [entity_card(entity, self.now) for entity in items(message.result, "entities")]
        nobody = ours("This belief names nobody and nothing that is known by name.", MUTED)
        self.query_one(Reader).show(Content("\n\n").join(cards) if cards else nobody)
