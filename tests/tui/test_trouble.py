"""When the daemon is away, locked or refuses: a sentence with the next step, and no traceback."""

from __future__ import annotations

import pytest

from assistant.errors import LockedError, NoDaemonError
from assistant.tui.app import InklingApp
from tests.tui.fake import FakeDaemon, frozen_clock
from tests.tui.steps import opened, shown, wait_for_text, wait_until

PAGES = ["1", "2", "3", "5"]


@pytest.mark.parametrize("key", PAGES)
async def test_no_daemon_is_told_and_waited_for(daemon: FakeDaemon, key: str) -> None:
    """Without a daemon each screen names the next step; when it comes, the screen fills by itself."""
    daemon.gone = True
    async with opened(daemon, key) as pilot:
        await wait_for_text(pilot, "○ no daemon", "The daemon cannot be reached.", "inkling start")
        daemon.gone = False
        await wait_for_text(pilot, "● capturing")
        await wait_until(pilot, lambda: "inkling start" not in shown(pilot))


async def test_daemon_that_goes_away_is_noticed(daemon: FakeDaemon) -> None:
    """A connection that is lost in the middle shows in the state line, and orders that fail are said."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        daemon.gone = True
        await pilot.press("c")
        await wait_for_text(pilot, "The connection to the daemon was lost.", "○ no daemon")


async def test_error_of_connecting_keeps_its_words() -> None:
    """What the client says about a daemon that cannot be had is what the user reads."""

    def connect() -> object:
        raise NoDaemonError("No daemon is running for this home.", "Start it: inkling start")

    app = InklingApp(connect, onboarding=False, clock=frozen_clock())  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await wait_for_text(pilot, "No daemon is running for this home.", "Start it: inkling start")


@pytest.mark.parametrize("key", PAGES)
async def test_locked_store_names_the_next_step(key: str) -> None:
    """A locked store is a sentence with its hint on each screen."""
    locked = LockedError("The store is locked.", "Unlock it: inkling unlock")
    daemon = FakeDaemon(today=locked, questions=locked, propositions=locked, timeline=locked, privacy=locked)
    daemon.set_state("locked")
    async with opened(daemon, key) as pilot:
        await wait_for_text(pilot, "■ locked", "The store is locked.", "Unlock it: inkling unlock")


async def test_wrong_passphrase_is_said(daemon: FakeDaemon) -> None:
    """A passphrase that does not fit is told, and can be tried again."""
    daemon.answers["unlock"] = LockedError("The passphrase does not open this home.", "Try again.")
    async with opened(daemon, "U", *"no", "enter") as pilot:
        await wait_for_text(pilot, "The passphrase does not open")


async def test_replay_home_lives_in_its_own_time(daemon: FakeDaemon) -> None:
    """In a replay home "today" is the day of the last frame."""
    daemon.set_state("stopped", home="replay", consent=False, last_frame="2025-11-20T17:00:00+01:00")
    async with opened(daemon, "3") as pilot:
        await wait_for_text(pilot, "Today, Thursday 20 November 2025", "replay of a recorded day")
        await wait_until(pilot, lambda: daemon.calls("timeline")[-1]["date"] == "2025-11-20")


@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        ("capturing", {}, "● capturing · last frame 4 s ago · network walled (seccomp+netns) · encrypted (passphrase)"),
        ("capturing", {"last_frame": "2026-03-02T10:20:00+01:00"}, "last frame 10 min ago"),
        ("paused", {"pause_until": "2026-03-02T11:00:00+01:00"}, "■ paused until 11:00"),
        ("no_display", {"state_why": "DISPLAY is not set"}, "○ no display: DISPLAY is not set"),
        ("no_permission", {}, "○ no permission to see the screen"),
        ("model_missing", {}, "● capturing, model missing"),
        ("away", {}, "○ away"),
        ("stopped", {}, "○ not capturing"),
        ("stopped", {"home": "replay"}, "◇ replay of a recorded day · last frame 10:30"),
        ("something new", {}, "○ something new"),
        (
            "capturing",
            {"privacy": {"network": "not enforced", "how": "", "encryption": "key file"}},
            "network NOT walled",
        ),
        (
            "capturing",
            {"privacy": {"network": "partial", "how": "no netns", "encryption": ""}},
            "network partly walled",
        ),
    ],
)
async def test_state_line_tells_the_truth(daemon: FakeDaemon, state: str, more: dict[str, object], words: str) -> None:
    """The state line says what the daemon says of itself, and no more."""
    daemon.set_state(state, **more)
    async with opened(daemon, size=(120, 40)) as pilot:
        await wait_for_text(pilot, words)


async def test_state_line_fits_80_columns(daemon: FakeDaemon) -> None:
    """In a narrow terminal the line is shorter, but state, wall and encryption all stand in it."""
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "● capturing · last frame 4 s ago · network walled · encrypted (passphrase)")


async def test_no_colour(daemon: FakeDaemon, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the words say everything, and a theme of the terminal's own colours is not taken."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(daemon, "2", theme="ansi-dark") as pilot:
        await wait_for_text(pilot, "● capturing", "91 %")
        assert pilot.app.theme == "textual-dark"
        colours = [segment.style.color for strip in pilot.app.screen._compositor.render_strips() for segment in strip
                   if segment.style is not None and segment.style.color is not None]  # fmt: skip
        assert all(len(set(colour.get_truecolor())) == 1 for colour in colours)
