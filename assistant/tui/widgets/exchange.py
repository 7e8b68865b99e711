"""One question with its answer, as it comes in."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from assistant.protocol import Json
from assistant.tui.text import ACCENT, BAD, MUTED, WARN, join, ours, paragraphs, plain
from assistant.tui.words import count, items


class Exchange(Static):
    """Question and answer; the answer grows until it is done."""

    def __init__(self, question: str) -> None:
        super().__init__(markup=False)
        self.question = question
        self.answer = ""
        self.cites: list[Json] = []
        self._end: Content = ours("…", MUTED)
        self._abstained = False

    def on_mount(self) -> None:
        """Show the question."""
        self._draw()

    def grow(self, text: object) -> None:
        """More words of the answer."""
        self.answer += str(text or "")
        self._draw()

    def finish(self, result: Json) -> None:
        """The whole answer, checked by the daemon: it replaces what was streamed."""
        self.answer = str(result.get("answer") or "")
        self.cites = items(result, "cites")
        self._abstained = bool(result.get("abstained"))
        seconds = result.get("seconds")
        took = f"{seconds:.1f} s" if isinstance(seconds, (int, float)) else ""
        if self._abstained:
            self.answer = self.answer or "I don't know."
            told = "Nothing that I have seen or believe supports an answer."
        else:
            told = f"rests on {count(len(self.cites), 'source')}"
        self._end = join([ours(told, MUTED), ours(took, MUTED)])
        self._draw()

    def stop(self, why: str) -> None:
        """The answer ends here."""
        self._end = ours(why, BAD)
        self._draw()

    def _draw(self) -> None:
        answer = ours(paragraphs(self.answer), WARN if self._abstained else "")
        question = Content.assemble(ours("› ", ACCENT), plain(self.question, "bold"))
        self.update(Content("\n").join([part for part in (question, answer, self._end) if part.plain]))
