"""``make eval``: replay recorded days that carry a truth.json, and score what was learned.

    make eval [DAYS="dir dir"] [MIND="name name"] [HOW="--together --copies 10"]

One JSON object on stdout, a table on stderr. Without ``DAYS`` all days of this repository are replayed. Each day gets a
home of its own, as a new user would have; ``--together`` puts the days of one person into one home, in their order.
``--copies N`` also replays each person's days N times, every copy later than the one before, and says by how much the
beliefs grow (``tests/copies.py``). ``pooled`` is the first mind's; ``minds`` has the figures of each.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any

from assistant import catalog, paths
from assistant.errors import InklingError
from assistant.inference.active import active_mind
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from tests import bootstrap, copies, life, scoring, speakers
from tests.life import Life

RECORDED = Path(__file__).with_name("recorded")
Days = tuple[Path, ...]
_SPOKEN = {
    "all": "who", "user": "who_of_the_user", "other": "who_of_others",
    "talk": "who_talk", "talk_user": "who_talk_of_the_user", "talk_other": "who_talk_of_others",
}  # fmt: skip
"""The groups of lines whose speakers are scored; talk is chat and mail."""


def evaluate(days: Days, embed: scoring.Embed, mind: str, memory: life.Memory) -> dict[str, Any]:
    """All figures of the days that were lived in one home, in order. Questions are asked at the end of the last."""
    truths = [life.truth_of(day) for day in days]
    truth = reduce(scoring.one_after_the_other, truths)
    started = time.monotonic()
    with life.begun(mind, memory) as home:
        summaries, after = [], []
        for day in days:
            summaries.append(home.replay(day))
            after.append({"day": day.name, **home.active()})
        seconds = time.monotonic() - started
        propositions, observations, suggestions = home.propositions(), home.observations(), home.suggestions()
        named = home.mind
        asked = [_right(home, question) for question in truths[-1].get("questions", [])]
        unanswerable = [
            home.ask(q if isinstance(q, str) else q["question"]).abstained for q in truths[-1].get("unanswerable", [])
        ]
    text = " ".join(line["text"] for o in observations for line in o["lines"])
    believed = " ".join(p["text"] for p in propositions)
    return scoring.score_beliefs(truth, propositions, embed) | {
        "day": " + ".join(day.name for day in days),
        "mind": named,
        "not_verbatim": scoring.not_verbatim(propositions, observations),
        "secrets_leaked": _standing(truths, "secrets", text, believed),
        "hidden_leaked": _standing(truths, "hidden_text", text, believed),
        "asked": asked,
        "abstained": unanswerable,
        "moments": _moments(days, truths, suggestions),
        "who": _speakers(days, observations),
        "after": after,
        "summary": summaries[-1],
        "seconds": round(seconds, 1),
        "texts": [[round(p["confidence"], 2), p["kind"], p["text"]] for p in propositions if p["status"] == "active"],
    }


def _right(home: Life, question: dict[str, Any]) -> bool:
    """Whether the answer names all that it should."""
    answer = home.ask(question["question"])
    groups = question["answer_entities"]
    return not answer.abstained and scoring.groups_met(answer.answer, groups) == len(groups)


def _standing(truths: Sequence[dict[str, Any]], what: str, *texts: str) -> int:
    return sum(scoring.stands(entry["text"], *texts) for truth in truths for entry in truth.get(what, []))


def _moments(days: Days, truths: Sequence[dict[str, Any]], suggestions: list[dict[str, Any]]) -> dict[str, int]:
    """The moments of every day, each against the suggestions of that day."""
    total: dict[str, int] = {}
    for day, truth, of_the_day in zip(days, truths, _by_day(days, suggestions, "shown_at"), strict=True):
        times = [entry["time"] for entry in life.entries(day)]
        for name, count in scoring.moments(truth, of_the_day, times).items():
            total[name] = total.get(name, 0) + count
    return total


def _speakers(days: Days, observations: list[dict[str, Any]]) -> dict[str, Any]:
    """Who was said to speak in the lines of every day, against who did; days of which nobody has told do not count."""
    told = [speakers.of_day(day) for day in days]
    return speakers.score(list(zip(told, _by_day(days, observations, "start"), strict=True)))


def _by_day(days: Days, entries: list[dict[str, Any]], key: str) -> list[list[dict[str, Any]]]:
    """Entries by the day of their time; a day lasts until the next one begins. Those without a time are left out."""
    timed = [(datetime.fromisoformat(entry[key]), entry) for entry in entries if entry[key]]
    starts = [life.begins(day) for day in days]
    ends = [*starts[1:], None]
    return [
        [entry for time, entry in timed if start <= time and (end is None or time < end)]
        for start, end in zip(starts, ends, strict=True)
    ]


def pooled(homes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures over all homes, with 95 % bootstrap intervals where they are shares."""

    def each(key: str) -> list[list[float]]:
        return [[float(hit) for hit in home[key]] for home in homes]

    def total(key: str) -> int:
        return sum(int(home[key]) for home in homes)

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 3)

    beliefs, judged = total("beliefs"), [home["judged"] for home in homes]
    every = [pair for day in judged for pair in day]
    mixed = [[1.0] * h["true"] + [0.0] * (h["traps"] + h["superseded_active"]) for h in homes]
    trapped = [[1.0] * h["traps"] + [0.0] * (h["beliefs"] - h["traps"]) for h in homes]
    return {
        "days": len(homes),
        "fact_recall_strict": bootstrap.share(each("strict")),
        "fact_recall_lenient": bootstrap.share(each("lenient")),
        "beliefs": beliefs,
        "judgeable_true": bootstrap.share(mixed),
        "share_traps": rounded(bootstrap.mean([one for day in trapped for one in day])),
        "traps": bootstrap.share(trapped),
        "share_nothing": rounded(total("nothing") / beliefs) if beliefs else None,
        "duplicates": rounded(total("duplicates") / beliefs) if beliefs else None,
        "duplicates_across_days": total("duplicates_across_days"),
        "superseded_active": total("superseded_active"),
        "superseded_across_days": total("ended_active"),
        "brier": rounded(scoring.brier(every)),
        "brier_interval": bootstrap.interval(scoring.brier, judged),
        "ece": rounded(scoring.ece(every)),
        "ece_interval": bootstrap.interval(scoring.ece, judged),
        "log_loss": scoring.log_loss(every),
        "reliability": scoring.reliability(every),
        "not_verbatim": total("not_verbatim"),
        "secrets_leaked": total("secrets_leaked"),
        "hidden_leaked": total("hidden_leaked"),
        "ask": bootstrap.share(each("asked")),
        "abstain": bootstrap.share(each("abstained")),
        **_pooled_speakers([home["who"] for home in homes]),
        "good_moments": [sum(h["moments"]["good_hit"] for h in homes), sum(h["moments"]["good"] for h in homes)],
        "silent_broken": sum(home["moments"]["silent_broken"] for home in homes),
        "silent_moments": sum(home["moments"]["silent"] for home in homes),
        "suggestions_shown": sum(home["moments"]["shown"] for home in homes),
        "seconds": round(sum(home["seconds"] for home in homes), 1),
    }


def _pooled_speakers(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Who speaks, over all kept lines, over those of chat and mail, and by who wrote them; unknown counts as other.

    ``macro`` weighs the user's lines and those of others alike: always saying "other" is right in most lines.
    """
    shares = {
        name: bootstrap.share([[float(right) for right in home[group]] for home in found])
        for group, name in _SPOKEN.items()
    }
    return {
        **shares,
        "who_macro": _middle(shares["who_of_the_user"], shares["who_of_others"]),
        "who_talk_macro": _middle(shares["who_talk_of_the_user"], shares["who_talk_of_others"]),
        "who_user_called_other": sum(home["user"].count(False) for home in found),
        "who_other_called_user": sum(home["other"].count(False) for home in found),
        "who_lines_of_nobody": sum(home["none"] for home in found),
    }


def _middle(one: dict[str, float] | None, two: dict[str, float] | None) -> float | None:
    return round((one["share"] + two["share"]) / 2, 3) if one and two else None


def main() -> None:
    """Score the days given on the command line, or all of this repository."""
    options = _options()
    days = [day for given in options.days or [paths.sample_day(), RECORDED] for day in _expand(given)]
    if not days:
        raise SystemExit("No folder with a truth.json was found; nothing was scored.")
    homes = (
        [tuple(sorted(own, key=life.begins)) for own in copies.by_person(days).values()]
        if options.together
        else [(day,) for day in days]
    )
    body = measured(homes, options.mind or ["default"], options.copies)
    for mind, figures in body["minds"].items():
        sys.stderr.write(f"\n{mind}\n")
        for name, value in figures.items():
            sys.stderr.write(f"  {name:<24} {value}\n")
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")


def measured(homes: Sequence[Days], wanted: Sequence[str], repeated: int) -> dict[str, Any]:
    """All figures of every wanted mind that is here; those that are not are named with what is missing."""
    entry = catalog.load().default(catalog.Role.EMBED)
    embed = EmbeddingModel(paths.model_cache() / entry.file, sha256=entry.sha256).embed
    memory: life.Memory = {}
    body: dict[str, Any] = {"mind": None, "pooled": None, "minds": {}, "skipped": {}, "days": []}
    for mind in wanted if "all" not in wanted else [one.name for one in catalog.load().role(catalog.Role.MIND)]:
        if missing := _missing(mind):
            body["skipped"][mind] = missing
            sys.stderr.write(f"Skipped {mind}: {missing}\n")
            continue
        results = []
        for days in homes:
            sys.stderr.write(f"{' + '.join(day.name for day in days)} ({mind}) ...\n")
            results.append(evaluate(days, embed, mind, memory))
            sys.stderr.write(f"  {_told(results[-1]['who'])}\n")
        figures = pooled(results)
        if repeated > 1:
            figures["repeated"] = copies.measured([day for days in homes for day in days], repeated, mind, memory)
        name = results[0]["mind"]
        body["mind"], body["pooled"] = body["mind"] or name, body["pooled"] or figures
        body["minds"][name] = figures
        body["days"] += results
    return body


def _told(who: dict[str, Any]) -> str:
    """One line on who speaks, of one home."""
    parts = [f"{name} {sum(who[group])}/{len(who[group])}" for group, name in _SPOKEN.items()]
    return ", ".join(parts) if who["all"] else "who: not told"


def _missing(mind: str) -> str:
    """Why this mind cannot be used, or nothing."""
    try:
        active_mind(catalog.load(), ModelCache(paths.model_cache()), mind)
    except InklingError as error:
        return f"{error.title} {error.hint}".strip()
    return ""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("days", nargs="*", type=Path, help="folders with manifest.jsonl and truth.json, or of such")
    parser.add_argument("--mind", action="append", help="a model's name, or all; may be given several times")
    parser.add_argument("--together", action="store_true", help="the days of one person in one home, in their order")
    parser.add_argument("--copies", type=int, default=1, help="replay so many shifted copies and measure the growth")
    return parser.parse_args()


def _expand(given: Path) -> list[Path]:
    """A day, or the days inside a folder of days."""
    if (given / "truth.json").is_file():
        return [given.absolute()]
    return sorted(path.parent.absolute() for path in given.glob("*/truth.json"))


if __name__ == "__main__":
    main()
