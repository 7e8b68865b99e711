"""Suggestions on the command line: what was withheld says why, and an answer is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.store import Store, keys
from tests.home import TestHome
from tests.unit.store.samples import because, belief, hint, seen


@pytest.fixture
def home(tmp_path: Path) -> TestHome:
    """A home with one belief and a suggestion for each verdict."""
    found = TestHome(tmp_path / "h")
    assert found.run("suggestions").code == 0
    store = Store.open(found.home, keys.unlock(found.home))
    with store.transaction():
        observation = store.add_observation(seen("Could you send the plan?"))
        why = because(observation, "Could you send the plan?")
        basis = store.add_proposition(belief("Anna asked for the plan", why))
        assert basis is not None
        for number in range(4):
            store.add_suggestion(hint(basis, title=f"Reply to Anna {number}", minute=number))
    store.close()
    return found


def listed(home: TestHome) -> dict[int, dict[str, Any]]:
    """All suggestions by id."""
    return {item["id"]: item for item in home.run("suggestions", "--json").json()["suggestions"]}


def test_each_verdict_is_kept(home: TestHome) -> None:
    """Accept, dismiss, snooze and never change the status of the one suggestion that they name."""
    expected = {"accept": "accepted", "dismiss": "dismissed", "snooze": "snoozed", "never": "dismissed"}
    for identifier, (verdict, status) in zip(sorted(listed(home)), expected.items(), strict=True):
        done = home.run("suggestions", verdict, str(identifier))
        assert (done.code, done.out) == (0, "")
        assert listed(home)[identifier]["status"] == status


def test_snooze_takes_a_duration(home: TestHome) -> None:
    """--for says how long; what is no duration is a usage error."""
    identifier = str(min(listed(home)))
    assert home.run("suggestions", "snooze", identifier, "--for", "2h").code == 0
    done = home.run("suggestions", "snooze", identifier, "--for", "a while")
    assert done.code == 2
    assert "30m" in done.err


def test_a_typing_error_in_the_verdict_names_the_verdicts(home: TestHome) -> None:
    """Only the four verdicts are known."""
    done = home.run("suggestions", "acept", "1")
    assert done.code == 2
    assert "accept" in done.err
