"""What a quote was taken from, and what a citation means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ACCENT, GOOD, MUTED, WARN, join, ours, plain
from assistant.tui.widgets.belief import belief_card
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import at, clock, items

_TIERS = {"typed": GOOD, "own": GOOD, "stated": GOOD, "hostile": WARN}


def observation_card(observation: Json, now: datetime) -> Content:
    """When and where something was seen, and every line that was new and allowed to be kept."""
    start, end = at(observation.get("start"), now), clock(observation.get("end"), now)
    parts = [
        plain(observation.get("title"), "bold"),
        ours("\n"),
        join([ours(f"{start} to {end}" if end else start, MUTED), plain(observation.get("app"), MUTED)]),
        ours("\n"),
    ]
    header, begun = "", False
    for line in items(observation, "lines"):
        told = plain(line.get("header"), ACCENT)
        if told.plain != header:
            header = told.plain
            parts += [ours("\n\n" if begun else "\n"), told] if header else []
        begun = True
        tier = str(line.get("tier") or "")
        parts += [ours("\n"), plain(line.get("text")), ours("  "), plain(tier, _TIERS.get(tier, MUTED))]
    return Content.assemble(*parts, "\n")


class SourceSheet(Sheet[None]):
    """Shows beliefs and observations by id, one under the other."""

    AUTO_FOCUS = "Reader"

    def __init__(self, title: str, kind: str, ids: Sequence[int]) -> None:
        super().__init__()
        self._title = title
        self._kind = kind
        self._ids = list(ids)
        self._cards: dict[int, Content] = {}

    def title_words(self) -> str:
        """The title."""
        return self._title

    def body(self) -> ComposeResult:
        """The text."""
        yield Reader()

    def on_mount(self) -> None:
        """Ask for all of them."""
        self.query_one(Reader).show(ours("Asking …", MUTED))
        for number in self._ids:
            self.ask(self._kind, {"id": number}, group=f"{self._kind}:{number}")

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show what has come so far, in the order that was asked for."""
        result = message.result
        if message.verb == "proposition":
            card = belief_card(result.get("proposition") or {}, items(result, "history"), self.now)
        else:
            card = observation_card(result.get("observation") or result, self.now)
        self._cards[message.args["id"]] = card
        shown = [self._cards[number] for number in self._ids if number in self._cards]
        self.query_one(Reader).show(Content("\n\n").join(shown))
