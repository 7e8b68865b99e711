"""Text of the screen can neither act, nor crash, nor speak to the terminal, wherever it comes up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.segment import Segment

from assistant.errors import RefusedError
from assistant.tui.app import InklingApp
from assistant.tui.messages import Changed
from tests.tui.day import DAY
from tests.tui.fake import FakeDaemon, frozen_clock
from tests.tui.hostile import PAYLOAD, poisoned
from tests.tui.steps import SMALL, WIDE, AppPilot, shown, wait_for_text, wait_until

CLICKS = 4
"""Places clicked on one screen; that nothing can act is checked on all of it."""
FLOWS = {
    "today": ["1"],
    "why": ["1", "enter"],
    "beliefs": ["2"],
    "belief": ["2", "enter"],
    "source": ["2", "o"],
    "edit": ["2", "e"],
    "timeline": ["3"],
    "observation": ["3", "enter"],
    "search": ["3", "slash", "a", "enter"],
    "ask": ["4", "h", "enter"],
    "privacy": ["5"],
    "profile": ["6"],
    "profile sources": ["6", "enter"],
    "checks": ["D"],
    "preview": ["F", "enter"],
    "receipt": ["F", "enter", "tab", "enter"],
    "help": ["question_mark"],
    "palette": ["ctrl+p"],
}


class Trapped(InklingApp):
    """Notices when text of the daemon becomes an action."""

    pwned = False

    def action_pwn(self) -> None:
        self.pwned = True


def segments(pilot: AppPilot) -> Iterator[Segment]:
    """Everything on the screen, with its style."""
    for strip in pilot.app.screen._compositor.render_strips():
        yield from strip


def check(pilot: AppPilot, app: Trapped) -> None:
    """Nothing on the screen is a control character or acts."""
    for segment in segments(pilot):
        assert all(char.isprintable() for char in segment.text), repr(segment.text)
        assert segment.style is None or "pwn" not in str(segment.style.meta)
    assert not app.pwned


@pytest.mark.parametrize(
    ("flow", "size"), [*((flow, WIDE) for flow in FLOWS), *((flow, SMALL) for flow in ("today", "belief", "ask"))]
)
async def test_hostile_text_is_only_text(flow: str, size: tuple[int, int]) -> None:
    """With the payload in every field of every answer: no action, no crash, no control character."""
    daemon = FakeDaemon(**poisoned(DAY))
    daemon.tokens = [PAYLOAD, PAYLOAD[:3], PAYLOAD[3:]]
    app = Trapped(daemon.connect, onboarding=False, clock=frozen_clock())
    async with app.run_test(size=size, notifications=True) as pilot:
        await wait_until(pilot, lambda: app.status is not None)
        for key in FLOWS[flow]:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        check(pilot, app)
        places = [(line.find("CLICK") + 1, y) for y, line in enumerate(shown(pilot).splitlines()) if "CLICK" in line]
        for place in places[:CLICKS]:
            await pilot.click(offset=place)
        await pilot.pause()
        check(pilot, app)


async def test_hostile_errors_and_toasts_are_only_text() -> None:
    """Errors and announcements are shown without markup and without control characters too."""
    hostile = RefusedError(PAYLOAD, PAYLOAD)
    daemon = FakeDaemon(privacy=hostile, pause=hostile, suggestions={"items": []})
    app = Trapped(daemon.connect, onboarding=False, clock=frozen_clock())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await wait_for_text(pilot, "CLICK")
        await pilot.press("p")
        await wait_until(pilot, lambda: daemon.calls("suggestions"))
        await app.workers.wait_for_complete()
        daemon.answers["suggestions"] = {"items": [{"id": 1, "title": PAYLOAD, "body": PAYLOAD}]}
        app.post_message(Changed(["suggestions"]))
        await wait_until(pilot, lambda: shown(pilot).count("CLICK") >= 4)
        check(pilot, app)
