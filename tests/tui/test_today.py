"""Answering suggestions."""

from __future__ import annotations

import pytest

from assistant.protocol import Json
from assistant.tui.messages import Changed
from tests.tui.day import BELIEFS, COMING, SUGGESTIONS
from tests.tui.fake import FakeDaemon
from tests.tui.steps import WIDE, footer, opened, shown, wait_for_text, wait_until


@pytest.mark.parametrize(
    ("key", "verdict", "words"),
    [("a", "accept", "Accepted."), ("d", "dismiss", "Dismissed."), ("n", "never", "You will not see such")],
)
async def test_verdict(daemon: FakeDaemon, key: str, verdict: str, words: str) -> None:
    """One key answers the highlighted suggestion, and the answer is said back."""
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Send Anna the travel costs")
        await pilot.press("j", key)
        await wait_for_text(pilot, words)
        assert daemon.calls("suggestion_feedback") == [{"id": 6, "verdict": verdict, "minutes": None}]


async def test_snooze_asks_for_how_long(daemon: FakeDaemon) -> None:
    """Key z offers some spans, an hour first; escape snoozes nothing."""
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Send Anna the travel costs")
        await pilot.press("z", "escape", "z", "enter")
        await wait_for_text(pilot, "It will come back.")
        assert daemon.calls("suggestion_feedback") == [{"id": 5, "verdict": "snooze", "minutes": 60}]


async def test_why_opens_the_beliefs(daemon: FakeDaemon) -> None:
    """Key w and enter show what the suggestion rests on."""
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Send Anna the travel costs")
        await pilot.press("enter")
        await wait_for_text(pilot, "Why this suggestion", "hand in Thursday")
        assert [args["id"] for args in daemon.calls("proposition")] == [7, 8]


async def test_answered_suggestions_are_gone() -> None:
    """Only open suggestions are offered; without one, no key to answer stands in the footer."""
    done = [{**item, "status": status} for item, status in zip(SUGGESTIONS, ("accepted", "withheld"), strict=True)]
    async with opened(FakeDaemon(today={"suggestions": done, "learned": []})) as pilot:
        await wait_for_text(pilot, "Nothing to say right now")
        await wait_until(pilot, lambda: footer(pilot))
        assert not any("Accept" in words for words in footer(pilot))
        await pilot.press("a", "d", "n", "z", "w")
        assert len(pilot.app.screen_stack) == 1


async def test_new_suggestion_is_announced_elsewhere(daemon: FakeDaemon) -> None:
    """A suggestion that comes while another screen is open is told in passing; known ones are not told again."""
    daemon.answers["suggestions"] = {"items": SUGGESTIONS[:1], "next": None}
    async with opened(daemon, "5") as pilot:
        await wait_for_text(pilot, "Never looked at")
        await wait_until(pilot, lambda: daemon.calls("suggestions"))
        await pilot.app.workers.wait_for_complete()
        daemon.answers["suggestions"] = {"items": SUGGESTIONS, "next": None}
        await pilot.pause()
        assert "Send Anna" not in shown(pilot)
        pilot.app.post_message(Changed(["suggestions"]))
        await wait_for_text(pilot, "The review moved to Thursday")
        assert "Send Anna" not in shown(pilot)


async def test_change_is_shown_by_itself(daemon: FakeDaemon) -> None:
    """What changes in the daemon appears without a key."""
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Send Anna the travel costs")
        newest: Json = {**SUGGESTIONS[0], "id": 9, "title": "Leave for the train"}
        daemon.answers["today"] = {"suggestions": [newest], "learned": []}
        pilot.app.post_message(Changed(["today"]))
        await wait_for_text(pilot, "Leave for the train")


async def test_what_comes_fits_a_line_each() -> None:
    """The date and, of a quote in a frame, the quote; on a small terminal the two nearest, the others counted."""
    quote = "We need the manual by Wednesday"
    framed: Json = {
        **COMING[0], "id": 20, "wording": "extractive", "text": f"In a long frame Tomasz asked the user: '{quote}'",
        "evidence": [{**BELIEFS[0]["evidence"][0], "quote": quote}],
    }  # fmt: skip
    daemon = FakeDaemon(today={"suggestions": [], "learned": [], "coming": [framed, *COMING], "episodes": []})
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, f"by Thu 5 Mar        {quote}", "1 more on the Profile")
        assert "In a long frame" not in shown(pilot)
        assert "dentist" not in shown(pilot)


async def test_the_heading_says_only_what_fits() -> None:
    """Names of documents are left out whole where the line is too short for them."""
    episodes = [{"document": "a document with a long name", "minutes": 30}, {"document": "another", "minutes": 20}]
    daemon = FakeDaemon(today={"minutes": 50.2, "episodes": episodes, "suggestions": [], "learned": []})
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "50 min at the screen")
        assert "another" not in shown(pilot)
    async with opened(daemon, size=WIDE) as pilot:
        await wait_for_text(pilot, "50 min at the screen · mostly a document with a long …, another")
