"""Start, stop, status, pause, lock; two daemons; a daemon that was killed; exit code 3 where there is none."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.home import TestHome
from tests.xvfb import wait_until

NewHome = Callable[..., TestHome]


def status(home: TestHome) -> dict[str, Any]:
    """The status as JSON."""
    return home.run("status", "--json").json()


@pytest.mark.parametrize("command", ["pause", "resume", "stop", "lock", "unlock"])
def test_without_a_daemon_exit_3(tmp_path: Path, command: str) -> None:
    """Commands that make no sense without a daemon say so; they make no home either."""
    done = TestHome(tmp_path / "h").run(command)
    assert (done.code, done.out) == (3, "")
    assert "No daemon is running" in done.err
    assert not (tmp_path / "h").exists()


def test_status_without_a_daemon(tmp_path: Path) -> None:
    """Nothing runs: exit 0, the next step on stderr, and no home is made by looking."""
    done = TestHome(tmp_path / "h").run("status")
    assert done.code == 0
    assert "inkling start" in done.err
    assert not (tmp_path / "h").exists()


def test_start_and_stop_are_idempotent(new_home: NewHome) -> None:
    """A second start says that it runs already; stop ends it; a second stop is exit 3; then it starts again."""
    home = new_home()
    first = home.run("start")
    assert (first.code, first.out) == (0, "")
    assert "Inkling is running." in first.err
    assert "inkling start --consent" in first.err
    pid = home.daemon_pid()
    again = home.run("start")
    assert again.code == 0
    assert "already" in again.err
    assert home.daemon_pid() == pid
    stopped = home.run("stop", timeout=20)
    assert (stopped.code, stopped.err.strip()) == (0, "Inkling has stopped.")
    assert not home.home.socket.exists()
    assert home.run("stop").code == 3
    assert home.run("start").code == 0


def test_capture_is_off_until_the_user_says_yes(new_home: NewHome) -> None:
    """A new home is paused for want of consent; with it, and without a display, the state says that."""
    home = new_home()
    home.run("start")
    body = status(home)
    assert (body["state"], body["consent"], body["last_frame"]) == ("paused", False, None)
    done = home.run("start", "--consent")
    assert done.code == 0
    wait_until(lambda: status(home)["state"] == "no_display", 20, "state no_display")
    shown = home.run("status")
    assert "no_display since" in shown.out
    assert "none yet" in shown.out


def test_pause_and_resume(new_home: NewHome) -> None:
    """A pause has an end or none, survives a restart of the daemon, and ends with resume."""
    home = new_home()
    home.run("start", "--consent")
    assert home.run("pause", "30m").err.strip() == "Paused for 30m."
    assert status(home)["pause_until"] is not None
    home.run("stop")
    home.run("start")
    wait_until(lambda: status(home)["state"] == "paused", 10, "state paused")
    assert home.run("pause").err.strip() == "Paused until `inkling resume`."
    assert home.run("resume").code == 0
    assert status(home)["pause_until"] is None
    bad = home.run("pause", "soon")
    assert bad.code == 2
    assert "30m" in bad.err


def test_lock_closes_the_store(new_home: NewHome) -> None:
    """A locked home answers nothing, exit 4 with the way out, and works again after unlock."""
    home = new_home()
    home.run("start")
    assert home.run("lock").code == 0
    assert status(home)["state"] == "locked"
    for words in (["propositions", "--json"], ["search", "x"], ["forget", "--all", "--yes"], ["pause"]):
        done = home.run(*words)
        assert (done.code, done.out) == (4, ""), words
        assert "inkling unlock" in done.err
    assert home.run("unlock").code == 0
    assert home.run("propositions", "--json").json() == {"propositions": []}


def test_a_second_daemon_is_turned_away(new_home: NewHome) -> None:
    """One home, one daemon, by the kernel's lock: the second says so and the first goes on."""
    home = new_home()
    home.run("start")
    pid = home.daemon_pid()
    done = home.run("daemon", timeout=30)
    assert done.code == 1
    assert "A daemon runs for this home already." in done.err
    assert home.daemon_pid() == pid
    assert status(home)["state"] == "paused"


def test_commands_at_the_same_time_share_one_daemon(new_home: NewHome) -> None:
    """Where none runs, several commands at once all get their answer."""
    home = new_home()
    commands = [home.spawn("propositions", "--json") for _ in range(3)]
    for command in commands:
        out, err = command.communicate(timeout=60)
        assert command.returncode == 0, err
        assert '"propositions"' in out
    wait_until(lambda: home.daemon_pid() is None, 15, "the private daemon ends")


def test_a_killed_daemon_leaves_nothing_in_the_way(new_home: NewHome) -> None:
    """After SIGKILL the socket's file is stale: status says stopped, and start works."""
    home = new_home()
    home.run("start")
    pid = home.daemon_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: home.daemon_pid() is None, 10, "the lock is free")
    assert status(home)["state"] == "stopped"
    assert home.run("stop").code == 3
    assert home.run("start").code == 0
    assert status(home)["state"] == "paused"


def test_a_foreground_daemon_ends_by_signal(new_home: NewHome) -> None:
    """SIGTERM ends it with exit 0 and without a word on stdout."""
    home = new_home()
    daemon = home.spawn("daemon")
    wait_until(lambda: home.home.socket.exists() and status(home)["state"] == "paused", 20, "it answers")
    daemon.send_signal(signal.SIGTERM)
    out, err = daemon.communicate(timeout=20)
    assert (daemon.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_a_home_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    """Exit 5, the folder and the fix are named, and nothing is written."""
    home = TestHome(tmp_path / "h")
    (home.folder / "data").mkdir(parents=True)
    (home.folder / "data").chmod(0o755)
    done = home.run("propositions", "--json")
    assert (done.code, done.out) == (5, "")
    assert f"chmod 700 '{home.folder / 'data'}'" in done.err
    assert not home.home.database.exists()


def test_a_stopped_replay_says_that_it_is_not_finished(new_home: NewHome, day: Path) -> None:
    """`inkling stop` in the middle of a replay ends it with an error, never with a summary that looks whole."""
    home = new_home()
    replay = home.spawn("replay", str(day), "--json")
    wait_until(lambda: replay.poll() is not None or home.home.socket.exists(), 30, "the replay begins")
    wait_until(lambda: home.run("stop", timeout=30).code == 0, 30, "it is stopped")
    out, err = replay.communicate(timeout=60)
    assert (replay.returncode, out) == (3, "")
    assert err.strip()
