"""Forgetting on the command line: shown first, asked for, gone from everywhere, with a receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.store import keys
from tests.home import TestHome
from tests.unit.store.raw import plaintext
from tests.working import ASKED, JAPANESE, KEPT, TYPED

pytestmark = pytest.mark.models

COUNTS = {"observations", "lines", "propositions", "evidence", "suggestions", "frames", "jobs"}


def texts(home: TestHome) -> set[str]:
    """Every line that is kept."""
    found = home.run("observations", "--json").json()["observations"]
    return {line["text"] for item in found for line in item["lines"]}


def quotes(home: TestHome) -> set[str]:
    """Every quote that any belief rests on."""
    found: list[dict[str, Any]] = home.run("propositions", "--json").json()["propositions"]
    return {piece["quote"] for item in found for piece in item["evidence"]}


def on_disk(home: TestHome, text: str) -> bool:
    """Whether a text stands in any page of the store or of its log, free pages included."""
    return text.encode() in plaintext(home.home.database, keys.unlock(home.home).raw)


@pytest.mark.parametrize(
    ("selector", "gone", "stays"),
    [
        (["--app", "Thunderbird"], ASKED, TYPED),
        (["--title", "todo.txt"], TYPED, ASKED),
        (["--text", "winter tyres"], TYPED, ASKED),
        (["--last", "90s"], TYPED, ASKED),
        (["--since", "2026-03-02T09:08:30"], TYPED, ASKED),
        (["--until", "2026-03-02T09:02:30+01:00"], ASKED, TYPED),
        (["--since", "2026-03-02T09:08", "--app", "gedit"], TYPED, JAPANESE),
    ],
    ids=" ".join,
)
def test_each_selector_forgets_what_it_names(own: TestHome, selector: list[str], gone: str, stays: str) -> None:
    """The dry run tells the numbers of the receipt; the lines, their beliefs and their bytes go, the rest stays."""
    plan = own.run("forget", *selector, "--dry-run", "--json").json()["plan"]
    assert gone in texts(own)
    receipt = own.run("forget", *selector, "--yes", "--json").json()["receipt"]
    assert receipt["residue"] == 0
    assert set(receipt) >= COUNTS
    assert {name: receipt[name] for name in plan} == plan
    assert gone not in texts(own)
    assert gone not in quotes(own)
    assert not on_disk(own, gone)
    assert stays in texts(own)
    assert on_disk(own, stays)
    assert own.run("forget", *selector, "--dry-run", "--json").json()["plan"]["lines"] == 0


def test_a_belief_is_forgotten_with_its_lines_and_not_learned_again(own: TestHome, day: Path) -> None:
    """--proposition takes the belief and what it quotes; replaying the day again brings neither back."""
    (found,) = [p for p in own.run("propositions", "--json").json()["propositions"] if TYPED in p["text"]]
    done = own.run("forget", "--proposition", str(found["id"]), "--yes")
    assert done.code == 0
    assert done.out.startswith("Forgot ")
    assert done.out.rstrip().endswith("Nothing of it is left.")
    own.run("replay", str(day), "--until-idle", "--json").json()
    assert TYPED not in quotes(own) | texts(own)
    assert own.run("search", "--json", "winter tyres").json()["hits"] == [] or not any(
        TYPED in hit["text"] for hit in own.run("search", "--json", "winter tyres").json()["hits"]
    )


def test_forgetting_wants_a_yes(own: TestHome) -> None:
    """Without a terminal and without --yes nothing goes: exit 2, and what would go is told."""
    done = own.run("forget", "--app", "thunderbird")
    assert (done.code, done.out) == (2, "")
    assert "This would forget 1 observation" in done.err
    assert "--yes" in done.err
    assert ASKED in texts(own)


def test_a_dry_run_changes_nothing(own: TestHome, learned: TestHome) -> None:
    """Whatever is selected, --dry-run only tells."""
    done = own.run("forget", "--all", "--dry-run", "--yes")
    assert done.code == 0
    assert "This would forget" in done.err
    assert texts(own) == texts(learned)


def test_forget_all_leaves_an_empty_home_that_works(own: TestHome, day: Path) -> None:
    """Everything goes, the bytes too; the home answers as an empty one."""
    receipt = own.run("forget", "--all", "--yes", "--json").json()["receipt"]
    assert receipt["residue"] == 0
    for text in (ASKED, TYPED, JAPANESE, KEPT):
        assert not on_disk(own, text)
    for reader in ("observations", "propositions", "suggestions"):
        assert own.run(reader, "--json").json() == {reader: []}
    assert own.run("ask", "--json", "What should I send to Anna Weber?").json()["abstained"] is True
    assert own.run("search", "--json", "大阪").json() == {"hits": []}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "--last 10m"),
        (["--last", "0m"], "30m"),
        (["--last", "soon"], "30m"),
        (["--since", "yesterday"], "2026-03-02T09:00"),
        (["--all", "--app", "x"], "stand alone"),
        (["--app", " "], "--all"),
        (["--last", "1h", "--since", "2026-03-02T09:00"], "one of them"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else None,
)
def test_a_selector_that_cannot_be_meant_is_refused(learned: TestHome, words: list[str], told: str) -> None:
    """Contradictions and what is no time are usage errors that say how to write it; nothing goes."""
    done = learned.run("forget", *words, "--yes", "--json")
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_what_matches_nothing_is_said_so(learned: TestHome) -> None:
    """No match is fine and says that nothing was forgotten; a belief that does not exist is an error."""
    done = learned.run("forget", "--app", "no such program", "--yes")
    assert (done.code, done.out) == (0, "")
    assert "Nothing matches" in done.err
    unknown = learned.run("forget", "--proposition", "4711", "--yes")
    assert unknown.code == 1
    assert "4711" in unknown.err


def test_a_forgotten_home_stays_forgotten_over_restarts(own: TestHome, new_home: Callable[..., TestHome]) -> None:
    """A daemon that was started after the forgetting knows nothing of it either."""
    own.run("forget", "--app", "gedit", "--yes", "--json").json()
    assert TYPED not in texts(own)
    assert not any(TYPED in hit["text"] for hit in own.run("search", "--json", "tyres").json()["hits"])
