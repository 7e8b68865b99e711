"""Each screen shows what the daemon tells, fits a small terminal, and can be reached by key and by mouse."""

from __future__ import annotations

import pytest

from assistant.protocol import Json
from assistant.tui.widgets.listing import Listing
from assistant.tui.widgets.nav import Nav, Tab
from tests.tui.fake import FakeDaemon
from tests.tui.steps import SMALL, WIDE, footer, opened, shown, wait_for_text, wait_until

SHOWN = {
    "1": ("Send Anna the travel costs", "1 h 15 min at the screen", "by Thu 5 Mar", "Learned today"),
    "2": ("The Q3 budget review is due on Thursday 5 March.", "91 %", "deadline", "pinned"),
    "3": ("Today, Monday 2 March 2026", "10:20 – 10:29", "libreoffice", "57 lines"),
    "4": ("Ask about your own days",),
    "5": ("Nothing of Inkling's daemon can reach the network.", "private window", "17", "Pause 30 min"),
    "6": ("What Inkling believes about you", "Coming up", "very likely · 91 % · by Thu 5 Mar", "and 3 more"),
    "question_mark": ("Pause everything now", "app.pause"),
}
EMPTY: dict[str, tuple[str, Json, tuple[str, ...]]] = {
    "1": ("today", {"suggestions": [], "learned": []}, ("Nothing to say right now", "Press 2", "Press 5")),
    "2": ("propositions", {"items": [], "next": None}, ("believes nothing about you yet", "Press 5")),
    "6": ("profile", {"sections": []}, ("believes nothing about you yet", "Press 5")),
    "3": ("timeline", {"items": [], "next": None}, ("Nothing was seen on this day.", "Press h", "/ to search")),
}


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("key", SHOWN)
async def test_screen_shows_its_facts(daemon: FakeDaemon, key: str, size: tuple[int, int]) -> None:
    """What the daemon tells stands on the screen, at 80x24 and wider."""
    async with opened(daemon, key, size=size) as pilot:
        await wait_for_text(pilot, *SHOWN[key])


@pytest.mark.parametrize("key", EMPTY)
async def test_empty_list_names_the_next_key(key: str) -> None:
    """Where there is nothing to list, the screen says what to press."""
    verb, answer, words = EMPTY[key]
    async with opened(FakeDaemon(**{verb: answer}), key) as pilot:
        await wait_for_text(pilot, *words)


@pytest.mark.parametrize("name", Nav.NAMES)
async def test_screen_is_reached_by_mouse(daemon: FakeDaemon, name: str) -> None:
    """A click on a name in the top line goes there."""
    async with opened(daemon) as pilot:
        tab = list(pilot.app.screen.query(Tab))[Nav.NAMES.index(name)]
        await pilot.click(tab)
        await wait_until(pilot, lambda: pilot.app.current_mode == name)


@pytest.mark.parametrize("key", SHOWN)
async def test_footer_is_short(daemon: FakeDaemon, key: str) -> None:
    """At most seven keys stand in the footer, and each of them fits 80 columns."""
    async with opened(daemon, key) as pilot:
        await wait_until(pilot, lambda: footer(pilot))
        await wait_for_text(pilot, *SHOWN[key][:1])
        assert len(footer(pilot)) <= 7
        line = shown(pilot).splitlines()[-1]
        assert all(words in line for words in footer(pilot))


@pytest.mark.parametrize("key", [key for key in SHOWN if key != "1"])
async def test_escape_backs_out(daemon: FakeDaemon, key: str) -> None:
    """Escape leads back to Today from everywhere."""
    async with opened(daemon, key, "escape") as pilot:
        await wait_until(pilot, lambda: pilot.app.current_mode == "today")


async def test_lists_move_by_vim_keys(daemon: FakeDaemon) -> None:
    """j, k, g and G move like the arrows, home and end."""
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        listing = pilot.app.screen.query_one("#beliefs", Listing)
        places = []
        for key in ("j", "down", "k", "G", "g", "end", "home"):
            await pilot.press(key)
            places.append(listing.highlighted)
        assert places == [1, 2, 1, 4, 0, 4, 0]


async def test_wide_terminal_shows_list_and_detail(daemon: FakeDaemon) -> None:
    """From 100 columns on, the belief stands beside the list; below, enter opens it in the list's place."""
    async with opened(daemon, "2", size=WIDE) as pilot:
        await wait_for_text(pilot, "Why · 2 quotes", "A dentist appointment")
        await pilot.resize_terminal(*SMALL)
        await wait_until(pilot, lambda: "Why · 2 quotes" not in shown(pilot))
        await pilot.press("enter")
        await wait_for_text(pilot, "Why · 2 quotes")
        await pilot.press("escape")
        await wait_until(pilot, lambda: "Why · 2 quotes" not in shown(pilot))
        assert pilot.app.current_mode == "beliefs"


async def test_timeline_walks_the_days_and_searches(daemon: FakeDaemon) -> None:
    """Key h goes back a day, l never into the future; / searches, enter opens a hit, escape leaves the search."""
    async with opened(daemon, "3") as pilot:
        await wait_for_text(pilot, "libreoffice")
        await pilot.press("h")
        await wait_for_text(pilot, "Yesterday, Sunday 1 March 2026")
        await pilot.press("l", "l")
        await wait_for_text(pilot, "Today, Monday 2 March 2026")
        assert [args["date"] for args in daemon.calls("timeline")][-3:] == ["2026-03-01", "2026-03-02", "2026-03-02"]
        await pilot.press("slash", *"sheet", "enter")
        await wait_for_text(pilot, "Search in everything", "belief", "please send me the sheet")
        assert daemon.calls("search")[-1]["query"] == "sheet"
        await pilot.press("j", "enter")
        await wait_for_text(pilot, "What was seen", "Sure, I will send it at eleven.")
        await pilot.press("escape", "escape")
        await wait_for_text(pilot, "libreoffice")


async def test_timeline_opens_what_was_read(daemon: FakeDaemon) -> None:
    """Enter shows the lines of the chosen stretch with speaker and tier."""
    async with opened(daemon, "3") as pilot:
        await wait_for_text(pilot, "libreoffice")
        await pilot.press("enter")
        await wait_for_text(pilot, "Anna Weber", "Sure, I will send it at eleven.", "typed")
