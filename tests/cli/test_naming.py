"""`inkling about` on a real home: who somebody is, what is believed, and what is said where nobody is known."""

from __future__ import annotations

from tests.home import TestHome
from tests.working import ASKED


def test_about_tells_who_somebody_is_and_what_is_believed(learned: TestHome) -> None:
    """Any of the names leads to the one person, with each belief and its source, and where she was seen."""
    for name in ("anna", "Anna Weber", "weber, anna", "ANNA@example.org"):
        (anna,) = learned.run("about", name, "--json").json()["entities"]
        assert (anna["name"], anna["kind"]) == ("Anna Weber", "person")
        assert anna["aliases"] == ["Anna Weber", "anna@example.org"]
        assert any(ASKED in piece["quote"] for belief in anna["beliefs"] for piece in belief["evidence"])
        assert {"id", "time", "app", "title"} == set(anna["observations"][0])
        assert anna["last_seen"]
    done = learned.run("about", "Anna", "Weber")
    assert "Anna Weber: person" in done.out
    assert ASKED in done.out


def test_about_a_firm_that_is_known_by_its_domain_only(learned: TestHome) -> None:
    """The label of a mail domain is a name of the firm."""
    (firm,) = learned.run("about", "example.org", "--json").json()["entities"]
    assert firm["kind"] == "organisation"
    assert firm["beliefs"] == []


def test_about_keeps_to_the_limit(learned: TestHome) -> None:
    """At most N beliefs and N observations are told."""
    (anna,) = learned.run("about", "anna", "--limit", "0", "--json").json()["entities"]
    assert anna["beliefs"] == anna["observations"] == []


def test_about_nobody(learned: TestHome) -> None:
    """An unknown name is said so, with what to do instead, and as JSON it is an empty list; no name is exit 2."""
    done = learned.run("about", "Zacharias")
    assert (done.code, done.out) == (0, "")
    assert "inkling search" in done.err
    assert learned.run("about", "Zacharias", "--json").json() == {"entities": []}
    assert learned.run("about").code == 2
    assert learned.run("about", " ").code == 2
