"""The measure of who speaks: what counts as whose line, and that every kind of mistake lowers it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import evaluate, speakers

TOLD = speakers.Day(
    talk=("Plauder",),
    entries=(
        {"who": "user", "window": "Plauder", "texts": ["Yes, I will bring the long ladder on Sunday.", "Ok"]},
        {"who": "other", "window": "Plauder", "texts": ["Could you bring the long ladder on Sunday?"]},
        {"who": "none", "window": "Plauder", "why": "the program sets it", "texts": ["Ines Blanc 09:12"]},
        {"who": "user", "window": "list.txt", "frames": ["0002.png"], "texts": ["paint, two brushes"]},
    ),
)
ROOM = "Ladder - Plauder"


def line(text: str, who: str) -> dict[str, str]:
    """One kept line as the daemon gives it."""
    return {"text": text, "who": who}


def seen(title: str, *lines: dict[str, str], frame: str = "0001.png") -> dict[str, Any]:
    """One observation as the daemon gives it."""
    return {"title": title, "file": frame, "start": "2026-03-10T09:00:00+01:00", "lines": list(lines)}


RIGHT = (
    seen(
        ROOM,
        line("Could you bring the long ladder on Sunday?", "other"),
        line("Yes, I will bring the long ladder on Sunday.", "user"),
        line("Search", "unknown"),
    ),
    seen("list.txt - Editor", line("paint, two brushes", "user"), line("File", "unknown"), frame="0002.png"),
)


def shares(*observations: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Hits and lines of each group."""
    found = speakers.score([(TOLD, list(observations))])
    return {key: (sum(found[key]), len(found[key])) for key in speakers.GROUPS}


@pytest.mark.parametrize(
    "text",
    [
        "Yes, I will bring the long ladder on Sunday.",
        "Yes,I wiII bring the 1ong ladder on Sunday. 09:12 VV",
        "Yes, I will bring",
        "will bring the long ladder on Sunday.",
        "Ok",
    ],
)
def test_a_line_is_the_users_however_it_was_read_or_wrapped(text: str) -> None:
    """Wavering letters, lost spaces, a clock beside it and broken lines do not make it somebody else's."""
    assert TOLD.who(text, ROOM, "0001.png") == "user"


@pytest.mark.parametrize(
    "text",
    [
        "Could you bring the long ladder on Sunday?",
        "I will wash the long curtains on Sunday",
        "Okra",
        "Yes",
        "The ladder is long, he will bring it, I guess, on some Sunday",
    ],
)
def test_what_is_only_like_the_users_words_is_of_others(text: str) -> None:
    """The nearest text decides; a few words in common, or a short word that begins alike, are not enough."""
    assert TOLD.who(text, ROOM, "0001.png") == ("user" if text == "Yes" else "other")


def test_windows_and_pictures_bound_an_entry() -> None:
    """The same words in another window, or in a picture that the entry does not name, are of others."""
    assert TOLD.who("paint, two brushes", "list.txt - Editor", "0002.png") == "user"
    assert TOLD.who("paint, two brushes", "list.txt - Editor", "0003.png") == "other"
    assert TOLD.who("paint, two brushes", "Shop", "0002.png") == "other"


def test_lines_of_nobody_do_not_count() -> None:
    """Neither what an entry says that nobody says, nor clocks, numbers and signs."""
    lines = [line(text, "user") for text in ("Ines Blanc 09:12", "Ines Blanc", "09:12", "17", "<< X")]
    found = speakers.score([(TOLD, [seen(ROOM, *lines)])])
    assert (found["all"], found["none"]) == ([], 5)


def test_all_right_is_all_right() -> None:
    """Unknown counts as other, and the groups hold the lines that they should."""
    lines = {"all": 5, "user": 2, "other": 3, "talk": 3, "talk_user": 1, "talk_other": 2}
    assert shares(*RIGHT) == {group: (n, n) for group, n in lines.items()}


@pytest.mark.parametrize(
    ("at", "number", "says", "lost"),
    [
        (0, 0, "user", {"all", "other", "talk", "talk_other"}),
        (0, 1, "other", {"all", "user", "talk", "talk_user"}),
        (0, 1, "unknown", {"all", "user", "talk", "talk_user"}),
        (0, 2, "user", {"all", "other", "talk", "talk_other"}),
        (1, 0, "unknown", {"all", "user"}),
        (1, 1, "user", {"all", "other"}),
    ],
)
def test_every_mistake_lowers_its_shares(at: int, number: int, says: str, lost: set[str]) -> None:
    """A line of the user called another's or unknown, or the other way round, costs a hit where it counts."""
    spoilt = json.loads(json.dumps(RIGHT))
    spoilt[at]["lines"][number]["who"] = says
    before, after = shares(*RIGHT), shares(*spoilt)
    assert {key for key in before if after[key][0] < before[key][0]} == lost
    assert all(after[key][1] == before[key][1] for key in before)
    text = spoilt[at]["lines"][number]["text"]
    assert [wrong[1] for wrong in speakers.score([(TOLD, spoilt)])["wrong"]] == [text]


def test_days_of_which_nobody_told_are_not_counted(tmp_path: Path) -> None:
    """No file, no figure; the day beside it still counts, and the file says what the tests say."""
    assert speakers.of_day(tmp_path) is None
    assert set(shares().values()) == {(0, 0)}
    one = speakers.score([(None, list(RIGHT)), (TOLD, list(RIGHT))])
    assert len(one["all"]) == 5
    told = {"talk": list(TOLD.talk), "lines": list(TOLD.entries)}
    (tmp_path / "who.json").write_text(json.dumps(told), encoding="utf-8")
    assert speakers.of_day(tmp_path) == TOLD
    assert evaluate._told(speakers.score([(None, [])])) == "who: not told"


def test_pooled_figures_count_lines_of_all_days() -> None:
    """Shares with their intervals over the lines of all days, and how many lines were misjudged either way."""
    spoilt = json.loads(json.dumps(RIGHT))
    spoilt[0]["lines"][0]["who"] = "user"
    homes = [speakers.score([(TOLD, list(RIGHT))]), speakers.score([(TOLD, spoilt)]), speakers.score([(None, [])])]
    found = evaluate._pooled_speakers(homes)
    assert (found["who"]["share"], found["who"]["n"]) == (0.9, 10)
    assert found["who"]["low"] < 0.9 < found["who"]["high"] + 0.2
    assert (found["who_talk"]["share"], found["who_talk"]["n"]) == (0.833, 6)
    assert (found["who_of_the_user"]["share"], found["who_of_others"]["share"]) == (1.0, 0.833)
    assert (found["who_macro"], found["who_talk_macro"]) == (0.916, 0.875)
    assert (found["who_user_called_other"], found["who_other_called_user"]) == (0, 1)
    assert evaluate._pooled_speakers([homes[2]])["who"] is None
    assert evaluate._told(homes[1]).startswith("who 4/5, who_of_the_user 2/2, who_of_others 2/3, who_talk 2/3")
