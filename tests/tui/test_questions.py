"""The question on Today, and the lists of what corrections did."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from assistant.protocol import Json
from assistant.tui.sheets.simple import TextSheet
from assistant.tui.widgets.question import QuestionCard
from tests.tui.fake import FakeDaemon
from tests.tui.steps import opened, shown, wait_for_text, wait_until

QUESTION: Json = {
    "id": 4, "proposition_id": 11, "text": "A dentist appointment is on Friday at 8:30.", "worth": 0.2,
    "status": "open", "answer": "",
}  # fmt: skip


def curious(**answers: Json) -> FakeDaemon:
    """A daemon with one question."""
    return FakeDaemon(questions={"items": [QUESTION], "next": None, "off": False}, **answers)


@pytest.mark.parametrize(
    ("key", "verb", "args", "answer", "words"),
    [
        ("y", "answer", {"id": 4, "answer": "yes"}, {"answer": "yes"}, "Confirmed."),
        ("n", "answer", {"id": 4, "answer": "no"}, {"answer": "no"}, "Rejected."),
        ("x", "skip_question", {"id": 4}, {"id": 4}, "It is not asked again."),
        ("s", "stop_questions", {"off": True}, {"off": True}, "No more questions."),
    ],
)
async def test_one_key_answers(key: str, verb: str, args: Json, answer: Json, words: str) -> None:
    """After y has gone to the question, its keys answer it; the list of suggestions has the focus again."""
    daemon = curious(**{verb: answer})
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Is this right?", "dentist appointment")
        await pilot.press("y")
        await wait_for_text(pilot, "y yes", "s stop asking")
        daemon.answers["questions"] = {"items": [], "next": None, "off": False}
        await pilot.press(key)
        await wait_for_text(pilot, words)
        assert daemon.calls(verb) == [args]
        await wait_until(pilot, lambda: not pilot.app.screen.query_one(QuestionCard).display)
        assert pilot.app.focused is pilot.app.screen.query_one("#suggestions")


async def test_nothing_is_answered_in_passing() -> None:
    """Before one has gone to the question, n is about the suggestion and escape away from it answers nothing."""
    daemon = curious()
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Is this right?", "Send Anna")
        await pilot.press("n")
        await wait_until(pilot, lambda: daemon.calls("suggestion_feedback"))
        await pilot.press("y", "escape", "n")
        await wait_until(pilot, lambda: len(daemon.calls("suggestion_feedback")) == 2)
        assert daemon.calls("answer") == []


async def test_not_like_that() -> None:
    """Key e takes the words to say how it really is; leaving the sheet answers nothing."""
    daemon = curious(answer={"answer": "edited"})
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Is this right?")
        await pilot.press("y", "e", "escape", "e")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, TextSheet))
        field = pilot.app.screen.query_one(Input)
        assert field.value == QUESTION["text"]
        field.value = "It is on Thursday."
        await pilot.press("enter")
        await wait_for_text(pilot, "These are your words now.")
        assert daemon.calls("answer") == [{"id": 4, "answer": "It is on Thursday."}]


async def test_only_coming_here_is_a_moment_to_ask() -> None:
    """The daemon is told once that the app was opened; a refresh is no new moment, and no question leaves no trace."""
    daemon = FakeDaemon()
    async with opened(daemon) as pilot:
        await wait_for_text(pilot, "Send Anna")
        await pilot.press("r")
        await wait_until(pilot, lambda: len(daemon.calls("questions")) >= 2)
        assert [args["opened"] for args in daemon.calls("questions")][:2] == [True, False]
        assert "Is this right?" not in shown(pilot)
        await pilot.press("y")
        assert pilot.app.focused is pilot.app.screen.query_one("#suggestions")


async def test_a_hostile_question_is_only_text() -> None:
    """Markup and control characters of a belief's words do nothing."""
    evil = {**QUESTION, "text": "[@click=app.quit]Pay[/] \x1b]0;now\x07 [bold"}
    async with opened(FakeDaemon(questions={"items": [evil], "next": None, "off": False})) as pilot:
        await wait_for_text(pilot, "Is this right?", "[@click=app.quit]Pay[/]")


async def test_what_was_taught_can_be_removed() -> None:
    """The sheet says what each lesson does; x removes the highlighted one and asks again."""
    taught = {"id": 3, "words": "say 'Paul Duval' for 'M. Duval'", "effect": "new beliefs are worded so", "count": 1,
              "applies": True}  # fmt: skip
    daemon = FakeDaemon(preferences={"items": [taught]})
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("T")
        await wait_for_text(pilot, "What your corrections taught", "say 'Paul Duval'", "from 1 belief")
        daemon.answers["preferences"] = {"items": []}
        await pilot.press("x")
        await wait_for_text(pilot, "Nothing yet.")
        assert daemon.calls("remove_preference") == [{"id": 3}]


async def test_what_was_rejected_can_come_back() -> None:
    """With its belief by an undo; one whose words are gone by lifting what is left."""
    kept = {"id": 1, "proposition_id": 9, "text": "The user plays golf.", "reason": "not_about_me", "note": "no",
            "time": "2026-03-02T10:00:00+01:00"}  # fmt: skip
    gone = {**kept, "id": 2, "proposition_id": None, "text": "", "reason": "wrong"}
    daemon = FakeDaemon(rejected={"items": [kept, gone], "next": None})
    async with opened(daemon, "2") as pilot:
        await wait_for_text(pilot, "dentist")
        await pilot.press("R")
        await wait_for_text(pilot, "What does not come back", "plays golf", "not about me", "Its words are gone")
        await pilot.press("b", "j", "b")
        await wait_until(pilot, lambda: daemon.calls("lift_rejection"))
        assert (daemon.calls("undo"), daemon.calls("lift_rejection")) == ([{"id": 9}], [{"id": 2}])
