"""Replays the part: eighteen frames of a translator's and a doctoral student's day, each day in a home of its own.

The frames are those in which the most facts, traps and secrets of each day stand; it costs half a minute.
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant import paths
from tests import life, scoring
from tests.shifted import shifted

RECORDED = Path(__file__).parents[1] / "recorded"
PART: dict[Path, tuple[int, ...]] = {
    paths.sample_day(): (8, 9, 12, 14, 18, 21, 23, 31, 34, 36),
    RECORDED / "doctoral": (2, 7, 11, 15, 22, 26, 31, 39),
}
"""Frames by number."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one day's part brought."""

    strict: dict[str, bool]
    """By fact in force: whether a belief says it."""
    lenient: dict[str, bool]
    beliefs: int
    nothing: int
    """Beliefs that no statement of the truth speaks of."""
    traps: int
    superseded: int
    duplicates: int
    not_verbatim: int
    leaked: int
    """Secrets and hidden texts that were kept anywhere."""

    def as_json(self) -> dict[str, Any]:
        """For the file of the floor."""
        return asdict(self)


def measured(embed: scoring.Embed) -> dict[str, Found]:
    """What every day of the part brings, by its name."""
    return {day.name: _measured(day, [f"{number:04}.png" for number in some], embed) for day, some in PART.items()}


def _measured(day: Path, files: list[str], embed: scoring.Embed) -> Found:
    truth = truth_of_part(life.truth_of(day), set(files))
    with tempfile.TemporaryDirectory(prefix="inkling-part-") as folder, life.begun() as home:
        home.replay(shifted(day, Path(folder), 1, files)[0])
        beliefs, seen = home.propositions(), home.observations()
    scored = scoring.score_beliefs(truth, beliefs, embed)
    current = [fact["id"] for fact in truth["facts"] if not fact["superseded_by"]]
    kept = " ".join(line["text"] for each in seen for line in each["lines"])
    believed = " ".join(belief["text"] for belief in beliefs)
    return Found(
        strict=dict(zip(current, scored["strict"], strict=True)),
        lenient=dict(zip(current, scored["lenient"], strict=True)),
        beliefs=scored["beliefs"],
        nothing=scored["nothing"],
        traps=scored["traps"],
        superseded=scored["superseded_active"],
        duplicates=scored["duplicates"],
        not_verbatim=scoring.not_verbatim(beliefs, seen),
        leaked=sum(scoring.stands(one["text"], kept, believed) for one in [*truth["secrets"], *truth["hidden_text"]]),
    )


def truth_of_part(truth: dict[str, Any], files: set[str]) -> dict[str, Any]:
    """The truth of a day of which only ``files`` were seen.

    A fact belongs to it where one of its frames does, and is superseded only where that was to be seen too. Traps and
    what must never be kept stay whole.
    """
    facts = [fact for fact in truth["facts"] if files.intersection(fact["evidence_frames"])]
    told = {fact["id"] for fact in facts}
    return {
        **truth,
        "facts": [
            fact if fact["superseded_by"] in told else {**fact, "superseded_by": None, "superseded_at_frame": None}
            for fact in facts
        ],
    }
