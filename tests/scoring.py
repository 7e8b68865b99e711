"""Scores what was learned from a replay day against the day's truth, by the rule of the truth format.

A proposition matches a statement strictly when every entity group has an alternative in its text (case and accents
folded, at word starts) and the cosine of its MiniLM embedding with the statement or one of its paraphrases is at
least 0.55; leniently when all groups but one do. Each proposition counts once: as a fact in force, else as a trap,
else as a superseded fact, else as nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
COSINE = 0.55
SAME = 0.95
"""Cosine from which two active beliefs count as duplicates where they also name the same numbers."""
LATER = "a later day"
"""What supersedes a fact that a later day of the same person ends."""


def fold(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def names(text: str, alternative: str) -> bool:
    """Whether ``alternative`` stands in ``text`` at the start of a word."""
    needle = fold(alternative)
    boundary = r"(?<!\w)" if needle[:1].isascii() else ""
    return re.search(boundary + re.escape(needle), fold(text)) is not None


def stands(needle: str, *texts: str) -> bool:
    """Whether ``needle`` stands in one of ``texts`` as a word or words of its own: "venin" is not in "evening"."""
    plain = re.escape(fold(needle))
    return any(re.search(rf"(?<!\w){plain}(?!\w)", fold(text)) for text in texts)


def groups_met(text: str, entities: Sequence[Sequence[str]]) -> int:
    """How many entity groups have an alternative in ``text``."""
    return sum(any(names(text, alternative) for alternative in group) for group in entities)


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compares propositions with the statements of one truth file."""

    truth: dict[str, Any]
    embed: Embed

    def matrix(self, texts: Sequence[str], items: Sequence[dict[str, Any]]) -> tuple[Flags, Flags]:
        """(strict, lenient) boolean matrices of texts x items."""
        strict = np.zeros((len(texts), len(items)), dtype=bool)
        lenient = np.zeros_like(strict)
        if not texts or not items:
            return strict, lenient
        vectors = self.embed(list(texts))
        for column, item in enumerate(items):
            statements = [item["statement"], *item.get("paraphrases", [])]
            near = (vectors @ self.embed(statements).T).max(axis=1) >= COSINE
            entities = item.get("entities", [])
            unless = item.get("unless", [])
            for row, text in enumerate(texts):
                if not near[row] or any(names(text, word) for word in unless):
                    continue
                met = groups_met(text, entities)
                strict[row, column] = met == len(entities)
                lenient[row, column] = met >= max(1, len(entities) - 1)
        return strict, lenient


def score_beliefs(truth: dict[str, Any], propositions: list[dict[str, Any]], embed: Embed) -> dict[str, Any]:
    """The figures of one day, from all propositions of its home (every status)."""
    active = [p for p in propositions if p["status"] == "active"]
    texts = [p["text"] for p in active]
    facts = truth["facts"]
    current = [f for f in facts if not f.get("superseded_by")]
    old = [f for f in facts if f.get("superseded_by")]
    matcher = Matcher(truth, embed)
    strict, lenient = matcher.matrix(texts, current)
    trap, _ = matcher.matrix(texts, truth.get("traps", []))
    stale, _ = matcher.matrix(texts, old)
    ended, _ = matcher.matrix(texts, [f for f in old if f["superseded_by"] == LATER])
    # Reductions of an empty axis are all False, so a day without beliefs needs no special case.
    is_fact = _any(strict, 1)
    is_trap = ~is_fact & _any(trap, 1)
    is_stale = ~is_fact & ~is_trap & _any(stale, 1)
    judged = [(p["confidence"], 1.0 if f else 0.0) for p, f, t in zip(active, is_fact, is_trap, strict=True) if f or t]
    return {
        "facts": len(current),
        "strict": _any(strict, 0).tolist(),
        "lenient": _any(lenient, 0).tolist(),
        "beliefs": len(active),
        "true": int(is_fact.sum()),
        "traps": int(is_trap.sum()),
        "superseded_active": int(is_stale.sum()),
        "ended_active": int((is_stale & _any(ended, 1)).sum()),
        "nothing": int(len(active) - is_fact.sum() - is_trap.sum() - is_stale.sum()),
        **duplicates(active, embed),
        "judged": judged,
        "missed": [fact["id"] for fact, hit in zip(current, _any(strict, 0), strict=True) if not hit],
        "trapped": [texts[i] for i in np.flatnonzero(is_trap)],
        "stale": [texts[i] for i in np.flatnonzero(is_stale)],
    }


def one_after_the_other(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The facts and traps of a person's two days in one home.

    What the later day ends counts as superseded; a fact that both days tell, under one id, counts once.
    """
    ended, again = set(after.get("ends", [])), {fact["id"] for fact in after["facts"]}
    earlier = [
        {**fact, "superseded_by": LATER} if fact["id"] in ended else fact
        for fact in before["facts"]
        if fact["id"] not in again
    ]
    return {"facts": [*earlier, *after["facts"]], "traps": [*before["traps"], *after["traps"]]}


def _any(matrix: Flags, axis: int) -> Flags:
    found: Flags = np.any(matrix, axis=axis)
    return found


def duplicates(active: list[dict[str, Any]], embed: Embed) -> dict[str, int]:
    """How many active beliefs say what an earlier one says already, and how many of them one of another date."""
    vectors = embed([p["text"] for p in active]) if active else np.zeros((0, 1), dtype=np.float32)
    cosine = vectors @ vectors.T
    numbers = [frozenset(re.findall(r"\d+", p["text"])) for p in active]
    dates = [str(p["created"])[:10] for p in active]
    twins = [[j for j in range(i) if cosine[i, j] >= SAME and numbers[i] == numbers[j]] for i in range(len(active))]
    return {
        "duplicates": sum(bool(some) for some in twins),
        "duplicates_across_days": sum(any(dates[i] != dates[j] for j in some) for i, some in enumerate(twins)),
    }


def not_verbatim(propositions: list[dict[str, Any]], observations: list[dict[str, Any]]) -> int:
    """How many quotes stand neither in a line nor in consecutive lines of their observation."""
    texts = {o["id"]: " ".join(line["text"] for line in o["lines"]) for o in observations}
    return sum(
        evidence["observation_id"] is not None and evidence["quote"] not in texts.get(evidence["observation_id"], "")
        for p in propositions
        for evidence in p["evidence"]
    )


def brier(judged: Sequence[tuple[float, float]]) -> float | None:
    """Mean squared distance of confidence and outcome."""
    return None if not judged else float(np.mean([(c - y) ** 2 for c, y in judged]))


def ece(judged: Sequence[tuple[float, float]], bins: int = 10) -> float | None:
    """Expected calibration error over equal-width bins."""
    if not judged:
        return None
    confidence, outcome = np.array([c for c, _ in judged]), np.array([y for _, y in judged])
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        inside = index == b
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - outcome[inside].mean())
    return float(total)


def log_loss(judged: Sequence[tuple[float, float]]) -> float | None:
    """Mean negative log-likelihood of the outcomes; a certainty that was wrong counts as one in a million."""
    if not judged:
        return None
    sure = np.clip([c for c, _ in judged], 1e-6, 1 - 1e-6)
    outcome = np.array([y for _, y in judged])
    return round(float(-np.mean(outcome * np.log(sure) + (1 - outcome) * np.log(1 - sure))), 3)


def reliability(judged: Sequence[tuple[float, float]], bins: int = 10) -> list[dict[str, float]]:
    """The bins of equal width that hold any belief: bounds, count, mean confidence, share of true ones."""
    found = []
    for b in range(bins):
        inside = [(c, y) for c, y in judged if min(int(c * bins), bins - 1) == b]
        if inside:
            mean, share = np.mean(inside, axis=0)
            found.append({"low": b / bins, "high": (b + 1) / bins, "n": len(inside),
                          "mean_confidence": round(float(mean), 3), "share_true": round(float(share), 3)})  # fmt: skip
    return found


def moments(truth: dict[str, Any], suggestions: list[dict[str, Any]], times: Sequence[str]) -> dict[str, int]:
    """How suggestions that were shown meet the day's good and silent moments.

    A good moment is met by a suggestion with its entities that was shown from its frame on until three frames later;
    a silent one is broken by any suggestion shown between its frame and the next.
    """
    at = [datetime.fromisoformat(time) for time in times]
    shown = [(datetime.fromisoformat(s["shown_at"]), f"{s['title']} {s['body']}") for s in suggestions if s["shown_at"]]

    def within(index: int, frames: int) -> list[str]:
        start = at[index]
        end = at[index + frames] if index + frames < len(at) else None
        return [text for time, text in shown if start <= time and (end is None or time < end)]

    def index(frame: Any) -> int:
        # Frames are numbered from one, as the pictures are; a file name stands for its number.
        number = int("".join(re.findall(r"\d+", str(frame))))
        return min(max(number - 1, 0), len(at) - 1)

    good = truth.get("good_moments", [])
    silent = truth.get("silent_moments", [])
    return {
        "shown": len(shown),
        "good": len(good),
        "good_hit": sum(
            any(groups_met(text, m["entities"]) == len(m["entities"]) for text in within(index(m["after_frame"]), 3))
            for m in good
        ),
        "silent": len(silent),
        "silent_broken": sum(bool(within(index(m["frame"]), 1)) for m in silent),
    }
