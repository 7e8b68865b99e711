"""How much the same days add when they come again and again, each time later: ``python -m tests.copies [DAY...]``.

All days of one person are replayed one after the other into one home, then all of them again, shifted onward by as
many days as they span. Routines may grow; everything else in force should not. One JSON object on stdout.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.types import Kind, Status
from tests import life
from tests.shifted import shifted

COPIES = 10


def growth(
    days: Sequence[Path], copies: int = COPIES, mind: str = "default", memory: life.Memory | None = None
) -> dict[str, Any]:
    """Beliefs in force other than routines after each copy of one person's ``days``, and the growth over all.

    What the copies show alike is read once; ``memory`` may hold what was read before.
    """
    ordered = sorted(days, key=life.begins)
    span = (life.begins(ordered[-1]).date() - life.begins(ordered[0]).date()).days + 1
    with tempfile.TemporaryDirectory(prefix="inkling-copies-") as name, life.begun(mind, memory) as home:
        folder = Path(name)
        made = [shifted(day, folder / str(n), copies, step=timedelta(days=span)) for n, day in enumerate(ordered)]
        counts: list[int] = []
        twice: list[int] = []
        for copy in range(copies):
            for each in made:
                home.replay(each[copy])
            active = home.core.store.propositions(status=Status.ACTIVE)
            found = [belief.text for belief in active if belief.kind is not Kind.ROUTINE]
            counts.append(len(found))
            twice.append(len(found) - len(set(found)))
            sys.stderr.write(f"  copy {copy + 1}: {counts[-1]} in force, {twice[-1]} said twice\n")
    grown = counts[-1] / counts[0] - 1 if counts[0] else 0.0
    return {"days": len(days), "copies": copies, "in_force": counts, "twice": twice, "growth": round(grown, 4)}


def by_person(days: Iterable[Path]) -> dict[str, list[Path]]:
    """The days of each person, by what their recordings say of the user."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for day in days:
        told = day / "user.json"
        found[told.read_text(encoding="utf-8") if told.exists() else ""].append(day)
    return {days[0].name: days for days in found.values()}


def main() -> None:
    """Measure every person's days: those given, or the repository's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", nargs="*", type=Path)
    parser.add_argument("--copies", type=int, default=COPIES)
    given = parser.parse_args()
    body = measured(given.days or own_days(), given.copies)
    sys.stdout.write(json.dumps(body, indent=1) + "\n")


def own_days() -> list[Path]:
    """The recorded days of this repository."""
    return [
        paths.sample_day(),
        *sorted(path.parent for path in Path(__file__).parent.glob("recorded/*/manifest.jsonl")),
    ]


def measured(
    days: Iterable[Path], copies: int, mind: str = "default", memory: life.Memory | None = None
) -> dict[str, Any]:
    """:func:`growth` by person, and the largest of them."""
    people = {}
    for name, theirs in by_person(days).items():
        sys.stderr.write(f"{name}: {len(theirs)} days, {copies} times\n")
        people[name] = growth(theirs, copies, mind, memory)
    return {"people": people, "growth": max((one["growth"] for one in people.values()), default=0.0)}


if __name__ == "__main__":
    main()
