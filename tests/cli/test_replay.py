"""Replay: its summary, its progress over several runs, and recordings that are broken."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.days import Day
from tests.home import TestHome
from tests.killing import outcome
from tests.working import ASKED, TYPED

pytestmark = pytest.mark.models

SUMMARY = {"frames", "unchanged", "read", "dropped", "observations", "propositions", "suggestions", "seconds", "tokens"}


def test_the_summary_has_the_shape_of_the_contract(day: Path, own: TestHome, tmp_path: Path) -> None:
    """A first run counts every frame once: read, unchanged, dropped; replaying again adds nothing."""
    again = own.run("replay", str(day), "--until-idle", "--json").json()
    assert set(again) >= SUMMARY
    assert set(again["tokens"]) == {"prompt", "cached", "completion"}
    assert (again["frames"], again["known"]) == (10, 10)
    assert (again["observations"], again["propositions"], again["suggestions"]) == (0, 0, 0)
    assert again["tokens"] == {"prompt": 0, "cached": 0, "completion": 0}


def test_replaying_again_changes_nothing(day: Path, learned: TestHome, own: TestHome) -> None:
    """What a second run leaves is what the first one left, to the letter; people are told why nothing was read."""
    done = own.run("replay", str(day), "--until-idle")
    assert done.code == 0
    assert "10 known from an earlier run" in done.out
    assert own.run("propositions", "--json").out == learned.run("propositions", "--json").out
    assert own.run("observations", "--json").out == learned.run("observations", "--json").out


def test_an_interrupted_replay_is_continued(day: Path, learned: TestHome, new_home: Callable[..., TestHome]) -> None:
    """Stopped by Ctrl-C in the middle and run again, the home ends as if nothing had happened."""
    home = new_home()
    replay = home.spawn("replay", str(day), "--until-idle")
    deadline = time.monotonic() + 60
    while replay.poll() is None and time.monotonic() < deadline:
        if home.run("status", "--json").json()["last_frame"]:
            break
    replay.send_signal(signal.SIGINT)
    _, err = replay.communicate(timeout=60)
    assert replay.returncode == 1
    assert "Traceback" not in err
    body = home.run("replay", str(day), "--until-idle", "--json").json()
    assert 0 < body["known"] <= body["frames"] == 10
    assert outcome(home) == outcome(learned)


def test_a_later_day_goes_on_where_the_first_one_ended(own: TestHome, tmp_path: Path) -> None:
    """A second folder, with a day later, adds what is new and strengthens what is said again."""
    (tmp_path / "later").mkdir()
    later = Day(tmp_path / "later")
    mail = ["From: Anna Weber <anna@example.org>", "Subject: budget plan", ASKED]
    later.frame(mail, app="firefox", title="(1) budget plan - Webmail", minutes=60 * 25)
    later.frame(["From: Tom Becker <tom@example.org>", "Subject: train tickets",
                 "Could you please book the train tickets by 9 March?"], title="train tickets - Mail",
                minutes=60 * 25 + 1)  # fmt: skip
    before = own.run("propositions", "--json").json()["propositions"]
    body = own.run("replay", str(later.folder), "--until-idle", "--json").json()
    assert (body["read"], body["known"]) == (2, 0)
    after = own.run("propositions", "--json").json()["propositions"]
    texts = [item["text"] for item in after if item["status"] == "active"]
    assert len(texts) == len(set(texts)) == len(before) + 1
    assert any("Tom Becker" in text and "train tickets" in text for text in texts)
    (again,) = [item for item in after if any(e["quote"] == ASKED for e in item["evidence"])]
    assert len(again["evidence"]) == 2


def test_an_earlier_folder_afterwards_is_read_as_well(own: TestHome, tmp_path: Path) -> None:
    """Recorded time may begin before what the home has seen: the frames are taken, and nothing is lost."""
    (tmp_path / "earlier").mkdir()
    earlier = Day(tmp_path / "earlier")
    earlier.frame(["Lighthouse keeper wanted"], app="firefox", title="Jobs", minutes=-60 * 24)
    body = own.run("replay", str(earlier.folder), "--until-idle", "--json").json()
    assert body["read"] == 1
    texts = [text for _, text in outcome(own).lines]
    assert "Lighthouse keeper wanted" in texts
    assert TYPED in texts


def test_broken_recordings_lose_only_what_is_broken(new_home: Callable[..., TestHome], tmp_path: Path) -> None:
    """Each broken line is named by its number and reason on stderr; the whole lines are read."""
    (tmp_path / "broken").mkdir()
    day = Day(tmp_path / "broken")
    whole = day.frame(["Walnut bread recipe"], app="firefox", title="Kitchen")
    cut = day.frame(["Never shown"], app="firefox", title="Kitchen")
    gone = day.frame(["Never shown either"], app="firefox", title="Kitchen")
    late = day.frame(["Out of order"], app="firefox", title="Kitchen", minutes=-5)
    day.frame(["Fig tree pruning"], app="firefox", title="Garden", minutes=9)
    (day.folder / cut).write_bytes((day.folder / cut).read_bytes()[:700])
    (day.folder / gone).unlink()
    outside = json.dumps({**day.lines[0], "file": "../outside.png"})
    day.write("{not json", '{"file": "x.png"}', "[]", outside, json.dumps({**day.lines[0], "time": "2026-03-02"}),
              json.dumps({**day.lines[0], "windows": [{"app": "x"}]}), "\x00\xff", "")  # fmt: skip
    home = new_home()
    done = home.run("replay", str(day.folder), "--until-idle", "--json")
    body = done.json()
    assert body["read"] == 2
    assert body["dropped"] == {"broken line": 7, "missing file": 1, "unreadable image": 1, "out of order": 1}
    assert body["frames"] == 12
    for number in (2, 3, 4, 6, 7, 8, 9, 10, 11, 12):
        assert f"manifest.jsonl line {number}: " in done.err
    for file in (cut, gone, late):
        assert file in done.err
    assert whole not in done.err
    assert {text for _, text in outcome(home).lines} == {"Fig tree pruning", "Walnut bread recipe"}


def test_a_mended_recording_gives_what_was_missing(new_home: Callable[..., TestHome], tmp_path: Path) -> None:
    """A picture that was missing is read as soon as it is there: a broken frame is never marked as done."""
    (tmp_path / "mended").mkdir()
    day = Day(tmp_path / "mended")
    name = day.frame(["Walnut bread recipe"], app="firefox", title="Kitchen")
    shutil.move(day.folder / name, tmp_path / name)
    home = new_home()
    assert home.run("replay", str(day.folder), "--json").json()["dropped"] == {"missing file": 1}
    shutil.move(tmp_path / name, day.folder / name)
    assert home.run("replay", str(day.folder), "--json").json()["read"] == 1


@pytest.mark.parametrize(
    ("made", "told"),
    [("nothing", "There is no manifest.jsonl in"), ("user", "user.json is not a user file")],
)
def test_a_folder_that_is_no_recording(new_home: Callable[..., TestHome], tmp_path: Path, made: str, told: str) -> None:
    """A missing manifest or an unusable user.json is a usage error that names the path; nothing is made of it."""
    folder = tmp_path / "no recording"
    folder.mkdir()
    if made == "user":
        (folder / "manifest.jsonl").write_text("")
        (folder / "user.json").write_text("[1]")
    done = new_home().run("replay", str(folder), "--json")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert str(folder) in done.err


def test_an_empty_recording_is_fine(new_home: Callable[..., TestHome], tmp_path: Path) -> None:
    """No frames, nothing learned, exit 0."""
    (tmp_path / "manifest.jsonl").write_text("\n\n")
    body = new_home().run("replay", str(tmp_path), "--until-idle", "--json").json()
    assert (body["frames"], body["observations"]) == (0, 0)


def test_a_live_home_takes_no_recording(new_home: Callable[..., TestHome], day: Path) -> None:
    """Recorded days and the user's own do not mix: a home that was started live refuses, and says what to do."""
    home = new_home()
    assert home.run("start").code == 0
    done = home.run("replay", str(day), "--json")
    assert (done.code, done.out) == (2, "")
    assert "live home" in done.err
    assert "INKLING_HOME=" in done.err
