"""The commands that read: exact JSON shapes, limits, pages, search by substring, answers with their sources."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.store import Store, keys
from tests.home import TestHome
from tests.unit.store.samples import because, belief, seen
from tests.working import ASKED, CARD, JAPANESE, KEPT, PAINTED, TYPED, UNSEEN

pytestmark = pytest.mark.models

PROPOSITION = {
    "id", "text", "kind", "confidence", "trust", "status", "created", "updated", "valid_from", "valid_to",
    "supersedes", "evidence",
}  # fmt: skip
EVIDENCE = {"observation_id", "quote", "time", "app", "title", "tier", "supports"}
OBSERVATION = {"id", "start", "end", "app", "title", "monitor", "file", "lines"}
LINE = {"text", "tier", "who", "header"}


def read(home: TestHome, *words: str) -> list[dict[str, Any]]:
    """The items of a reader's JSON."""
    body = home.run(*words, "--json").json()
    (items,) = body.values()
    assert isinstance(items, list)
    return items


def lines_of(home: TestHome) -> dict[str, dict[str, Any]]:
    """Every line that was kept, by its text."""
    return {line["text"]: line for item in read(home, "observations") for line in item["lines"]}


def test_observations_have_the_shape_of_the_contract(learned: TestHome) -> None:
    """Each observation names its window, its times with their zone, its picture and its lines."""
    found = read(learned, "observations")
    assert found
    for item in found:
        assert set(item) >= OBSERVATION
        assert all(set(line) >= LINE for line in item["lines"])
        assert datetime.fromisoformat(item["start"]).utcoffset() is not None
        assert item["start"] <= item["end"]
        assert item["file"].endswith(".png")
    assert [item["id"] for item in found] == sorted((item["id"] for item in found), reverse=True)


def test_an_unchanged_screen_extends_the_last_observation(learned: TestHome) -> None:
    """The mail that was still there a minute later is one observation that ends a minute later."""
    (mail,) = [item for item in read(learned, "observations") if item["app"] == "thunderbird"]
    lasted = datetime.fromisoformat(mail["end"]) - datetime.fromisoformat(mail["start"])
    assert lasted.total_seconds() == 60


def test_lines_have_the_tier_of_their_source(learned: TestHome) -> None:
    """What grew under the caret with as many keys is typed; the rest of the day is not."""
    lines = lines_of(learned)
    assert lines[TYPED]["tier"] == "typed"
    assert lines[TYPED]["who"] == "user"
    assert lines[ASKED]["tier"] == "seen"
    assert lines[ASKED]["who"] == "other"
    assert [text for text, line in lines.items() if line["tier"] == "typed"] == [TYPED]


def test_private_is_authoritative_and_titles_decide_where_it_is_absent(learned: TestHome) -> None:
    """True is painted, false is read whatever the title says, absent follows the title."""
    lines = lines_of(learned)
    assert KEPT in lines
    assert not set(PAINTED) & set(lines)
    assert UNSEEN not in lines


def test_what_was_withheld_lies_nowhere_in_the_home(learned: TestHome) -> None:
    """Neither the card number nor the private windows' lines are in any file, nor in what the store gives."""
    told = learned.run("observations", "--json").out + learned.run("propositions", "--json").out
    for text in (CARD, CARD.split("number ")[1], *PAINTED, UNSEEN):
        assert text not in told
        for path in learned.folder.rglob("*"):
            if path.is_file():
                assert text.encode() not in path.read_bytes(), path


def test_nothing_readable_lies_in_the_home(learned: TestHome) -> None:
    """Also what was kept stands in no file in the clear, every file is the owner's alone, and no picture is there."""
    for path in learned.folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
        if path.is_file():
            body = path.read_bytes()
            assert TYPED.encode() not in body
            assert b"budget plan" not in body
            assert b"\x89PNG" not in body


def test_propositions_have_the_shape_of_the_contract(learned: TestHome) -> None:
    """Each belief carries its confidence, trust and evidence, and each quote stands in its observation."""
    observed = {item["id"]: " ".join(line["text"] for line in item["lines"]) for item in read(learned, "observations")}
    found = read(learned, "propositions")
    assert {e["quote"] for item in found for e in item["evidence"]} >= {ASKED, TYPED}
    for item in found:
        assert set(item) >= PROPOSITION
        assert 0 <= item["confidence"] <= 1
        assert item["trust"] in {"stated", "typed", "own", "seen"}
        assert item["status"] in {"active", "superseded", "expired", "rejected", "quarantined"}
        for piece in item["evidence"]:
            assert set(piece) >= EVIDENCE
            assert piece["quote"] in observed[piece["observation_id"]]


def test_people_see_beliefs_with_their_quotes(learned: TestHome) -> None:
    """Without --json each belief stands in columns, its quote below it; talk goes to stderr."""
    done = learned.run("propositions")
    assert done.code == 0
    assert f"“{ASKED}” (seen, budget plan - Mail, Mon 02 Mar 09:01)" in done.out
    assert done.err == ""
    assert all(line.startswith("    ") for line in done.out.splitlines())


@pytest.mark.parametrize("reader", ["observations", "propositions", "suggestions"])
def test_limit_takes_the_first_items(learned: TestHome, reader: str) -> None:
    """--limit N gives the first N of what comes without it, and 0 gives none."""
    everything = read(learned, reader)
    assert read(learned, reader, "--limit", "1") == everything[:1]
    assert read(learned, reader, "--limit", "0") == []
    assert read(learned, reader, "--limit", "1000") == everything


def test_a_bad_limit_is_a_usage_error(learned: TestHome) -> None:
    """A negative or wordy limit is told on stderr, and stdout stays empty."""
    for limit in ("-1", "many"):
        done = learned.run("observations", "--json", "--limit", limit)
        assert (done.code, done.out) == (2, "")
        assert "--limit" in done.err


def test_suggestions_have_the_shape_of_the_contract(learned: TestHome) -> None:
    """A short quiet day may have none; the key is there all the same."""
    wanted = {"id", "title", "body", "because", "p", "utility", "status", "created", "shown_at", "withheld_for"}
    assert all(set(item) >= wanted for item in read(learned, "suggestions"))


def test_search_finds_words_meaning_and_substrings(learned: TestHome) -> None:
    """Hits name kind, id, text, score and time; Japanese is found by two characters in the middle."""
    for query, text in (("winter tyres", TYPED), ("大阪", JAPANESE), ("会議", JAPANESE)):
        hits = read(learned, "search", query)
        assert text in [hit["text"] for hit in hits], query
        assert all(set(hit) == {"kind", "id", "text", "score", "time", "lifecycle"} for hit in hits)
        assert {hit["kind"] for hit in hits} <= {"proposition", "observation"}
        assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert len(read(learned, "search", "budget", "--limit", "1")) == 1


def test_search_for_nothing_is_a_usage_error(learned: TestHome) -> None:
    """An empty query is refused with an example of what to do."""
    done = learned.run("search", "  ")
    assert done.code == 2
    assert "Give one or more words." in done.err


def test_ask_answers_with_sources(learned: TestHome) -> None:
    """An answer cites the beliefs and observations that it rests on."""
    body = learned.run("ask", "--json", "What should I send to Anna Weber?").json()
    assert set(body) >= {"answer", "abstained", "cites", "seconds"}
    assert body["abstained"] is False
    known = {item["id"] for reader in ("propositions", "observations") for item in read(learned, reader)}
    assert body["cites"]
    assert set(body["cites"]) <= known
    assert any("budget plan" in source["text"] for source in body["sources"])
    assert "[1]" in body["answer"]


def test_ask_says_that_it_does_not_know(learned: TestHome) -> None:
    """A question about something else is not answered, by people's words and by JSON alike."""
    body = learned.run("ask", "--json", "Which football club won the cup?").json()
    assert body["abstained"] is True
    assert body["cites"] == []
    assert body["answer"] == "I don't know."
    assert learned.run("ask", "Which football club won the cup?").out.strip() == "I don't know."


def test_an_empty_home_answers_every_reader(tmp_path: Path) -> None:
    """Lists are empty, search finds nothing, ask does not know; people are told what to do next."""
    home = TestHome(tmp_path / "h")
    for reader in ("observations", "propositions", "suggestions"):
        assert read(home, reader) == []
        done = home.run(reader)
        assert (done.code, done.out) == (0, "")
        assert done.err
    assert read(home, "search", "budget") == []
    body = home.run("ask", "--json", "What should I send to Anna?").json()
    assert (body["abstained"], body["answer"], body["cites"]) == (True, "I don't know.", [])


def test_without_a_limit_everything_is_given(tmp_path: Path) -> None:
    """More than two pages of records come out, each once, and --limit crosses the pages too."""
    home = TestHome(tmp_path / "h")
    assert read(home, "propositions") == []
    store = Store.open(home.home, keys.unlock(home.home))
    with store.transaction():
        for number in range(450):
            observation = store.add_observation(seen(f"Line {number} of a long list", minute=number))
            store.add_proposition(belief(f"Fact {number}", because(observation, f"Line {number} of a long list")))
    store.close()
    for reader, name in (("propositions", "text"), ("observations", "start")):
        items = read(home, reader)
        assert len({item[name] for item in items}) == len(items) == 450
        assert read(home, reader, "--limit", "201") == items[:201]


def test_the_status_of_a_replayed_home(learned: TestHome, tmp_path: Path) -> None:
    """A home that holds a recording does not capture and says so; without a daemon all keys are there as well."""
    stopped = TestHome(tmp_path / "none").run("status", "--json").json()
    body = learned.run("status", "--json").json()
    assert set(stopped) <= set(body)
    assert stopped["state"] == body["state"] == "stopped"
    assert body["last_frame"] == "2026-03-02T09:10:05.000+01:00"
    assert (body["queue"], body["dead_letters"]) == (0, 0)
    assert {worker["name"] for worker in body["workers"]} == {"daemon", "reader", "mind", "index"}
    assert all(set(worker) >= {"name", "state", "pss_mb", "restarts"} for worker in body["workers"])
    assert body["privacy"]["network"] in {"enforced", "partial", "not enforced"}
    assert set(body) >= {"state", "since", "last_frame", "queue", "dead_letters", "model", "privacy", "workers"}
    assert set(body["privacy"]) >= {"network", "how", "encryption"}


def test_json_holds_nothing_that_a_terminal_obeys(learned: TestHome) -> None:
    """What goes to stdout is one JSON document, without a control character but the line ends."""
    out = learned.run("propositions", "--json").out
    json.loads(out)
    assert all(character == "\n" or character.isprintable() for character in out)
