"""Answers with citations, or "I don't know"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.pipeline import ask
from assistant.pipeline.asked import Named
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


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quel jour est-ce que je récolte le tilleul ?", "Je récolte le tilleul le samedi 27 juin."),
        ("Jusqu'à quand dois-je renvoyer le registre ?", "Merci de renvoyer le registre avant le 30 juin."),
        ("À quelle heure vient Nadia ?", "Nadia vient à 8 h avec la remorque."),
        ("Qui vient avec la remorque ?", "Nadia vient à 8 h avec la remorque."),
        ("Combien de pots faut-il ?", "Il faut 35 pots pour samedi."),
        ("Bis wann muss ich den Bericht abgeben?", "Bitte den Bericht bis 30. April abgeben."),
        ("An welchem Tag findet die Probe statt?", "Die Probe ist am Mittwoch, 18. März."),
        ("Wer leitet das Labor?", "Frauke Detlefsen leitet ab November das Labor."),
    ],
)
def test_questions_in_french_and_german(question: str, said: str) -> None:
    """Their question words and auxiliaries are asked for no more than the English ones."""
    found = ask.answer(question, Recalled("Une autre chose, etwas anderes", said))
    assert said in found.answer


def test_who_speaks_is_told_and_counts() -> None:
    """A line that does not name its sender is found by the name and told with it."""
    question = "When does Priya need the list?"
    text = "I need the list by Friday, 12 June."
    found = ask.answer(question, Place(Hit("observation", 1, text, 0.5, NOW, header="Priya Venning 09:14")))
    assert found.answer.startswith("Priya Venning: I need the list")
    assert ask.answer(question, Place(Hit("observation", 1, text, 0.5, NOW, header="Aldo Brunetti"))).abstained


def test_a_firm_is_spoken_of_by_its_people() -> None:
    """What somebody of a firm says answers a question about the firm, and nothing of anybody else does."""
    firm = Named(frozenset(["nordlicht"]), ("nordlicht.example", "Tomasz Berghoff"))
    said = "Tomasz Berghoff asked the user: 'We need the pump manual by Wednesday, 11 March.'"
    other = "Ben Adler asked the user: 'We need the pump manual by Friday, 13 March.'"
    found = ask.answer("When does Nordlicht need the pump manual?", Recalled(other, said), known_as=lambda _: [firm])
    assert "11 March" in found.answer
    assert "13 March" not in found.answer


@pytest.mark.parametrize(
    ("question", "said", "title"),
    [
        ("How much do I earn at the school?", "The user wrote in 'School': 'Town hall, counter 3'", "School - Notes"),
        ("When does Odile go on holiday?", "Odile Marchetti told the user: 'The texts are due on 8 April.'", ""),
    ],
)
def test_where_and_by_whom_it_was_said_is_no_answer(question: str, said: str, title: str) -> None:
    """A passage that shares nothing with the question but its place or its speaker does not answer it."""
    odile = Named(frozenset(["odile"]), ("Odile Marchetti",))
    known = [odile] if "Odile" in question else []
    place = Place(Hit("proposition", 1, said, 0.9, NOW, title=title))
    assert ask.answer(question, place, known_as=lambda _: known).abstained


class Place(Recalled):
    """Recalls given hits."""

    def __init__(self, *hits: Hit) -> None:
        self._hits = list(hits)


@pytest.mark.parametrize(
    "line", ["Nadia: the camera has a new password:", "Nadia: the camera has a new password: / 11:07"]
)
def test_a_line_that_announces_what_was_not_kept_answers_nothing(line: str) -> None:
    """A secret behind the colon was never kept; the colon alone is no answer."""
    assert ask.answer("What is the password of the camera?", Recalled(line)).abstained
