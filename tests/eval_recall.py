"""``make eval-recall DATA=file``: how much of the evidence for questions about long conversations recall finds.

Every turn is an observation in a store of its own conversation, seen when it was written; questions go through the
same search as the user's, with the real index child. Retriever alone: no mind, no beliefs. One JSON object on
stdout, a table on stderr. The data stays where it is; nothing of it is written but figures.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.config import Settings
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.walls import open_level
from assistant.recall.lines import Weights
from assistant.recall.search import Recall
from assistant.store import Store, keys
from assistant.types import BlockKind, Line, Observation
from tests import locomo

ALL = Weights()
ABLATIONS: dict[str, Weights] = {
    "vectors": replace(ALL, words=0.0, around=(), time=0.0, speaker=0.0),
    "words": replace(ALL, meaning=0.0, own_meaning=0.0, around=(), time=0.0, speaker=0.0),
    "fusion": replace(ALL, around=(), time=0.0, speaker=0.0),
    "fusion + neighbours": replace(ALL, time=0.0, speaker=0.0),
    "fusion + neighbours + time": replace(ALL, speaker=0.0),
    "all": ALL,
}
"""What each sign adds; the last one is the product."""
BUDGETS = (250, 500, 1000, 2000)
"""Tokens of found turns that a mind could be given."""
_DEEP = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: the found turns in order, and which of them are evidence."""

    asked: locomo.Asked
    found: tuple[str, ...]
    seconds: float

    def recall(self, k: int) -> float:
        """Share of the evidence among the first ``k``."""
        return len(self.asked.evidence.intersection(self.found[:k])) / len(self.asked.evidence)

    def ndcg(self, k: int = 10) -> float:
        """Discounted gain beside that of the best order."""
        gain = sum(1 / math.log2(place + 2) for place, id in enumerate(self.found[:k]) if id in self.asked.evidence)
        return gain / sum(1 / math.log2(place + 2) for place in range(min(k, len(self.asked.evidence))))


class World:
    """One conversation in a home of its own."""

    def __init__(self, talk: locomo.Talk, store: Store, core: Core) -> None:
        self.talk = talk
        self.core = core
        self._store = store
        self.ids: dict[int, str] = {}
        with store.transaction():
            for turn in talk.turns:
                self._see(turn)
        while missing := len(store.missing_vectors("line", 1)):
            core.sync_index()
            if len(store.missing_vectors("line", 1)) == missing and not core.index_worker.pid:
                raise SystemExit("The index child does not start; run: inkling doctor")

    def _see(self, turn: locomo.Turn) -> None:
        line = Line(turn.text, (0, 0, 600, 20), header=turn.speaker, block_kind=BlockKind.MESSAGE)
        seen = self._store.add_observation(Observation(turn.time, turn.time, "chat", self.talk.name, 1, (line,)))
        if seen is not None and seen.id is not None:
            self.ids[seen.id] = turn.id

    def ask(self, weights: Weights, limit: int) -> Iterator[Outcome]:
        """Every question, on the day of the last turn."""
        now = self.talk.turns[-1].time
        recall = Recall(self._store, self.core.index, self.core.models.embedder, lambda: now, weights)
        for asked in self.talk.questions:
            started = time.perf_counter()
            hits = recall.search(asked.question, limit)
            seconds = time.perf_counter() - started
            yield Outcome(asked, tuple(self.ids[hit.id] for hit in hits if hit.kind == "observation"), seconds)

    def budgeted(self) -> Iterator[tuple[int, float]]:
        """Each budget with the share of one question's evidence that fits into it, best finds first."""
        tokens = {turn.id: math.ceil(len(f"{turn.speaker}: {turn.text}") / 4) for turn in self.talk.turns}
        for outcome in self.ask(ALL, _DEEP):
            for budget in BUDGETS:
                used, fitting = 0, 0
                while fitting < len(outcome.found) and used + tokens[outcome.found[fitting]] <= budget:
                    used += tokens[outcome.found[fitting]]
                    fitting += 1
                yield budget, outcome.recall(fitting)


@contextmanager
def opened(talk: locomo.Talk) -> Iterator[World]:
    """The conversation in a temporary home, with its index child."""
    with tempfile.TemporaryDirectory(prefix="inkling-recall-") as folder:
        home = paths.home({"INKLING_HOME": folder})
        home.create()
        with Store.open(home, keys.create(home), create=True, ballast_size=0) as store:
            core = Core(store, Settings(), open_level(), Changes())
            try:
                yield World(talk, store, core)
            finally:
                core.close()


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Percentages over the questions, and by category."""
    kinds = sorted({outcome.asked.category for outcome in outcomes})
    return {
        **_means(outcomes),
        "by_category": {kind: _means([o for o in outcomes if o.asked.category == kind]) for kind in kinds},
    }


def _means(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "n": len(outcomes),
        "r_at_5": round(100 * statistics.fmean(o.recall(5) for o in outcomes), 1),
        "r_at_10": round(100 * statistics.fmean(o.recall(10) for o in outcomes), 1),
        "ndcg_at_10": round(100 * statistics.fmean(o.ndcg() for o in outcomes), 1),
    }


def evaluate(talks: Sequence[locomo.Talk], *, quick: bool) -> dict[str, Any]:
    """All figures of all conversations."""
    started = time.monotonic()
    variants = {"all": ALL} if quick else ABLATIONS
    outcomes: dict[str, list[Outcome]] = {name: [] for name in variants}
    budgets: dict[int, list[float]] = {budget: [] for budget in BUDGETS}
    for talk in talks:
        sys.stderr.write(f"{talk.name}: {len(talk.turns)} turns, {len(talk.questions)} questions\n")
        with opened(talk) as world:
            for name, weights in variants.items():
                outcomes[name] += world.ask(weights, 10)
            for budget, share in () if quick else world.budgeted():
                budgets[budget].append(share)
    spent = sorted(1000 * outcome.seconds for outcome in outcomes["all"])
    return {
        **figures(outcomes["all"]),
        "seconds": round(time.monotonic() - started, 1),
        "search_ms": {"p50": round(spent[len(spent) // 2], 1), "p95": round(spent[int(len(spent) * 0.95)], 1)},
        "by_token_budget": {str(b): round(100 * statistics.fmean(some), 1) for b, some in budgets.items() if some},
        "ablations": {name: _means(some) for name, some in outcomes.items()},
    }


def _table(body: dict[str, Any]) -> Iterator[str]:
    yield f"{'':<28}{'n':>6}{'R@5':>8}{'R@10':>8}{'nDCG@10':>9}"
    rows = {**body["ablations"], **{f"  {kind}": some for kind, some in body["by_category"].items()}}
    for name, some in rows.items():
        yield f"{name:<28}{some['n']:>6}{some['r_at_5']:>8}{some['r_at_10']:>8}{some['ndcg_at_10']:>9}"
    yield f"evidence within a budget of tokens: {body['by_token_budget']}"
    yield f"one search: {body['search_ms']} ms; {body['seconds']} s in all"


def main() -> None:
    """Score recall on one file, or say why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="conversations in LoCoMo's format")
    parser.add_argument("--quick", action="store_true", help="only the product's own figures")
    options = parser.parse_args()
    if options.data is None or not options.data.is_file():
        sys.stderr.write(f"Skipped: there is no data at {options.data}. Give it: make eval-recall DATA=file\n")
        sys.stdout.write(json.dumps({"skipped": "no data"}) + "\n")
        return
    body = evaluate(locomo.load(options.data), quick=options.quick)
    sys.stderr.write("\n".join(_table(body)) + "\n")
    sys.stdout.write(json.dumps(body) + "\n")


if __name__ == "__main__":
    main()
