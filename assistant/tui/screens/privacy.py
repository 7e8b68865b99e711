"""Privacy: what is never looked at, what was dropped and why, and how the walls really stand."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from assistant.protocol import Json
from assistant.tui.actions import BY_ID
from assistant.tui.messages import Answered
from assistant.tui.screens.page import Page
from assistant.tui.text import ACCENT, BAD, GOOD, MUTED, WARN, join, ours, plain
from assistant.tui.widgets.reader import Reader
from assistant.tui.words import count, items

_BUTTONS = (
    ("app.pause", "Pause"),
    ("app.pause_30", "Pause 30 min"),
    ("app.resume", "Resume"),
    ("app.forget", "Forget …"),
    ("app.rules", "Rules"),
    ("app.lock", "Lock"),
    ("app.doctor", "Checks"),
)
_LEVELS = {
    "enforced": ("Nothing of Inkling's daemon can reach the network.", GOOD),
    "partial": ("The wall around the daemon has gaps.", WARN),
}


class PrivacyPage(Page):
    """Buttons for what can be done, then the facts."""

    AREA = "privacy"
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "Reader"

    def body(self) -> ComposeResult:
        """Buttons and facts."""
        with Horizontal(classes="buttons"):
            for name, label in _BUTTONS:
                yield Button(label, name=name, compact=True)
        yield Reader(id="facts")

    def on_mount(self) -> None:
        """Name the keys beside the buttons."""
        for button in self.query(Button):
            key = self.key(button.name or "")
            if key:
                button.label = Content.assemble(ours(str(button.label)), ours(f" {key}", MUTED))

    @on(Button.Pressed)
    async def act(self, event: Button.Pressed) -> None:
        """Run the button's action."""
        event.stop()
        await self.app.run_action(BY_ID[event.button.name or ""].call)

    def load(self) -> None:
        """Ask for the facts."""
        self.ask("privacy")

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the facts."""
        if message.verb == "privacy":
            self.query_one("#facts", Reader).show(facts(message.result))


def facts(privacy: Json) -> Content:
    """All facts, one section each."""
    sections = [
        _consent(privacy),
        _network(privacy.get("network") or {}),
        _encryption(privacy.get("encryption") or {}),
        _dropped(privacy.get("dropped") or {}),
        _excluded(items(privacy, "excluded")),
        _rules(privacy),
        _kept(privacy),
    ]
    return Content("\n\n").join(sections)


def _section(heading: str, *lines: Content) -> Content:
    return Content("\n").join([ours(heading, ACCENT), *lines])


def _consent(privacy: Json) -> Content:
    if privacy.get("consent"):
        return _section("Consent", ours("You said yes to capturing. Pausing stops everything at once."))
    return _section("Consent", ours("You have not said yes: nothing is captured.", WARN))


def _network(network: Json) -> Content:
    words, style = _LEVELS.get(str(network.get("level")), ("The daemon could reach the network here.", BAD))
    how = plain(network.get("how"), MUTED)
    return _section("Network", ours(words, style), *([how] if how.plain else []))


def _encryption(encryption: Json) -> Content:
    safe = encryption.get("protected")
    told = plain(encryption.get("words"), GOOD if safe else WARN)
    source = Content.assemble(ours("key from: ", MUTED), plain(encryption.get("source") or "not known", MUTED))
    note = [] if safe else [ours("Whoever can read your files can read what Inkling stored.", WARN)]
    return _section("Encryption", told, source, *note)


def _dropped(dropped: Json) -> Content:
    numbers = {name: number for name, number in dropped.items() if isinstance(number, int) and number}
    if not numbers:
        return _section("Dropped before anything was kept", ours("Nothing so far.", MUTED))
    most = max(numbers.values())
    rows = [
        Content.assemble(
            ours(f"{number:>7}  "),
            ours(f"{'━' * max(1, round(12 * number / most)):<13}", ACCENT),
            plain(str(name).replace("_", " ")),
        )
        for name, number in sorted(numbers.items(), key=lambda entry: -entry[1])
    ]
    return _section("Dropped before anything was kept", *rows)


def _rules(privacy: Json) -> Content:
    """How many standing rules there are, and what is not inferred without being asked."""
    number = privacy.get("rules")
    held = privacy.get("put_away")
    words = f"{count(number if isinstance(number, int) else 0, 'rule')} of yours in force"
    kept = f"; {count(held, 'belief')} put away." if isinstance(held, int) and held else "."
    left = privacy.get("not_inferred")
    names = [plain(name, MUTED) for name in left] if isinstance(left, list) else []
    lines = [ours(words + kept)]
    if names:
        lines.append(Content.assemble(ours("Not inferred: ", MUTED), join(names, ", ")))
    return _section("Rules", *lines)


def _excluded(groups: list[Json]) -> Content:
    rows = []
    for group in groups:
        rules = group.get("rules")
        names = [plain(rule, MUTED) for rule in rules] if isinstance(rules, list) else []
        rows.append(Content.assemble(plain(group.get("reason"), "bold"), "  ", join(names, ", ")))
    return _section("Never looked at", *(rows or [ours("No rules.", WARN)]))


def _kept(privacy: Json) -> Content:
    days = privacy.get("retention_days")
    text = f"Text from the screen is deleted after {count(days, 'day')}." if days else "Nothing is deleted by age."
    return _section(
        "Kept", ours(text), ours("Pictures of the screen are never written to disk. Nothing leaves this machine.")
    )
