"""Prose by the mind: every sentence can be stood by, or none of it is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.pipeline.ports import Opinion, Thought
from assistant.pipeline.retold import retold
from tests.unit.pipeline.build import MARTA

FACTS = (
    "On Tuesday 3 March 2026 the user spent 1 h 20 min at the screen, between 10:00 and 13:00.",
    "Most of it went to 'plan.odt' (1 h 10 min) and 'team' (10 min).",
    "The user dealt with Anna Weber and Tom.",
    "Anna Weber asked the user: 'Could you send me the plan by Friday?'",
)


class Saying:
    """A mind that says one thing."""

    batch = 1

    def __init__(self, text: str) -> None:
        self.text = text

    def answer(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        assert "user" in question
        assert list(passages) == list(FACTS)
        yield from self.text

    def think(self, thought: Thought) -> Opinion:
        raise NotImplementedError

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        raise NotImplementedError


def told(text: str) -> str | None:
    """What is made of it."""
    return retold("What did the user do?", FACTS, Saying(text), MARTA)


def test_faithful_words_are_used_without_their_citations() -> None:
    """Each sentence says what one fact says; a sentence that comes twice is said once."""
    good = "The user spent 1 h 20 min at the screen [1]. The user dealt with Anna Weber and Tom [3]."
    assert told(f"{good} The user dealt with Anna Weber and Tom [3].") == (
        "The user spent 1 h 20 min at the screen. The user dealt with Anna Weber and Tom."
    )


@pytest.mark.parametrize(
    "bad",
    [
        "The user dealt with Anna Weber and Paul.",
        "The user spent 2 h 20 min at the screen.",
        "The user did not deal with Anna Weber.",
        "The user asked Anna Weber to send the plan by Friday.",
        "Anna Weber asked the user to send the plan by Monday.",
        "It was a wonderful and productive day full of success.",
        "",
    ],
)
def test_one_sentence_that_cannot_be_stood_by_spoils_it_all(bad: str) -> None:
    """An invented name, number, denial, day or role, or mere talk: the whole paragraph is refused."""
    assert told(bad) is None
    assert told(f"The user dealt with Anna Weber and Tom. {bad}".strip()) is None or not bad
