"""What a day was: episodes, what comes, what was learned and changed, of today and of past days."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.days import Day
from tests.home import TestHome
from tests.working import TYPED

pytestmark = pytest.mark.models

EPISODE = {"start", "end", "minutes", "app", "document", "people", "observation_ids"}


def of(home: TestHome, *words: str) -> dict[str, Any]:
    """The day as JSON."""
    return home.run("today", "--json", *words).json()


def test_today_has_the_shape_of_the_contract(learned: TestHome) -> None:
    """In a replay, today is the recorded day, in its own zone; episodes are in order and do not overlap."""
    day = of(learned)
    assert (day["date"], day["zone"]) == ("2026-03-02", "+01:00")
    assert {"minutes", "episodes", "coming", "learned", "changed", "suggestions"} <= set(day)
    assert all(set(one) >= EPISODE for one in day["episodes"])
    spans = [(datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"])) for one in day["episodes"]]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert day["minutes"] == pytest.approx(sum(one["minutes"] for one in day["episodes"]), abs=0.2)
    mail = day["episodes"][0]
    assert (mail["app"], mail["document"], mail["people"]) == ("thunderbird", "budget plan", ["Anna Weber"])
    assert mail["minutes"] == 2.0


def test_private_windows_are_no_episode(learned: TestHome) -> None:
    """Time in a window that is never read is nobody's."""
    day = of(learned)
    told = {one["document"] for one in day["episodes"]} | {name for one in day["episodes"] for name in one["also"]}
    assert not any("Sofas" in name or name == "Shop" for name in told)


def test_episodes_lead_to_what_was_learned_from_them(learned: TestHome) -> None:
    """Each belief that quotes an episode's windows is named by it."""
    day = of(learned)
    by_document = {one["document"]: one for one in day["episodes"]}
    (typed,) = [one for one in day["learned"] if TYPED in {piece["quote"] for piece in one["evidence"]}]
    assert typed["id"] in by_document["todo.txt"]["belief_ids"]


def test_what_comes_is_ahead_and_in_order(learned: TestHome) -> None:
    """Dates of what is coming lie after now, the nearest first."""
    day = of(learned)
    dates = [one["valid_to"] if one["kind"] in ("deadline", "task") else one["valid_from"] for one in day["coming"]]
    assert dates == sorted(dates)
    assert dates
    assert all(datetime.fromisoformat(date) > datetime.fromisoformat("2026-03-02T09:00+01:00") for date in dates)


def test_for_people(learned: TestHome) -> None:
    """Sentences, then sections; nothing of JSON, and a belief by its id."""
    done = learned.run("today")
    assert done.code == 0
    assert done.out.startswith("On Monday 2 March 2026 you spent ")
    for heading in ("Episodes", "Coming up", "Learned"):
        assert f"\n{heading}\n" in done.out
    assert "budget plan (thunderbird), with Anna Weber" in done.out


def test_prose_is_asked_for_and_says_whose_words_it_is(learned: TestHome) -> None:
    """One paragraph on stdout; the default mind is too small for it, which is said on stderr."""
    done = learned.run("today", "--prose")
    assert done.out.count("\n") == 1
    assert done.out.startswith("On Monday 2 March 2026 you spent ")
    assert "by rule" in done.err
    body = of(learned, "--prose")
    assert body["prose"] == {"text": done.out.strip(), "by": "rule", "why": done.err.strip()}
    assert of(learned)["prose"] is None


def test_other_days(learned: TestHome) -> None:
    """A day on which nothing was seen says so; what is no date is a usage error that shows how one is written."""
    assert of(learned, "--date", "yesterday")["episodes"] == []
    assert learned.run("today", "--date", "2026-03-01").out.startswith("Nothing was seen on Sunday 1 March 2026.")
    wrong = learned.run("today", "--date", "tomorrow morning")
    assert (wrong.code, wrong.out) == (2, "")
    assert "2026-03-02" in wrong.err


def test_a_past_day_stays_what_it_was(own: TestHome, tmp_path: Path) -> None:
    """After another day, and an edit on it, the first day tells what it told; the edit belongs to the second."""
    before = of(own)
    later = Day(tmp_path)
    later.frame(["The weather stays dry"], app="firefox", title="Weather", minutes=60 * 26)
    own.run("replay", str(tmp_path), "--until-idle", "--json").json()
    learned_id = before["learned"][0]["id"]
    new = own.run("edit", str(learned_id), "The user will sell the garage.")
    assert new.code == 0
    today, first = of(own), of(own, "--date", "2026-03-02")
    assert today["date"] == "2026-03-03"
    assert [(one["old"]["id"], one["reason"]) for one in today["changed"]] == [(learned_id, "You said so.")]
    assert first["episodes"] == before["episodes"]
    assert first["changed"] == before["changed"]
    assert of(own, "--date", "yesterday")["date"] == "2026-03-02"


def test_a_rule_holds_for_days_too(own: TestHome) -> None:
    """What must not be shown is neither an episode nor an entry of the timeline, nor learned or coming."""
    assert own.run("rules", "add", "never show anything about Anna", "--yes").code == 0
    day = of(own)
    assert "Anna" not in str(day)
    assert "budget plan" not in str(day["learned"])


def test_what_is_forgotten_is_in_no_day(own: TestHome) -> None:
    """Neither its windows nor its beliefs are told of."""
    assert "budget plan" in own.run("today").out
    assert own.run("forget", "--title", "budget plan", "--yes").code == 0
    assert "budget plan" not in own.run("today", "--json").out
