"""The terminal app: its screens, its link to the daemon, and what works everywhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.reactive import reactive
from textual.screen import Screen

from assistant.clock import Clock, SystemClock
from assistant.errors import InklingError, NoDaemonError
from assistant.protocol import Json
from assistant.tui import places
from assistant.tui.actions import ACTIONS, BY_ID, Action, bindings
from assistant.tui.link import Link
from assistant.tui.messages import Answered, Changed, Failed
from assistant.tui.ports import Connect
from assistant.tui.screens.page import Page
from assistant.tui.talk import ask
from assistant.tui.text import words
from assistant.tui.title import TITLE, titled
from assistant.tui.words import items, moment

POLL_SECONDS = 2.0
"""How often the state is asked for, which is also how soon a lost daemon is found again."""
SETTLE_SECONDS = 0.25
"""Changes within this time are shown together."""
DEFAULT_THEME = "textual-dark"


class InklingApp(App[int]):
    """Shows what Inkling believes, says and does, and lets the user overrule all of it."""

    TITLE = TITLE
    CSS_PATH = Path(__file__).with_name("inkling.tcss")
    MODES = places.MODES
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    status: reactive[Json | None] = reactive(None)
    """The daemon's newest answer about itself; None before the first one."""
    connected: reactive[bool] = reactive(True)
    """Whether the daemon answered last time."""

    def __init__(
        self,
        connect: Connect,
        *,
        onboarding: bool | None = None,
        keymap: Mapping[str, str] | None = None,
        theme: str = DEFAULT_THEME,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        if self.no_color:
            # Textual would paint the terminal's own colours black on black.
            for name in [name for name, known in self.available_themes.items() if known.ansi]:
                self.unregister_theme(name)
        self.link = Link(connect)
        self.clock = clock or SystemClock()
        self._onboarding = onboarding
        self._keys = {name: keys for name, keys in (keymap or {}).items() if name in BY_ID}
        self._wanted_theme = theme
        self._leaving = threading.Event()
        self._settling = False
        self._pausing = False
        self._seen_suggestions: set[int] | None = None

    # -- start and end ------------------------------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver, with our window title."""
        return titled(super().get_driver_class())

    def on_mount(self) -> None:
        """Take the user's keys and colours, and start following the daemon."""
        self.set_keymap(self._keys)
        if self._wanted_theme in self.available_themes:
            self.theme = self._wanted_theme
        if self._onboarding:
            self.action_welcome()
        self.poll()
        self.set_interval(POLL_SECONDS, self.poll)
        threading.Thread(target=self._follow, daemon=True).start()

    def on_unmount(self) -> None:
        """Let go of the daemon."""
        self._leaving.set()
        self.link.close()

    # -- following the daemon -----------------------------------------------------------------------------------

    def poll(self) -> None:
        """Ask for the state."""
        ask(self, self.link, "status")

    @property
    def now(self) -> datetime:
        """The user's present; in a replay home that is the time of its last frame."""
        replayed = (
            moment(self.status.get("last_frame")) if self.status and self.status.get("home") == "replay" else None
        )
        return replayed or self.clock.now()

    def lost(self) -> None:
        """A screen found the daemon gone."""
        self.connected = False

    def _follow(self) -> None:
        """Hear of changes as they happen. Its own thread: it waits for ever, and a worker would hold up the exit."""
        while not self._leaving.is_set():
            try:
                for event in self.link.stream("watch", {}):
                    if event.event == "changed":
                        self.post_message(Changed([str(name) for name in event.data.get("what", [])]))
            except InklingError:
                pass
            self._leaving.wait(POLL_SECONDS)

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Keep the state; tell of new suggestions; confirm what was ordered."""
        self.connected = True
        match message.verb:
            case "status":
                self.status = {**message.result, "state": "pausing"} if self._pausing else message.result
                if self._seen_suggestions is None:
                    self._ask_suggestions()  # Those there are already are not news.
            case "suggestions":
                self._announce(items(message.result))
            case verb:
                self._pausing = self._pausing and verb != "pause"
                self.poll()
                self.show_changes()

    @on(Failed)
    def take_failure(self, message: Failed) -> None:
        """A lost daemon shows in the state line; a refused order must be said aloud."""
        if isinstance(message.error, NoDaemonError):
            self.connected = False
        if message.verb == "pause":
            self._pausing = False
        if message.verb not in ("status", "suggestions"):
            self.tell(f"{message.error.title} {message.error.hint}", severity="error")
            self.poll()

    @on(Changed)
    def take_change(self, message: Changed) -> None:
        """Show what changed, many changes at once. A watched daemon also says now and then that nothing did."""
        if not message.what:
            return
        if not self._settling:
            self._settling = True
            self.set_timer(SETTLE_SECONDS, self.show_changes)
        if "suggestions" in message.what:
            self._ask_suggestions()

    def show_changes(self) -> None:
        """Let the open page ask again."""
        self._settling = False
        if self.page is not None:
            self.page.refresh_quietly()

    @property
    def page(self) -> Page | None:
        """The open page, also under a sheet."""
        page = self.screen_stack[0] if self.screen_stack else None
        return page if isinstance(page, Page) else None

    def watch_connected(self, before: bool, now: bool) -> None:
        """Fill the page again as soon as the daemon is back."""
        if now and not before:
            self.show_changes()

    def watch_status(self, before: Json | None, now: Json | None) -> None:
        """Forget what is shown when the store is locked; introduce Inkling to who has not met it."""
        if now is None:
            return
        state = now.get("state")
        if state == "locked":
            for page in self._pages():
                page.wipe()
        first_of_replay = before is None and now.get("home") == "replay"  # Its pages have asked for the wrong day.
        if first_of_replay or (before is not None and before.get("state") != state):
            self.show_changes()
        # A locked store cannot tell whether its user has consented.
        if self._onboarding is None and state != "locked":
            self._onboarding = now.get("consent") is False and now.get("home") != "replay"
            if self._onboarding:
                self.action_welcome()

    def _pages(self) -> list[Page]:
        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, Page)]

    def _ask_suggestions(self) -> None:
        ask(self, self.link, "suggestions", {"status": "shown", "limit": 20})

    def _announce(self, suggestions: list[Json]) -> None:
        ids = {item["id"] for item in suggestions if isinstance(item.get("id"), int)}
        known, self._seen_suggestions = self._seen_suggestions, ids | (self._seen_suggestions or set())
        if known is None or self.current_mode == "today":
            return
        for item in suggestions:
            if item.get("id") in ids - known:
                self.tell(str(item.get("body") or ""), title=str(item.get("title") or "Suggestion"))

    # -- words and keys -----------------------------------------------------------------------------------------

    def tell(self, message: str, *, title: str = "", severity: str = "information") -> None:
        """A passing message; safe for any text."""
        self.notify(
            words(message), title=words(title), markup=False, severity="error" if severity == "error" else "information"
        )

    def key_of(self, name: str) -> str:
        """The first key of an action as it is shown to the user; empty where it has none."""
        key = self._keys.get(name, BY_ID[name].keys).split(",")[0].strip()
        return self.get_key_display(Binding(key, "")) if key else ""

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action there is, for the command palette."""
        for action in ACTIONS:
            key = self.key_of(action.id)
            yield SystemCommand(action.title, f"Key: {key}" if key else "", self._performer(action))

    def _performer(self, action: Action) -> Callable[[], None]:
        def perform() -> None:
            # The palette must be gone before the action's own screen can be the active one.
            self.call_later(self.perform, action)

        return perform

    async def perform(self, action: Action) -> None:
        """Run an action from anywhere: first go to the screen that it belongs to."""
        if action.where in self.MODES:
            await self.switch_mode(action.where)
        if action.call.startswith("focused.") and self.focused is None:
            return
        await self.run_action(action.call)

    # -- actions that work everywhere ---------------------------------------------------------------------------

    async def action_go(self, place: str) -> None:
        """Open one of the screens."""
        await self.switch_mode(place)

    def action_reload(self) -> None:
        """Ask again for everything shown."""
        self.poll()
        if self.page is not None:
            self.page.load()

    def action_pause(self, minutes: int | None = None) -> None:
        """Stop everything at once. The state says "pausing" until the daemon has really stopped."""
        self._pausing = True
        self.status = {**(self.status or {}), "state": "pausing"}
        ask(self, self.link, "pause", {"minutes": minutes}, group="order")

    def action_resume(self) -> None:
        """Go on capturing."""
        ask(self, self.link, "resume", group="order")

    def action_lock(self) -> None:
        """Take the key away from the daemon."""
        ask(self, self.link, "lock", group="order")

    def action_unlock(self) -> None:
        """Ask for the passphrase."""
        self.push_screen(places.passphrase_sheet(), self._unlock)

    def _unlock(self, passphrase: str | None) -> None:
        if passphrase is not None:
            ask(self, self.link, "unlock", {"passphrase": passphrase}, group="order")

    def action_forget(self) -> None:
        """Choose what to forget."""
        self.push_screen(places.forget_sheet(None), self._forgotten)

    def _forgotten(self, done: bool | None) -> None:
        if done:
            self.show_changes()

    def action_rules(self) -> None:
        """Show the standing rules."""
        self.push_screen(places.rules_sheet())

    def action_revoke(self) -> None:
        """Ask whether capturing shall need a new yes."""
        self.push_screen(places.revoke_sheet(), self._revoke)

    def _revoke(self, sure: bool | None) -> None:
        if sure:
            ask(self, self.link, "consent", {"yes": False}, group="order")

    def action_doctor(self) -> None:
        """Show the checks."""
        self.push_screen(places.doctor_sheet())

    def action_calibration(self) -> None:
        """Show how confidences were borne out."""
        self.push_screen(places.calibration_sheet())

    def action_welcome(self) -> None:
        """Introduce Inkling."""
        self.push_screen(places.welcome(), self._welcomed)

    def _welcomed(self, consented: bool | None) -> None:
        self.poll()
        if consented is not None:
            again = f"{self.key_of('app.palette')}, then 'Show the introduction', asks again."
            self.tell("Inkling is watching now." if consented else f"Nothing is captured. {again}")


def run(
    connect: Connect,
    *,
    onboarding: bool | None = None,
    keymap: Mapping[str, str] | None = None,
    theme: str = DEFAULT_THEME,
) -> int:
    """Show the app until the user leaves it; the exit code."""
    app = InklingApp(connect, onboarding=onboarding, keymap=keymap, theme=theme)
    return app.run() or app.return_code or 0
