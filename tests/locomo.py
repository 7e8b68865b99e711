"""Conversations in LoCoMo's format: turns with their times, questions with the turns that hold the evidence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_SESSION = re.compile(r"session_(\d+)")
_BETWEEN = re.compile(r"[;\s]+")
_PACE = timedelta(seconds=20)
CATEGORIES = {1: "multi_hop", 2: "temporal", 3: "open_domain", 4: "single_hop", 5: "adversarial"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One message."""

    id: str
    speaker: str
    text: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and the ids of the turns that answer it."""

    question: str
    category: str
    evidence: frozenset[str]


@dataclass(frozen=True, slots=True)
class Talk:
    """Two people over months."""

    name: str
    turns: tuple[Turn, ...]
    questions: tuple[Asked, ...]
    """Those with evidence that exists; the format has a few entries that name no turn."""


def load(path: Path) -> list[Talk]:
    """All conversations of a file."""
    return [_talk(sample) for sample in json.loads(path.read_text(encoding="utf-8"))]


def _talk(sample: dict[str, Any]) -> Talk:
    told = sample["conversation"]
    numbers = sorted(int(match[1]) for key in told if (match := _SESSION.fullmatch(key)))
    turns = tuple(
        Turn(turn["dia_id"], turn["speaker"], turn["text"], start + index * _PACE)
        for number in numbers
        for start in [_time(told[f"session_{number}_date_time"])]
        for index, turn in enumerate(told[f"session_{number}"])
    )
    known = {turn.id for turn in turns}
    questions = [
        Asked(
            str(asked["question"]),
            CATEGORIES.get(asked["category"], str(asked["category"])),
            frozenset(id for entry in asked.get("evidence", ()) for id in _BETWEEN.split(entry) if id in known),
        )
        for asked in sample["qa"]
    ]
    return Talk(sample["sample_id"], turns, tuple(asked for asked in questions if asked.evidence))


def _time(text: str) -> datetime:
    """``1:56 pm on 8 May, 2023``."""
    return datetime.strptime(text.upper(), "%I:%M %p ON %d %B, %Y").replace(tzinfo=UTC)
