"""The small questions: yes or no, a line of text, one of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from assistant.tui.sheets.sheet import Sheet
from assistant.tui.text import ours, plain, words
from assistant.tui.widgets.listing import Listing


class ConfirmSheet(Sheet[bool]):
    """Asks before something that cannot be taken back. "No" has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n", "answer(False)", "No"),
    ]
    AUTO_FOCUS = "#no"

    def __init__(self, title: str, question: str, yes: str) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._yes = yes

    def title_words(self) -> str:
        """The title."""
        return self._title

    def body(self) -> ComposeResult:
        """The question and two buttons."""
        yield Static(plain(self._question), classes="words", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("No (n)", id="no", compact=True)
            yield Button(f"{self._yes} (y)", id="yes", variant="warning", compact=True)

    @on(Button.Pressed)
    def take_button(self, event: Button.Pressed) -> None:
        """Answer by mouse or enter."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by key."""
        self.dismiss(yes)


class TextSheet(Sheet[str]):
    """Asks for one line of text."""

    AUTO_FOCUS = "Input"

    def __init__(
        self, title: str, question: str, value: str = "", *, required: bool = True, password: bool = False
    ) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._value = words(value)
        self._required = required
        self._password = password

    def title_words(self) -> str:
        """The title."""
        return self._title

    def body(self) -> ComposeResult:
        """The question and the field."""
        yield Static(plain(self._question), classes="words", markup=False)
        yield Input(self._value, password=self._password, select_on_focus=False)
        yield Static(ours("enter to accept, esc to leave"), classes="hint", markup=False)

    @on(Input.Submitted)
    def take_text(self, event: Input.Submitted) -> None:
        """Answer what was typed; an empty line counts only where nothing is required."""
        text = event.value if self._password else event.value.strip()
        if text or not self._required:
            self.dismiss(text)


class ChooseSheet(Sheet[str]):
    """Asks for one of several."""

    AUTO_FOCUS = "Listing"

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current

    def title_words(self) -> str:
        """The title."""
        return self._title

    def body(self) -> ComposeResult:
        """The choices."""
        yield Listing(id="choices")

    def on_mount(self) -> None:
        """Offer the choices, the present one highlighted."""
        listing = self.query_one(Listing)
        listing.show([(value, ours(name)) for value, name in self._choices])
        values = [value for value, _ in self._choices]
        listing.highlighted = values.index(self._current) if self._current in values else 0

    @on(Listing.OptionSelected)
    def take_choice(self, event: Listing.OptionSelected) -> None:
        """Answer the chosen value."""
        self.dismiss(event.option_id)
