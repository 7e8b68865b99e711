"""Cards of a board as beliefs: whose they are, what is done, and what that ends."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assistant.pipeline import choose, propose
from assistant.pipeline.pair import Relation
from assistant.pipeline.relate import relate
from assistant.types import BlockKind, Kind, Proposition, Who
from tests.unit.pipeline.build import MARTA, NOW, line, observation

LATER = NOW + timedelta(hours=3)


def card(
    *texts: str, header: str, who: Who = Who.USER, time: datetime = NOW, number: int = 1, threshold: float = 0.0
) -> Proposition | None:
    """What the real pipeline believes from one card, without a mind."""
    lines = [line(text, who, header, BlockKind.TEXT, row=row) for row, text in enumerate(texts)]
    seen = observation(*lines, app="chromium", title="MoorFlux - Brettwerk - Chromium", time=time, number=number)
    chosen = choose.choose(seen, MARTA, threshold=threshold)
    assert len(chosen) <= 1
    return propose.propose(chosen[0], None, seen, MARTA) if chosen else None


@pytest.mark.parametrize("who", [Who.USER, Who.UNKNOWN])
def test_a_card_among_the_finished_ends_the_open_one(who: Who) -> None:
    """Its label, date and name are one statement with its title; what is done is no task any more."""
    task = card("100 Septa für die Röhrchen bestellen", header="task: Offen", who=who)
    texts = ("Labor", "100 Septa für die Röhrchen bestellen", "erledigt 3.3.", "Marta Kowalska")
    done = card(*texts, header="done: Fertig", time=LATER, number=2)
    assert task is not None
    assert done is not None
    assert task.kind is Kind.TASK
    assert done.kind is Kind.FACT
    assert done.text == f"In 'MoorFlux' the user's task is done: '{' '.join(texts)}'"
    assert done.evidence[0].quote == " ".join(texts)
    verdict = relate(done, task, 0.8)
    assert (verdict.relation, verdict.explicit) == (Relation.CONTRADICTS, True)


def test_a_sender_who_calls_himself_done_ends_nothing() -> None:
    """Only a board says by its column that something is done; a name of somebody else does not."""
    task = card("Order 100 septa for the tubes", header="task: To do")
    said = card("Order 100 septa for the tubes", header="done: Tom", who=Who.OTHER, time=LATER, number=2)
    assert task is not None
    assert said is not None
    assert "is done" not in said.text
    assert relate(said, task, 1.0).relation is not Relation.CONTRADICTS


def test_another_card_of_the_same_person_and_label_stays() -> None:
    """Neither another open card with another day nor a finished one ends it."""
    task = card("Labor", "Kalibrierkurve prüfen", "fällig 23.10.", "Marta Kowalska", header="task: Offen")
    done = card("Labor", "100 Septa bestellen", "erledigt 3.3.", "Marta Kowalska", header="done: Fertig", number=2)
    other = card("Labor", "Röhrchen spülen", "fällig 30.10.", "Marta Kowalska", header="task: Offen", number=2)
    assert task is not None
    assert done is not None
    assert other is not None
    assert relate(done, task, 0.7).relation is Relation.UNRELATED
    assert relate(other, task, 0.7).relation is Relation.UNRELATED


def test_a_card_that_moves_on_is_the_same_task() -> None:
    """A column is no speaker: what is in progress now is what was open before."""
    task = card("Write the report for Ana", header="task: To do", who=Who.UNKNOWN)
    moved = card("Write the report for Ana", header="task: Doing", who=Who.UNKNOWN, time=LATER, number=2)
    assert task is not None
    assert moved is not None
    assert relate(moved, task, 1.0).relation is Relation.SAME


def test_the_card_of_somebody_else_is_not_the_users() -> None:
    """It is not worth a belief, and where one is made all the same it says whose card it is."""
    texts = ("Kammern an M2 abbauen", "fällig 30.10.", "Milo Castellan")
    assert card(*texts, header="Milo Castellan", who=Who.OTHER, threshold=choose.THRESHOLD) is None
    told = card(*texts, header="Milo Castellan", who=Who.OTHER)
    assert told is not None
    assert told.text.startswith("In 'MoorFlux' the card of Milo Castellan says")
    assert told.text.endswith(f": '{' '.join(texts)}'")
