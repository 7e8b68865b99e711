"""``make bench``: one JSON object on stdout, a table on stderr. ``python -m tests.bench search live``: parts of it.

Figures are medians or percentiles of several runs in one process or one home; ``cpu`` is processor time, which other
work on the machine changes little, the rest is the clock's. Ratios compare two ways side by side in the same run.
Nothing here is a test: figures inform, they do not fail.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

import pytest

from assistant import paths
from tests.bench import quick, recall, revise, screen
from tests.bench.day import whole_day
from tests.bench.reading import reading
from tests.bench.tools import Figures, machine

PARTS: dict[str, Callable[[], Figures]] = {
    "version": quick.version,
    "unchanged_frame": screen.unchanged_frame,
    "private_daemon": quick.private_daemon,
    "first_paint": quick.first_paint,
    "search": recall.search,
    "revise": revise.revise,
    "reading": lambda: reading(paths.sample_day()),
    "sample_day": lambda: whole_day(paths.sample_day()),
    "live": screen.live,
}
TARGETS = {
    ("version", "median_ms"): 120.0,
    ("unchanged_frame", "whole_ms"): 5.0,
    ("first_paint", "median_ms"): 700.0,
    ("search", "p95_ms"): 25.0,
    ("revise", "share_of_a_core"): 0.10,
    ("reading", "share"): 0.333,
    ("sample_day", "pixel_to_belief_p50_s"): 60.0,
    ("sample_day", "pss_peak_mb"): 1200.0,
    ("live", "pixel_to_belief_p50_s"): 60.0,
}
"""The most that each of these may be."""


def show(name: str, figures: Figures) -> None:
    """One part of the table."""
    sys.stderr.write(f"\n{name.replace('_', ' ')}\n")
    for key, value in figures.items():
        target = TARGETS.get((name, key))
        verdict = ""
        if target is not None and value is not None:
            verdict = f"  target {target:g}: {'met' if value <= target else 'missed'}"
        words = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        sys.stderr.write(f"  {key.replace('_', ' '):<36} {words!s:>10}{verdict}\n")
    sys.stderr.flush()


def main(wanted: list[str]) -> None:
    """Take the wanted figures, or all, and print them."""
    unknown = set(wanted) - set(PARTS)
    if unknown:
        raise SystemExit(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    body: Figures = {"machine": machine(), "load_before": round(os.getloadavg()[0], 2)}
    show("machine", body["machine"] | {"load_before": body["load_before"]})
    for name in wanted or PARTS:
        try:
            body[name] = PARTS[name]()
        except pytest.skip.Exception as missing:  # a program that a desktop needs is not installed
            body[name] = {"skipped": str(missing)}
        show(name, body[name])
    body["load_after"] = round(os.getloadavg()[0], 2)
    body["targets"] = {f"{part}.{key}": most for (part, key), most in TARGETS.items()}
    sys.stdout.write(json.dumps(body, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
