"""The profile as a page: read by section, its sources on demand, corrected in place."""

from __future__ import annotations

from textual.widgets import Input

from assistant.protocol import Json
from assistant.tui.sheets.simple import TextSheet
from assistant.tui.widgets.listing import Listing
from tests.tui.day import BELIEFS, PROFILE
from tests.tui.fake import FakeDaemon
from tests.tui.steps import SMALL, WIDE, opened, shown, wait_for_text, wait_until

NARROW_PAGE = "What Inkling believes about you"


async def test_headings_are_read_and_never_chosen(daemon: FakeDaemon) -> None:
    """Moving goes from sentence to sentence, also to the first and the last one."""
    async with opened(daemon, "6") as pilot:
        await wait_for_text(pilot, NARROW_PAGE, "Coming up")
        listing = pilot.app.screen.query_one("#entries", Listing)
        await wait_until(pilot, lambda: listing.current == "7")
        visited = []
        for key in ("j", "j", "j", "j", "g", "G", "k"):
            await pilot.press(key)
            visited.append(listing.current)
        assert visited == ["8", "10", "9", "11", "7", "11", "9"]


async def test_sources_on_demand(daemon: FakeDaemon) -> None:
    """Enter shows the quotes in place of the page, escape brings the page back; a wide terminal shows both."""
    async with opened(daemon, "6", size=SMALL) as pilot:
        await wait_for_text(pilot, NARROW_PAGE)
        assert "hand in Thursday" not in shown(pilot)
        await pilot.press("enter")
        await wait_for_text(pilot, "hand in Thursday", "Its other versions")
        await pilot.press("escape")
        await wait_until(pilot, lambda: "hand in Thursday" not in shown(pilot))
        assert pilot.app.current_mode == "profile"
    async with opened(daemon, "6", size=WIDE) as pilot:
        await wait_for_text(pilot, NARROW_PAGE, "hand in Thursday")


async def test_the_user_has_the_last_word_here_too(daemon: FakeDaemon) -> None:
    """Confirm, edit, pin and reject are about the highlighted sentence; a heading is not one."""
    async with opened(daemon, "6") as pilot:
        await wait_for_text(pilot, NARROW_PAGE, "Preferences")
        await pilot.press("j", "c")
        await wait_for_text(pilot, "Confirmed.")
        await pilot.press("j", "e")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, TextSheet))
        pilot.app.screen.query_one(Input).value = "I like trains."
        await pilot.press("enter", "j", "i", "k", "x", "enter")
        await wait_until(pilot, lambda: daemon.calls("reject"))
        assert daemon.calls("confirm") == [{"id": 8}]
        assert daemon.calls("edit") == [{"id": 10, "text": "I like trains."}]
        assert daemon.calls("pin") == [{"id": 9, "pinned": False}]
        assert daemon.calls("reject")[0]["id"] == 10


async def test_a_verdict_keeps_the_place(daemon: FakeDaemon) -> None:
    """When the rejected sentence is gone, the one that stood next to it is highlighted, never a heading."""
    async with opened(daemon, "6") as pilot:
        await wait_for_text(pilot, NARROW_PAGE, "Preferences")
        await pilot.press("j", "j")
        listing = pilot.app.screen.query_one("#entries", Listing)
        await wait_until(pilot, lambda: listing.current == "10")
        left: list[Json] = [section for section in PROFILE if section["name"] != "Preferences"]
        daemon.answers["profile"] = {"date": "2026-03-02", "sections": left}
        await pilot.press("c")
        await wait_until(pilot, lambda: listing.current in ("8", "9"))


async def test_nothing_is_shown_of_a_locked_store(daemon: FakeDaemon) -> None:
    """The page is empty as soon as the store is locked."""
    async with opened(daemon, "6") as pilot:
        await wait_for_text(pilot, BELIEFS[0]["text"])
        daemon.set_state("locked")
        daemon.answers["profile"] = {"sections": []}
        pilot.app.poll()  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: BELIEFS[0]["text"] not in shown(pilot))


async def test_the_same_words_seen_often_are_one_quote() -> None:
    """A quote that stood there five times is told once, with how often."""
    seen = [{**BELIEFS[0]["evidence"][0], "time": f"2026-03-02T10:2{minute}:00+01:00"} for minute in range(5)]
    belief: Json = {**BELIEFS[0], "evidence": seen}
    daemon = FakeDaemon(proposition={"proposition": belief, "history": []})
    async with opened(daemon, "6", "enter") as pilot:
        await wait_for_text(pilot, "Why · 1 quote", "5 times, last 10:24")
