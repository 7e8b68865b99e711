"""``make eval DAYS="dir dir"``: replay recorded days that carry a truth.json, and score what was learned.

One JSON object on stdout, a table on stderr. Each day gets a home of its own, as a new user would have.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant import catalog, paths
from assistant.client import Client, connect
from assistant.inference.embed import EmbeddingModel
from tests import scoring


def evaluate_day(day: Path, embed: scoring.Embed) -> dict[str, Any]:
    """All figures of one day."""
    truth = json.loads((day / "truth.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="inkling-eval-") as folder:
        home = paths.home({"INKLING_HOME": folder})
        home.create()
        os.environ["INKLING_HOME"] = folder
        started = time.monotonic()
        with connect(home, private=True) as daemon:
            *_, end = daemon.stream("replay", {"dir": str(day.absolute()), "until_idle": True})
            seconds = time.monotonic() - started
            summary = end.data
            propositions = list(daemon.pages("propositions"))
            observations = list(daemon.pages("observations"))
            suggestions = list(daemon.pages("suggestions"))
            asked = [_right(daemon, question) for question in truth.get("questions", [])]
            unanswerable = [
                daemon.call("ask", {"question": q if isinstance(q, str) else q["question"]})["abstained"]
                for q in truth.get("unanswerable", [])
            ]
    figures = scoring.score_beliefs(truth, propositions, embed)
    text = " ".join(line["text"] for o in observations for line in o["lines"])
    believed = " ".join(p["text"] for p in propositions)
    figures |= {
        "day": day.name,
        "not_verbatim": scoring.not_verbatim(propositions, observations),
        "secrets_leaked": sum(scoring.stands(s["text"], text, believed) for s in truth.get("secrets", [])),
        "hidden_leaked": sum(scoring.stands(h["text"], text, believed) for h in truth.get("hidden_text", [])),
        "asked": asked,
        "abstained": unanswerable,
        "moments": scoring.moments(truth, suggestions, _frame_times(day)),
        "summary": summary,
        "seconds": round(seconds, 1),
        "texts": [[round(p["confidence"], 2), p["kind"], p["text"]] for p in propositions if p["status"] == "active"],
    }
    return figures


def _right(daemon: Client, question: dict[str, Any]) -> bool:
    """Whether the answer names all that it should."""
    answer = daemon.call("ask", {"question": question["question"]})
    groups = question["answer_entities"]
    return not answer["abstained"] and scoring.groups_met(answer["answer"], groups) == len(groups)


def _frame_times(day: Path) -> list[str]:
    lines = (day / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["time"] for line in lines if line.strip()]


def pooled(days: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures over all days, with 95 % bootstrap intervals where they are shares."""

    def share(outcomes: list[float]) -> dict[str, Any] | None:
        if not outcomes:
            return None
        low, high = scoring.interval(outcomes) or (0.0, 0.0)
        return {"share": round(sum(outcomes) / len(outcomes), 3), "n": len(outcomes),
                "low": round(low, 3), "high": round(high, 3)}  # fmt: skip

    def total(key: str) -> int:
        return sum(int(day[key]) for day in days)

    beliefs = total("beliefs")
    judged = [pair for day in days for pair in day["judged"]]
    kinds = {"true": total("true"), "trap": total("traps"), "stale": total("superseded_active")}
    rest = beliefs - sum(kinds.values())
    mixed = [1.0] * kinds["true"] + [0.0] * (kinds["trap"] + kinds["stale"])
    brier, ece = scoring.brier(judged), scoring.ece(judged)
    return {
        "days": len(days),
        "fact_recall_strict": share([float(hit) for day in days for hit in day["strict"]]),
        "fact_recall_lenient": share([float(hit) for day in days for hit in day["lenient"]]),
        "beliefs": beliefs,
        "judgeable_true": share(mixed),
        "share_traps": round(kinds["trap"] / beliefs, 3) if beliefs else None,
        "share_nothing": round(rest / beliefs, 3) if beliefs else None,
        "duplicates": round(total("duplicates") / beliefs, 3) if beliefs else None,
        "superseded_active": kinds["stale"],
        "brier": None if brier is None else round(brier, 3),
        "brier_interval": scoring.resampled(scoring.brier, judged),
        "ece": None if ece is None else round(ece, 3),
        "ece_interval": scoring.resampled(scoring.ece, judged),
        "log_loss": scoring.log_loss(judged),
        "reliability": scoring.reliability(judged),
        "not_verbatim": total("not_verbatim"),
        "secrets_leaked": total("secrets_leaked"),
        "hidden_leaked": total("hidden_leaked"),
        "ask": share([float(hit) for day in days for hit in day["asked"]]),
        "abstain": share([float(hit) for day in days for hit in day["abstained"]]),
        "good_moments": [sum(day["moments"]["good_hit"] for day in days), sum(day["moments"]["good"] for day in days)],
        "silent_broken": sum(day["moments"]["silent_broken"] for day in days),
        "suggestions_shown": sum(day["moments"]["shown"] for day in days),
    }


def main() -> None:
    """Score the days given on the command line, or the sample day."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", nargs="*", type=Path, help="folders with manifest.jsonl and truth.json")
    chosen = parser.parse_args().days or [paths.sample_day()]
    days = [day for given in chosen for day in _expand(given)]
    if not days:
        raise SystemExit("No folder with a truth.json was found; nothing was scored.")
    entry = catalog.load().default(catalog.Role.EMBED)
    model = EmbeddingModel(paths.model_cache() / entry.file, sha256=entry.sha256)
    results = []
    for day in days:
        sys.stderr.write(f"{day.name} ...\n")
        results.append(evaluate_day(day, model.embed))
    body: dict[str, Any] = {"pooled": pooled(results), "days": results}
    for name, value in body["pooled"].items():
        sys.stderr.write(f"{name:<22} {value}\n")
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")


def _expand(given: Path) -> list[Path]:
    """A day, or the days inside a folder of days."""
    if (given / "truth.json").is_file():
        return [given]
    return sorted(path.parent for path in given.glob("*/truth.json"))


if __name__ == "__main__":
    main()
