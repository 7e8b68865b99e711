"""The same day again and again, some days later each time: real screens, real reading, one home."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copies import by_person, growth
from tests.days import mail_day
from tests.shifted import shifted

pytestmark = pytest.mark.models


def test_the_same_day_four_times_adds_nothing(tmp_path: Path) -> None:
    """Whatever is past goes, and nothing is believed twice."""
    day = tmp_path / "day"
    day.mkdir()
    mail_day(day, frames=4)
    found = growth([day], copies=4)
    assert found["in_force"][0] >= 3
    assert found["growth"] <= 0
    assert found["twice"] == [0, 0, 0, 0]


def test_copies_share_their_pictures(tmp_path: Path) -> None:
    """A copy has times of its own, and the very files of the day."""
    day = tmp_path / "day"
    day.mkdir()
    mail_day(day, frames=2)
    first, second = shifted(day, tmp_path / "copies", 2)
    assert (second / "0001.png").samefile(first / "0001.png")
    assert (first / "manifest.jsonl").read_text() == (day / "manifest.jsonl").read_text()
    assert "2026-03-03" in (second / "manifest.jsonl").read_text()
    assert by_person([first, second]) == {"00": [first, second]}
