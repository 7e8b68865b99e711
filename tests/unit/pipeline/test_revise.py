"""What a new belief changes: values only, nothing deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.pipeline.revise import Add, Change, Nothing, Oppose, Retire, Supersede, Support, revise
from assistant.types import BlockKind, Proposition, Status, Tier, Who
from tests.unit.pipeline.build import NOW, believe

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REVIEW = "The budget review is on Thursday at 14:00"
MOVED = "The budget review moved to Friday at 10:00"


def _apply(store: dict[int, Proposition], changes: Sequence[Change]) -> None:
    """What the daemon's adapter does with the values, over a dictionary."""
    for change in changes:
        match change:
            case Add(new):
                store[len(store)] = replace(new, id=len(store))
            case Support(number, _, after) | Oppose(number, _, after):
                store[number] = after
            case Supersede(old, new, _):
                store[old] = replace(store[old], status=Status.SUPERSEDED)
                store[len(store)] = replace(new, id=len(store))
            case Retire(number, _):
                store[number] = replace(store[number], status=Status.SUPERSEDED)
            case Nothing():
                pass


def _active(store: dict[int, Proposition]) -> list[Proposition]:
    return [one for one in store.values() if one.status is Status.ACTIVE]


def _learn(store: dict[int, Proposition], new: Proposition, similarity: float) -> list[Change]:
    past = [one for one in store.values() if one.status is Status.SUPERSEDED]
    changes = revise(new, [(one, similarity) for one in _active(store)], past=past)
    _apply(store, changes)
    return changes


def test_defect_05_the_same_fact_four_times_is_one_belief() -> None:
    """Seen on four days, it is one belief with four pieces of evidence, surer than at first."""
    store: dict[int, Proposition] = {}
    for day in range(4):
        _learn(store, believe(REVIEW, time=NOW + DAY * day, number=day), 1.0)
    assert len(store) == 1
    assert len(store[0].evidence) == 4
    assert store[0].confidence > believe(REVIEW).confidence


def test_defect_05_ten_copies_of_a_day_add_nothing() -> None:
    """The same lines again and again, each day shifted, leave as many beliefs as the first day did."""
    said = (
        REVIEW,
        "Could you call the plumber today?",
        "My supervisor is Dr. Nwosu",
        "Please renew the parking permit",
    )
    store: dict[int, Proposition] = {}
    for day in range(10):
        for index, text in enumerate(said):
            new = believe(text, time=NOW + DAY * day + HOUR * index, number=10 * day + index)
            near = [(one, 1.0 if text in one.text else 0.2) for one in _active(store)]
            _apply(store, revise(new, near))
    assert len(store) == len(said)


def test_defect_06_evidence_belongs_to_the_claim_it_supports() -> None:
    """A new belief brings its own quote only, and an unrelated one gets none of it."""
    other = replace(believe("Could you water the plants?"), id=7)
    (change,) = revise(believe(REVIEW, number=2), [(other, 0.2)])
    assert isinstance(change, Add)
    assert [one.quote for one in change.new.evidence] == [REVIEW]


def test_defect_06_a_superseding_belief_does_not_inherit_what_supported_the_old() -> None:
    """The old value's quotes do not support the new value."""
    old = replace(believe(REVIEW), id=1)
    (change,) = revise(believe(MOVED, time=NOW + HOUR, number=2), [(old, 0.85)])
    assert isinstance(change, Supersede)
    assert [one.quote for one in change.new.evidence] == [MOVED]
    assert change.new.supersedes == 1


@pytest.mark.parametrize("empty", [None, replace(believe(REVIEW), text=" "), replace(believe(REVIEW), evidence=())])
def test_defect_07_an_empty_answer_changes_nothing(empty: Proposition | None) -> None:
    """No words or no evidence: the old belief stands as it was."""
    old = replace(believe(REVIEW), id=1)
    changes = revise(empty, [(old, 0.99)])
    assert all(isinstance(change, Nothing) for change in changes)


def test_defect_07_revision_never_deletes() -> None:
    """Through moves, cancellations and repeats every belief stays in the history, linked to the next."""
    store: dict[int, Proposition] = {}
    for hour, text in enumerate((REVIEW, MOVED, "The budget review on Friday is cancelled")):
        _learn(store, believe(text, time=NOW + HOUR * hour, number=hour), 0.85)
    assert len(store) == 3
    assert [store[1].supersedes, store[2].supersedes] == [0, 1]
    assert [one.text for one in _active(store)] == [store[2].text]


def test_defect_13_what_was_deleted_is_not_learned_again() -> None:
    """A tombstone stops the belief, whatever supports it."""
    (change,) = revise(believe(REVIEW), [], tombstone=lambda belief: "budget" in belief.text)
    assert change == Nothing("forgotten or rejected before")


def test_a_glance_at_the_old_mail_brings_nothing_back() -> None:
    """The superseded value, seen again, neither returns nor shakes the new one."""
    store: dict[int, Proposition] = {}
    _learn(store, believe(REVIEW, number=1), 0.9)
    _learn(store, believe(MOVED, time=NOW + HOUR, number=2), 0.85)
    before = dict(store)
    changes = _learn(store, believe(REVIEW, time=NOW + DAY, number=3), 0.85)
    assert [type(change) for change in changes] == [Nothing]
    assert store == before


def test_a_mail_that_quotes_the_old_date_does_not_bring_it_back() -> None:
    """The older mail below an answer was never seen before, yet the change that is known stays in force."""
    moved = replace(believe(MOVED, kind=BlockKind.MAIL, title="Budget - Mail", app="chromium"), id=1)
    old = "The budget review is on Thursday"
    quoted = believe(old, kind=BlockKind.MAIL, title="Budget - Mail", app="chromium", time=NOW + HOUR, number=2)
    (change,) = revise(quoted, [(moved, 0.9)])
    assert isinstance(change, Nothing)


def test_older_news_does_not_override() -> None:
    """Capture time decides, not the order of processing."""
    newer = replace(believe("The budget review is on Friday", time=NOW + DAY, number=2), id=1)
    (change,) = revise(believe("The budget review is on Thursday", time=NOW, number=1), [(newer, 0.95)])
    assert isinstance(change, Nothing)


def test_what_the_user_stated_falls_only_to_the_user() -> None:
    """A pinned or stated belief is opposed, not replaced, by what merely stood on the screen."""
    stated = replace(believe(REVIEW), id=1, trust=Tier.STATED)
    (change,) = revise(believe(MOVED, time=NOW + HOUR, number=2), [(stated, 0.85)])
    assert isinstance(change, Oppose)
    assert change.belief.confidence < stated.confidence
    typed = believe(MOVED, Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT, time=NOW + HOUR, number=2)
    (change,) = revise(typed, [(stated, 0.85)])
    assert isinstance(change, Supersede)


def test_seeing_without_news_does_not_override_what_was_typed() -> None:
    """Another value on some page is weaker than the user's own words; a told change is not."""
    typed = replace(
        believe("The budget review is on Thursday", Who.USER, "", tier=Tier.TYPED, kind=BlockKind.TEXT), id=1
    )
    seen = believe("The budget review is on Friday", Who.UNKNOWN, "", kind=BlockKind.TEXT, time=NOW + HOUR, number=2)
    assert isinstance(revise(seen, [(typed, 0.95)])[0], Oppose)
    told = believe(MOVED, time=NOW + HOUR, number=2)
    assert isinstance(revise(told, [(typed, 0.85)])[0], Supersede)


def test_one_piece_of_news_retires_all_that_it_replaces() -> None:
    """Two beliefs about the old date both go, one of them as the link."""
    one = replace(believe(REVIEW), id=1)
    two = replace(believe("Reminder: the budget review is on Thursday", header="Ben Ode", number=3), id=2)
    changes = revise(believe(MOVED, time=NOW + HOUR, number=2), [(one, 0.85), (two, 0.8)])
    assert {type(change) for change in changes} == {Supersede, Retire}


def test_a_weekly_thursday_moves_on() -> None:
    """The same words a week later mean the next Thursday: the belief is awake again with the new end."""
    old = replace(believe("Could you submit the timesheet by Thursday?"), id=1)
    (change,) = revise(
        believe("Could you submit the timesheet by Thursday?", time=NOW + DAY * 7, number=2), [(old, 1.0)]
    )
    assert isinstance(change, Support)
    assert old.valid_to is not None
    assert change.belief.valid_to == old.valid_to + DAY * 7


def _dormant(text: str, **more: object) -> Proposition:
    """A belief of the last Tuesday that is out of force."""
    return replace(believe(text, time=NOW), id=1, status=Status.EXPIRED, **more)  # type: ignore[arg-type]


def test_a_sleeping_belief_wakes_by_new_evidence() -> None:
    """The same said again wakes it instead of making it twice; older evidence does not wake it."""
    asleep = _dormant("The team uses Postgres for the ledger", valid_to=None)
    again = believe("The team uses Postgres for the ledger", time=NOW + DAY * 200, number=2)
    (change,) = revise(again, [(asleep, 1.0)])
    assert isinstance(change, Support)
    assert (change.belief.status, change.belief.updated) == (Status.ACTIVE, again.created)
    older = believe("The team uses Postgres for the ledger", time=NOW - DAY * 200, number=3)
    (change,) = revise(older, [(asleep, 1.0)])
    assert isinstance(change, Support)
    assert change.belief.status is Status.EXPIRED


def test_a_past_weekly_thing_moves_on() -> None:
    """Said again a week later it is the next one: one belief, in force, with the later date."""
    past = _dormant(REVIEW)
    later = believe(REVIEW, time=NOW + DAY * 7, number=2)
    (change,) = revise(later, [(past, 1.0)])
    assert isinstance(change, Support)
    assert (change.id, change.belief.status, change.belief.valid_to) == (1, Status.ACTIVE, later.valid_to)


def test_an_old_message_read_again_announces_nothing() -> None:
    """What is past stays past when the same message is looked at on all the next days."""
    past = _dormant("The budget review is tomorrow at 14:00")
    for day in range(2, 12):
        seen_again = believe("The budget review is tomorrow at 14:00", time=NOW + DAY * day, number=day)
        assert seen_again.valid_to is not None
        assert past.valid_to is not None
        assert seen_again.valid_to > past.valid_to
        (change,) = revise(seen_again, [(past, 1.0)])
        assert isinstance(change, Support)
        assert (change.belief.status, change.belief.valid_to) == (Status.EXPIRED, past.valid_to)
        past = change.belief


def test_what_is_dormant_contradicts_nothing() -> None:
    """A past or sleeping belief is not replaced or opposed: the news is simply new."""
    past = _dormant(REVIEW)
    (change,) = revise(believe(MOVED, time=NOW + DAY * 7, number=2), [(past, 0.9)])
    assert isinstance(change, Add)


def test_an_old_page_changes_nothing_in_force() -> None:
    """A deadline that was over when it was read takes the place of nothing, and is past from the beginning."""
    promise = replace(believe("I will send the manual on Thursday morning", Who.USER, "", tier=Tier.OWN), id=1)
    old = believe("We need the manual by Monday, 2 March at 12:00", time=NOW + DAY, number=2)
    assert old.valid_to is not None
    assert old.valid_to < NOW
    (change,) = revise(old, [(promise, 0.9)])
    assert isinstance(change, Add)
    known = replace(old, id=2, status=Status.EXPIRED)
    again = believe("We need the manual by Monday, 2 March at 12:00", time=NOW + DAY * 2, number=3)
    (change,) = revise(again, [(promise, 0.9), (known, 1.0)])
    assert isinstance(change, Support)
    assert (change.id, change.belief.status) == (2, Status.EXPIRED)


def test_the_user_may_say_it_anew() -> None:
    """Words that were replaced and are typed again hold again; what had replaced them gives way, edits do not."""
    said = "I will take over the Brandt brochure"
    old = replace(believe(said, Who.USER, "", tier=Tier.TYPED), id=1, status=Status.SUPERSEDED, ended_by=2)
    back = replace(believe("I do the tax papers instead", Who.USER, "", tier=Tier.TYPED, time=NOW + HOUR), id=2)
    again = believe(said, Who.USER, "", tier=Tier.TYPED, time=NOW + DAY, number=3)
    (change,) = revise(again, [(back, 0.3)], past=[old])
    assert isinstance(change, Supersede)
    assert (change.old, change.reason) == (2, "the user said it anew")
    edited = replace(back, trust=Tier.STATED)
    (change,) = revise(again, [(edited, 0.3)], past=[old])
    assert not isinstance(change, Supersede)
