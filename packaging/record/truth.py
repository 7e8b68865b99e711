"""Writes the day's truth, in the form that the evaluation reads, from truth.toml and what was really recorded."""

from __future__ import annotations

import tomllib
from typing import Any

from plan import Day


def _fact(fact: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    shown = sorted(files[frame] for frame in fact["frames"])
    return {
        **{key: fact[key] for key in ("id", "statement", "paraphrases", "entities", "kind")},
        "first_frame": shown[0],
        "evidence_frames": shown,
        "durable": fact["durable"],
        "superseded_by": fact.get("superseded_by"),
        "superseded_at_frame": files[fact["superseded_at"]] if "superseded_at" in fact else None,
    }


def _after_another_day(told: dict[str, Any]) -> dict[str, Any]:
    """For a person's later day: the name of the day before it, and which of that day's facts hold no longer."""
    return {key: told[key] for key in ("follows", "ends") if key in told}


def build(day: Day, files: dict[str, str]) -> dict[str, Any]:
    """The content of truth.json; ``files`` gives the picture of each named frame."""
    told = tomllib.loads((day.folder / "truth.toml").read_text(encoding="utf-8"))

    def pictures(names: list[str]) -> list[str]:
        return [files[name] for name in names]

    return {
        "facts": [_fact(fact, files) for fact in told["facts"]],
        "traps": [{**trap, "frames": pictures(trap["frames"])} for trap in told["traps"]],
        "secrets": [{"frame": files[one.frame], "text": one.text, "kind": one.why} for one in day.shown_secrets],
        "hidden_text": [{"frame": files[one.frame], "text": one.text, "why": one.why} for one in day.hidden],
        "good_moments": [
            {"after_frame": files[moment["after"]], "what": moment["what"], "entities": moment["entities"]}
            for moment in told["good_moments"]
        ],
        "silent_moments": [{**moment, "frame": files[moment["frame"]]} for moment in told["silent_moments"]],
        "questions": [
            {
                "question": one["question"],
                "answer_entities": one["answer_entities"],
                "evidence_frames": pictures(one["frames"]),
            }
            for one in told["questions"]
        ],
        "unanswerable": told["unanswerable"],
        **_after_another_day(told),
    }
