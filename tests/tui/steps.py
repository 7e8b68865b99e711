"""What the tests of the terminal app share."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

from assistant.tui.app import InklingApp
from tests.tui.fake import FakeDaemon, frozen_clock

SMALL = (80, 24)
WIDE = (120, 40)
AppPilot = Pilot[int]


async def wait_until(pilot: AppPilot, predicate: Callable[[], object], seconds: float = 6.0) -> None:
    """Let the app work until ``predicate`` holds; the limit only ends a broken test."""
    end = time.monotonic() + seconds
    while not predicate():
        assert time.monotonic() < end, f"it did not happen; the screen shows:\n{shown(pilot)}"
        await pilot.pause()
        await asyncio.sleep(0.01)


async def wait_for_text(pilot: AppPilot, *texts: str) -> None:
    """Wait until all of ``texts`` stand on the screen."""
    await wait_until(pilot, lambda: all(text in shown(pilot) for text in texts))


def shown(pilot: AppPilot) -> str:
    """The screen's characters, a line a row."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def footer(pilot: AppPilot) -> list[str]:
    """What the footer offers."""
    return [f"{key.key_display} {key.description}" for key in pilot.app.screen.query(FooterKey)]


@asynccontextmanager
async def opened(
    daemon: FakeDaemon, *keys: str, size: tuple[int, int] = SMALL, onboarding: bool | None = False, **more: Any
) -> AsyncIterator[AppPilot]:
    """The app on a fake daemon, its state known, after ``keys``."""
    app = InklingApp(daemon.connect, onboarding=onboarding, clock=frozen_clock(), **more)
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_until(pilot, lambda: app.status is not None or not app.connected)
        await pilot.press(*keys)
        yield pilot


async def press_button(pilot: AppPilot) -> None:
    """Press the focused button, once it has come to rest from the time before."""
    await wait_until(pilot, lambda: pilot.app.focused is not None and not pilot.app.focused.has_class("-active"))
    await pilot.press("enter")
