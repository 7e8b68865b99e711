"""Labelled beliefs of the recorded days: named features, and whether the belief is true of its user.

A belief that matches a fact in force is true; one that matches a trap or an old value is not. What matches nothing
has no label in the day's truth; ``labels/DAY.json`` holds what a reader of sentence and screen said: true is what holds
as it stands, of the right speaker, and tells something of this user's life or work; false is what is garbled, misread,
outdated or a lie; null is what holds but is idle, such as the news: whether to believe that at all is for the line
choice to say, not for confidence. What is idle or was not read is left out, and counted.

An old value still in force is false, and counts so in the figures, but is not fitted: its evidence was as good as any,
and that newer evidence did not replace it is revision's failure, which the harness counts on its own.

The beliefs that users see are nearly all true, so what the line choice keeps out, mostly idle talk, is taken in too.
Choosing by a score that is itself a feature leaves the chance of truth given the features as it is.
"""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.config import Settings, User
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.replay import Replay
from assistant.daemon.walls import open_level
from assistant.inference.embed import EmbeddingModel
from assistant.pipeline import choose, confidence, propose
from assistant.store import Store, keys
from assistant.store.folding import essence
from assistant.types import Observation, Proposition, Status
from tests import scoring

LOW = 0.08
"""The lowered bar of the line choice."""
MOST = 12
"""Passages of one observation, the best first."""
RECORDED = Path(__file__).parents[1] / "recorded"
LABELS = Path(__file__).with_name("labels")
EXAMPLES = Path(__file__).with_name("examples.jsonl")


@dataclass(frozen=True, slots=True)
class Example:
    """One belief."""

    day: str
    person: str
    text: str
    true: bool | None
    """None: it matches nothing and was not read, or is idle."""
    by: str
    """What says so: "fact", "trap" or "old" of the day's truth, or "reader"; empty where nothing does."""
    shipped: bool
    """Believed as shipped; else kept out by the line choice."""
    features: dict[str, float]


def collect(day: Path, embed: EmbeddingModel, adapt: Callable[[Core], None] = lambda core: None) -> list[Example]:
    """The examples of one day, replayed in a home of its own. ``adapt`` may change the core before its first frame."""
    with tempfile.TemporaryDirectory(prefix="inkling-fit-") as folder:
        home = paths.home({"INKLING_HOME": folder})
        home.create()
        store = Store.open(home, keys.create(home), create=True, ballast_size=0)
        store.set_meta("home", "replay")
        core = Core(store, Settings(), open_level(), Changes())
        adapt(core)
        try:
            Replay(core, day, lambda name, body: None, threading.Event()).run(until_idle=True)
            core.keep.weigh()
            shipped = store.propositions(status=Status.ACTIVE, newest_first=False)
            idle = [one for seen in store.observations(newest_first=False) for one in kept_out(seen, core.user, embed)]
        finally:
            core.close()
    named = {belief.text: (belief, True) for belief in shipped}
    for belief in idle:
        named.setdefault(belief.text, (belief, False))
    truths = judged(day, list(named), embed.embed)
    person = json.loads((day / "user.json").read_text(encoding="utf-8"))["names"][0]
    return [
        Example(day.name, person, text, true, by, believed, dict(belief.features))
        for (text, (belief, believed)), (true, by) in zip(named.items(), truths, strict=True)
        if belief.features
    ]


def kept_out(seen: Observation, user: User, embed: EmbeddingModel) -> list[Proposition]:
    """What would be believed of the passages that the line choice keeps out, in the words of the screen."""
    found = choose.choose(seen, user, embedder=embed, limit=MOST, threshold=LOW)
    made = [propose.propose(one, None, seen, user) for one in found if one.score < choose.THRESHOLD and not one.turn]
    shown = confidence.dwell(seen.end - seen.start)
    return [confidence.noticed(belief, dwell=shown) for belief in made if belief is not None]


def judged(day: Path, texts: list[str], embed: scoring.Embed) -> list[tuple[bool | None, str]]:
    """Whether each statement is true of the user of ``day``, if that is known, and what says so."""
    truth: dict[str, Any] = json.loads((day / "truth.json").read_text(encoding="utf-8"))
    file = LABELS / f"{day.name}.json"
    said: dict[str, bool | None] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    read = {essence(text): true for text, true in said.items()}
    matcher = scoring.Matcher(truth, embed)
    facts = truth["facts"]
    current, _ = matcher.matrix(texts, [fact for fact in facts if not fact.get("superseded_by")])
    traps, _ = matcher.matrix(texts, truth.get("traps", []))
    old, _ = matcher.matrix(texts, [fact for fact in facts if fact.get("superseded_by")])
    found: list[tuple[bool | None, str]] = []
    for row, text in enumerate(texts):
        if current[row].any():
            found.append((True, "fact"))
        elif traps[row].any():
            found.append((False, "trap"))
        elif old[row].any():
            found.append((False, "old"))
        else:
            true = read.get(essence(text))
            found.append((true, "" if true is None else "reader"))
    return found


def save(examples: Iterable[Example], file: Path = EXAMPLES) -> None:
    """Keep them, one JSON object a line."""
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in examples]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load(file: Path = EXAMPLES) -> list[Example]:
    """The kept ones."""
    return [Example(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
