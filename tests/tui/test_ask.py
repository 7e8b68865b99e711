"""Questions, answers that stream, and their sources."""

from __future__ import annotations

from assistant.errors import ModelError
from tests.tui.fake import FakeDaemon
from tests.tui.steps import opened, shown, wait_for_text, wait_until

ANSWER = "You are working on the Q3 budget review, which is due on Thursday."


async def test_answer_streams_then_shows_its_sources(daemon: FakeDaemon) -> None:
    """Words appear before the answer is whole; the checked answer replaces them and brings its sources."""
    daemon.gate.clear()
    async with opened(daemon, "4", *"what", "space", *"now", "enter") as pilot:
        await wait_for_text(pilot, "› what now", "You are working")
        assert "Sources" not in shown(pilot)
        daemon.gate.set()
        await wait_for_text(pilot, ANSWER, "rests on 2 sources", "2.4 s", "Sources")


async def test_source_opens(daemon: FakeDaemon) -> None:
    """Escape leads from the field to the sources, enter opens one."""
    async with opened(daemon, "4", *"hi", "enter") as pilot:
        await wait_for_text(pilot, "Sources")
        await pilot.press("escape", "enter")
        await wait_for_text(pilot, "Source", "Why · 2 quotes")
        await pilot.press("escape", "j", "enter")
        await wait_for_text(pilot, "Sure, I will send it at eleven.")
        assert [args["id"] for args in daemon.calls("observation")] == [41]


async def test_not_knowing_is_an_answer() -> None:
    """An abstention says that nothing supports an answer, and shows no sources."""
    daemon = FakeDaemon(ask={"answer": "", "abstained": True, "cites": [], "seconds": 0.2})
    daemon.tokens = []
    async with opened(daemon, "4", *"hi", "enter") as pilot:
        await wait_for_text(pilot, "I don't know.", "Nothing that I have seen or believe")
        assert "Sources" not in shown(pilot)


async def test_newer_question_ends_the_older(daemon: FakeDaemon) -> None:
    """A second question stops the first; late words of the first are not shown under the second."""
    daemon.gate.clear()
    async with opened(daemon, "4", *"one", "enter") as pilot:
        await wait_for_text(pilot, "› one", "You are working")
        await pilot.press(*"two", "enter")
        await wait_for_text(pilot, "› two", "Stopped.")
        daemon.gate.set()
        await wait_for_text(pilot, "rests on 2 sources")
        assert shown(pilot).count("rests on 2 sources") == 1


async def test_failed_answer_says_what_to_do() -> None:
    """A mind that is missing is told with its fix, and the question stays."""
    daemon = FakeDaemon(ask=ModelError("The mind is missing.", "Get it: inkling models pull"))
    async with opened(daemon, "4", *"hi", "enter") as pilot:
        await wait_for_text(pilot, "The mind is missing.", "inkling models pull", "The answer could not be given.")


async def test_clear(daemon: FakeDaemon) -> None:
    """ctrl+l removes the conversation from the screen."""
    async with opened(daemon, "4", *"hi", "enter") as pilot:
        await wait_for_text(pilot, ANSWER)
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: ANSWER not in shown(pilot) and "Sources" not in shown(pilot))
