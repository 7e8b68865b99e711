"""The measure of beliefs: its scoring over several days, its intervals, and its reading of what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.protocol import Json
from tests import bootstrap, evaluate, life, scoring


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Texts with the same words point the same way."""
    rows = np.zeros((len(texts), 512), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in scoring.fold(text).split():
            rows[row, crc32(word.encode()) % 512] += 1
    lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)


def belief(text: str, day: str = "2026-03-10", status: str = "active") -> Json:
    """One belief as the daemon gives it."""
    return {"text": text, "confidence": 0.9, "status": status, "created": f"{day}T09:00:00+01:00", "evidence": []}


def fact(id: str, statement: str, entity: str, superseded_by: str | None = None) -> Json:
    """One fact of a truth file."""
    return {"id": id, "statement": statement, "entities": [[entity]], "superseded_by": superseded_by}


FIRST: dict[str, Any] = {
    "facts": [
        fact("van", "The user takes the van to Lyon", "Lyon"),
        fact("name", "The user is called Ines Blanc", "Blanc"),
        fact("old", "The meeting is in room seven", "seven", "new"),
        fact("new", "The meeting is in room nine", "nine"),
    ],
    "traps": [],
}
SECOND: dict[str, Any] = {
    "facts": [fact("train", "The user takes the train to Nice", "Nice")],
    "traps": [],
    "ends": ["van"],
}


def test_what_a_later_day_ends_is_superseded_when_still_believed() -> None:
    """And told apart from what the first day itself superseded; what still holds of the first day counts as true."""
    both = scoring.one_after_the_other(FIRST, SECOND)
    told = ["The user takes the van to Lyon", "The user is called Ines Blanc", "The meeting is in room seven"]
    found = scoring.score_beliefs(both, [belief(text) for text in told], embed)
    assert (found["true"], found["superseded_active"], found["ended_active"]) == (1, 2, 1)
    assert found["missed"] == ["new", "train"]
    gone = scoring.score_beliefs(both, [belief(told[0], status="expired")], embed)
    assert (gone["superseded_active"], gone["ended_active"]) == (0, 0)


def test_duplicates_across_days_are_told_apart() -> None:
    """The same words with other numbers are another belief; a twin of another date is one across days."""
    said = "The user drinks tea at 4 in the garden"
    beliefs = [belief(said), belief(said), belief(said, "2026-03-11"), belief(said.replace("4", "5"))]
    assert scoring.duplicates(beliefs, embed) == {"duplicates": 2, "duplicates_across_days": 1}
    assert scoring.duplicates([], embed) == {"duplicates": 0, "duplicates_across_days": 0}


def test_intervals_draw_days_and_then_what_they_hold() -> None:
    """Days that differ make the interval wide however many facts they hold; days alike leave the plain one."""
    differ = [[1.0] * 40, [0.0] * 40, [1.0] * 40, [0.0] * 40]
    alike = [[1.0, 0.0] * 20] * 4
    wide, narrow = (bootstrap.interval(bootstrap.mean, days) for days in (differ, alike))
    assert wide is not None
    assert narrow is not None
    assert wide == (0.0, 1.0)
    assert 0.4 <= narrow[0] < 0.5 < narrow[1] <= 0.6
    assert bootstrap.interval(bootstrap.mean, alike) == narrow
    assert bootstrap.interval(bootstrap.mean, [[], []]) is None


def test_a_share_of_none_is_not_known_to_be_zero() -> None:
    """Where all or none were hit, drawing anew says nothing, so the score interval stands."""
    none = bootstrap.share([[0.0] * 20, [0.0] * 10])
    assert none is not None
    assert (none["share"], none["n"], none["low"]) == (0.0, 30, 0.0)
    assert 0.1 < none["high"] < 0.13
    assert bootstrap.share([[]]) is None
    assert bootstrap.wilson(5, 10) == pytest.approx((0.237, 0.763), abs=0.001)


def test_a_mind_that_is_not_here_is_skipped_with_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name, what is missing and how to get it."""
    monkeypatch.setenv("INKLING_MODELS", str(tmp_path))
    assert "inkling models pull qwen3-8b" in evaluate._missing("qwen3-8b")
    assert "no model called" in evaluate._missing("qwen4-8b")


class Reader:
    """A reader that counts what it is given."""

    def __init__(self) -> None:
        self.read = 0

    def call(self, verb: str, args: Json | None = None, blobs: Sequence[bytes] = ()) -> tuple[Json, list[bytes]]:
        assert args is not None
        self.read += len(blobs)
        return {
            "lines": [[blob.decode(), region["box"]] for region, blob in zip(args["regions"], blobs, strict=True)]
        }, []


def test_a_picture_is_read_once() -> None:
    """Regions that were read before come from memory, in their place among the new ones."""
    reader = Reader()
    call = life.remembering(reader, {})  # type: ignore[arg-type]
    one, two = ({"box": [0, 0, 5, 5]}, b"seen once"), ({"box": [9, 0, 5, 5]}, b"and this")
    asked = [{"regions": [region for region, _ in some]} for some in ([one], [two, one])]
    call("read", asked[0], [one[1]])
    lines = call("read", asked[1], [two[1], one[1]])[0]["lines"]
    assert [text for text, _ in lines] == ["and this", "seen once"]
    assert reader.read == 2
