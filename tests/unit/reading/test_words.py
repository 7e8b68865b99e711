"""Spaces, names, times and what counts as legible."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.folding import grown, is_clock, same_text
from assistant.reading.legible import legible
from assistant.reading.moments import is_moment
from assistant.reading.people import is_user, looks_like_name, sender
from assistant.reading.raw import RawLine
from assistant.reading.spacing import parts

USER = User(names=("Maria Keller",), addresses=("maria.keller@northwind.example",))


def laid_out(text: str, pitch: int = 8, ink: int = 7) -> tuple[list[float], list[tuple[int, int]]]:
    """Centres of the letters and blank runs of a line in a fixed-pitch font; "_" is a gap the recogniser missed."""
    letters = [(place * pitch, char) for place, char in enumerate(text) if char not in " _"]
    centres = [x + ink / 2 for x, _ in letters]
    ends = [0, *(x + ink for x, _ in letters)]
    starts = [*(x for x, _ in letters), len(text) * pitch]
    return centres, [(end, start) for end, start in zip(ends, starts, strict=True) if start > end]


def spaced(drawn: str, recognised: str) -> list[str]:
    """The texts that come out of a line drawn one way and recognised another."""
    centres, gaps = laid_out(drawn)
    return [part for part, _, _ in parts(recognised, centres, gaps, 18, len(drawn) * 8)]


def test_swallowed_spaces_are_put_back() -> None:
    """A gap as wide as the line's other spaces is a space."""
    assert spaced("Mozilla is a_free-software_community", "Mozilla is afree-softwarecommunity") == [
        "Mozilla is a free-software community"
    ]


def test_no_space_is_invented() -> None:
    """Letters that stand close stay together; digits are never parted."""
    assert spaced("all will be well", "all will be well") == ["all will be well"]
    assert spaced("at 12_30 in room 4", "at 1230 in room 4") == ["at 1230 in room 4"]


def test_columns_are_parted() -> None:
    """A gap of several letters makes two lines."""
    assert spaced("Anna Weber" + "_" * 12 + "9:41 AM", "Anna Weber9:41 AM") == ["Anna Weber", "9:41 AM"]


def test_cjk_text_gets_no_spaces() -> None:
    """Chinese and Japanese are written without."""
    assert spaced("東京_大阪", "東京大阪") == ["東京大阪"]


@pytest.mark.parametrize(
    "text", ["Anna Weber", "Dr. Lindner", "Petra Öztürk", "Anne-Marie d'Arc", "田中さくら", "J. R. Smith"]
)
def test_names_are_names(text: str) -> None:
    """Names of people in several scripts."""
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["Inbox", "see you at seven", "Reply all", "9:41 AM", "", "[northwind/site] Build failed"]
)
def test_labels_are_not_names(text: str) -> None:
    """Words of menus, sentences and times are not."""
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "name",
    ["Maria Keller", "maria keller", "Keller, Maria", "You", "mkeller", "@maria.keller", "Maria Keller (you)", "Maria",
     "maria.keller@northwind.example", "Maria Keller <maria.keller@northwind.example>", "Ich", "me"],
)  # fmt: skip
def test_the_user_is_known_by_many_names(name: str) -> None:
    """Display names, nicknames, addresses and the program's own "you"."""
    assert is_user(name, USER)


@pytest.mark.parametrize(
    "name", ["Anna Weber", "Maria Lopez", "Jan Keller", "maria.keller@evil.example", "Mario Keller", ""]
)
def test_others_are_not_the_user(name: str) -> None:
    """A shared first or last name or another address is somebody else."""
    assert not is_user(name, USER)


def test_a_display_name_with_a_foreign_address_is_not_the_user() -> None:
    """Who forges the user's name is told by the address."""
    assert not is_user("Maria Keller <mk@evil.example>", USER)


def test_senders_are_named() -> None:
    """The name is taken from before the address."""
    assert sender("Tobias Frank <tobias@immo.example>") == "Tobias Frank"
    assert sender("Tobias Frank tobias@immo.example") == "Tobias Frank"
    assert sender("<info@immo.example>") == "info@immo.example"


@pytest.mark.parametrize(
    "text",
    ["9:12 AM", "10:02", "Yesterday", "Mar 1", "Mon, Mar 2, 9:41 AM", "02.03.26, 08:55", "10:09 Edited", "5 days ago",
     "Today at 8:04 AM", "1 March 2026 at 16:12", "Gestern", "vor 5 Minuten", "il y a 2 heures", "2026-03-01 21:14",
     "Montag, 2. März 2026, 17:20", "3月2日"],
)  # fmt: skip
def test_moments_are_moments(text: str) -> None:
    """Times and dates as programs print them."""
    assert is_moment(text)


@pytest.mark.parametrize(
    "text", ["Room 4", "at noon we met", "12 March Street party", "4711 Marketing", "planned", "March of the penguins"]
)
def test_other_text_is_no_moment(text: str) -> None:
    """Text that merely holds a number or a month is not."""
    assert not is_moment(text)


@pytest.mark.parametrize(
    ("text", "score"), [("|||", 0.9), ("...", 0.99), ("ok", 0.7), ("a clear line", 0.4), ("~ *", 0.9), ("", 1.0)]
)
def test_defect_12_a_failed_reading_is_not_evidence(text: str, score: float) -> None:
    """Guesses and garbage never become lines."""
    assert not legible(RawLine(text, (0, 0, 100, 18), score))


def test_good_readings_are_kept() -> None:
    """Certain text of any length and script is kept."""
    for text in ("a clear line", "ok", "山", "12:30"):
        assert legible(RawLine(text, (0, 0, 100, 18), 0.95))


def test_same_text_allows_slips_and_no_digits() -> None:
    """One letter in a long word may waver, a digit may not."""
    assert same_text("the committee decided on Friday", "the commiltee decided on Friday")
    assert not same_text("pay 120 euro on Friday", "pay 720 euro on Friday")


def test_grown_counts_what_was_added() -> None:
    """Only a longer version of the same line has grown."""
    assert grown("call the", "call the plumber") == 8
    assert grown("call the plumber", "call the") is None
    assert grown("something else", "call the plumber now") is None


def test_clocks() -> None:
    """Times with or without their day are clocks, sentences are not."""
    assert is_clock("10:32")
    assert is_clock("Mon 2 Mar 10:32")
    assert not is_clock("Meeting at 10:32 with Anna")
