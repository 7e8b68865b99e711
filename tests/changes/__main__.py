"""Plays every scene in a home of its own and counts what became of the old belief. One JSON object on stdout.

The lines are given as if they had been read, so the reader plays no part; nor does the mind, whose words are refused.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant import catalog, paths
from assistant.daemon.think import Outcome
from assistant.inference.active import active_embedder
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline.text import squeeze
from assistant.store import Store, keys
from assistant.store.jobs import NewJob
from assistant.types import BlockKind, Line, Observation, Status, Tier, Who
from tests.unit.daemon.test_think import Desk, Scripted

SCENES = Path(__file__).with_name("scenes.jsonl")
_KINDS = {
    "chat": BlockKind.MESSAGE,
    "mail": BlockKind.MAIL,
    "sheet": BlockKind.TABLE,
    "terminal": BlockKind.TERMINAL,
}
Shown = dict[str, Any]


@dataclass(slots=True)
class _Refused(Scripted):
    """A mind that says nothing that could be believed."""

    def choose(self, question: str, options: Sequence[str]) -> list[float]:
        """No opinion."""
        return [0.0] * len(options)


def main() -> None:
    """Play all scenes."""
    active = active_embedder(catalog.load(), ModelCache(paths.model_cache()))
    embedder = EmbeddingModel(active.path, sha256=active.sha256)
    scenes = [json.loads(line) for line in SCENES.read_text(encoding="utf-8").splitlines()]
    counts: dict[str, Counter[str]] = {"seen": Counter(), "unseen": Counter()}
    for scene in scenes:
        counts[scene["half"]][outcome(scene, embedder)] += 1
    sys.stdout.write(json.dumps(counts, indent=1) + "\n")


def outcome(scene: dict[str, Any], embedder: EmbeddingModel) -> str:
    """``unlearned`` where the old line taught nothing; else ``ended`` or ``stale``, and ``kept`` or ``lost``."""
    with tempfile.TemporaryDirectory(prefix="inkling-scene-") as folder:
        home = paths.home({"INKLING_HOME": folder})
        home.create()
        with Store.open(home, keys.create(home), create=True, ballast_size=0) as store:
            desk = Desk(store, embedder, _Refused(lambda _thought: "Zorblax"))
            _show(desk, scene["old"])
            meant = {p.id for p in store.propositions(status=Status.ACTIVE) if _rests_on(scene["target"], p.evidence)}
            _show(desk, scene["new"])
            standing = {p.id for p in store.propositions(status=Status.ACTIVE)} & meant
    if not meant:
        return "unlearned"
    if scene["expect"] == "kept":
        return "kept" if standing else "lost"
    return "stale" if standing else "ended"


def _rests_on(target: str, evidence: Sequence[Any]) -> bool:
    return any(squeeze(target) in squeeze(piece.quote) for piece in evidence if piece.supports)


def _show(desk: Desk, lines: Sequence[Shown]) -> None:
    """Let each window be seen and thought about."""
    for (title, moment), group in groupby(lines, key=lambda line: (line["title"], line["time"])):
        shown = list(group)
        time = datetime.fromisoformat(moment)
        read = tuple(_line(row, line) for row, line in enumerate(shown))
        seen = Observation(time, time, shown[0]["app"], title, 1, read, focused=True)
        desk.store.add_observation(seen, jobs=[NewJob("infer", time)])
        while desk.think.step(time + timedelta(days=400)) is not Outcome.NONE:
            pass


def _line(row: int, line: Shown) -> Line:
    own = line["who"] == "user"
    tier = (Tier.TYPED if line["typed"] else Tier.OWN) if own else Tier.SEEN
    box = (40, 30 * row, 40 + 9 * len(line["text"]), 30 * row + 20)
    kind = _KINDS.get(line["kind"], BlockKind.TEXT)
    return Line(line["text"], box, tier, Who.USER if own else Who.OTHER, line["header"], row, kind)


if __name__ == "__main__":
    main()
