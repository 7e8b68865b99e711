"""The recorded day that travels with the package keeps the replay format and agrees with itself."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from assistant import paths

DAY = paths.sample_day()
KINDS = {"task", "deadline", "event", "person", "project", "plan", "preference", "routine", "tool", "identity", "fact"}


@cache
def manifest() -> tuple[dict[str, Any], ...]:
    """The frames in order."""
    return tuple(json.loads(line) for line in (DAY / "manifest.jsonl").read_text(encoding="utf-8").splitlines())


@cache
def truth() -> dict[str, Any]:
    """What the evaluation compares with."""
    loaded: dict[str, Any] = json.loads((DAY / "truth.json").read_text(encoding="utf-8"))
    return loaded


def frames_of(value: Any) -> set[str]:
    """Every picture that a part of the truth names."""
    if isinstance(value, dict):
        return set().union(*(frames_of(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(frames_of(part) for part in value))
    return {value} if isinstance(value, str) and value.endswith(".png") else set()


def test_frames_are_in_order_and_complete() -> None:
    """At least 24 pictures of one size, in time order, each in the manifest once, and none besides."""
    files = [frame["file"] for frame in manifest()]
    times = [datetime.fromisoformat(frame["time"]) for frame in manifest()]
    assert len(files) >= 24
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert all(time.tzinfo is not None for time in times)
    assert sorted(files) == sorted(path.name for path in DAY.glob("*.png"))
    for name in files:
        with Image.open(DAY / name) as picture:
            picture.load()
            assert picture.size == (1440, 900)


def test_the_day_is_small_enough_to_travel() -> None:
    """The whole day is under 6 MB and no picture over 300 kB."""
    sizes = [path.stat().st_size for path in DAY.iterdir()]
    assert sum(sizes) < 6_000_000
    assert max(sizes) < 300_000


@pytest.mark.parametrize("frame", manifest(), ids=lambda frame: frame["file"])
def test_each_frame_knows_its_windows(frame: dict[str, Any]) -> None:
    """Windows carry what the window system knew; at most one has the focus; the text cursor lies in that one."""
    keys = {"app", "title", "x", "y", "width", "height", "focused"}
    assert frame["windows"]
    assert all(keys <= set(window) <= keys | {"private"} for window in frame["windows"])
    focused = [window for window in frame["windows"] if window["focused"]]
    assert len(focused) <= 1
    assert set(frame["input"]) <= {"keys", "idle_s", "caret"}
    if "caret" in frame["input"]:
        x0, y0, x1, y1 = frame["input"]["caret"]
        window = focused[0]
        assert window["x"] <= x0 < x1 <= window["x"] + window["width"]
        assert window["y"] <= y0 < y1 <= window["y"] + window["height"]


def test_the_day_shows_what_inkling_must_cope_with() -> None:
    """Typing, a private window, a password manager, an unchanged frame and a repeated screen are all there."""
    windows = [window for frame in manifest() for window in frame["windows"]]
    assert any(window.get("private") and not window["focused"] for window in windows)
    assert any(window["app"] == "keepassxc" and not window["focused"] for window in windows)
    assert len({window["app"] for window in windows}) >= 6
    assert sum(frame["input"]["keys"] > 10 and "caret" in frame["input"] for frame in manifest()) >= 8
    pictures = [(DAY / frame["file"]).read_bytes() for frame in manifest()]
    assert any(first == second for first, second in pairwise(pictures))
    assert any(pictures[at] in pictures[: at - 1] for at in range(2, len(pictures)))


def test_truth_names_only_frames_of_the_day() -> None:
    """Every picture that the truth names was recorded."""
    assert frames_of(truth()) <= {frame["file"] for frame in manifest()}


def test_facts_are_well_formed() -> None:
    """Ids are unique, kinds known, a superseded fact names a later one, and its own words meet its own entities."""
    facts = {fact["id"]: fact for fact in truth()["facts"]}
    assert len(facts) == len(truth()["facts"]) >= 18
    for fact in facts.values():
        assert fact["kind"] in KINDS
        assert fact["first_frame"] == min(fact["evidence_frames"])
        if fact["superseded_by"] is not None:
            after = facts[fact["superseded_by"]]
            assert fact["first_frame"] < fact["superseded_at_frame"]
            assert after["first_frame"] <= fact["superseded_at_frame"]


@pytest.mark.parametrize("part", ["facts", "traps"])
def test_statements_meet_their_own_entities(part: str) -> None:
    """A statement that says exactly the truth (or falls into exactly the trap) is recognised as such."""
    for entry in truth()[part]:
        said = entry["statement"].casefold()
        missing = [group for group in entry["entities"] if not any(word.casefold() in said for word in group)]
        assert missing == [], entry["id"]


def test_a_trap_is_not_excused_by_its_own_words() -> None:
    """The wrong statement holds none of the words that would make it harmless."""
    for trap in truth()["traps"]:
        said = trap["statement"].casefold()
        assert [word for word in trap["unless"] if word in said] == [], trap["id"]
    assert len(truth()["traps"]) >= 10


def test_secrets_stand_in_no_source_of_the_recording() -> None:
    """Secrets are put together while recording: no page and no script holds one."""
    sources = [path for path in (DAY.parents[1] / "packaging" / "record").rglob("*") if path.is_file()]
    if not sources:
        pytest.skip("the recording scripts are not beside the package")
    readable = [path.read_text(encoding="utf-8") for path in sources if path.suffix != ".pyc"]
    assert truth()["secrets"]
    for secret in truth()["secrets"]:
        assert not any(secret["text"] in text for text in readable)
