"""SIGKILL at any instant, and a disk without room: what was acknowledged stays, nothing is half, nothing is twice."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import DiskFullError
from assistant.paths import Home
from assistant.store import Key, Selector, Store, ballast
from tests.unit.store.conftest import BALLAST
from tests.unit.store.samples import at, seen

ROOT = Path(__file__).resolve().parents[3]


def writer(home: Home, limit: int = 0) -> subprocess.Popen[str]:
    """Start the writing process on ``home``."""
    command = [sys.executable, "-m", "tests.unit.store.writer", str(home.data.parent), str(limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def check(home: Home, key: Key, said: list[str]) -> None:
    """The store is sound and holds everything that was said to be done, once."""
    with Store.open(home, key, ballast_size=BALLAST) as store:
        assert store.integrity() == []
        observations = {o.id for o in store.observations()}
        beliefs = [p.text for p in store.propositions()]
        assert {int(id) for what, id in map(str.split, said) if what == "seen"} <= observations
        assert {f"belief {id}" for what, id in map(str.split, said) if what == "done"} <= set(beliefs)
        assert len(beliefs) == len(set(beliefs))
        assert len(beliefs) + store.job_counts().waiting == len(observations)
        assert store.job_counts().dead == 0


def test_defect_03_kill_at_any_instant_loses_and_repeats_nothing(home: Home, key: Key) -> None:
    """Five kills, each after a different number of acknowledgements; each next process goes on."""
    said: list[str] = []
    for lines in (1, 7, 18, 40, 53):
        process = writer(home)
        assert process.stdout is not None
        said += [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
        process.wait(60)
        process.stdout.close()
        said = [line for line in said if line.endswith("\n")]
        check(home, key, said)
    assert len(said) >= 119


def test_a_file_that_may_not_grow_is_a_full_disk(home: Home, key: Key) -> None:
    """The process gets a clear error and ends; what was acknowledged before is there, and writing works again."""
    process = writer(home, limit=600 * 1024)
    said, _ = process.communicate(timeout=120)
    lines = said.splitlines()
    assert lines[-1] == "full"
    check(home, key, lines[:-1])
    with Store.open(home, key, ballast_size=BALLAST) as store:
        assert store.add_observation(seen("room again"))


@pytest.fixture
def no_growth(store: Store, home: Home) -> Iterator[None]:
    """No file of this process may become larger than the log is now."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in home.data.glob("inkling.db*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_rolls_back_whole(store: Store, no_growth: None) -> None:
    """A transaction that does not fit leaves nothing behind, and reading goes on."""

    def too_much() -> None:
        with store.transaction():
            for n in range(500):
                store.add_observation(seen(f"line {n} " + "x" * 500))

    with pytest.raises(DiskFullError) as caught:
        too_much()
    assert caught.value.hint
    assert store.observations() == []
    assert store.integrity() == []


def test_the_ballast_is_real_room(tmp_path: Path) -> None:
    """It takes up the blocks it promises, privately, and gives them back."""
    path = tmp_path / "ballast"
    assert ballast.fill(path, 256 * 1024)
    assert path.stat().st_blocks * 512 >= 256 * 1024
    assert path.stat().st_mode & 0o777 == 0o600
    assert ballast.fill(path, 256 * 1024)
    ballast.release(path)
    ballast.release(path)
    assert not path.exists()
    assert ballast.fill(path, 0)
    assert not path.exists()


def test_no_room_for_the_ballast_is_no_error(store: Store, tmp_path: Path, no_growth: None) -> None:
    """A nearly full disk still opens the store."""
    assert not ballast.fill(tmp_path / "ballast", 2**30)
    assert not (tmp_path / "ballast").exists()


def test_forgetting_on_a_full_disk_uses_the_ballast(home: Home, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no room to delete, the ballast gives it, and is there again afterwards."""
    store.add_observation(seen("to be forgotten"))
    database, rows = store._db, store._db.run

    def full(sql: str, parameters: tuple[object, ...] = ()) -> int:
        if home.ballast.exists() and sql.startswith("DELETE"):
            raise DiskFullError("no room")
        return rows(sql, parameters)

    monkeypatch.setattr(database, "run", full)
    receipt = store.apply_forget(store.plan_forget(Selector(all=True), at()))
    assert receipt.residue == 0
    assert store.observations() == []
    assert home.ballast.stat().st_size == BALLAST


def small_disk() -> bool:
    """Whether this user may make a file system of its own to fill."""
    if not os.access("/usr/bin/unshare", os.X_OK):
        return False
    command = ["unshare", "-Urm", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


FILL = """
import os, sys
from assistant import paths
from assistant.errors import DiskFullError
from assistant.store import NewJob, Selector, Store, keys
from tests.unit.store.samples import at, seen
home = paths.home({"INKLING_HOME": sys.argv[1]})
home.create()
store = Store.open(home, keys.create(home), create=True, ballast_size=2 * 1024 * 1024)
store.enqueue(NewJob("think", at()))
assert store.claim(at())
n = 0
try:
    while True:
        n += 1
        store.add_observation(seen(f"line {n} " + "x" * 2000, minute=n))
except DiskFullError:
    pass
rest = os.open(home.data / "rest", os.O_WRONLY | os.O_CREAT)
try:
    while True:
        os.write(rest, bytes(4096))
except OSError:
    pass
store.close()
store = Store.open(home, keys.unlock(home), ballast_size=2 * 1024 * 1024)
assert store.job_counts().waiting == 1
assert len(store.observations()) == n - 1
receipt = store.apply_forget(store.plan_forget(Selector(since=at(n // 2)), at(n)))
assert receipt.residue == 0 and receipt.counts["observations"] == n - n // 2, receipt
assert store.integrity() == []
store.close()
print("forgot on a full disk")
"""


@pytest.mark.skipif(not small_disk(), reason="needs user namespaces with mounts")
def test_forgetting_works_on_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """On a file system of eight megabytes, filled to the last block."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f"mount -t tmpfs -o size=8m,mode=0700 tmpfs '{disk}' && exec '{sys.executable}' -c \"$FILL\" '{disk}/home'"
    command = ["unshare", "-Urm", "sh", "-c", script]
    environment = {**os.environ, "FILL": FILL}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=120, check=False)
    assert ended.stdout == "forgot on a full disk\n", ended.stderr
