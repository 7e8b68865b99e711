"""A list that keeps its place, moves by vim keys, and says what to do while it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.tui.actions import bindings

Row = tuple[str, Content]
"""An id that is unique in its list, and what is shown for it."""


HEADING = "#"
"""Rows whose ids begin so divide a list: they are read and never chosen."""
ROOMY_LINES = 32
"""A terminal of so many lines has an empty one between two rows."""


class Listing(OptionList, inherit_bindings=False):
    """Rows with ids. Showing the same rows again changes nothing; new ones keep the highlight on its row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("list"),
    ]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._rows: list[Row] = []
        self._roomy = False

    @property
    def current(self) -> str | None:
        """The highlighted row's id."""
        return self._rows[self.highlighted][0] if self.highlighted is not None and self._rows else None

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows."""
        if [row[0] for row in rows] == [row[0] for row in self._rows]:
            for index, (old, new) in enumerate(zip(self._rows, rows, strict=True)):
                if old[1] != new[1] or old[1].spans != new[1].spans:
                    self.replace_option_prompt_at_index(index, self._spaced(new[1]))
            self._rows = list(rows)
            return
        current, place = self.current, self.highlighted or 0
        self._rows = list(rows)
        self.clear_options()
        self.add_options(
            [Option(self._spaced(content), id=name, disabled=name.startswith(HEADING)) for name, content in rows]
        )
        names = [name for name, _ in rows]
        if current in names:
            self.highlighted = names.index(current)
        else:
            choices = [index for index, name in enumerate(names) if not name.startswith(HEADING)]
            self.highlighted = min(choices, key=lambda index: abs(index - place), default=None)

    def on_resize(self) -> None:
        """Give the rows the room that there is now."""
        if self._roomy != self._wants_room():
            rows, self._rows = self._rows, []
            highlighted = self.highlighted
            self.show(rows)
            self.highlighted = highlighted

    def _wants_room(self) -> bool:
        return self.app.size.height >= ROOMY_LINES and not self.screen.is_modal

    def _spaced(self, content: Content) -> Content:
        self._roomy = self._wants_room()
        return Content.assemble(content, "\n") if self._roomy else content


class ListPane(Vertical):
    """A :class:`Listing` under a heading, or the words that stand in for it while there is nothing to list."""

    def __init__(self, heading: str, name: str) -> None:
        super().__init__(id=f"{name}-pane", classes="list-pane")
        self._heading = heading
        self._list_id = name

    def compose(self) -> ComposeResult:
        """Heading, empty state and list."""
        if self._heading:
            yield Static(self._heading, classes="heading", markup=False)
        yield Static("", classes="empty", markup=False)
        yield Listing(id=self._list_id)

    @property
    def listing(self) -> Listing:
        """The list itself."""
        return self.query_one(Listing)

    def show(self, rows: Sequence[Row], empty: str) -> None:
        """Show ``rows``, or ``empty`` (our own words) where there are none."""
        self.query_one(".empty", Static).update(Content(empty))
        self.set_class(not rows, "-empty")
        self.listing.show(rows)

    def head(self, words: str) -> None:
        """Change the heading."""
        self.query_one(".heading", Static).update(Content(words))
