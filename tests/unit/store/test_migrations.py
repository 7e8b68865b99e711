"""Migrations: append-only, whole or not at all, with a copy before, never downwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import StoreError
from assistant.paths import Home
from assistant.store import Key, Selector, Store
from assistant.store.database import Database
from assistant.store.migrations import migrate, version
from assistant.store.schema import MIGRATIONS, Migration
from tests.unit.store.samples import at, seen

KEY = bytes(range(32))
STEPS = tuple(
    Migration(f"step {n}", f"CREATE TABLE t{n} (x TEXT);\nINSERT INTO t{n} VALUES ('{n}');\n") for n in range(6)
)
BROKEN = Migration("broken", "CREATE TABLE half (x TEXT);\nINSERT INTO nowhere VALUES (1);\n")


def tables(database: Database) -> set[str]:
    """The tables that exist."""
    return {name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_store_is_at_the_newest_version(store: Store) -> None:
    """Every migration ran, each is named, and no two share a name."""
    assert version(store._db) == len(MIGRATIONS)
    assert len({step.name for step in MIGRATIONS}) == len(MIGRATIONS)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.lists(st.integers(1, len(STEPS)), max_size=4))
def test_any_way_up_leads_to_the_same_place(tmp_path_factory: pytest.TempPathFactory, stops: list[int]) -> None:
    """Upgrading in one leap or in any number of steps gives the same tables and rows."""
    folder = tmp_path_factory.mktemp("db")
    database = Database(folder / "a.db", KEY, create=True)
    for stop in [*sorted(stops), len(STEPS)]:
        migrate(database, folder / "backups", STEPS[:stop])
    assert version(database) == len(STEPS)
    assert [database.rows(f"SELECT x FROM t{n}") for n in range(6)] == [[(str(n),)] for n in range(6)]
    assert migrate(database, None, STEPS) == []
    database.close()


def test_a_failing_step_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """All missing steps are one transaction; the next start can try again."""
    database = Database(tmp_path / "a.db", KEY, create=True)
    migrate(database, tmp_path, STEPS[:2])
    before = tables(database)
    with pytest.raises(StoreError):
        migrate(database, tmp_path, (*STEPS[:3], BROKEN))
    assert (version(database), tables(database)) == (2, before)
    assert migrate(database, tmp_path, STEPS[:4]) == ["step 2", "step 3"]
    database.close()


def test_an_upgrade_keeps_a_copy_of_before(tmp_path: Path) -> None:
    """The copy is private, opens with the same key and has the old schema; a new database needs none."""
    database = Database(tmp_path / "a.db", KEY, create=True)
    migrate(database, tmp_path / "backups", STEPS[:2])
    assert not (tmp_path / "backups").exists()
    migrate(database, tmp_path / "backups", STEPS)
    database.close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    old = Database(copy, KEY)
    assert version(old) == 2
    old.close()


def test_a_newer_store_is_refused(home: Home, key: Key, store: Store) -> None:
    """An older Inkling does not touch what it does not understand."""
    store._db.run(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    store.close()
    with pytest.raises(StoreError, match="newer Inkling"):
        Store.open(home, key, ballast_size=0)


@pytest.mark.parametrize("have", range(1, len(MIGRATIONS)))
def test_every_earlier_schema_upgrades(home: Home, key: Key, have: int) -> None:
    """A store that stopped at any earlier schema opens, works, and loses its old copy when something is forgotten."""
    database = Database(home.database, key.raw, create=True)
    migrate(database, None, MIGRATIONS[:have])
    Store(home, database, key, 0).add_observation(seen("words of yesterday", title="Diary"))
    database.close()
    with Store.open(home, key, create=True, ballast_size=0) as store:
        store.add_observation(seen("words of today"))
        assert store.search_words("today")
        assert store.search_words("yesterday")
        assert store.search_words("diary")
        assert list((home.data / "backups").iterdir())
        store.apply_forget(store.plan_forget(Selector(all=True), at()))
        assert not list((home.data / "backups").iterdir())
