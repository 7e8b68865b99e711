"""A stream of real messages through choose, propose, relate and revise, with the real embedder and no mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant import catalog, paths
from assistant.inference.active import active_embedder
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline import choose, propose
from assistant.pipeline.revise import Add, Retire, Supersede, Support, revise
from assistant.types import BlockKind, Line, Observation, Proposition, Status, Tier, Who
from tests.unit.pipeline.build import MARTA, NOW, line, observation

pytestmark = pytest.mark.models
HOUR = timedelta(hours=1)

MAIL = {"app": "chromium", "title": "Re: Q3 budget review - Mail - Chromium"}
CHAT = {"app": "Slack", "title": "Ana Souza - Slack"}
NOTES = {"app": "gedit", "title": "notes.md - gedit"}
CLINIC = {"app": "thunderbird", "title": "Terminverschiebung - Mozilla Thunderbird"}
CALENDAR = {"app": "firefox", "title": "Calendar - Firefox"}


@pytest.fixture(scope="module")
def embedder() -> Iterator[EmbeddingModel]:
    """The real embedder."""
    active = active_embedder(catalog.load(), ModelCache(paths.model_cache()))
    made = EmbeddingModel(active.path, sha256=active.sha256)
    yield made
    made.close()


class Memory:
    """Beliefs as a store would keep them, in a dictionary."""

    def __init__(self, embedder: EmbeddingModel) -> None:
        self.beliefs: dict[int, Proposition] = {}
        self._embedder = embedder
        self._samples = choose.prototypes(embedder)
        self._seen = 0

    def see(self, given: Line, app: str, title: str) -> None:
        """One line on the screen, an hour after the one before."""
        self._seen += 1
        seen = observation(given, app=app, title=title, time=NOW + HOUR * self._seen, number=self._seen)
        for chosen in choose.choose(seen, MARTA, embedder=self._embedder, samples=self._samples):
            self._learn(propose.propose(chosen, None, seen, MARTA))

    def active(self) -> list[str]:
        """The quotes of what is believed now."""
        return [one.evidence[0].quote for one in self.beliefs.values() if one.status is Status.ACTIVE]

    def _learn(self, new: Proposition | None) -> None:
        assert new is not None
        active = [one for one in self.beliefs.values() if one.status is Status.ACTIVE]
        vectors = self._embedder.embed([new.text, *(one.text for one in active)])
        related = [(one, float(vector @ vectors[0])) for one, vector in zip(active, vectors[1:], strict=True)]
        past = [one for one in self.beliefs.values() if one.status is Status.SUPERSEDED]
        for change in revise(new, related, past=past):
            if isinstance(change, Supersede):
                self.beliefs[change.old] = replace(self.beliefs[change.old], status=Status.SUPERSEDED)
            if isinstance(change, Retire):
                self.beliefs[change.id] = replace(self.beliefs[change.id], status=Status.SUPERSEDED)
            if isinstance(change, Support):
                self.beliefs[change.id] = change.belief
            if isinstance(change, Add | Supersede):
                number = len(self.beliefs)
                self.beliefs[number] = replace(change.new, id=number)


def _said(text: str, header: str = "Ana Souza") -> Line:
    return line(text, header=header)


def _noted(text: str) -> Line:
    return line(text, Who.USER, kind=BlockKind.TEXT, tier=Tier.OWN)


def test_a_day_of_changes_leaves_what_is_true(embedder: EmbeddingModel) -> None:
    """Moves, corrections, cancellations and completions replace just what they are about; glances back do nothing."""
    memory = Memory(embedder)
    review = "The budget review is on Thursday at 14:00 in room 3.12."
    memory.see(_said(review), **MAIL)
    memory.see(_said("Could you send me the revised travel budget by Friday noon?"), **MAIL)
    memory.see(_said("Please also invite Kofi to the review."), **MAIL)
    memory.see(_said("hey, the budget review moved to Friday 10:00, same room"), **CHAT)
    memory.see(_said(review), **MAIL)
    memory.see(_said("Correction: I need the travel budget by Wednesday already, not Friday."), **MAIL)
    memory.see(_noted("pay electricity bill before 28 March"), **NOTES)
    memory.see(_noted("pay gas bill before 28 March"), **NOTES)
    memory.see(_noted("paid the electricity bill"), **NOTES)
    memory.see(line("Dentist Dr. Huber 09:30", Who.UNKNOWN, "Thu 12", BlockKind.TABLE), **CALENDAR)
    moved = "leider müssen wir Ihren Termin am 12.03. auf Montag, den 16.03. um 10:15 Uhr verschieben."
    memory.see(replace(_said(moved, "Praxis Dr. Huber"), block_kind=BlockKind.MAIL), **CLINIC)
    memory.see(_said("The budget review on Friday is cancelled, we do it by mail"), **CHAT)
    assert memory.active() == [
        "Please also invite Kofi to the review.",
        "Correction: I need the travel budget by Wednesday already, not Friday.",
        "pay gas bill before 28 March",
        "paid the electricity bill",
        moved,
        "The budget review on Friday is cancelled, we do it by mail",
    ]


def test_defect_05_the_same_screens_on_ten_days_are_the_same_beliefs(embedder: EmbeddingModel) -> None:
    """Ten rounds over the same lines leave as many beliefs as the first one."""
    memory = Memory(embedder)
    lines = (
        "Could you review my slides by Monday?",
        "could you review my abstract by Tuesday?",
        "I booked us a table for 7pm",
    )
    for _ in range(10):
        for text in lines:
            memory.see(_said(text), **CHAT)
    assert memory.active() == list(lines)


def test_news_and_shops_are_told_from_mail_by_meaning(embedder: EmbeddingModel) -> None:
    """With the embedder, lines of strangers stay below the threshold though they hold dates and names."""
    memory = Memory(embedder)
    page = {"app": "firefox", "title": "Election results: turnout at record high - Mozilla Firefox"}
    for text in (
        "Voters in three states go to the polls on Tuesday, 3 November.",
        "The company said it will cut 200 jobs by June.",
        "Meeting with unions was postponed to Friday, a spokeswoman said.",
        "Dream holidays in Crete from 399 EUR - book your trip today",
    ):
        memory.see(line(text, Who.UNKNOWN, kind=BlockKind.TEXT), **page)
    assert memory.active() == []


def test_an_empty_observation_teaches_nothing(embedder: EmbeddingModel) -> None:
    """Nothing on the screen, nothing learned."""
    assert choose.choose(Observation(NOW, NOW, "x", "y", 1, ()), MARTA, embedder=embedder) == []
