"""`inkling why` and `inkling undo` on a real home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_beliefs import about, beliefs
from tests.days import Day
from tests.home import TestHome
from tests.working import ASKED, TYPED

pytestmark = pytest.mark.models


def test_why_tells_the_chain_in_plain_words(own: TestHome) -> None:
    """What is believed, how sure, what speaks for it, and each change with its time, quote and window."""
    old = about(own, TYPED)
    own.run("edit", str(old["id"]), "The user will call the garage on Monday.")
    told = own.run("why", str(old["id"]))
    assert told.code == 0
    assert f"Belief {old['id']}: {old['text']}" in told.out
    assert "% sure, replaced by belief" in told.out
    assert "For it: " in told.out
    assert "Learned. " in told.out
    assert f"because of “{TYPED}” in “{old['evidence'][0]['title']}”" in told.out
    assert "You put it in your own words as belief" in told.out
    assert f"inkling undo {old['id']}" in told.err


def test_why_as_json(own: TestHome) -> None:
    """Every version with both of its times, every entry with how the belief stood before."""
    old = about(own, TYPED)
    own.run("edit", str(old["id"]), "The user will call the garage on Monday.")
    body = own.run("why", str(old["id"]), "--json").json()
    assert set(body) == {"proposition", "because", "versions", "history"}
    first, second = body["versions"]
    assert first["superseded"] == second["recorded"]
    assert (first["superseded_by"], first["lifecycle"]) == (second["id"], "superseded")
    assert (second["superseded"], second["superseded_by"], second["lifecycle"]) == (None, None, "in_force")
    edited = next(entry for entry in body["history"] if entry["what"] == "edited")
    assert edited["before"]["status"] == "active"
    assert edited["evidence"]["tier"] == "stated"


def test_undo_and_undo_of_the_undo(own: TestHome) -> None:
    """The old version comes back, the newer one waits in the history and can be brought back too."""
    old = about(own, TYPED)
    own.run("edit", str(old["id"]), "The user will call the garage on Monday.")
    (new,) = [b for b in beliefs(own) if b["supersedes"] == old["id"]]
    done = own.run("undo", str(old["id"]))
    assert (done.code, done.out) == (0, "")
    assert f"inkling undo {new['id']}" in done.err
    assert about(own, TYPED)["id"] == old["id"]
    assert own.run("undo", str(new["id"])).code == 0
    assert about(own, TYPED, "superseded")["superseded_by"] == new["id"]
    refused = own.run("undo", str(new["id"]))
    assert refused.code == 2
    assert f"inkling undo {old['id']}" in refused.err


def test_undo_takes_a_rejection_back(own: TestHome) -> None:
    """A belief rejected by mistake is believed again, as sure as before."""
    before = about(own, ASKED)
    own.run("reject", str(before["id"]))
    assert own.run("undo", str(before["id"])).code == 0
    after = about(own, ASKED)
    assert (after["confidence"], after["trust"]) == (before["confidence"], before["trust"])
    assert own.run("why", "99999").code == 1


def test_what_slept_is_woken_by_a_yes(own: TestHome, tmp_path: Path) -> None:
    """After months without news a task sleeps: listed as asleep, not found, and in force again when confirmed."""
    task = about(own, TYPED)
    later = Day(tmp_path)
    later.frame(["A quiet screen"], app="firefox", title="Notes", minutes=60 * 24 * 200)
    own.run("replay", str(tmp_path), "--until-idle", "--json").json()
    asleep = about(own, TYPED, "expired")
    assert (asleep["id"], asleep["lifecycle"]) == (task["id"], "asleep")
    assert asleep["superseded"] is not None
    assert task["id"] not in {hit["id"] for hit in found(own, "winter tyres")}
    assert "[asleep]" in own.run("propositions", "--all").out
    assert "nothing spoke of it for long" in own.run("why", str(task["id"])).out
    assert own.run("confirm", str(task["id"])).code == 0
    assert about(own, TYPED)["half_life_days"] > task["half_life_days"]
    assert task["id"] in {hit["id"] for hit in found(own, "winter tyres")}


def found(home: TestHome, words: str) -> list[dict[str, Any]]:
    """The beliefs that a search finds."""
    hits: list[dict[str, Any]] = home.run("search", "--json", words).json()["hits"]
    return [hit for hit in hits if hit["kind"] == "proposition"]
