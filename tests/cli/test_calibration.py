"""What `inkling calibration` tells of the user's own answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.days import Day
from tests.home import TestHome
from tests.working import ASKED

pytestmark = pytest.mark.models


def test_without_answers_it_says_so(own: TestHome) -> None:
    """No answers: an empty table, the identity as map, the shipped weights, and the next step."""
    body = own.run("calibration", "--json").json()
    assert (body["answers"], body["bins"], body["brier"], body["ece"]) == (0, [], None, None)
    assert body["map"] == {"shift": 0.0, "slope": 1.0, "answers": 0}
    assert body["features"]["typed"] > body["features"]["seen"]
    told = own.run("calibration")
    assert (told.code, told.out) == (0, "")
    assert "inkling confirm ID" in told.err


def test_answers_are_counted_as_they_were_shown(own: TestHome) -> None:
    """A confirm and a reject stand in the bins of the confidences that were shown before the user answered."""
    beliefs = own.run("propositions", "--json").json()["propositions"][:2]
    yes, no = sorted(beliefs, key=lambda belief: belief["id"])
    own.run("confirm", str(yes["id"]))
    shown = next(b for b in own.run("propositions", "--json").json()["propositions"] if b["id"] == no["id"])
    own.run("reject", str(no["id"]))
    body = own.run("calibration", "--json").json()
    assert body["answers"] == sum(row["n"] for row in body["bins"]) == 2
    mean = sum(row["n"] * row["mean_confidence"] for row in body["bins"]) / 2
    assert mean == pytest.approx((yes["confidence"] + shown["confidence"]) / 2, abs=2e-3)
    assert sum(row["n"] * row["share_true"] for row in body["bins"]) == pytest.approx(1)
    assert all(row["ci_low"] < row["share_true"] + 1e-9 and row["share_true"] < row["ci_high"] + 1e-9
               for row in body["bins"])  # fmt: skip
    told = own.run("calibration", "--weights")
    assert "2 answers: too few to say." in told.out
    assert "+" in told.out
    assert own.run("calibration", "nonsense").code == 2


def beliefs(home: TestHome) -> dict[int, tuple[str, float]]:
    """Text and confidence of every belief."""
    return {b["id"]: (b["text"], b["confidence"]) for b in home.run("propositions", "--json").json()["propositions"]}


def test_reading_its_own_words_back_makes_inkling_no_surer(own: TestHome, tmp_path: Path) -> None:
    """A screen hours later that shows the list of beliefs, in a terminal, changes no confidence and adds nothing."""
    before = beliefs(own)
    assert before
    day = Day(tmp_path)
    day.frame([text for text, _ in before.values()][:6], app="xterm", title="xterm", minutes=200)
    assert own.run("replay", str(tmp_path), "--until-idle", "--json").json()["read"] == 1
    assert beliefs(own) == before


def test_the_same_episode_again_makes_inkling_no_surer(own: TestHome, tmp_path: Path) -> None:
    """The same mail in another window some minutes later is no second reason."""
    before = beliefs(own)
    day = Day(tmp_path)
    mail = ["From: Anna Weber <anna@example.org>", "Subject: budget plan", ASKED]
    day.frame(mail, app="evolution", title="budget plan - Evolution", minutes=12)
    assert own.run("replay", str(tmp_path), "--until-idle", "--json").json()["read"] == 1
    after = beliefs(own)
    assert all(after[number][1] <= sure for number, (_, sure) in before.items())
