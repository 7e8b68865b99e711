"""Every recorded day keeps the replay format and agrees with itself: the one that travels and those of the tests."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from assistant import paths
from tests import scoring, speakers

ROOT = Path(__file__).resolve().parents[2]
DAYS = {path.name: path for path in (paths.sample_day(), *sorted((ROOT / "tests" / "recorded").glob("*/")))}
KINDS = {"task", "deadline", "event", "person", "project", "plan", "preference", "routine", "tool", "identity", "fact"}
EYE = 40
"""A difference of brightness, of 255, that nobody sees: every picture has a palette of its own."""
SMALL = 4_000_000
"""Bytes that a day of the tests may have; the one that travels may have half as much again."""

each_day = pytest.mark.parametrize("day", DAYS)


@cache
def manifest(day: str) -> tuple[dict[str, Any], ...]:
    """The frames in order."""
    lines = (DAYS[day] / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def truth(day: str) -> dict[str, Any]:
    """What the evaluation compares with."""
    loaded: dict[str, Any] = json.loads((DAYS[day] / "truth.json").read_text(encoding="utf-8"))
    return loaded


def frames_of(value: Any) -> set[str]:
    """Every picture that a part of the truth names."""
    if isinstance(value, dict):
        return set().union(*(frames_of(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(frames_of(part) for part in value))
    return {value} if isinstance(value, str) and value.endswith(".png") else set()


def look_alike(first: Image.Image, second: Image.Image) -> bool:
    """Whether nobody could tell the two grey pictures apart."""
    return not any(ImageChops.difference(first, second).histogram()[EYE + 1 :])


def test_there_is_more_than_one_day() -> None:
    """Days of other people, that nothing was fitted to, stand beside the one that travels; none was lived twice."""
    lived = {name: (path / "user.json").read_text(encoding="utf-8") for name, path in DAYS.items()}
    assert len(set(lived.values())) >= 2
    assert len({(user, manifest(day)[0]["time"][:10]) for day, user in lived.items()}) == len(DAYS)


@each_day
def test_frames_are_in_order_and_complete(day: str) -> None:
    """At least 24 pictures of one size, in time order, each in the manifest once, and none besides."""
    files = [frame["file"] for frame in manifest(day)]
    times = [datetime.fromisoformat(frame["time"]) for frame in manifest(day)]
    assert len(files) >= 24
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert len({time.date() for time in times}) == 1
    assert all(time.tzinfo is not None for time in times)
    assert sorted(files) == sorted(path.name for path in DAYS[day].glob("*.png"))
    sizes = set()
    for name in files:
        with Image.open(DAYS[day] / name) as picture:
            picture.load()
            sizes.add(picture.size)
    assert len(sizes) == 1
    assert min(sizes) >= (1440, 900)


@each_day
def test_the_day_is_small(day: str) -> None:
    """A day is small enough to travel, and no picture is over 300 kB."""
    sizes = [path.stat().st_size for path in DAYS[day].iterdir()]
    assert sum(sizes) < (SMALL * 3 // 2 if DAYS[day] == paths.sample_day() else SMALL)
    assert max(sizes) < 300_000


@each_day
def test_each_frame_knows_its_windows(day: str) -> None:
    """Windows carry what the window system knew; at most one has the focus; the text cursor lies in that one."""
    keys = {"app", "title", "x", "y", "width", "height", "focused"}
    for frame in manifest(day):
        name = frame["file"]
        assert frame["windows"], name
        assert all(keys <= set(window) <= keys | {"private"} for window in frame["windows"]), name
        focused = [window for window in frame["windows"] if window["focused"]]
        assert len(focused) <= 1, name
        assert set(frame["input"]) <= {"keys", "idle_s", "caret"}, name
        if "caret" in frame["input"]:
            x0, y0, x1, y1 = frame["input"]["caret"]
            window = focused[0]
            assert window["x"] <= x0 < x1 <= window["x"] + window["width"], name
            assert window["y"] <= y0 < y1 <= window["y"] + window["height"], name


@each_day
def test_the_day_shows_what_inkling_must_cope_with(day: str) -> None:
    """Typing, a private window, a password manager, an unchanged frame and a repeated screen are all there."""
    windows = [window for frame in manifest(day) for window in frame["windows"]]
    assert any(window.get("private") and not window["focused"] for window in windows)
    assert any(window["app"] == "keepassxc" and not window["focused"] for window in windows)
    assert len({window["app"] for window in windows}) >= 6
    assert sum(frame["input"]["keys"] > 10 and "caret" in frame["input"] for frame in manifest(day)) >= 8
    raw = [(DAYS[day] / frame["file"]).read_bytes() for frame in manifest(day)]
    assert any(first == second for first, second in pairwise(raw))
    pictures = [Image.open(DAYS[day] / frame["file"]).convert("L").reduce(2) for frame in manifest(day)]
    assert any(look_alike(pictures[at], before) for at in range(2, len(pictures)) for before in pictures[: at - 1])


@each_day
def test_truth_names_only_frames_of_the_day(day: str) -> None:
    """Every picture that the truth names was recorded."""
    assert frames_of(truth(day)) <= {frame["file"] for frame in manifest(day)}


@each_day
def test_hidden_text_stands_in_frames_with_a_window_to_hide(day: str) -> None:
    """Where the truth names text that must not be learned, a private window or a password manager is open."""
    frames = {frame["file"]: frame for frame in manifest(day)}
    assert truth(day)["hidden_text"]
    for entry in truth(day)["hidden_text"]:
        windows = frames[entry["frame"]]["windows"]
        assert any(window.get("private") or window["app"] == "keepassxc" for window in windows), entry


@each_day
def test_facts_are_well_formed(day: str) -> None:
    """Ids are unique, kinds known, evidence is in order, and a superseded fact names one that is true by then."""
    facts = {fact["id"]: fact for fact in truth(day)["facts"]}
    assert len(facts) == len(truth(day)["facts"]) >= 18
    for fact in facts.values():
        assert fact["kind"] in KINDS, fact["id"]
        assert fact["evidence_frames"] == sorted(set(fact["evidence_frames"])), fact["id"]
        assert fact["first_frame"] == fact["evidence_frames"][0], fact["id"]
        assert fact["durable"] == (fact["superseded_by"] is None), fact["id"]
        if fact["superseded_by"] is not None:
            after = facts[fact["superseded_by"]]
            assert fact["first_frame"] < fact["superseded_at_frame"], fact["id"]
            assert after["first_frame"] <= fact["superseded_at_frame"], fact["id"]


@each_day
def test_a_later_day_ends_facts_of_the_day_before(day: str) -> None:
    """What a person's later day ends was true on the day that it follows, of the same person and earlier."""
    told = truth(day)
    assert ("follows" in told) == ("ends" in told)
    if "follows" not in told:
        return
    before = told["follows"]
    assert (DAYS[before] / "user.json").read_bytes() == (DAYS[day] / "user.json").read_bytes()
    assert manifest(before)[-1]["time"] < manifest(day)[0]["time"]
    in_force = {fact["id"] for fact in truth(before)["facts"] if fact["superseded_by"] is None}
    assert len(told["ends"]) == len(set(told["ends"])) >= 1
    assert set(told["ends"]) <= in_force
    both = scoring.one_after_the_other(truth(before), told)
    holds = [fact["id"] for fact in both["facts"] if fact["superseded_by"] is None]
    assert set(holds).isdisjoint(told["ends"])
    assert len(holds) == len(set(holds))
    assert {fact["id"] for fact in told["facts"] if fact["superseded_by"] is None} <= set(holds)


@each_day
@pytest.mark.parametrize("part", ["facts", "traps"])
def test_statements_meet_their_own_entities(day: str, part: str) -> None:
    """A statement that says exactly the truth (or falls into exactly the trap) is recognised as such."""
    for entry in truth(day)[part]:
        said = entry["statement"].casefold()
        missing = [group for group in entry["entities"] if not any(word.casefold() in said for word in group)]
        assert missing == [], entry["id"]


@each_day
def test_a_trap_is_not_excused_by_its_own_words(day: str) -> None:
    """The wrong statement holds none of the words that would make it harmless."""
    for trap in truth(day)["traps"]:
        said = trap["statement"].casefold()
        assert [word for word in trap["unless"] if word in said] == [], trap["id"]
    assert len({trap["id"] for trap in truth(day)["traps"]}) == len(truth(day)["traps"]) >= 10


@each_day
def test_there_is_something_to_ask_and_to_say(day: str) -> None:
    """Questions with and without an answer, moments to speak and moments to be silent; none is both."""
    told = truth(day)
    assert len(told["questions"]) >= 8
    assert len(told["unanswerable"]) >= 5
    assert len(told["good_moments"]) >= 3
    speak = {moment["after_frame"] for moment in told["good_moments"]}
    assert speak.isdisjoint({moment["frame"] for moment in told["silent_moments"]})


@each_day
def test_who_wrote_what_is_told_of_windows_that_were_there(day: str) -> None:
    """Every entry is about a window and pictures of the day, and gives a reason where nobody speaks."""
    told = speakers.of_day(DAYS[day])
    assert told is not None
    frames = {frame["file"]: [scoring.fold(window["title"]) for window in frame["windows"]] for frame in manifest(day)}
    for word in told.talk:
        assert any(scoring.fold(word) in title for titles in frames.values() for title in titles), word
    for entry in told.entries:
        assert set(entry) <= {"who", "window", "why", "frames", "texts"}
        assert entry["who"] in {"user", "other", "none"}
        assert (entry["who"] == "none") == ("why" in entry), entry
        assert set(entry.get("frames", frames)) <= set(frames), entry
        titles = [title for frame in entry.get("frames", frames) for title in frames[frame]]
        assert any(scoring.fold(entry["window"]) in title for title in titles), entry
        for text in entry["texts"]:
            assert told.who(text, entry["window"], entry.get("frames", [""])[0]) in {entry["who"], "none"}, text


@each_day
def test_secrets_stand_in_no_source_of_the_recording(day: str) -> None:
    """Secrets are put together while recording: no page and no script holds one."""
    written = {".py", ".toml", ".html", ".css", ".js", ".json"}
    sources = [path for path in (ROOT / "packaging" / "record").rglob("*") if path.suffix in written]
    if not sources:
        pytest.skip("the recording scripts are not beside the package")
    readable = [path.read_text(encoding="utf-8") for path in sources]
    assert truth(day)["secrets"]
    for secret in truth(day)["secrets"]:
        assert not any(secret["text"] in text for text in readable)
