"""Forgetting in three steps: what, what will go, and the receipt. Nothing goes before the second was answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from assistant.clock import midnight
from assistant.protocol import Json
from assistant.tui.messages import Answered
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ACCENT, MUTED, join, ours, plain
from assistant.tui.widgets.listing import Listing

_CHOICES = (
    ("last:10", "The last 10 minutes"),
    ("last:60", "The last hour"),
    ("today", "Today"),
    ("app", "Everything of one app …"),
    ("title", "Everything under a window title …"),
    ("text", "Everything that holds certain words …"),
    ("all", "Everything Inkling knows"),
)
_QUESTIONS = {
    "app": "The name of the app",
    "title": "Words of the window title",
    "text": "The words to forget",
}
_COUNTED = {
    "observations": ("window seen", "windows seen"),
    "lines": ("line read", "lines read"),
    "propositions": ("belief", "beliefs"),
    "suggestions": ("suggestion", "suggestions"),
    "evidence": ("quote", "quotes"),
    "vectors": ("index entry", "index entries"),
    "jobs": ("waiting job", "waiting jobs"),
    "frames": ("frame", "frames"),
    "feedback": ("answer of yours", "answers of yours"),
}


class ForgetSheet(Sheet[bool]):
    """Answers True when something was forgotten. ``selector`` as in the ``forget_plan`` verb; None asks for it."""

    TITLE_WORDS = "Forget"
    AUTO_FOCUS = None

    def __init__(self, selector: Json | None) -> None:
        super().__init__()
        self._selector = selector
        self._by = ""
        self._token = ""
        self._done = False

    def body(self) -> ComposeResult:
        """One part for each step; only the present one is shown."""
        yield Listing(id="what")
        yield Input(id="which")
        yield Static("", id="words", classes="words", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Keep it (esc)", id="keep", compact=True)
            yield Button("Forget for good", id="forget", variant="error", compact=True)
            yield Button("Done", id="done", compact=True)

    def on_mount(self) -> None:
        """Begin at the first step that is needed."""
        self.query_one(Listing).show([(value, ours(name)) for value, name in _CHOICES])
        if self._selector is None:
            self._step("what")
            self.query_one(Listing).focus()
        else:
            self._plan(self._selector)

    def _step(self, name: str) -> None:
        for step in ("what", "which", "plan", "receipt"):
            self.set_class(step == name, f"-{step}")

    @on(Listing.OptionSelected, "#what")
    def choose(self, event: Listing.OptionSelected) -> None:
        """Take what is to be forgotten, or ask which app, title or words."""
        choice = event.option_id or ""
        if choice in _QUESTIONS:
            self._by = choice
            self._step("which")
            field = self.query_one("#which", Input)
            field.placeholder = _QUESTIONS[choice]
            field.focus()
        else:
            self._plan(_selector(choice, self.now))

    @on(Input.Submitted, "#which")
    def name_it(self, event: Input.Submitted) -> None:
        """Take the app, title or words."""
        if event.value.strip():
            self._plan({self._by: event.value.strip()})

    def _plan(self, selector: Json) -> None:
        self._step("plan")
        self.query_one("#words", Static).update(ours("Looking at what would go …", MUTED))
        self.query_one("#forget").disabled = True
        self.query_one("#keep").focus()
        self.ask("forget_plan", {"selector": selector}, group="forget")

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the preview, then the receipt."""
        result = message.result
        if message.verb == "forget_plan":
            self._token = str(result.get("token") or "")
            counts = result.get("counts")
            parts = [plain(result.get("words"), "bold"), ours("\n\n"), _counts(counts)]
            parts.append(ours("\nThis cannot be undone, and what goes is not learned again.", MUTED))
            self.query_one("#words", Static).update(Content.assemble(*parts))
            self.query_one("#forget").disabled = not self._token
        elif message.verb == "forget_apply":
            self._done = True
            self._step("receipt")
            parts = [
                ours("✓ ", ACCENT),
                plain(result.get("words"), "bold"),
                ours("\n\n"),
                _counts(result.get("receipt")),
            ]
            self.query_one("#words", Static).update(Content.assemble(*parts))
            self.query_one("#done").focus()

    @on(Button.Pressed, "#forget")
    def forget(self) -> None:
        """Do it."""
        self.query_one("#forget").disabled = True
        self.ask("forget_apply", {"token": self._token}, group="forget")

    @on(Button.Pressed, "#keep, #done")
    def close(self) -> None:
        """Leave; tell whether something is gone."""
        self.action_leave()

    def action_leave(self) -> None:
        """Leave; tell whether something is gone."""
        self.dismiss(self._done)


def _selector(choice: str, now: datetime) -> Json:
    match choice.split(":"):
        case ["last", minutes]:
            return {"last": int(minutes)}
        case ["today"]:
            start = midnight(now.date(), now)
            return {"since": start.isoformat(), "until": (now + timedelta(minutes=1)).isoformat()}
    return {"all": True}


def _counts(counts: object) -> Content:
    if not isinstance(counts, dict):
        return Content()
    rows = []
    for name, number in counts.items():
        if isinstance(number, int) and not isinstance(number, bool) and number:
            what = ours(_COUNTED[name][number != 1]) if name in _COUNTED else plain(name)
            rows.append(Content.assemble(ours(f"{number:>7}  "), what))
    return Content.assemble(join(rows, "\n"), ours("\n"))
