"""Kills the daemon or its children during a replay, and says whether anything was lost or done twice.

``make test`` runs a few kills of each kind, ``make prove`` many.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.client import connect
from assistant.errors import InklingError
from tests.home import TestHome, children_of

WORKERS = ("reader", "mind", "index")


@dataclass(frozen=True, slots=True)
class Result:
    """What a home holds in the end, in a form that two runs can be compared by."""

    lines: Counter[tuple[str, str]]
    """(file, text) of every observed line."""
    beliefs: Counter[str]
    """Statements in force."""
    evidence: Counter[tuple[str, str]]
    """(statement, quote) of every reason."""


def outcome(home: TestHome) -> Result:
    """Read a home through the command line."""
    observations = home.run("observations", "--json").json()["observations"]
    beliefs: list[dict[str, Any]] = home.run("propositions", "--json").json()["propositions"]
    active = [b for b in beliefs if b["status"] == "active"]
    return Result(
        Counter((o["file"], line["text"]) for o in observations for line in o["lines"]),
        Counter(b["text"] for b in active),
        Counter((b["text"], e["quote"]) for b in active for e in b["evidence"]),
    )


def undisturbed(folder: Path, day: Path) -> Result:
    """One replay from beginning to end."""
    home = TestHome(folder)
    home.run("replay", str(day), "--until-idle", "--json", timeout=300).json()
    return outcome(home)


def kill_daemon(folder: Path, day: Path, kills: int, seed: int) -> tuple[Result, int]:
    """Replay, killing the daemon ``kills`` times on the way; the result and how many kills really hit one."""
    home, dice, hit = TestHome(folder), random.Random(seed), 0
    for _ in range(4 * kills):
        if hit == kills:
            break
        replay = home.spawn("replay", str(day), "--until-idle")
        pid = _wait_for_daemon(home, replay)
        time.sleep(dice.uniform(0.0, 2.5))
        if replay.poll() is None and pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                hit += 1
        replay.communicate(timeout=120)
    home.run("replay", str(day), "--until-idle", "--json", timeout=300).json()
    return outcome(home), hit


def kill_worker(folder: Path, day: Path, worker: str, kills: int, seed: int) -> tuple[Result, int]:
    """Replay, killing one kind of child ``kills`` times on the way; the result and how many kills hit one.

    Between two kills a frame is finished: a job whose child dies twice counts as poison and is set aside, on purpose.
    """
    home, dice, hit = TestHome(folder), random.Random(seed), 0
    replay = home.spawn("replay", str(day), "--until-idle", "--json")
    daemon = _wait_for_daemon(home, replay)
    assert daemon is not None
    while replay.poll() is None and hit < kills:
        time.sleep(dice.uniform(0.1, 0.9))
        pid = children_of(daemon).get(worker)
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                hit += 1
                _wait_for_next_frame(home, replay)
    replay.communicate(timeout=300)
    assert replay.returncode == 0
    return outcome(home), hit


def _wait_for_daemon(home: TestHome, replay: subprocess.Popen[str]) -> int | None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and replay.poll() is None:
        pid = home.daemon_pid()
        if pid is not None:
            return pid
        time.sleep(0.02)
    return None


def _wait_for_next_frame(home: TestHome, replay: subprocess.Popen[str]) -> None:
    """Until a frame that came after this instant is stored, and with it all that was in hand before is done."""
    seen: set[Any] = set()
    deadline = time.monotonic() + 60
    while replay.poll() is None and time.monotonic() < deadline and len(seen) < 3:
        seen |= {_newest_frame(home)} - {None}
        time.sleep(0.05)


def _newest_frame(home: TestHome) -> Any:
    try:
        with connect(home.home) as daemon:
            return daemon.call("status")["last_frame"]
    except InklingError:
        return None
