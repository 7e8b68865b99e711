"""What the live tests share: a desktop with a bus, a home whose daemon watches it, and a hard look at its folder."""

from __future__ import annotations

import os
import random
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.folding import fold
from assistant.store import Store, keys
from tests.bus import private_bus
from tests.home import TestHome
from tests.xvfb import Desktop, wait_until, x_desktop

SIZE = (1280, 800)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
USER = {"INKLING_USER_NAMES": "Maria Keller, Maria"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A desktop, and the home whose daemon looks at it."""

    desktop: Desktop
    home: TestHome
    bus: str

    def start(self) -> None:
        """Start the daemon, and say yes to capture."""
        done = self.home.run("start", "--consent")
        assert done.code == 0, done.err

    def status(self) -> dict[str, Any]:
        """What the daemon says of itself."""
        return self.home.run("status", "--json").json()

    def texts(self) -> list[str]:
        """Every line that was kept, newest observation first."""
        seen = self.home.run("observations", "--json").json()["observations"]
        return [line["text"] for observation in seen for line in observation["lines"]]

    def beliefs(self) -> list[dict[str, Any]]:
        """Every belief, whatever became of it."""
        found: list[dict[str, Any]] = self.home.run("propositions", "--json").json()["propositions"]
        return found

    def has_read(self, words: str) -> bool:
        """Whether some line holds ``words``, as well as a reader can tell."""
        return any(fold(words) in fold(text) for text in self.texts())

    def wait_for_text(self, words: str, timeout: float = 90) -> None:
        """Wait until a kept line holds ``words``."""
        wait_until(lambda: self.has_read(words), timeout, f"{words!r} was read")

    def wait_for_frames(self, count: int, timeout: float = 60) -> None:
        """Wait until so many further frames are stored."""
        for _ in range(count):
            last = self.status()["last_frame"]
            wait_until(lambda last=last: self.status()["last_frame"] != last, timeout, "another frame")  # type: ignore[misc]

    def edit(self, file: Path) -> None:
        """Open ``file`` in a real editor that tells assistive technology where its cursor is."""
        if shutil.which("mousepad") is None:
            pytest.skip("not installed: mousepad")
        environment = {"HOME": str(file.parent), "DBUS_SESSION_BUS_ADDRESS": self.bus}
        self.desktop.start(["mousepad", "--disable-server", str(file)], **environment)
        self.desktop.wait_for_title(file.name, timeout=40)


@contextmanager
def staged(folder: Path, environment: dict[str, str] | None = None) -> Iterator[Stage]:
    """A desktop with a session bus, and a home for it; its daemon is ended with the block."""
    with x_desktop(SIZE) as desktop, private_bus({"DISPLAY": desktop.display}) as bus:
        own = {"DISPLAY": desktop.display, "DBUS_SESSION_BUS_ADDRESS": bus, **USER, **(environment or {})}
        home = TestHome(folder / "home", own)
        try:
            yield Stage(desktop, home, bus)
        finally:
            home.stop()


def card_number(seed: int = 7) -> str:
    """A made-up number with the check digit of a payment card, in groups of four."""
    dice = random.Random(seed)
    digits = [4, *(dice.randrange(10) for _ in range(14))]
    doubled = [digit * 2 - 9 * (digit > 4) if place % 2 == 0 else digit for place, digit in enumerate(digits)]
    number = "".join(map(str, [*digits, -sum(doubled) % 10]))
    return " ".join(number[at : at + 4] for at in range(0, 16, 4))


def files(folder: Path) -> list[Path]:
    """Every regular file under ``folder``."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def raw_traces(folder: Path, words: Sequence[str]) -> list[str]:
    """Which of ``words`` stand in some file's bytes, in any case, as UTF-8 or UTF-16, and where."""
    found = []
    for path in files(folder):
        content = path.read_bytes().lower()
        for word in words:
            if any(word.lower().encode(code) in content for code in ("utf-8", "utf-16-le")):
                found.append(f"{word} in {path.name}")
    return found


def stored_traces(home: TestHome, words: Sequence[str]) -> list[str]:
    """Which of ``words`` stand in the decrypted store, and in which column; no daemon may be running.

    Compared as a reader of screens may have seen them: case, spaces, punctuation and look-alike letters do not count.
    """
    assert home.daemon_pid() is None
    with Store.open(home.home, keys.unlock(home.home, home.environment.get("INKLING_PASSPHRASE"))) as store:
        texts = list(store.dump())
        found = [f"{word} in {where}" for where, text in texts for word in words if fold(word) in fold(text)]
        hits = [(word, hit.text) for word in words for hit in store.search_words(word, 100)]
        found += [f"{word} in the words" for word, text in hits if fold(word) in fold(text)]
    assert texts
    return found


def open_to_others(folder: Path) -> list[str]:
    """Files and folders that anybody but their owner may use."""
    return [
        f"{path}: {stat.S_IMODE(path.lstat().st_mode):o}"
        for path in [folder, *folder.rglob("*")]
        if not path.is_symlink() and stat.S_IMODE(path.lstat().st_mode) & 0o077
    ]


def like_pictures(home: TestHome) -> list[str]:
    """Files that begin like a picture, or are as large as the screen's pixels; the ballast is large on purpose."""
    found = []
    for path in files(home.folder):
        content = path.read_bytes()
        large = len(content) >= SIZE[0] * SIZE[1] and path != home.home.ballast
        if large or content.startswith(PICTURES):
            found.append(f"{path.name}: {len(content)} bytes")
    return found


def age(moment: str) -> float:
    """Seconds since an ISO time."""
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()


def seconds_until_gone(pid: int, timeout: float) -> float:
    """How long a process takes to end, its zombie not counted."""
    began = time.monotonic()
    wait_until(lambda: _ended(pid), timeout, "the process has ended")
    return time.monotonic() - began


def _ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def is_root() -> bool:
    """Root sees through every wall between users."""
    return os.geteuid() == 0
