"""The floor: what the part brought when it was last set, in a file that is committed with the change that moved it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.regression.part import PART, Found

FILE = Path(__file__).with_name("floor.json")
HOW = "make eval-floor: the part of tests/regression/part.py, replayed with the default models"


def load(file: Path = FILE) -> dict[str, Found]:
    """By day."""
    body = json.loads(file.read_text(encoding="utf-8"))
    return {day: Found(**found) for day, found in body["days"].items()}


def save(found: Mapping[str, Found], mind: str, file: Path = FILE) -> None:
    """Set it anew."""
    frames = {day.name: list(some) for day, some in PART.items()}
    body = {"how": HOW, "mind": mind, "frames": frames, "days": {day: one.as_json() for day, one in found.items()}}
    file.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
