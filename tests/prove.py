"""``make prove``: the long proofs. One JSON object on stdout, a table on stderr.

Thirty SIGKILLs of the daemon and thirty of each child at random instants of a replay, and after each round the
home must hold exactly what an undisturbed replay gives. ``--kills N`` changes the number. Then every person's recorded
days ten times over, each copy later than the one before: how much more is believed in the end (``--copies N``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import machine
from tests.copies import COPIES, measured, own_days
from tests.days import mail_day
from tests.killing import WORKERS, Result, kill_daemon, kill_worker, undisturbed

ROUND = 5
"""Kills in one replay."""


def compare(found: Result, expected: Result) -> dict[str, int]:
    """What is missing and what is there twice."""
    return {
        "lines_lost": sum((expected.lines - found.lines).values()),
        "lines_twice": sum((found.lines - expected.lines).values()),
        "beliefs_lost": sum((expected.beliefs - found.beliefs).values()),
        "beliefs_twice": sum((found.beliefs - expected.beliefs).values()),
    }


def prove(what: str, kills: int, folder: Path, day: Path, expected: Result) -> dict[str, Any]:
    """Kill ``what`` so many times, a few in each replay, and add up the damage."""
    started, hit, rounds = time.monotonic(), 0, 0
    damage: dict[str, int] = {}
    while hit < kills and rounds < kills:
        home, wanted = folder / f"{what}-{rounds}", min(ROUND, kills - hit)
        seed = 1000 + rounds
        found, n = (
            kill_daemon(home, day, wanted, seed) if what == "daemon" else kill_worker(home, day, what, wanted, seed)
        )
        hit, rounds = hit + n, rounds + 1
        damage = {name: damage.get(name, 0) + count for name, count in compare(found, expected).items()}
        sys.stderr.write(f"  {what}: {hit} of {kills} kills, {damage}\n")
    return {"kills": hit, "replays": rounds, **damage, "seconds": round(time.monotonic() - started)}


def main() -> None:
    """Run every proof and print the result; the exit code is 1 where anything was lost or done twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--copies", type=int, default=COPIES)
    given = parser.parse_args()
    kills = given.kills
    with tempfile.TemporaryDirectory(prefix="inkling-prove-") as name:
        folder = Path(name)
        day = folder / "day"
        day.mkdir()
        mail_day(day, frames=8)
        expected = undisturbed(folder / "whole", day)
        results = {what: prove(what, kills, folder, day, expected) for what in ("daemon", *WORKERS)}
    again = measured(own_days(), given.copies) if given.copies else {}
    body = {"machine": machine(), "kills": results, "copies": again}
    for what, figures in results.items():
        sys.stderr.write(f"{what:<8} " + "  ".join(f"{key} {value}" for key, value in figures.items()) + "\n")
    sys.stdout.write(json.dumps(body, indent=1) + "\n")
    sys.stderr.write(f"growth of beliefs in force over the copies: {again.get('growth')}\n")
    if any(f[k] for f in results.values() for k in ("lines_lost", "lines_twice", "beliefs_lost", "beliefs_twice")):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
