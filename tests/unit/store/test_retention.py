"""Retention: nothing is kept for ever by default, and what is believed keeps its reasons."""

from __future__ import annotations

import inspect

from assistant.judgements import Feedback
from assistant.paths import Home
from assistant.store import Key, NewJob, Store
from assistant.store.retention import Retention
from assistant.types import Status, Tier
from tests.unit.store.raw import plaintext
from tests.unit.store.samples import at, because, belief, hint, seen

DAY = 24 * 60


def test_defect_15_nothing_is_kept_for_ever_by_default(store: Store) -> None:
    """There is a limit without asking for one, and by it all that is old goes: also frames, hints, dead letters."""
    limits = inspect.signature(Retention.retention).parameters
    assert 0 < limits["days"].default < limits["dormant_days"].default
    o = store.add_observation(seen("long ago"))
    assert o is not None
    p = store.add_proposition(belief("once", because(o, "long ago"), status=Status.EXPIRED)) or 0
    store.mark_frame("a", at(), 1, observations=[o.id or 0])
    store.add_suggestion(hint(p))
    store.add_feedback(Feedback(f"proposition:{p}", "confirm", at()))
    store.enqueue(NewJob("think", at()))
    job = store.claim(at())
    assert job is not None
    store.fail(job, "worker", at(), crashed=True)
    store._db.run("UPDATE jobs SET state = 'dead'")

    store.retention(at(29 * DAY))
    assert len(store.observations()) == 1
    gone = store.retention(at(31 * DAY))
    assert (gone.observations, gone.evidence, gone.suggestions, gone.frames, gone.jobs) == (1, 0, 1, 1, 1)
    assert store.retention(at(400 * DAY)).propositions == 1
    texts = [text for place, text in store.dump() if not place.startswith("counters")]
    assert texts == []


def test_quotes_of_beliefs_stay(store: Store) -> None:
    """With time, app and title, without the observation, also of what was replaced or sleeps; not of denied ones."""
    o = store.add_observation(seen("tea please", "something else", app="chat", title="Anna"))
    assert o is not None
    live = store.add_proposition(belief("likes tea", because(o, "tea please"))) or 0
    dead = store.add_proposition(belief("likes it", because(o, "tea please"), status=Status.REJECTED)) or 0
    pinned = belief("pinned", because(o, "tea please"), status=Status.EXPIRED, pinned=True)
    kept = store.add_proposition(pinned) or 0
    stated = belief("said", because(None, "I said so"), trust=Tier.STATED, status=Status.SUPERSEDED)
    said = store.add_proposition(stated) or 0
    old, asleep = (
        store.add_proposition(belief(f"was {status}", because(o, "tea please"), status=status)) or 0
        for status in (Status.SUPERSEDED, Status.EXPIRED)
    )
    store.retention(at(31 * DAY), 30)
    (evidence,) = store.proposition(live).evidence
    assert (evidence.observation_id, evidence.quote, evidence.time) == (None, "tea please", at())
    assert (evidence.app, evidence.title) == ("chat", "Anna")
    assert store.proposition(dead).evidence == ()
    for other in (kept, old, asleep):
        assert store.proposition(other).evidence == (evidence,)
        assert store.entries([other])[0].evidence == evidence
    assert len(store.proposition(said).evidence) == 1
    assert store.search_words("else") == []


def test_a_rejected_belief_is_not_learned_again_after_its_time(store: Store) -> None:
    """A keyed hash outlives it."""
    id = store.add_proposition(belief("likes tea", status=Status.REJECTED)) or 0
    store.retention(at(400 * DAY))
    assert store.propositions() == []
    assert id
    assert store.add_proposition(belief("Likes tea")) is None


def test_a_replay_home_knows_its_frames(store: Store) -> None:
    """However old the recording is."""
    store.mark_frame("a", at(), 1)
    assert store.retention(at(400 * DAY), keep_frames=True).frames == 0
    assert store.frame_done("a", at(), 1)


def test_what_stood_for_long_is_as_old_as_its_end(store: Store) -> None:
    """An observation is kept by when it was last on the screen."""
    o = store.add_observation(seen("a dashboard"))
    assert o is not None
    store.extend_observation(o.id or 0, at(20 * DAY))
    assert store.retention(at(31 * DAY)).observations == 0


def test_many_rows_are_cleared_as_well_as_few(home: Home, key: Key, store: Store) -> None:
    """Whether rows are wiped one by one or the index is written anew: no word stays, and the rest is found."""
    for share, minute in ((1, 0), (40, 60)):
        for n in range(120):
            word = f"zeb{n}ra" if n < share else "okapi"
            store.add_observation(seen(f"{word} number {n}", title=f"{word} page", minute=minute + (n >= share) * DAY))
        store.checkpoint()
        store.retention(at(minute + 30.5 * DAY))
        store.checkpoint()
        assert b"zeb" not in plaintext(home.database, key.raw)
        assert store.search_words("okapi", 5)
        assert not store.search_words("zeb0ra")
        for table in ("lines", "observations", "propositions"):
            for index in ("words", "grams"):
                store._db.run(f"INSERT INTO {table}_{index}({table}_{index}) VALUES ('integrity-check')")


def test_what_is_believed_keeps_its_history(store: Store) -> None:
    """Earlier versions stay as long as the belief that took their place, and go their time after it."""
    first = store.add_proposition(belief("tea")) or 0
    second = store.supersede(belief("coffee", minute=1), first) or 0
    third = store.supersede(belief("water", minute=2), second) or 0
    assert store.retention(at(800 * DAY)).propositions == 0
    assert [p.id for p in store.history(third)] == [first, second, third]
    store.update_proposition(third, at(800 * DAY), status=Status.EXPIRED)
    assert store.retention(at(801 * DAY)).propositions == 2
    assert store.retention(at(1200 * DAY)).propositions == 1
