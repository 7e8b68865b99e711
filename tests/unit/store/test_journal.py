"""What happened to beliefs: noted with every change, telling the truth, gone with what it tells of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from assistant.paths import Home
from assistant.store import Key, Selector, Store
from assistant.store.database import Database
from assistant.store.migrations import migrate
from assistant.store.schema import MIGRATIONS
from assistant.types import Lifecycle, Status, Tier, What
from tests.unit.store.samples import at, because, belief, seen

DAY = 24 * 60


def happened(store: Store, *ids: int) -> list[tuple[int, What]]:
    """What was noted, in order."""
    return [(entry.proposition_id, entry.what) for entry in store.entries(ids)]


def test_every_change_is_noted_with_its_cause(store: Store) -> None:
    """Added, seen again, replaced: each with its time, quote and reason, and with how the belief stood before."""
    monday = store.add_observation(seen("dinner on Thursday"))
    tuesday = store.add_observation(seen("dinner on Thursday", minute=DAY))
    friday = store.add_observation(seen("dinner moved to Friday", minute=3 * DAY))
    assert monday is not None
    assert tuesday is not None
    assert friday is not None
    old = store.add_proposition(belief("dinner on Thursday", because(monday, "dinner on Thursday"))) or 0
    assert store.add_evidence(old, because(tuesday, "dinner on Thursday"), reason="said in the same words")
    store.update_proposition(old, tuesday.start, confidence=0.8)
    news = belief("dinner on Friday", because(friday, "dinner moved to Friday"), minute=3 * DAY)
    new = store.supersede(news, old, reason="it was changed") or 0

    added, supported, superseded = store.entries([old])
    assert (added.what, added.time, added.before) == (What.ADDED, at(), None)
    assert added.evidence is not None
    assert added.evidence.quote == "dinner on Thursday"
    assert (supported.what, supported.reason, supported.time) == (What.SUPPORTED, "said in the same words", at(DAY))
    assert supported.before is not None
    assert (supported.before.confidence, supported.after) == (0.7, 0.8)
    assert (superseded.what, superseded.reason, superseded.other) == (What.SUPERSEDED, "it was changed", new)
    assert superseded.time == at(3 * DAY)
    assert superseded.evidence is not None
    assert superseded.evidence.title == "Mail"
    assert superseded.before is not None
    assert (superseded.before.status, superseded.before.confidence) == (Status.ACTIVE, 0.8)
    assert happened(store, new) == [(new, What.ADDED)]


def test_a_belief_tells_when_and_by_what_it_ended(store: Store) -> None:
    """In force nothing ended it; afterwards its end, its successor and its stage of life are known."""
    old = store.add_proposition(belief("one")) or 0
    assert (store.proposition(old).ended, store.proposition(old).lifecycle) == (None, Lifecycle.IN_FORCE)
    new = store.supersede(belief("two", minute=5), old) or 0
    ended = store.proposition(old)
    assert (ended.ended, ended.ended_by, ended.lifecycle) == (at(5), new, Lifecycle.SUPERSEDED)
    past = store.add_proposition(belief("meeting", valid_to=at(10))) or 0
    faded = store.add_proposition(belief("taste")) or 0
    for id in (past, faded):
        store.update_proposition(id, at(20), status=Status.EXPIRED)
    assert store.proposition(past).lifecycle is Lifecycle.PAST
    assert store.proposition(faded).lifecycle is Lifecycle.ASLEEP
    assert [entry.what for entry in store.entries([faded])] == [What.ADDED, What.ASLEEP]
    woken = store.update_proposition(faded, at(30), status=Status.ACTIVE)
    assert (woken.ended, woken.lifecycle) == (None, Lifecycle.IN_FORCE)
    assert [entry.what for entry in store.entries([faded])][-1] is What.WOKEN


def test_weighing_anew_does_not_flood(store: Store) -> None:
    """One line a belief and cause, which keeps how the belief stood first; silent where no reason is given."""
    id = store.add_proposition(belief("x", confidence=0.6)) or 0
    for minute in range(1, 30):
        store.update_proposition(id, at(minute), reason="your answers taught it", confidence=0.6 - minute / 100)
    store.update_proposition(id, at(31), confidence=0.5)
    _, weighed = store.entries([id])
    assert (weighed.what, weighed.time) == (What.RECALIBRATED, at(29))
    assert weighed.before is not None
    assert weighed.before.confidence == 0.6


def test_a_failed_change_leaves_no_entry(store: Store) -> None:
    """The entry lives in the transaction of the change."""
    id = store.add_proposition(belief("x")) or 0
    try:
        with store.transaction():
            store.update_proposition(id, at(1), status=Status.REJECTED)
            raise RuntimeError
    except RuntimeError:
        pass
    assert happened(store, id) == [(id, What.ADDED)]


def test_forgetting_takes_the_history_along(store: Store) -> None:
    """Of a forgotten belief nothing is told; one that it had replaced is in force again, as if never replaced."""
    first = store.add_observation(seen("tea please"))
    second = store.add_observation(seen("zanzibar coffee please", minute=60))
    assert first is not None
    assert second is not None
    old = store.add_proposition(belief("tea", because(first, "tea please"))) or 0
    beside = store.add_proposition(belief("more tea", because(first, "tea please"))) or 0
    news = belief("zanzibar coffee", because(second, "zanzibar coffee please"), minute=60)
    new = store.supersede(news, old, reason="zanzibar said so") or 0
    store.update_proposition(beside, at(60), what=What.RETIRED, other=new, status=Status.SUPERSEDED)
    store.add_evidence(old, because(second, "zanzibar coffee please", supports=False))
    receipt = store.apply_forget(store.plan_forget(Selector(text="zanzibar"), at(70)))
    assert receipt.propositions == (new,)
    assert set(receipt.rescore) == {old, beside}
    assert {p.id for p in store.propositions(status=Status.ACTIVE)} == {old, beside}
    assert happened(store, old, beside, new) == [(old, What.ADDED), (beside, What.ADDED)]
    assert not [text for _, text in store.dump() if "zanzibar" in text.lower()]
    assert receipt.residue == 0


def test_forgetting_everything_empties_the_journal(store: Store) -> None:
    """No row of any history stays."""
    store.add_proposition(belief("x"))
    store.apply_forget(store.plan_forget(Selector(all=True), at(1)))
    assert store._db.value("SELECT count(*) FROM journal") == 0


def test_text_in_a_reason_is_forgotten(store: Store) -> None:
    """A reason should quote nothing; one that does loses its words."""
    id = store.add_proposition(belief("x")) or 0
    store.update_proposition(id, at(1), reason="a rule about Zanzibar", status=Status.QUARANTINED)
    store.apply_forget(store.plan_forget(Selector(text="zanzibar"), at(2)))
    assert [entry.reason for entry in store.entries([id])] == ["", ""]


def test_an_older_home_gets_the_history_that_can_be_known(tmp_path: Path) -> None:
    """After the upgrade every belief has its beginning and its end, and what replaced it."""
    step = next(n for n, each in enumerate(MIGRATIONS) if each.name == "what happened to beliefs")
    database = Database(tmp_path / "old.db", bytes(32), create=True)
    migrate(database, None, MIGRATIONS[:step])
    columns = (
        "text, kind, confidence, trust, created_us, created_zone, updated_us, updated_zone, valid_from_zone,"
        " valid_to_us, valid_to_zone, status, supersedes, wording, entities, pinned"
    )
    for text, created, updated, valid_to, status, supersedes in (
        ("old", 1, 9, None, "superseded", None),
        ("new", 7, 8, None, "active", 1),
        ("over", 2, 6, 5, "expired", None),
        ("faded", 2, 6, None, "expired", None),
        ("no", 3, 4, None, "rejected", None),
    ):
        database.run(
            f"INSERT INTO propositions ({columns}) VALUES (?, 'task', 0.5, 'seen', ?, 0, ?, 0, 0, ?, 0, ?, ?,"
            " 'extractive', '[]', 0)",
            (text, created, updated, valid_to, status, supersedes),
        )
    migrate(database, None, MIGRATIONS)
    told = database.rows("SELECT proposition_id, what, time_us, other_id FROM journal ORDER BY id")
    assert told[:5] == [(n, "added", us, None) for n, us in ((1, 1), (2, 7), (3, 2), (4, 2), (5, 3))]
    assert sorted(told[5:]) == [
        (1, "superseded", 7, 2), (3, "past", 6, None), (4, "asleep", 6, None), (5, "rejected", 4, None),
    ]  # fmt: skip
    database.close()


def test_the_history_follows_what_was_retired(home: Home, key: Key, store: Store) -> None:
    """A belief that the same news ended belongs to the chain, and the chain survives a restart."""
    old = store.add_proposition(belief("a")) or 0
    beside = store.add_proposition(belief("b")) or 0
    new = store.supersede(belief("c", minute=1, trust=Tier.OWN), old) or 0
    store.update_proposition(beside, at(1), what=What.RETIRED, other=new, status=Status.SUPERSEDED)
    assert [p.id for p in store.history(beside)] == [old, beside, new]
    assert store.proposition(beside).ended_by == new
    store.close()
    with Store.open(home, key) as again:
        assert [p.id for p in again.history(old)] == [old, beside, new]
        assert again.proposition(old).ended == at(1)
        assert again.entries([old])[0].time - at() == timedelta(0)
