"""From a real screen to a belief: real windows, typed text, the real daemon, real models, and nothing that leaks."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.client import connect
from tests.home import children_of
from tests.live.stage import (
    Stage,
    age,
    card_number,
    like_pictures,
    open_to_others,
    raw_traces,
    seconds_until_gone,
    staged,
    stored_traces,
)
from tests.xvfb import wait_until

pytestmark = [pytest.mark.models, pytest.mark.display, pytest.mark.timeout(400)]

MAIL = "From: Anna Weber\nSubject: Contract\n\nHello Maria,\ncould you please review the contract by Monday?"
TYPED = "I will send the budget to Anna Weber by Friday"
VAULT = "Master vault\nHarbourViolin\nSeventeenLanterns"
VAULT_WORDS = ("HarbourViolin", "SeventeenLanterns")
PAUSED = "Zephyr orchestra tickets"
CARD = card_number()
MASKED_OR_SECRET = (*VAULT_WORDS, CARD, CARD.replace(" ", ""), CARD[5:14])


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A desktop with a home; the daemon is not started yet."""
    with staged(tmp_path) as made:
        yield made


def show_windows(stage: Stage) -> None:
    """A mail, a password manager half under another window and never focused, and a shop's form with a card."""
    stage.desktop.window("vault.kdbx - KeePassXC", VAULT, (660, 20, 560, 240), app="keepassxc")
    stage.desktop.window("Checkout - Shop", f"Your order\nCard number\n{CARD}", (700, 480, 420, 220), app="Shop")
    stage.desktop.window("Inbox - Mail", MAIL, (20, 20, 620, 300), app="Thunderbird")
    stage.desktop.window("Reminders", "Water the plants", (1080, 150, 180, 160), app="Reminders")


def test_a_typed_sentence_becomes_a_belief_and_goes_when_told(stage: Stage, tmp_path: Path) -> None:
    """The whole main job on a real desktop, then pause, forgetting, and a search of every file for what must not be."""
    show_windows(stage)
    stage.start()
    stage.wait_for_text("review the contract by Monday")
    notes = tmp_path / "notes.txt"
    notes.write_text("Notes\n")
    stage.edit(notes)
    stage.wait_for_text("Notes")
    type_sentence(stage)
    believed(stage)
    facts_are_right(stage)
    pause_stops_at_once(stage)
    forgotten_for_good(stage)
    stage.home.stop()
    nothing_leaked(stage)


def type_sentence(stage: Stage) -> None:
    """Type it with real keys; the observation holds every word of it, as typed by the user."""
    stage.desktop.key("ctrl+End")
    stage.desktop.type(TYPED, delay_ms=60)
    stage.wait_for_text(TYPED)
    lines = [
        line
        for observation in stage.home.run("observations", "--json").json()["observations"]
        for line in observation["lines"]
        if line["text"] == TYPED
    ]
    assert [line["who"] for line in lines] == ["user"]
    assert lines[0]["tier"] in ("typed", "own")


def believed(stage: Stage) -> None:
    """Both what was typed and what the mail asks is believed, each with a verbatim quote of its own observation."""

    def about(words: str) -> list[dict[str, object]]:
        return [
            belief
            for belief in stage.beliefs()
            if belief["status"] == "active" and any(words in piece["quote"] for piece in belief["evidence"])
        ]

    typed = wait_until(lambda: about(TYPED), 90, "a belief quotes what was typed")
    assert typed[0]["trust"] in ("typed", "own")
    assert "budget" in str(typed[0]["text"])
    asked = wait_until(lambda: about("review the contract by Monday"), 90, "a belief quotes the mail")
    assert asked[0]["trust"] == "seen"
    hits = stage.home.run("search", "send the budget", "--json").json()["hits"]
    assert any("budget" in hit["text"] for hit in hits)


def facts_are_right(stage: Stage) -> None:
    """Status tells what is really going on, and what was left out is counted by its reason."""
    status = stage.status()
    assert status["state"] == "capturing"
    assert age(status["last_frame"]) < 30
    assert status["dead_letters"] == 0
    assert {worker["state"] for worker in status["workers"]} <= {"ready", "busy"}
    with connect(stage.home.home) as daemon:
        dropped = daemon.call("privacy")["dropped"]
    assert dropped["password manager"] >= 1
    assert any(reason.startswith("secret") for reason in dropped)


def pause_stops_at_once(stage: Stage) -> None:
    """After ``pause`` has returned no frame is stored, and what the screen showed meanwhile is never learned."""
    assert stage.home.run("pause").code == 0
    paused = stage.status()
    assert paused["state"] == "paused"
    window = stage.desktop.window("Tickets", PAUSED, (20, 400, 420, 120), app="Tickets")
    stage.desktop.key("Shift_L")
    time.sleep(6)  # Three of the shortest times between two looks.
    assert stage.status()["last_frame"] == paused["last_frame"]
    window.close()
    assert stage.home.run("resume").code == 0
    wait_until(lambda: stage.status()["last_frame"] != paused["last_frame"], 30, "a frame after the pause")
    assert stage.status()["state"] == "capturing"
    assert not stage.has_read(PAUSED)


def forgotten_for_good(stage: Stage) -> None:
    """What was forgotten is gone from beliefs, lines and search, and is not learned from the screen that shows it."""
    receipt = stage.home.run("forget", "--text", "budget", "--yes", "--json").json()["receipt"]
    assert receipt["lines"] >= 1
    assert receipt["propositions"] >= 1
    assert receipt["residue"] == 0
    gone(stage)
    # The same text under another title, and at another place: the window is read anew each time.
    stage.desktop.key("ctrl+Home", "Return", "Return")
    stage.wait_for_frames(3)
    stage.desktop.window("Lamp", "Buy a lamp", (20, 690, 300, 90), app="Lamp")
    stage.wait_for_text("Buy a lamp")
    gone(stage)


def gone(stage: Stage) -> None:
    """Nothing that is left speaks of the budget, while the mail is still known."""
    assert "budget" not in json.dumps(stage.beliefs())
    assert not stage.has_read("budget")
    hits = stage.home.run("search", "send the budget to Anna Weber", "--json").json()["hits"]
    assert not [hit for hit in hits if "budget" in hit["text"]]
    assert stage.has_read("review the contract by Monday")


def nothing_leaked(stage: Stage) -> None:
    """No file holds a word of the screen in the open, or a picture; the store holds nothing masked or forgotten."""
    folder = stage.home.folder
    assert raw_traces(folder, [*MASKED_OR_SECRET, "budget", "Anna", "contract", PAUSED, "Reminders", "plants"]) == []
    assert stored_traces(stage.home, [*MASKED_OR_SECRET, "budget", PAUSED]) == []
    assert stored_traces(stage.home, ["contract"]) != []
    assert like_pictures(stage.home) == []
    assert open_to_others(folder) == []


def test_the_display_dies_and_comes_back(stage: Stage, record_property: Callable[[str, object], None]) -> None:
    """Without its display the daemon lives and says so; with it, it looks again and reads."""
    stage.desktop.window("Inbox - Mail", MAIL, (20, 20, 620, 300), app="Thunderbird")
    stage.start()
    stage.wait_for_text("review the contract by Monday")
    daemon = stage.home.daemon_pid()
    stage.desktop.server.kill()
    wait_until(lambda: stage.status()["state"] == "no_display", 30, "the loss is told")
    last = stage.status()["last_frame"]
    stage.desktop.server.start()
    began = time.monotonic()
    wait_until(lambda: stage.status()["last_frame"] != last, 60, "a frame of the new display")
    record_property("display_back_s", round(time.monotonic() - began, 1))
    assert stage.status()["state"] == "capturing"
    assert stage.home.daemon_pid() == daemon


def test_walls_stand_and_the_daemon_ends_quickly(stage: Stage, record_property: Callable[[str, object], None]) -> None:
    """The daemon and every child are behind the filter, the network is proved closed, and SIGTERM is obeyed."""
    stage.desktop.window("Inbox - Mail", MAIL, (20, 20, 620, 300), app="Thunderbird")
    stage.start()
    stage.wait_for_text("review the contract by Monday")
    wait_until(stage.beliefs, 90, "a belief")
    pid = stage.home.daemon_pid()
    assert pid is not None
    children = children_of(pid)
    assert set(children) == {"reader", "mind", "index"}
    for each in (pid, *children.values()):
        assert "\nSeccomp:\t2\n" in Path(f"/proc/{each}/status").read_text()
    network = stage.status()["privacy"]
    assert network["network"] == "enforced", network["how"]
    os.kill(pid, signal.SIGTERM)
    took = seconds_until_gone(pid, 10)
    record_property("sigterm_s", round(took, 2))
    assert took < 5
    assert not any(Path(f"/proc/{child}").exists() for child in children.values())
