"""Times and numbers as people say them, for anything that a daemon could send."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.days import due_words
from assistant.tui import words
from assistant.tui.text import paragraphs, plain, shorten
from assistant.tui.widgets.belief import bar, belief_card, belief_row
from assistant.tui.words import due
from tests.tui.day import NOW

PRESENT = datetime.fromisoformat(NOW)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "id",
    "text",
    "kind",
    "confidence",
    "trust",
    "status",
    "updated",
    "valid_from",
    "valid_to",
    "evidence",
    "pinned",
]


def harmless(text: str) -> bool:
    """No control character and no direction override stands in ``text``."""
    return not any(unicodedata.category(char) == "Cc" or "\u202a" <= char <= "\u202e" for char in text)


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("2026-03-02T10:30:00+01:00", "4 s ago"),
        ("2026-03-02T09:27:04+00:00", "3 min ago"),
        ("2026-03-02T08:30:04+01:00", "2 h ago"),
        ("2026-03-02T00:10:00+01:00", "00:10"),
        ("2026-03-01T14:02:00+01:00", "yesterday 14:02"),
        ("2026-02-26T14:02:00+01:00", "Thu 26 Feb 14:02"),
        ("2025-03-02T14:02:00+01:00", "2 Mar 2025 14:02"),
        ("2026-03-02T10:45:00+01:00", "10:45"),
        ("not a time", ""),
        (None, ""),
        (17, ""),
    ],
)
def test_ago(time: object, said: str) -> None:
    """Near times are told by distance, far ones by day and clock in the user's zone, nonsense not at all."""
    assert words.ago(time, PRESENT) == said


@pytest.mark.parametrize(("value", "said"), [(0.824, "82 %"), (1.7, "100 %"), (-1, "0 %"), ("x", "0 %"), (None, "0 %")])
def test_percent(value: object, said: str) -> None:
    """A probability stays between 0 and 100."""
    assert words.percent(value) == said


def test_what_goes_on_already_is_told_by_its_end() -> None:
    """A plan of this week that began on Monday is not told as coming on Monday; the command line says the same."""
    plan = {"kind": "plan", "valid_from": "2026-03-16T00:00:00+01:00", "valid_to": "2026-03-23T00:00:00+01:00"}
    assert due(plan, datetime.fromisoformat("2026-03-10T09:00:00+01:00")) == "Mon 16 Mar"
    assert due(plan, datetime.fromisoformat("2026-03-17T09:00:00+01:00")) == "until Sun 22 Mar"
    assert due_words(plan, "2026-03-10") == "Mon 16 Mar"
    assert due_words(plan, "2026-03-17") == "until Sun 22 Mar"


def test_day_before_and_after_cross_months() -> None:
    """The days of the timeline follow the calendar."""
    assert words.next_day("2026-03-01", -1) == "2026-02-28"
    assert words.next_day("2024-02-28", 1) == "2024-02-29"


@given(st.floats() | st.integers() | st.none() | st.text())
def test_bar_has_one_width(value: object) -> None:
    """Whatever the confidence, the bar is as wide as it should be, so that columns stay aligned."""
    assert bar(value).cell_length == bar(0.5).cell_length


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)))
def test_belief_of_any_shape_is_drawn(belief: dict[str, object]) -> None:
    """A field that is missing or of the wrong type costs its words, never the screen."""
    for content in (belief_row(belief, PRESENT), belief_card(belief, [belief], PRESENT)):
        assert harmless(content.plain.replace("\n", ""))


@given(st.text())
def test_shown_text_is_clean(text: str) -> None:
    """No control character passes, in one line or several, and nothing is read as markup."""
    assert harmless(plain(text).plain)
    assert not plain(text).spans
    assert all(harmless(line) for line in paragraphs(text).split("\n"))
    assert plain(shorten(text, 20)).cell_length <= 20
