"""Layouts worth defending, at a frozen time on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.tui.app import InklingApp
from tests.tui.fake import FakeDaemon, frozen_clock
from tests.tui.steps import SMALL, WIDE, wait_for_text

LAYOUTS: dict[str, tuple[tuple[int, int], list[str], str]] = {
    "today_small": (SMALL, [], "Learned today"),
    "today_wide": (WIDE, [], "Learned today"),
    "beliefs_small": (SMALL, ["2"], "dentist"),
    "beliefs_wide": (WIDE, ["2"], "Its other versions"),
    "belief_open_small": (SMALL, ["2", "enter"], "Why · 2 quotes"),
    "names_small": (SMALL, ["2", "n"], "Seen lately"),
    "history_small": (SMALL, ["2", "h"], "What happened"),
    "timeline_wide": (WIDE, ["3"], "Sure, I will send it at eleven."),
    "ask_answer_small": (SMALL, ["4", *"due?", "enter"], "rests on 2 sources"),
    "privacy_small": (SMALL, ["5"], "private window"),
    "rules_small": (SMALL, ["S"], "keine Vorschläge"),
    "rule_preview_small": (SMALL, ["S", "a", *"never", "enter"], "Is that what you mean?"),
    "calibration_small": (SMALL, ["C"], "That fits."),
    "profile_small": (SMALL, ["6"], "Preferences"),
    "profile_wide": (WIDE, ["6"], "Its other versions"),
    "help_wide": (WIDE, ["question_mark"], "today.accept"),
    "forget_preview_small": (SMALL, ["F", "enter"], "24  lines read"),
    "welcome_consent_small": (SMALL, ["W", "right", "right", "right"], "Yes, start capturing"),
    "welcome_keeps_small": (SMALL, ["W", "right"], "they are only counted"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str, snap_compare: Callable[..., bool], daemon: FakeDaemon) -> None:
    """The screen looks as it did when it was last looked at and found good."""
    size, keys, text = LAYOUTS[name]
    app = InklingApp(daemon.connect, onboarding="W" in keys, clock=frozen_clock())

    async def arrive(pilot: Pilot[Any]) -> None:
        await wait_for_text(pilot, "network walled")
        for key in keys:
            if key != "W":
                await pilot.press(key)
        await wait_for_text(pilot, text)
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=arrive)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait for every answer, and for buttons to come to rest."""
    await pilot.app.workers.wait_for_complete()
    while pilot.app.screen.query(".-active"):
        await pilot.pause()
    await pilot.pause()
