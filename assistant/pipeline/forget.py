"""What is left of beliefs when observations are forgotten: pure choice; the store applies it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.pipeline import confidence
from assistant.pipeline.text import content
from assistant.types import Evidence, Proposition, Tier

_FRAME = content("user asked told wrote says shows calendar table field entered ran terminal somebody screen file")


@dataclass(frozen=True, slots=True)
class Remains:
    """What happens to beliefs."""

    gone: tuple[int, ...]
    """They rested on the forgotten alone."""
    weakened: tuple[Proposition, ...]
    """They rest on other evidence too, and keep only that."""


def remains(beliefs: Sequence[Proposition], forgotten: Collection[int]) -> Remains:
    """Which beliefs go with the observations ``forgotten`` and how the others stand afterwards."""
    gone: list[int] = []
    weakened: list[Proposition] = []
    for belief in beliefs:
        if belief.id is None or not any(one.observation_id in forgotten for one in belief.evidence):
            continue
        left = tuple(one for one in belief.evidence if one.observation_id not in forgotten)
        support = [one for one in left if one.supports]
        if not support or not _says(support, belief.text):
            gone.append(belief.id)
            continue
        trust = max((one.tier for one in support), key=lambda tier: tier.strength, default=Tier.SEEN)
        weakened.append(confidence.assessed(replace(belief, evidence=left, trust=trust)))
    return Remains(tuple(gone), tuple(weakened))


def _says(support: Sequence[Evidence], text: str) -> bool:
    """Whether the evidence that is left holds the belief's words; else the words are the forgotten ones."""
    around = " ".join(f"{one.quote} {one.title} {one.header}" for one in support)
    own = content(text) - _FRAME
    return len(own & content(around)) >= 0.9 * len(own)
