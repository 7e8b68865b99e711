"""What every screen and sheet has: the daemon to talk to, and a place to tell trouble."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual import on
from textual.screen import Screen

from assistant.errors import NoDaemonError
from assistant.protocol import Json
from assistant.tui.messages import Failed
from assistant.tui.talk import ask, stream
from assistant.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from assistant.tui.app import InklingApp

Result = TypeVar("Result")


class Talking(Screen[Result], Generic[Result]):
    """A screen that asks the daemon; answers arrive as messages of ``assistant.tui.messages``."""

    @property
    def inkling(self) -> InklingApp:
        """The app, by its own type."""
        return cast("InklingApp", self.app)

    @property
    def now(self) -> datetime:
        """The present instant, as the app has it."""
        return self.inkling.now

    def ask(self, verb: str, args: Json | None = None, *, group: str = "") -> None:
        """Put a question in a thread; only the newest of a group is answered."""
        ask(self, self.inkling.link, verb, args, group=group)

    def stream(self, verb: str, args: Json, *, group: str = "") -> None:
        """Put a question that is answered bit by bit."""
        stream(self, self.inkling.link, verb, args, group=group)

    def key(self, action: str) -> str:
        """The key that runs an action at present, for hints."""
        return self.inkling.key_of(action)

    @on(Failed)
    def tell_failure(self, message: Failed) -> None:
        """Say what went wrong where the user looks."""
        lost = isinstance(message.error, NoDaemonError)
        self.query_one(Notice).show(message.error, "Trying again by itself." if lost else "")
        if lost:
            self.inkling.lost()
