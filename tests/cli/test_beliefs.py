"""The user's word on beliefs: confirm, reject, edit, pin; and what a rejection means for later days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.days import Day
from tests.home import TestHome
from tests.working import ASKED, TYPED

pytestmark = pytest.mark.models


def beliefs(home: TestHome) -> list[dict[str, Any]]:
    """All beliefs of every status."""
    found: list[dict[str, Any]] = home.run("propositions", "--json").json()["propositions"]
    return found


def about(home: TestHome, quote: str, status: str = "active") -> dict[str, Any]:
    """The one belief of that status with that quote."""
    (found,) = [b for b in beliefs(home) if b["status"] == status and quote in {e["quote"] for e in b["evidence"]}]
    return found


def test_confirm_makes_a_belief_surer_and_stated(own: TestHome) -> None:
    """A confirmed belief has the user's word as its trust and a higher confidence; its quotes stay."""
    before = about(own, ASKED)
    done = own.run("confirm", str(before["id"]))
    assert (done.code, done.out) == (0, "")
    assert done.err.strip() == f"Belief {before['id']} is confirmed."
    after = about(own, ASKED)
    assert after["confidence"] > before["confidence"]
    assert after["trust"] == "stated"
    assert after["evidence"][0]["quote"] == ASKED


def test_a_rejected_belief_is_not_learned_again(own: TestHome, tmp_path: Path) -> None:
    """The same words on a later day and in another window bring it back neither by the letter nor by meaning."""
    rejected = about(own, ASKED)
    assert own.run("reject", str(rejected["id"]), "--reason", "done long ago").code == 0
    assert about(own, ASKED, "rejected")["id"] == rejected["id"]
    assert "budget plan" not in own.run("propositions").out
    assert own.run("ask", "--json", "What should I send to Anna Weber?").code == 0
    later = Day(tmp_path)
    later.frame(["From: Anna Weber <anna@example.org>", ASKED], app="firefox", title="(2) Webmail", minutes=60 * 26)
    body = own.run("replay", str(tmp_path), "--until-idle", "--json").json()
    assert body["read"] == 1
    assert not [b for b in beliefs(own) if b["status"] == "active" and "budget plan" in b["text"]]
    hits = own.run("search", "--json", "budget plan").json()["hits"]
    assert not [hit for hit in hits if hit["kind"] == "proposition"]


def test_edit_supersedes_and_keeps_the_history(own: TestHome) -> None:
    """The user's words are a new belief of the strongest trust that links to the old one; the old one is history."""
    old = about(own, TYPED)
    done = own.run("edit", str(old["id"]), "The", "user", "will", "call", "the", "garage", "on", "Monday.")
    assert done.code == 0
    (new,) = [b for b in beliefs(own) if b["supersedes"] == old["id"]]
    assert (new["text"], new["trust"], new["status"]) == (
        "The user will call the garage on Monday.",
        "stated",
        "active",
    )
    assert about(own, TYPED, "superseded")["id"] == old["id"]
    assert f"is now belief {new['id']}" in done.err
    again = own.run("edit", str(old["id"]), "Something else")
    assert again.code == 2
    assert "replaced by belief" in again.err


def test_an_edit_is_cleaned_and_never_empty(own: TestHome) -> None:
    """Control characters of a pasted text are dropped; nothing at all is a usage error that names the way out."""
    identifier = str(about(own, TYPED)["id"])
    empty = own.run("edit", identifier, " ")
    assert empty.code == 2
    assert "inkling reject" in empty.err
    assert own.run("edit", identifier, "Call\x1b[31m the \u202egarage").code == 0
    assert "Call the garage" in {b["text"] for b in beliefs(own)}


def test_pin_keeps_and_lets_go(own: TestHome) -> None:
    """A pinned belief says so, until it may fade again."""
    identifier = str(about(own, TYPED)["id"])
    assert own.run("pin", identifier).code == 0
    assert about(own, TYPED)["pinned"] is True
    assert own.run("pin", identifier, "--off").code == 0
    assert about(own, TYPED)["pinned"] is False


@pytest.mark.parametrize("command", ["confirm", "reject", "edit", "pin"])
def test_an_unknown_belief_is_named(learned: TestHome, command: str) -> None:
    """An id that does not exist is exit 1 and named; words instead of an id are exit 2."""
    rest = ["text"] if command == "edit" else []
    done = learned.run(command, "4711", *rest)
    assert (done.code, done.out) == (1, "")
    assert "4711" in done.err
    assert learned.run(command, "first", *rest).code == 2


@pytest.mark.parametrize("verdict", ["accept", "dismiss", "snooze", "never"])
def test_an_unknown_suggestion_is_named(learned: TestHome, verdict: str) -> None:
    """An answer to a suggestion that does not exist is exit 1; without an id it is exit 2 with an example."""
    assert "4711" in learned.run("suggestions", verdict, "4711").err
    assert learned.run("suggestions", verdict, "4711").code == 1
    done = learned.run("suggestions", verdict)
    assert done.code == 2
    assert f"inkling suggestions {verdict} ID" in done.err
