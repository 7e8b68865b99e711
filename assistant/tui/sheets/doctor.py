"""The checks, as ``inkling doctor`` prints them."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import BAD, GOOD, MUTED, WARN, ours, plain
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import items

_MARKS = {"ok": ours("✓ ", GOOD), "warn": ours("▲ ", WARN), "fail": ours("✗ ", BAD)}


def checks(result: Json) -> Content:
    """One paragraph a check: mark, name, what was found, and the fix where one is needed."""
    parts: list[Content] = []
    for check in items(result, "checks"):
        status = str(check.get("status") or "")
        parts += [_MARKS.get(status, ours("? ", WARN)), plain(check.get("name"), "bold"), ours("  ")]
        parts += [plain(check.get("detail"), MUTED), ours("\n")]
        if status != "ok" and check.get("fix"):
            parts += [ours("  → ", WARN), plain(check.get("fix")), ours("\n")]
    return Content.assemble(*parts) if parts else ours("The daemon has no checks to tell of.", MUTED)


class DoctorSheet(Sheet[None]):
    """Runs the checks and shows what to do about them."""

    TITLE_WORDS = "Checks"
    AUTO_FOCUS = "Reader"

    def body(self) -> ComposeResult:
        """The list of checks."""
        yield Reader()

    def on_mount(self) -> None:
        """Run them."""
        self.query_one(Reader).show(ours("Checking …", MUTED))
        self.ask("doctor")

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show them."""
        self.query_one(Reader).show(checks(message.result))
