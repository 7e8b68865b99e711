"""The sheet that tells how confidences were borne out."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.tui.sheets.calibration import AXIS, plot
from tests.tui.day import DAY
from tests.tui.fake import FakeDaemon
from tests.tui.steps import opened, shown, wait_for_text


async def test_the_plot_shows_counts_and_intervals(daemon: FakeDaemon) -> None:
    """One key opens it: a line a bin, with what was said, the share of right ones, and how many answers."""
    async with opened(daemon, "C") as pilot:
        await wait_for_text(pilot, "That fits.")
        screen = shown(pilot)
        assert "Brier score 0.114" in screen
        assert "70 % → 72 %" in screen
        line = next(row for row in screen.splitlines() if "93 %" in row and "●" in row)
        assert "├" in line
        assert "12" in line


async def test_without_answers_it_says_how_to_give_some(daemon: FakeDaemon) -> None:
    """An empty table is no plot, but the next step."""
    daemon.answers["calibration"] = {"answers": 0, "bins": [], "useful_from": 10, "words": "0 answers: too few to say."}
    async with opened(daemon, "C") as pilot:
        await wait_for_text(pilot, "Confirm or reject some")


@pytest.mark.parametrize("share", [0.0, 0.004, 0.5, 0.999, 1.0])
def test_marks_stay_on_the_axis(share: float) -> None:
    """Whatever the shares are, each line has the axis' width."""
    row = {"n": 1, "mean_confidence": share, "share_true": share, "ci_low": 0.0, "ci_high": 1.0}
    result: dict[str, Any] = {**DAY["calibration"], "bins": [row]}
    line = plot(result).plain.splitlines()[1]
    assert line.index("┤" if share < 0.9 else "●") == 8 + AXIS - 1
    assert len(line) == 8 + AXIS + 2 + 5 + 2 + 7
