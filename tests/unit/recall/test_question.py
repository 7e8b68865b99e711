"""What is read out of a question: its telling words and the time that it speaks of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.recall.fuse import fold
from assistant.recall.question import analyse, counter, stem
from assistant.recall.when import fit, span, spoken_of

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
"""A Thursday."""


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("What did Anna do in May 2023?", _at(2023, 5, 9), _at(2024, 5, 9)),
        ("What was due on 8 May?", _at(2023, 5, 8), _at(2023, 6, 8)),
        ("meeting on March 3rd, 2026", _at(2026, 3, 3), _at(2026, 4, 3)),
        ("what was sent 2026-02-28", _at(2026, 2, 28), _at(2026, 3, 28)),
        ("Was war im März?", _at(2026, 3, 1), _at(2026, 5, 1)),
        ("réunion du 14 février", _at(2026, 2, 14), _at(2026, 4, 14)),
        ("3月5日の会議", _at(2026, 3, 5), _at(2026, 4, 5)),
        ("What happened in 2024?", _at(2024, 7, 1), _at(2025, 7, 1)),
        ("Who wrote to me yesterday?", _at(2026, 3, 11), _at(2026, 3, 12)),
        ("what did I do last week", _at(2026, 3, 5), _at(2026, 3, 12)),
        ("Was habe ich gestern gelesen?", _at(2026, 3, 11), _at(2026, 3, 9)),
    ],
)
def test_times_are_understood(question: str, fitting: datetime, other: datetime) -> None:
    """In four languages, and relative to now."""
    times = spoken_of(fold(question), NOW)
    assert fit(times, fitting) == 1.0
    assert fit(times, other) == 0.0


def test_may_is_not_always_a_month() -> None:
    """Nor is every number a year."""
    assert spoken_of("may i ask anna", NOW) == ()
    assert spoken_of("invoice 20231 of room 12", NOW) == ()
    assert len(spoken_of("in may", NOW)) == 1


def test_a_day_of_the_right_month_counts_half() -> None:
    """What was said on the 9th about the 8th is near."""
    assert fit(spoken_of("on 8 may 2023", NOW), _at(2023, 5, 9)) == 0.5


@given(st.text(max_size=60) | st.from_regex(r"[0-3]?\d (may|june) 20\d\d|20\d\d-\d\d-\d\d|\d{1,2}月\d{1,2}日"))
def test_any_text_is_a_question(text: str) -> None:
    """Never an error, and every range is one."""
    question = analyse(text, NOW)
    for when in question.times:
        days = span(when)
        assert days is None or days[0] < days[1]
    counter(question.terms).findall(fold(text))


def test_words_are_found_in_their_other_forms() -> None:
    """The stem of a question's word is that of its forms in the text."""
    question = analyse("What activities did Anna enjoy while painting?", NOW)
    stems = {term.stem for term in question.terms}
    found = counter(question.terms).findall("this activity was enjoyed by painted people and pain")
    assert {stem(word) for word in found} & stems == {"activity", "enjoy", "paint"}
    assert {"what", "did"}.isdisjoint(stems)
    assert [term.stem for term in analyse("who is it", NOW).terms] == ["who", "is", "it"]


def test_scripts_without_spaces_are_taken_in_pairs() -> None:
    """As they are indexed."""
    question = analyse("会議は金曜日", NOW)
    assert "金曜" in {term.stem for term in question.terms}
    assert "金曜" in counter(question.terms).findall("次の金曜に")
