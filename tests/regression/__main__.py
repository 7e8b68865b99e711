"""``make eval-floor``: set the floor anew, and say what changed. Commit it with the change that moved it."""

from __future__ import annotations

import json
import sys

from assistant import catalog, paths
from assistant.inference.embed import EmbeddingModel
from tests.regression import floor
from tests.regression.check import losses
from tests.regression.part import measured


def main() -> None:
    """Measure, compare with the old floor, and write the new one."""
    known = catalog.load()
    entry = known.default(catalog.Role.EMBED)
    found = measured(EmbeddingModel(paths.model_cache() / entry.file, sha256=entry.sha256).embed)
    worse = losses(floor.load(), found) if floor.FILE.exists() else []
    floor.save(found, known.default(catalog.Role.MIND).name)
    for day, one in found.items():
        hits = f"{sum(one.strict.values())} of {len(one.strict)} facts strictly, {sum(one.lenient.values())} leniently"
        sys.stderr.write(f"{day}: {hits}; {one.beliefs} beliefs, {one.nothing} about nothing\n")
    for words in worse:
        sys.stderr.write(f"worse than before: {words}\n")
    sys.stdout.write(json.dumps({"days": {day: one.as_json() for day, one in found.items()}, "worse": worse}) + "\n")


if __name__ == "__main__":
    main()
