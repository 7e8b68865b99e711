"""Pausing from everywhere, consent, locking and forgetting."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from textual.widgets import Button

from assistant.errors import StoreError
from assistant.protocol import Json
from assistant.tui.screens.welcome import Welcome
from tests.tui.fake import FakeDaemon
from tests.tui.steps import opened, press_button, shown, wait_for_text, wait_until

EVERYWHERE = {
    "today": ["p"],
    "beliefs": ["2", "p"],
    "filter field": ["2", "slash", "f9"],
    "timeline": ["3", "p"],
    "question field": ["4", "f9"],
    "privacy": ["5", "p"],
    "help": ["question_mark", "p"],
    "choice": ["2", "t", "p"],
    "text sheet": ["2", "e", "f9"],
    "forget sheet": ["F", "p"],
    "preview": ["F", "enter", "p"],
    "checks": ["D", "p"],
    "palette": ["ctrl+p", "f9"],
}


@pytest.mark.parametrize("place", EVERYWHERE)
async def test_one_key_pauses_everywhere(daemon: FakeDaemon, place: str) -> None:
    """One key reaches the daemon from every screen and sheet, also while typing, and the state says so."""
    async with opened(daemon, "2", "1") as pilot:
        await wait_for_text(pilot, "capturing")
        for key in EVERYWHERE[place]:
            await pilot.press(key)
            await pilot.pause()
        await wait_until(pilot, lambda: daemon.calls("pause") == [{"minutes": None}])
        await wait_for_text(pilot, "paused")


async def test_pause_is_shown_before_the_daemon_answers() -> None:
    """The state says "pausing" at once, and "paused" only when the daemon has really stopped."""
    gate = threading.Event()

    def slow(args: Json) -> Json:
        gate.wait(20)
        return {}

    daemon = FakeDaemon(pause=slow)
    async with opened(daemon, "p") as pilot:
        await wait_for_text(pilot, "pausing …")
        assert "■ paused" not in shown(pilot)
        gate.set()
        await wait_for_text(pilot, "■ paused")


async def test_failed_pause_is_said_aloud() -> None:
    """A pause that failed must never look like one: the state goes back and an error is shown."""
    daemon = FakeDaemon(pause=StoreError("The pause could not be written.", "Stop it: inkling stop"))
    async with opened(daemon, "p") as pilot:
        await wait_for_text(pilot, "The pause could not be written.", "● capturing")


async def test_pause_for_a_while_and_resume(daemon: FakeDaemon) -> None:
    """The Privacy screen pauses for half an hour by mouse; u resumes."""
    async with opened(daemon, "5") as pilot:
        await wait_for_text(pilot, "Pause 30 min")
        await pilot.click(list(pilot.app.screen.query(Button))[1])
        await wait_for_text(pilot, "■ paused")
        assert daemon.calls("pause") == [{"minutes": 30}]
        await pilot.press("u")
        await wait_for_text(pilot, "● capturing")


async def test_forget_by_words(daemon: FakeDaemon) -> None:
    """Forgetting by words asks for them, shows what would go, and keeps it when the user leaves."""
    async with opened(daemon, "F", *"jjjjj", "enter") as pilot:
        await wait_until(pilot, lambda: getattr(pilot.app.focused, "id", "") == "which")
        await pilot.press(*"travel", "enter")
        await wait_for_text(pilot, "24  lines read")
        assert daemon.calls("forget_plan") == [{"selector": {"text": "travel"}}]
        await pilot.press("escape")
        await wait_until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert daemon.calls("forget_apply") == []


@pytest.mark.parametrize(
    ("downs", "selector"),
    [
        (0, {"last": 10}),
        (1, {"last": 60}),
        (2, {"since": "2026-03-02T00:00:00+01:00", "until": "2026-03-02T10:31:04+01:00"}),
        (6, {"all": True}),
    ],
)
async def test_forget_selectors(daemon: FakeDaemon, downs: int, selector: Json) -> None:
    """Each choice asks the daemon for the right plan."""
    async with opened(daemon, "F", *("j" * downs), "enter") as pilot:
        await wait_until(pilot, lambda: daemon.calls("forget_plan") == [{"selector": selector}])


def not_consented() -> FakeDaemon:
    """A daemon that nobody has allowed anything yet."""
    daemon = FakeDaemon()
    daemon.set_state("paused", consent=False, last_frame=None)
    daemon.answers["consent"] = lambda args: daemon.set_state("capturing", consent=True) or {}  # type: ignore[func-returns-value]
    return daemon


async def test_introduction_comes_by_itself_and_asks_last() -> None:
    """Who has not consented meets the introduction; y counts only where the question stands, and only y or a click."""
    daemon = not_consented()
    async with opened(daemon, onboarding=None) as pilot:
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, Welcome))
        await pilot.press("y")
        await wait_for_text(pilot, "An inkling is a hunch.")
        await press_button(pilot)
        await wait_for_text(pilot, "It never keeps")
        await press_button(pilot)
        await wait_for_text(pilot, "the mind is missing", "inkling models pull")
        await press_button(pilot)
        await wait_for_text(pilot, "May Inkling look at your screen?")
        assert daemon.calls("consent") == []
        assert pilot.app.focused is pilot.app.screen.query_one("#not-now")
        await pilot.press("y")
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, Welcome))
        assert daemon.calls("consent") == [{"yes": True}]
        await wait_for_text(pilot, "capturing")


@pytest.mark.parametrize("leave", ["escape", "enter"])
async def test_not_now_changes_nothing(leave: str) -> None:
    """Leaving the introduction, or enter all along, consents to nothing; the app works on."""
    daemon = not_consented()
    async with opened(daemon, onboarding=None) as pilot:
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, Welcome))
        if leave == "escape":
            await pilot.press("escape")
        else:
            for _ in Welcome.STEPS:
                await press_button(pilot)
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, Welcome))
        await wait_for_text(pilot, "capture is off: you have not said yes")
        assert daemon.calls("consent") == []


@pytest.mark.parametrize("more", [{"consent": True}, {"consent": False, "home": "replay"}])
async def test_introduction_stays_away(daemon: FakeDaemon, more: dict[str, Any]) -> None:
    """Who has consented, or looks at a replay, is not asked."""
    daemon.set_state("stopped", **more)
    async with opened(daemon, onboarding=None) as pilot:
        await wait_for_text(pilot, "Send Anna")
        assert not isinstance(pilot.app.screen, Welcome)


async def test_lock_empties_the_screens(daemon: FakeDaemon) -> None:
    """When the store is locked, nothing of it stays on any screen; unlocking asks for the passphrase."""
    daemon.answers["lock"] = lambda args: daemon.set_state("locked") or {}  # type: ignore[func-returns-value]
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("1")
        await wait_for_text(pilot, "Send Anna")
        empty: Json = {}
        daemon.answers.update(today=empty, propositions=empty)
        await pilot.press("L")
        await wait_for_text(pilot, "■ locked")
        await wait_until(pilot, lambda: "Anna" not in shown(pilot))
        await wait_for_text(pilot, "Locked. Press U")
        assert "Nothing new" not in shown(pilot)
        await pilot.press("2")
        await wait_for_text(pilot, "Locked. Press U")
        assert "believes nothing" not in shown(pilot)
        await pilot.press("U", *"open", "enter")
        await wait_until(pilot, lambda: daemon.calls("unlock") == [{"passphrase": "open"}])


async def test_consent_can_be_taken_back(daemon: FakeDaemon) -> None:
    """The palette takes the yes back, after a question whose safe answer has the focus."""
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "capturing")
        for answer in ("enter", "y"):
            await pilot.app.run_action("app.revoke")
            await wait_for_text(pilot, "Take back your yes?")
            await pilot.press(answer)
            await wait_until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await wait_until(pilot, lambda: daemon.calls("consent") == [{"yes": False}])
