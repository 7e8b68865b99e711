"""One daemon a home, proved with processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from assistant.host.instance import InstanceLock

HOLD = """
import sys, time
from pathlib import Path
from assistant.host.instance import InstanceLock
sys.stdin.readline()
lock = InstanceLock(Path(sys.argv[1]))
print(int(lock.acquire()), flush=True)
sys.stdin.readline()
"""


def _contender(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _go(contender: subprocess.Popen[str]) -> None:
    assert contender.stdin is not None
    contender.stdin.write("\n")
    contender.stdin.flush()


def _won(contender: subprocess.Popen[str]) -> bool:
    assert contender.stdout is not None
    return contender.stdout.readline().strip() == "1"


def _end(contender: subprocess.Popen[str]) -> None:
    contender.kill()
    contender.communicate()


def test_of_twelve_at_once_exactly_one_wins(tmp_path: Path) -> None:
    """However many start at the same moment, one gets the lock, and everybody can tell who."""
    path = tmp_path / "daemon.lock"
    contenders = [_contender(path) for _ in range(12)]
    try:
        for contender in contenders:
            _go(contender)
        winners = [contender for contender in contenders if _won(contender)]
        assert len(winners) == 1
        assert InstanceLock(path).owner_pid() == winners[0].pid
    finally:
        for contender in contenders:
            _end(contender)


def test_a_killed_owner_leaves_the_lock_free(tmp_path: Path) -> None:
    """After ``kill -9`` nobody owns the lock, whatever the file still says, and the next one gets it."""
    path = tmp_path / "daemon.lock"
    owner = _contender(path)
    _go(owner)
    assert _won(owner)
    assert not InstanceLock(path).acquire()
    _end(owner)
    assert path.read_text().strip() == str(owner.pid)
    assert InstanceLock(path).owner_pid() is None
    assert InstanceLock(path).acquire()


def test_the_lock_is_held_within_one_process_too(tmp_path: Path) -> None:
    """Two lock objects of one process exclude each other; releasing lets the other in."""
    first, second = InstanceLock(tmp_path / "lock"), InstanceLock(tmp_path / "lock")
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    assert second.owner_pid() == first.owner_pid() == os.getpid()
    first.release()
    assert second.acquire()


def test_a_deleted_lock_file_does_not_let_two_in(tmp_path: Path) -> None:
    """Who locks a file that was deleted meanwhile holds nothing, so the lock is taken on the file that is there."""
    path = tmp_path / "lock"
    path.touch()
    lock = InstanceLock(path)
    fd = os.open(path, os.O_RDWR)
    path.unlink()
    assert not lock._is_ours(fd)
    os.close(fd)
    assert lock.acquire()
    assert not InstanceLock(path).acquire()


def test_looking_for_the_owner_never_stops_somebody_from_starting(tmp_path: Path) -> None:
    """Asking who owns the lock holds it for an instant; whoever acquires at that instant still gets it."""
    path = tmp_path / "lock"
    path.touch()
    enough = threading.Event()

    def look() -> None:
        while not enough.is_set():
            InstanceLock(path).owner_pid()

    looker = threading.Thread(target=look)
    looker.start()
    try:
        for _ in range(100):
            lock = InstanceLock(path)
            assert lock.acquire()
            lock.release()
    finally:
        enough.set()
        looker.join()
