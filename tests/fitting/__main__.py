"""``make fit``: fit the weights of confidence on the recorded days, and say how they do on people left out.

Replays every day of this repository (or those given), keeps the labelled beliefs beside this file, writes the table
``assistant/pipeline/weights.py``, and prints one JSON object; a summary goes to stderr. ``--refit`` takes the kept
beliefs and replays nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from assistant import catalog, paths
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline import weights
from tests.fitting import examples as kept
from tests.fitting.solve import AS_HARNESS, Table, figures, fit

WEIGHTS = Path(weights.__file__)


def main() -> None:
    """Collect, fit, write, tell."""
    parser = argparse.ArgumentParser(prog="make fit", description=__doc__)
    parser.add_argument("days", nargs="*", type=Path, help="folders of days; default: all of this repository")
    parser.add_argument("--refit", action="store_true", help="take the beliefs that an earlier run kept")
    given = parser.parse_args()
    if not given.refit:
        kept.save(collected(given.days or [paths.sample_day(), *sorted(kept.RECORDED.iterdir())]))
    found = kept.load()
    labelled = [one for one in found if one.true is not None]
    table = fit(labelled)
    WEIGHTS.write_text(written(table), encoding="utf-8")
    body: dict[str, Any] = {
        "people": dict(Counter(one.person for one in labelled)),
        "labelled": len(labelled),
        "unlabelled": len(found) - len(labelled),
        "left_out": figures(labelled),
        "left_out_as_harness": figures(labelled, AS_HARNESS),
    }
    for name in ("left_out", "left_out_as_harness"):
        part = body[name]
        sys.stderr.write(f"{name}: {part['n']} beliefs, {part['true']} true\n")
        for who in ("fitted", "prior", "base rate"):
            scores = "  ".join(f"{figure} {part[who][figure]:.3f}" for figure in ("brier", "ece", "log_loss"))
            sys.stderr.write(f"  {who:<10} {scores}\n")
    sys.stdout.write(json.dumps(body, indent=1) + "\n")


def collected(days: list[Path]) -> list[kept.Example]:
    """The beliefs of every day that has a truth."""
    entry = catalog.load().default(catalog.Role.EMBED)
    model = EmbeddingModel(paths.model_cache() / entry.file, sha256=entry.sha256)
    found = []
    for day in days:
        if (day / "truth.json").is_file():
            sys.stderr.write(f"{day.name} ...\n")
            found += kept.collect(day, model)
    return found


def written(table: Table) -> str:
    """The module that holds the table."""
    rows = "".join(f'    "{name}": {weight},\n' for name, weight in table.weights.items())
    return (
        '"""What one unit of each feature adds to the log-odds that a belief is true. Made by ``make fit``.\n\n'
        "The features are described in ``confidence.py``; the labelled beliefs, the prior and the method stand in\n"
        '``tests/fitting``. A new feature gets a prior there, in ``prior.py``; then make this anew.\n"""\n\n'
        "from __future__ import annotations\n\n"
        f"BIAS = {table.bias}\n"
        f"WEIGHTS: dict[str, float] = {{\n{rows}}}\n"
    )


if __name__ == "__main__":
    main()
