"""Scores who speaks in the lines that were kept of a recorded day, by the ``who.json`` beside its truth.json.

The file is short and made by hand, from the recording's script and pictures, never from what Inkling answered:

    {"talk": ["Postbox"], "lines": [{"who": "user", "window": "Postbox", "texts": ["Hi Tomasz,"]}]}

``talk`` holds words of the titles of chat and mail windows. Each entry of ``lines`` is about windows whose title holds
``window``, in the pictures ``frames`` if these are named (``["0041.png"]``), and lists what was written there, a
message or a row to a text: ``who`` is ``user`` for the user's own words, whether they were typed that day or stood in
a file, a list or a calendar of the user; ``none`` for what nobody says or nobody can tell, with the reason in ``why``;
``other`` for words of somebody else that are like the user's. What no entry holds is of others: people, pages,
programs. A line belongs to the entry whose text it is, or is a part of, with at least four fifths of its letters, as
readings waver, lines wrap and windows cover others; to the nearest if there are several. Lines without a word are
nobody's. As a line that is not known to be the user's is treated as somebody else's, so it counts here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from tests.scoring import fold

ALIKE = 0.8
"""Share of a line's letters that must stand in a text for the line to belong to it."""
SHORT = 5
"""Letters below which a line must be whole words of the text."""
PIECE = 3
"""Letters in a row that count as common; fewer are chance."""
STRETCH = 1.3
"""Over how many times the line's length its letters may be spread in the text."""
GROUPS = ("all", "user", "other", "talk", "talk_user", "talk_other")
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Day:
    """Who wrote what on one day."""

    talk: tuple[str, ...]
    entries: tuple[dict[str, Any], ...]

    def talks(self, title: str) -> bool:
        """Whether people write to each other in the window."""
        return any(fold(word) in fold(title) for word in self.talk)

    def who(self, text: str, title: str, frame: str) -> str:
        """``user``, ``other`` or ``none``: who wrote a line of a window in a picture."""
        if not _WORD.search(text):
            return "none"
        near = [
            (*likeness(text, one), entry["who"] == "other", entry["who"])
            for entry in self.entries
            if fold(entry["window"]) in fold(title) and ("frames" not in entry or frame in entry["frames"])
            for one in entry["texts"]
        ]
        best = max(near, default=(0.0, 0.0, True, "other"))
        return best[-1] if best[0] >= ALIKE else "other"


def of_day(folder: Path) -> Day | None:
    """Who wrote what, if somebody has said so."""
    file = folder / "who.json"
    if not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    return Day(tuple(told["talk"]), tuple(told["lines"]))


@cache
def likeness(line: str, text: str) -> tuple[float, float]:
    """How much of the line stands in the text, and how near the two are as wholes; both 0 to 1."""
    small, large = _letters(line), _letters(text)
    found = SequenceMatcher(None, small, large, autojunk=False)
    whole = found.ratio()
    if len(small) < SHORT:
        inside = f" {_words(line)} " in f" {_words(text)} "
        return (1.0, whole) if inside or small == large else (0.0, whole)
    pieces = [block for block in found.get_matching_blocks() if block.size >= PIECE]
    if not pieces:
        return (0.0, whole)
    spread = pieces[-1].b + pieces[-1].size - pieces[0].b
    common = sum(block.size for block in pieces)
    if spread > STRETCH * len(small):
        common = max(block.size for block in pieces)
    return (round(max(common / len(small), whole), 3), whole)


def score(days: Sequence[tuple[Day | None, list[dict[str, Any]]]]) -> dict[str, Any]:
    """Outcomes over the kept lines of days, each with the observations of that day.

    ``all`` and ``talk``: for every line that somebody wrote, and for those of chat and mail, whether the right one is
    said to speak. ``user``, ``other``, ``talk_user`` and ``talk_other``: the same outcomes by who really wrote the
    line. ``wrong``: who really wrote a misjudged line, its text, window and picture. ``none``: how many lines nobody
    wrote.
    """
    outcomes: dict[str, list[bool]] = {name: [] for name in GROUPS}
    wrong: list[list[str]] = []
    none = 0
    for day, observations in days:
        if day is None:
            continue
        for seen in observations:
            for line in seen["lines"]:
                truth = day.who(line["text"], seen["title"], seen["file"])
                if truth == "none":
                    none += 1
                    continue
                right = (line["who"] == "user") == (truth == "user")
                talk = ["talk", f"talk_{truth}"] if day.talks(seen["title"]) else []
                for group in ("all", truth, *talk):
                    outcomes[group].append(right)
                if not right:
                    wrong.append([truth, line["text"], seen["title"], seen["file"]])
    return {**outcomes, "none": none, "wrong": wrong}


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", fold(text)))
