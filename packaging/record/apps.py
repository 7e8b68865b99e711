"""The real applications of the day, and the hands that use them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from display import CARET, Stage, wait_for
from screen import windows
from server import Director

BROWSER_FLAGS = (
    "--no-sandbox", "--test-type", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--disable-default-apps", "--disable-extensions", "--disable-search-engine-choice-screen", "--disable-lcd-text",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication", "--password-store=basic",
    "--disable-smooth-scrolling", "--animation-duration-scale=0", "--force-device-scale-factor=1", "--lang=en-GB",
    "--disable-save-password-bubble", "--disable-dev-shm-usage",
)  # fmt: skip
AS_A_PERSON = ("unshare", "--user", "--map-user=1000", "--map-group=1000") if os.getuid() == 0 else ()
"""The editor shows a warning to root: recorded as root, it runs under another number."""


@dataclass(slots=True)
class Desk:
    """The desktop as its user has it."""

    stage: Stage
    director: Director
    tabs: dict[str, str]
    """The browser's tabs: name of the page and address."""
    keys: int = 0
    """Keys pressed by the user since the last frame; the recorder's own keys do not count."""
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def display(self) -> str:
        """The X display's name."""
        return self.stage.env["DISPLAY"]

    def xdo(self, *words: str) -> str:
        """Run xdotool."""
        return self.stage.run("xdotool", *words).strip()

    def opened(self, name: str, text: str, seconds: float = 30) -> None:
        """Wait for a new window with ``text`` in its title, and remember its id as ``name``."""
        wait_for(f"the window '{text}'", lambda: self._find(name, text), seconds)

    def _find(self, name: str, text: str) -> bool:
        try:
            found = self.xdo("search", "--onlyvisible", "--name", text).split()
        except Exception:
            return False
        fresh = [one for one in found if one not in self.ids.values()]
        if not fresh:
            return False
        self.ids[name] = fresh[-1]
        return True

    def place(self, name: str, x: int, y: int, width: int, height: int) -> None:
        """Put a window where it belongs; sizes are of the application's own area."""
        self.xdo("windowsize", "--sync", self.ids[name], str(width), str(height))
        self.xdo("windowmove", self.ids[name], str(x), str(y))
        time.sleep(0.3)

    def focus(self, name: str) -> None:
        """Bring a window to the front."""
        self.xdo("windowactivate", "--sync", self.ids[name])

    def close(self, name: str) -> None:
        """Close a window politely."""
        self.xdo("windowclose", self.ids.pop(name))
        time.sleep(0.3)

    def key(self, *names: str) -> None:
        """Press keys that belong to the recording, not to the day."""
        self.xdo("key", "--clearmodifiers", *names)

    def type(self, text: str) -> None:
        """Type as the user; every character is a key."""
        for at, line in enumerate(text.split("\n")):
            if at:
                self.xdo("key", "Return")
            if line:
                self.xdo("type", "--delay", "12", "--", line)
        self.keys += len(text)

    def press(self, *names: str) -> None:
        """Press named keys as the user."""
        self.xdo("key", *names)
        self.keys += len(names)

    def title(self, text: str) -> None:
        """Wait until some window's title holds ``text``."""
        wait_for(f"a title with '{text}'", lambda: any(text in window["title"] for window in windows(self.display)), 15)

    # -- the browser ---------------------------------------------------------------------------------------------

    def _browser(self, *more: str) -> None:
        self.stage.start(
            "chromium",
            *BROWSER_FLAGS,
            f"--user-data-dir={self.stage.home / 'browser'}",
            f"--host-resolver-rules=MAP *.example 127.0.0.1:{self.director.port}",
            f"--ignore-certificate-errors-spki-list={self.director.key_hash}",
            *more,
        )

    def open_browser(self) -> None:
        """One window with a tab for each service."""
        width, height = self.stage.size
        self._browser("--window-position=0,0", f"--window-size={width},{height}", *self.tabs.values())
        self.opened("browser", "Chromium", 60)
        self.place("browser", 0, 0, width, height)
        for name in self.tabs:
            self.show(name)

    def show(self, page: str) -> None:
        """Bring a tab to the front."""
        self.focus("browser")
        self.key(f"ctrl+{list(self.tabs).index(page) + 1}")
        time.sleep(0.4)

    def open_private(self, address: str, title: str) -> None:
        """A private window beside the others."""
        self._browser("--incognito", "--window-size=1000,640", address)
        self.opened("private", title, 40)
        self.place("private", 400, 60, 1000, 640)

    # -- the others ----------------------------------------------------------------------------------------------

    def open_app(self, name: str, address: str, title: str) -> None:
        """A web application in a window of its own, without tabs."""
        self._browser(f"--app={address}")
        self.opened(name, title, 40)

    def open_terminal(self, title: str, *command: str) -> None:
        """A terminal with a shell."""
        self.stage.start(
            "xterm", "-fa", "DejaVu Sans Mono", "-fs", "12", "-geometry", "96x30", "-bg", "#1e1e2e", "-fg", "#dcdfe4",
            "-cr", CARET, "+uc", "+bc", "-b", "8", "-T", title, "-e", *command,
        )  # fmt: skip
        self.opened("terminal", title)

    def open_editor(self, file: Path) -> None:
        """A text editor with one file."""
        self.stage.start(*AS_A_PERSON, "mousepad", "--disable-server", str(file))
        self.opened(file.stem, f"{file.name} - Mousepad")

    def open_sheet(self, file: Path) -> None:
        """A spreadsheet."""
        self.stage.start("gnumeric", "--no-splash", str(file))
        self.opened("sheet", "Gnumeric")

    def open_vault(self, file: Path, password: str) -> None:
        """A password manager with its database unlocked."""
        self.stage.start("keepassxc", "--pw-stdin", str(file), stdin=f"{password}\n".encode())
        self.opened("vault", "KeePassXC")
