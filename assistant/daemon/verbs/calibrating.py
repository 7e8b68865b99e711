"""The verb that tells how well Inkling's confidences were borne out by this user's answers."""

from __future__ import annotations

from dataclasses import asdict

from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.pipeline import reliability
from assistant.pipeline.calibration import USEFUL, logit
from assistant.pipeline.weights import BIAS, WEIGHTS
from assistant.protocol import Json
from assistant.store.scores import judged

FEW = "too few to say"
_SHOWN = (0.5, 0.7, 0.8, 0.9)
"""Confidences of the model for which it is told what they become."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def calibration(_args: Json, _emit: Emit) -> Json:
        core = service.core()
        said = [(one.confidence, true) for one, true in judged(core.store.feedback()) if one.confidence is not None]
        fitted = core.calibrating.map
        return {
            "answers": len(said),
            "useful_from": USEFUL,
            "words": in_words(said),
            "bins": [{k: _short(v) for k, v in asdict(one).items()} for one in reliability.reliability(said)],
            "brier": _short(reliability.brier(said)),
            "brier_baseline": _short(reliability.brier_baseline(said)),
            "ece": _short(reliability.ece(said)),
            "map": {"shift": _short(fitted.shift), "slope": _short(fitted.slope), "answers": fitted.answers},
            "corrections": [{"model": p, "shown": round(fitted.probability(logit(p)), 4)} for p in _SHOWN],
            "features": {"bias": BIAS, **WEIGHTS},
        }

    return {"calibration": calibration}


def in_words(said: reliability.Judged) -> str:
    """What the answers show, in a sentence that does not claim more than they do."""
    n = len(said)
    if n < USEFUL:
        return f"{n} answer{'s' * (n != 1)}: {FEW}."
    yes = sum(true for _, true in said)
    low, high = reliability.wilson(yes, n)
    sure = sum(p for p, _ in said) / n
    told = f"On average Inkling said {sure:.0%}, and {yes / n:.0%} were right (likely {low:.0%} to {high:.0%})."
    if low <= sure <= high:
        return f"{told} That fits."
    return f"{told} It was too {'sure' if sure > high else 'cautious'}; your answers correct that."


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
