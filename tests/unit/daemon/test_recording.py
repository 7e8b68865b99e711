"""Recordings: what is read, and what is said of lines that cannot be used."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assistant.daemon.recording import Entry, Problem, digest, load_frame, read_manifest, read_user
from assistant.errors import UsageError

LINE: dict[str, Any] = {
    "file": "0001.png",
    "time": "2026-03-02T09:00:05+01:00",
    "monitor": 1,
    "windows": [
        {"app": "chromium", "title": "Mail", "x": 0, "y": 0, "width": 40, "height": 30, "focused": True,
         "private": False}
    ],
    "input": {"keys": 12, "idle_s": 0.4, "caret": [1, 2, 3, 4]},
}  # fmt: skip


def write(folder: Path, *lines: object) -> None:
    """A manifest of these lines; strings are written as they are."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "manifest.jsonl").write_text(text + "\n", encoding="utf-8")


def picture(path: Path, colour: str = "red") -> None:
    """A small picture."""
    Image.new("RGB", (40, 30), colour).save(path)


def test_a_whole_line(tmp_path: Path) -> None:
    """Everything that a line says arrives in the frame, and red stands in the third byte."""
    picture(tmp_path / "0001.png")
    write(tmp_path, LINE)
    (entry,) = read_manifest(tmp_path)
    assert isinstance(entry, Entry)
    loaded = load_frame(entry)
    assert isinstance(loaded, tuple)
    frame, name = loaded
    assert frame.time.isoformat() == LINE["time"]
    assert frame.pixels.data[:3] == b"\x00\x00\xff"
    assert frame.windows is not None
    assert frame.windows[0].private is False
    assert frame.input is not None
    assert (frame.input.keys, frame.input.caret) == (12, (1, 2, 3, 4))
    assert name == digest(frame.pixels)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "broken line"),
        ("[1, 2]", "broken line"),
        ({**LINE, "time": "yesterday"}, "broken line"),
        ({**LINE, "time": "2026-03-02T09:00:05"}, "broken line"),
        ({**LINE, "windows": [{"app": "x"}]}, "broken line"),
        ({**LINE, "input": {"keys": 1, "caret": [1, 2]}}, "broken line"),
        ({**LINE, "input": {"keys": float("inf")}}, "broken line"),
        ({**LINE, "file": "../secret.png"}, "broken line"),
        ({key: value for key, value in LINE.items() if key != "file"}, "broken line"),
        ({**LINE, "time": "2020-01-01T00:00:00+00:00"}, "out of order"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_the_rest_goes_on(tmp_path: Path, line: object, reason: str) -> None:
    """One bad line costs one frame."""
    later = {**LINE, "time": "2026-03-02T09:00:10+01:00"}
    write(tmp_path, LINE, line, later)
    found = read_manifest(tmp_path)
    assert [type(item) for item in found] == [Entry, Problem, Entry]
    problem = found[1]
    assert isinstance(problem, Problem)
    assert (problem.line, problem.reason) == (2, reason)


def test_missing_windows_are_not_the_same_as_no_windows(tmp_path: Path) -> None:
    """Without a list the frame must be skipped; an empty list means an empty desktop."""
    bare = {key: value for key, value in LINE.items() if key not in ("windows", "input")}
    write(tmp_path, bare, {**bare, "windows": []})
    first, second = read_manifest(tmp_path)
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert first.windows is None
    assert second.windows == ()
    assert first.input is None


def test_pictures_that_are_missing_or_cut_are_reported(tmp_path: Path) -> None:
    """A missing file and a truncated one are problems of their line."""
    picture(tmp_path / "whole.png")
    data = (tmp_path / "whole.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(data[: len(data) // 2])
    (tmp_path / "text.png").write_text("no picture")
    write(tmp_path, *({**LINE, "file": name} for name in ("absent.png", "cut.png", "text.png")))
    outcomes = [load_frame(entry) for entry in read_manifest(tmp_path) if isinstance(entry, Entry)]
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Problem)] == [
        "missing file",
        "unreadable image",
        "unreadable image",
    ]


def test_the_user_of_a_recording(tmp_path: Path) -> None:
    """user.json is optional; a broken one is an expected error."""
    assert read_user(tmp_path) is None
    (tmp_path / "user.json").write_text('{"names": ["Maria Keller"], "addresses": ["m@example.org"]}')
    user = read_user(tmp_path)
    assert user is not None
    assert user.names == ("Maria Keller",)
    (tmp_path / "user.json").write_text("[")
    with pytest.raises(UsageError):
        read_user(tmp_path)
