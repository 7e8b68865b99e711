"""The introduction: what Inkling does, what it keeps, whether it can work here, and the question of consent."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from assistant.tui.messages import Answered
from assistant.tui.sheets.doctor import checks
from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ACCENT, BAD, GOOD, MUTED, ours
from assistant.tui.widgets.reader import Reader

_KEEPS = (
    "Lines of text read from your windows, with app, title and time.",
    "Short beliefs about you, with quotes, a confidence and an end.",
    "What you answered: confirmed, rejected, dismissed.",
)
_NEVER = (
    "Pictures of your screen: read in memory, then gone.",
    "Password managers, private windows, lock screens, Inkling itself.",
    "Card numbers, passwords, keys, one-time codes.",
    "Which keys you press: they are only counted.",
)


def _list(mark: str, style: str, lines: tuple[str, ...]) -> Content:
    return Content("\n").join([Content.assemble(ours(mark, style), ours(line)) for line in lines])


def _what(pause: str) -> Content:
    return Content.assemble(
        ours("An inkling is a hunch. ", "bold"),
        "Inkling looks at your screen, on this machine only, and keeps hunches about what you do: short statements "
        "with a confidence, the words they rest on, and a date of expiry.\n\n"
        "It uses them to say something useful at the right moment, and otherwise stays out of your way. "
        "You can see, correct, pin and forget every one of them.\n\n",
        ours(pause, "bold"),
        " stops everything at once, on every screen.\n\n",
        ours("Nothing leaves this machine: the daemon cuts itself off the network.", GOOD),
    )


def _keeps() -> Content:
    return Content.assemble(
        ours("It keeps, encrypted, on this machine\n", ACCENT),
        _list("+ ", GOOD, _KEEPS),
        ours("\n\nIt never keeps\n", ACCENT),
        _list("− ", BAD, _NEVER),
        ours("\n\nOld text goes by itself after 30 days. Forgetting takes all that rested on it.", MUTED),
    )


def _question() -> Content:
    return Content.assemble(
        ours("May Inkling look at your screen?\n\n", "bold"),
        "Nothing has been captured so far, and nothing will be until you say yes. "
        "You can pause at any moment, and take the yes back from the command palette.\n\n",
        ours("“Not now” changes nothing: the app works, capturing stays off, and you can come back here "
             "from the command palette.", MUTED),
    )  # fmt: skip


class Welcome(Sheet[bool]):
    """Four steps. Answers True only after an explicit yes that the daemon has taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step(1)", "Next"),
        Binding("left,h", "step(-1)", "Back"),
        Binding("y", "consent", "Yes"),
    ]
    STEPS = ("What it does", "What it keeps", "Checks", "Your consent")
    TITLE_WORDS = "Welcome to Inkling"
    AUTO_FOCUS = "#next"

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._checks = ours("Checking …", MUTED)

    def body(self) -> ComposeResult:
        """Steps, text, buttons."""
        yield Static("", id="steps", markup=False)
        yield Reader()
        with Horizontal(classes="buttons"):
            yield Button("Not now (esc)", id="not-now", compact=True)
            yield Button("Back", id="back", compact=True)
            yield Button("Next", id="next", variant="primary", compact=True)
            yield Button("Yes, start capturing (y)", id="yes", variant="success", compact=True)

    def on_mount(self) -> None:
        """Begin, and let the checks run meanwhile."""
        self.ask("doctor")
        self._show()

    def action_step(self, by: int) -> None:
        """Go on or back."""
        self._step = min(len(self.STEPS) - 1, max(0, self._step + by))
        self._show()

    def _show(self) -> None:
        steps = [
            ours(f"{'●' if index <= self._step else '○'} {name}", "bold" if index == self._step else MUTED)
            for index, name in enumerate(self.STEPS)
        ]
        self.query_one("#steps", Static).update(ours("   ").join(steps))
        text = (_what(self.key("app.pause")), _keeps(), self._checks, _question())[self._step]
        self.query_one(Reader).show(text, top=True)
        last = self._step == len(self.STEPS) - 1
        self.query_one("#back").display = self._step > 0
        self.query_one("#next").display = not last
        self.query_one("#yes").display = last
        # The safe answer has the focus: a yes must be meant.
        self.query_one("#not-now" if last else "#next").focus()

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the checks; leave once the daemon has taken the consent."""
        if message.verb == "doctor":
            self._checks = checks(message.result)
            if self.STEPS[self._step] == "Checks":
                self.query_one(Reader).show(self._checks)
        elif message.verb == "consent":
            self.dismiss(True)

    @on(Button.Pressed)
    def take_button(self, event: Button.Pressed) -> None:
        """Move, decline, or say yes."""
        match event.button.id:
            case "next":
                self.action_step(1)
            case "back":
                self.action_step(-1)
            case "not-now":
                self.action_leave()
            case "yes":
                self.action_consent()

    def action_consent(self) -> None:
        """Yes, which counts only where the question stands."""
        if self._step == len(self.STEPS) - 1:
            self.ask("consent", {"yes": True})

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(False)
