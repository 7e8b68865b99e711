"""Bringing beliefs back: on a real store, with the real revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.daemon.draft import Draft, StaleError
from assistant.daemon.undo import bring_back
from assistant.errors import UsageError
from assistant.judgements import Feedback
from assistant.pipeline import confidence
from assistant.pipeline.revise import Change, Nothing, Supersede, revise
from assistant.store import Store
from assistant.store.scores import judged
from assistant.types import Kind, Lifecycle, Proposition, Status, Tier, What
from tests.unit.pipeline.build import NOW, believe

DAY = timedelta(days=1)
OLD, NEW = "The dinner is on Thursday at 7 pm", "The dinner moved from Thursday to Friday at 7 pm"


def taken_in(store: Store, new: Proposition) -> list[Change]:
    """Revise the store with a new belief, as the daemon does, with every active belief recalled."""
    related = [(old, 0.8) for old in store.propositions(status=Status.ACTIVE)]
    overruled = store.overruled_by([old.id for old, _ in related if old.id is not None])
    past = [old for old in store.quoting(new.evidence[0].quote) if old.status is Status.SUPERSEDED]
    changes = revise(new, related, past=past, overruled=overruled)
    draft = Draft()
    draft._seen = {old.id: old for old, _ in related if old.id is not None}
    draft.add(changes)
    with store.transaction():
        draft.apply(store, lambda belief: belief)
    return changes


def said(quote: str, time: datetime = NOW, tier: Tier = Tier.SEEN) -> Proposition:
    """A belief out of a line whose observation retention took."""
    made = believe(quote, time=time, tier=tier)
    return replace(made, evidence=(replace(made.evidence[0], observation_id=None),), trust=tier)


@pytest.fixture
def changed(store: Store) -> tuple[int, int]:
    """A dinner that moved: the old belief and the one that replaced it."""
    taken_in(store, said(OLD))
    assert isinstance(taken_in(store, said(NEW, NOW + DAY))[0], Supersede)
    new, old = store.propositions()
    assert (old.status, new.status) == (Status.SUPERSEDED, Status.ACTIVE)
    return old.id or 0, new.id or 0


def test_undo_brings_a_replaced_belief_back(store: Store, changed: tuple[int, int]) -> None:
    """It is in force as before, and what replaced it is kept as history that says why."""
    old, new = changed
    before = store.entries([old])[-1].before
    assert bring_back(store, old, NOW + 2 * DAY) == new
    back, behind = store.proposition(old), store.proposition(new)
    assert before is not None
    assert (back.status, back.confidence, back.ended) == (Status.ACTIVE, before.confidence, None)
    assert (behind.status, behind.lifecycle, behind.ended_by) == (Status.SUPERSEDED, Lifecycle.SUPERSEDED, old)
    assert store.entries([new])[-1].reason == f"you brought back belief {old}"
    assert [entry.what for entry in store.entries([old])] == [What.ADDED, What.SUPERSEDED, What.RESTORED]


def test_undo_of_an_undo(store: Store, changed: tuple[int, int]) -> None:
    """Back and forth as often as the user likes; exactly one of the two is in force each time."""
    old, new = changed
    for turn in range(1, 5):
        wanted, other = (old, new) if turn % 2 else (new, old)
        assert bring_back(store, wanted, NOW + turn * DAY) == other
        assert [p.id for p in store.propositions(status=Status.ACTIVE)] == [wanted]


@pytest.mark.parametrize("tier", [Tier.SEEN, Tier.TYPED])
def test_the_same_quote_does_not_win_again(store: Store, changed: tuple[int, int], tier: Tier) -> None:
    """What the user put behind does not come back by the quote it rested on, read again with a wrong letter."""
    old, _ = changed
    bring_back(store, old, NOW + 2 * DAY)
    for quote in (NEW, NEW.replace("dinner", "dlnner")):
        (change,) = taken_in(store, said(quote, NOW + 3 * DAY, tier))
        assert isinstance(change, Nothing)
    assert [p.id for p in store.propositions(status=Status.ACTIVE)] == [old]


def test_other_news_still_wins(store: Store, changed: tuple[int, int]) -> None:
    """A belief that was brought back is no stone: another change moves it."""
    old, _ = changed
    bring_back(store, old, NOW + 2 * DAY)
    (change,) = taken_in(store, said("The dinner moved from Thursday to Saturday at 8 pm", NOW + 3 * DAY))
    assert isinstance(change, Supersede)
    assert change.old == old


def test_an_older_version_makes_the_newest_give_way(store: Store, changed: tuple[int, int]) -> None:
    """Whatever stands at the end of the chain is what goes; the versions between stay history."""
    old, middle = changed
    taken_in(store, said("The dinner moved from Friday to Sunday at 6 pm", NOW + 2 * DAY))
    newest = store.propositions()[0].id
    assert store.proposition(middle).status is Status.SUPERSEDED
    assert bring_back(store, old, NOW + 3 * DAY) == newest
    assert [p.id for p in store.propositions(status=Status.ACTIVE)] == [old]


def test_a_rejected_belief_comes_back_as_sure_as_before(store: Store) -> None:
    """And the answer that was taken back is known as taken back."""
    id = store.add_proposition(said(OLD)) or 0
    sure = store.proposition(id).confidence
    no = confidence.rejected(store.proposition(id), NOW)
    store.update_proposition(id, NOW, status=no.status, confidence=no.confidence)
    store.add_feedback(Feedback(f"proposition:{id}", "reject", NOW, log_odds=1.0))
    assert len(judged(store.feedback())) == 1
    assert bring_back(store, id, NOW + DAY) is None
    assert store.proposition(id).confidence == sure
    assert judged(store.feedback()) == []


def test_a_past_belief_comes_back_without_its_end(store: Store) -> None:
    """Whoever wants it back says that it goes on; a sleeping one wakes and lasts longer."""
    past = store.add_proposition(replace(said(OLD), valid_to=NOW + DAY)) or 0
    asleep = store.add_proposition(replace(said("I like green tea"), kind=Kind.PREFERENCE, valid_to=None)) or 0
    half = store.proposition(asleep).half_life
    for id in (past, asleep):
        store.update_proposition(id, NOW + 2 * DAY, status=Status.EXPIRED)
        bring_back(store, id, NOW + 3 * DAY)
        assert store.proposition(id).status is Status.ACTIVE
    assert store.proposition(past).valid_to is None
    longer = store.proposition(asleep)
    assert half is not None
    assert longer.half_life is not None
    assert longer.half_life > half
    assert longer.updated == NOW + 3 * DAY


def test_a_belief_in_force_cannot_be_brought_back(store: Store, changed: tuple[int, int]) -> None:
    """The error names what it replaced, which is probably meant."""
    old, new = changed
    with pytest.raises(UsageError) as refused:
        bring_back(store, new, NOW + 2 * DAY)
    assert refused.value.hint == f"To bring back what it replaced: inkling undo {old}"


def test_the_user_wins_over_a_revision_under_way(store: Store) -> None:
    """A belief that changes between recall and writing makes the consequences stale, whatever the clock says."""
    id = store.add_proposition(said(OLD)) or 0
    related = [(store.proposition(id), 0.8)]
    changes = revise(said(NEW, NOW + DAY), related)
    draft = Draft()
    draft._seen = {id: related[0][0]}
    draft.add(changes)
    standing = store.proposition(id)
    mine = replace(standing, id=None, text="The dinner is at my place", trust=Tier.STATED, supersedes=id)
    edited = store.supersede(mine, id, what=What.EDITED)  # at the very same instant: a replay's clock stands still
    with pytest.raises(StaleError), store.transaction():
        draft.apply(store, lambda belief: belief)
    assert [p.id for p in store.propositions(status=Status.ACTIVE)] == [edited]
