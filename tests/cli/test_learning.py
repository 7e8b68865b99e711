"""What corrections teach, from the command line: reasons, preferences, rejected meanings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_beliefs import about, beliefs
from tests.days import Day
from tests.home import TestHome
from tests.working import ASKED, TYPED

pytestmark = pytest.mark.models


def preferences(home: TestHome) -> list[dict[str, Any]]:
    """All that was taught."""
    found: list[dict[str, Any]] = home.run("preferences", "--json").json()["preferences"]
    return found


@pytest.mark.parametrize(
    ("reason", "status", "listed"),
    [
        ("wrong", "rejected", True),
        ("not-about-me", "rejected", True),
        ("not useful", "rejected", True),
        ("private", "quarantined", True),
        ("out-of-date", "superseded", False),
    ],
)
def test_a_reason_decides_what_becomes_of_a_belief(own: TestHome, reason: str, status: str, listed: bool) -> None:
    """Only what was true once stays history that may be learned anew; everything else is listed as rejected."""
    belief = about(own, ASKED)
    assert own.run("reject", str(belief["id"]), "--reason", reason, "--note", "no\x1b[31m doubt").code == 0
    (after,) = [b for b in beliefs(own) if b["id"] == belief["id"]]
    assert after["status"] == status
    rejected = own.run("rejected", "--json").json()["rejected"]
    assert [one["proposition_id"] for one in rejected] == ([belief["id"]] if listed else [])
    if listed:
        (one,) = rejected
        assert one["text"] == belief["text"]
        assert one["reason"] == reason.replace("-", "_").replace(" ", "_")
        assert one["note"] == "no doubt"
        assert belief["text"] in own.run("rejected").out


def test_other_words_than_a_reason_are_a_note(own: TestHome) -> None:
    """They are kept, and the reasons that mean something are named."""
    done = own.run("reject", str(about(own, ASKED)["id"]), "--reason", "Anna has it since Monday")
    assert done.code == 0
    assert "not-about-me" in done.err
    (one,) = own.run("rejected", "--json").json()["rejected"]
    assert (one["reason"], one["note"]) == ("wrong", "Anna has it since Monday")


def test_confirming_lifts_a_rejection(own: TestHome) -> None:
    """A belief that is in force again is no rejected meaning."""
    identifier = str(about(own, ASKED)["id"])
    own.run("reject", identifier)
    assert own.run("confirm", identifier).code == 0
    done = own.run("rejected")
    assert (done.out, done.err.strip()) == ("", "You have rejected nothing.")


def test_an_edit_teaches_a_name_and_the_user_can_remove_it(own: TestHome, tmp_path: Path) -> None:
    """The preference is shown with what it does, words the next belief, and is gone when it is removed."""
    old = about(own, ASKED)
    assert "Anna Weber" in old["text"]
    own.run("edit", str(old["id"]), old["text"].replace("Anna Weber", "A. Weber"))
    (taught,) = preferences(own)
    assert (taught["sort"], taught["subject"], taught["value"]) == ("name", "Anna Weber", "A. Weber")
    assert taught["applies"]
    assert "say 'A. Weber' for 'Anna Weber'" in own.run("preferences").out
    later = Day(tmp_path)
    line = "Could you also book the small room for Thursday morning?"
    mail = ["From: Anna Weber <anna@example.org>", "Subject: small room", line]
    later.frame(mail, title="small room - Mail", minutes=60 * 26)
    own.run("replay", str(tmp_path), "--until-idle")
    assert "A. Weber" in about(own, line)["text"]
    assert own.run("preferences", "remove", str(taught["id"])).code == 0
    assert preferences(own) == []
    assert own.run("preferences", "remove", str(taught["id"])).code == 1


def test_a_removed_source_and_a_kind_are_shown(own: TestHome) -> None:
    """One "not about me" is noted but does nothing yet; another kind given with an edit likewise."""
    asked = about(own, ASKED)
    own.run("reject", str(asked["id"]), "--reason", "not-about-me")
    (noted,) = preferences(own)
    assert (noted["sort"], noted["count"], noted["applies"]) == ("source", 1, False)
    assert "noted" in own.run("preferences").out
    typed = about(own, TYPED)
    assert own.run("edit", str(typed["id"]), typed["text"], "--kind", "event").code == 0
    assert own.run("edit", str(typed["id"]), "x", "--kind", "thing").code == 2


def test_a_rejected_meaning_does_not_come_back_in_other_words(own: TestHome, tmp_path: Path) -> None:
    """A request put otherwise is not learned; one for another thing in nearly the same words is."""
    own.run("reject", str(about(own, ASKED)["id"]))
    again = "Please could you send me the budget plan by 5 March"
    other = "Could you please send me the travel report by 5 March?"
    later = Day(tmp_path)
    for number, line in enumerate((again, other)):
        mail = ["From: Anna Weber <anna@example.org>", "Subject: budget plan", line]
        later.frame(mail, title="budget plan - Mail", minutes=60 * 26 + number)
    own.run("replay", str(tmp_path), "--until-idle")
    learned = {piece["quote"] for b in beliefs(own) if b["status"] == "active" for piece in b["evidence"]}
    assert other in learned
    assert again not in learned


def test_undo_takes_back_what_was_taught(own: TestHome) -> None:
    """Of an edit and of a rejection: the belief is back, the lesson and the rejected meaning are gone."""
    old = about(own, ASKED)
    own.run("edit", str(old["id"]), old["text"].replace("Anna Weber", "A. Weber"))
    assert len(preferences(own)) == 1
    assert own.run("undo", str(old["id"])).code == 0
    assert preferences(own) == []
    for reason in ("not-about-me", "private"):
        own.run("reject", str(old["id"]), "--reason", reason)
        assert own.run("undo", str(old["id"])).code == 0
        assert own.run("rejected", "--json").json()["rejected"] == []
        assert preferences(own) == []
    assert about(own, ASKED)["id"] == old["id"]


def test_wrong_words_are_usage_errors(learned: TestHome) -> None:
    """Without an id they name the way; with an unknown one they say so."""
    for verb in ("preferences remove", "rejected lift"):
        done = learned.run(*verb.split())
        assert done.code == 2
        assert f"inkling {verb} ID" in done.err
        assert learned.run(*verb.split(), "4711").code == 1
    assert learned.run("preferences").out == ""
    assert "--reason not-about-me" in learned.run("preferences").err
