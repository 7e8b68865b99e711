"""Answers with citations, or "I don't know"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.pipeline import ask
from assistant.pipeline.ports import Opinion, Thought
from assistant.types import Hit, Proposition
from tests.unit.pipeline.build import NOW

KNOWN = (
    "In 'Q3 budget' Ana Souza told the user: 'The budget review moved to Friday at 10:00'",
    "The user wrote in 'trip.md': 'I prefer the aisle and vegetarian food'",
    "Praxis Dr. Huber told the user: 'Ihr Termin ist am 16.03. um 10:15 Uhr'",
    "田中 asked the user: '明日までに見積書を送ってください。'",
    "Ben asked the user: 'could you return the ladder on Sunday?'",
)


class Recalled:
    """Gives what it was told, in that order, whatever is asked."""

    def __init__(self, *texts: str) -> None:
        self._hits = [Hit("proposition", n, text, 1.0 - n / 20, NOW) for n, text in enumerate(texts, start=1)]

    def propositions(self, text: str, limit: int, dormant: int = 0) -> list[tuple[Proposition, float]]:
        """None."""
        return []

    def search(self, query: str, limit: int) -> list[Hit]:
        """All of them."""
        return self._hits[:limit]


class Speaking:
    """A mind that answers with given words."""

    batch = 4

    def __init__(self, words: str) -> None:
        self.words = words

    def think(self, thought: Thought) -> Opinion:
        """Nothing."""
        return Opinion("", None, 0.0, 0, 0, 0)

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        """No preference."""
        return [1 / len(options)] * len(options)

    def answer(self, question: str, passages: Sequence[str]) -> Iterator[str]:
        """Its words, one by one."""
        return iter(self.words.split(" ")) if not self.words else (f"{word} " for word in self.words.split(" "))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("When is the budget review?", 1),
        ("Which food does the user prefer?", 2),
        ("Wann ist mein Termin bei Dr. Huber?", 3),
        ("見積書はいつまで？", 4),
        ("What should be returned to Ben?", 5),
    ],
)
def test_the_supporting_belief_answers_and_is_cited(question: str, number: int) -> None:
    """Among several recalled passages the one that speaks of the question is given, with its citation."""
    found = ask.answer(question, Recalled(*KNOWN))
    assert not found.abstained
    assert found.cites[0].id == number
    assert KNOWN[number - 1] in found.answer
    assert "[1]" in found.answer


@pytest.mark.parametrize(
    "question",
    [
        "What is the name of the user's dog?",
        "When does the flight to Nairobi leave?",
        "Who is Viktor?",
        "Which airline takes me to the budget review?",
        "How much rent does Ben ask for the ladder?",
        "What is the password of the budget review?",
        "What did Ana say about budget review 9?",
        "When did I prefer vegetarian food?",
        "How much vegetarian food do I prefer?",
        "Wie heisst meine Bank?",
        "飛行機の便名は？",
        "",
        "???",
    ],
)
def test_thin_support_is_admitted(question: str) -> None:
    """Recall always finds something; where it does not speak of the question, Inkling does not know."""
    found = ask.answer(question, Recalled(*KNOWN))
    assert found == ask.Answer(ask.UNKNOWN, abstained=True)


def test_nothing_recalled_is_admitted() -> None:
    """An empty memory does not know."""
    assert ask.answer("When is the review?", Recalled()).abstained


def test_the_minds_grounded_words_are_used_and_cited() -> None:
    """A sentence whose names, numbers and words stand in a passage is given out, with its source."""
    spoken: list[str] = []
    mind = Speaking("The budget review moved to Friday at 10:00.")
    found = ask.answer("When is the budget review?", Recalled(*KNOWN), mind, on_words=spoken.append)
    assert found.answer == "The budget review moved to Friday at 10:00. [1]"
    assert [hit.id for hit in found.cites] == [1]
    assert spoken == ["The budget review moved to Friday at 10:00. [1] "]


@pytest.mark.parametrize(
    "words", ["The budget review moved to Monday at 11:00.", "Viktor moved the budget review.", ""]
)
def test_the_minds_inventions_give_way_to_the_quotes(words: str) -> None:
    """Another day, another name or nothing: the cited belief itself is the answer."""
    found = ask.answer("When is the budget review?", Recalled(*KNOWN), Speaking(words))
    assert found.answer == f"{KNOWN[0]} [1]"


def test_a_question_for_a_time_is_answered_with_one() -> None:
    """Not with a passage that repeats the question's words without one, nor with the question itself."""
    question = "When does Ben need the ladder?"
    passages = ("Ben asked: 'who needs the ladder?'", "Ben needs the ladder back by Sunday")
    assert ask.answer(question, Recalled(*passages)).answer == f"{passages[1]} [1]"
    assert ask.answer(question, Recalled(*passages), Speaking("Ben needs the ladder.")).answer == f"{passages[1]} [1]"


def test_a_line_that_was_cut_short_gives_way_to_the_whole_one() -> None:
    """The list of mails shows less than the mail; where only the list was seen, it must do."""
    passages = ("Rail wrote: 'The train to Weimar leaves on 13 March at 08:1...'", "The train to Weimar leaves 08:14")
    question = "When does the train to Weimar leave?"
    assert ask.answer(question, Recalled(*passages)).answer == f"{passages[1]} [1]"
    assert ask.answer(question, Recalled(passages[0])).answer == f"{passages[0]} [1]"
