"""The file: encrypted, private, whole, and never silently new."""

from __future__ import annotations

import contextlib
import os
import random
import stat
import threading
from pathlib import Path

import pytest

from assistant.errors import LockedError, StoreError
from assistant.paths import Home
from assistant.store import Key, Store, keys
from assistant.store.database import Database, split, wal_reset_is_fixed
from tests.unit.store.samples import seen

PAGE = 4096


def test_everything_in_the_home_is_private(home: Home, key: Key) -> None:
    """Database, log, key, ballast and backup have mode 0600 while the store is open, whatever the umask."""
    old = os.umask(0)
    try:
        with Store.open(home, key, create=True, ballast_size=4096) as store:
            store.add_observation(seen("words"))
            store.backup(home.data / "copy.db")
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in home.data.iterdir() if p.is_file()}
    finally:
        os.umask(old)
    assert set(modes) >= {"inkling.db", "inkling.db-wal", "key.json", "ballast", "copy.db"}
    assert set(modes.values()) == {0o600}


def test_no_text_in_raw_bytes(home: Home, store: Store) -> None:
    """Neither file nor log holds what was stored in the clear, not even the file's type."""
    store.add_observation(seen("canary" + "text"))
    raw = b"".join(path.read_bytes() for path in home.data.glob("inkling.db*"))
    assert b"canarytext" not in raw
    assert b"SQLite format" not in raw


def test_a_wrong_key_is_locked(home: Home, store: Store) -> None:
    """A key that does not fit is an error; the file stays as it was."""
    store.close()
    before = home.database.read_bytes()
    with pytest.raises(LockedError) as caught:
        Store.open(home, Key(bytes(32), keys.Source.FILE))
    assert caught.value.hint
    assert home.database.read_bytes() == before


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_lost_file_is_not_a_new_store(home: Home, key: Key, store: Store, how: str) -> None:
    """Once made, a store that is gone is an error, also when asked to create."""
    store.close()
    home.database.unlink()
    if how == "empty":
        home.database.touch()
    for create in (False, True):
        with pytest.raises(StoreError, match="missing or empty"):
            Store.open(home, key, create=create)


def test_no_store_without_asking_for_one(home: Home, key: Key) -> None:
    """Opening does not create."""
    with pytest.raises(StoreError):
        Store.open(home, key)
    assert not home.database.exists()


def test_a_crash_while_making_the_store_is_repaired(home: Home, key: Key) -> None:
    """Half a new store is thrown away and made again."""
    half = home.database.with_name("inkling.db.new")
    half.write_bytes(b"half")
    with Store.open(home, key, create=True, ballast_size=0) as store:
        assert store.integrity() == []
    assert not half.exists()


def test_a_flipped_bit_is_noticed(home: Home, key: Key, store: Store) -> None:
    """Wherever it is: an error or a finding of the integrity check, never wrong data; the file is left as it is."""
    for n in range(100):
        store.add_observation(seen(f"line number {n}", minute=n))
    store.close()
    whole = home.database.read_bytes()
    places = random.Random(20260302)
    for place in [0, 20, PAGE - 1, PAGE, *(places.randrange(len(whole)) for _ in range(12))]:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << places.randrange(8)
        home.database.write_bytes(damaged)
        noticed = False
        try:
            with Store.open(home, key, ballast_size=0) as opened:
                noticed = bool(opened.integrity())
        except (StoreError, LockedError):
            noticed = home.database.read_bytes() == damaged
        assert noticed, place


def test_a_truncated_file_is_noticed(home: Home, key: Key, store: Store) -> None:
    """Half a file is damage."""
    for n in range(200):
        store.add_observation(seen(f"line number {n}", minute=n))
    store.close()
    os.truncate(home.database, home.database.stat().st_size // 2 // PAGE * PAGE)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(home, key, ballast_size=0).observations()


def test_one_process_at_a_time(home: Home, key: Key, store: Store) -> None:
    """A second opener is told so; the first goes on."""
    with pytest.raises(StoreError, match="Another process"):
        Database(home.database, key.raw, timeout=0.05)
    assert store.add_observation(seen("still here"))


def test_inner_transactions_join(store: Store) -> None:
    """A failing inner one undoes its own part; a failing outer one undoes all."""
    with store.transaction():
        store.set_meta("outer", 1)
        with contextlib.suppress(RuntimeError), store.transaction():
            store.set_meta("inner", 2)
            raise RuntimeError
    assert (store.meta("outer"), store.meta("inner")) == (1, None)
    with contextlib.suppress(RuntimeError), store.transaction():
        with store.transaction():
            store.set_meta("outer", 3)
        raise RuntimeError
    assert store.meta("outer") == 1


def test_threads_take_turns(store: Store) -> None:
    """A transaction of one thread holds no statement of another."""

    def add() -> None:
        for _ in range(50):
            with store.transaction():
                store.set_meta("n", store.meta("n", 0) + 1)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert store.meta("n") == 200


def test_a_backup_is_whole_and_opens_with_the_same_key(home: Home, key: Key, store: Store, tmp_path: Path) -> None:
    """The copy holds what was stored up to now, also what is only in the log."""
    store.add_observation(seen("kept"))
    store.backup(tmp_path / "copy.db")
    copy = Database(tmp_path / "copy.db", key.raw)
    assert copy.rows("SELECT text FROM lines") == [("kept",)]
    copy.close()
    assert b"kept" not in (tmp_path / "copy.db").read_bytes()


def test_closing_leaves_one_file(home: Home, store: Store) -> None:
    """The log is folded in, and closing twice does no harm."""
    store.add_observation(seen("words"))
    store.close()
    store.close()
    assert [path.name for path in home.data.glob("inkling.db*")] == ["inkling.db"]


@pytest.mark.parametrize(
    ("version", "fixed"),
    [((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 6), False),
     ((3, 50, 7), True), ((3, 51, 1), False), ((3, 51, 3), True), ((3, 53, 4), True), ((4, 0, 0), True)],
)  # fmt: skip
def test_versions_with_the_log_bug_are_known(version: tuple[int, ...], fixed: bool) -> None:
    """The range in which SQLite can corrupt a database when its log is reset."""
    assert wal_reset_is_fixed(version) is fixed


def test_scripts_are_split_at_statements() -> None:
    """A semicolon inside a trigger ends nothing, and a script without an end is refused."""
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n DELETE FROM b;\n DELETE FROM c;\nEND;"
    assert split(f"CREATE TABLE a (x);\n{trigger}\n") == ["CREATE TABLE a (x);", trigger]
    with pytest.raises(ValueError, match="no end"):
        split("CREATE TABLE a (x)")


def test_errors_quote_nothing(store: Store) -> None:
    """An error of the database does not carry what was in the statement."""
    with pytest.raises(StoreError) as caught:
        store._db.run("INSERT INTO lines (text) VALUES ('secret" + "words')")
    assert "secretwords" not in str(caught.value) + caught.value.hint
    assert caught.value.__cause__ is None
