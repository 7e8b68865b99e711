"""The measure of recall: its reading of the format, and its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import locomo
from tests.eval_recall import Outcome, figures


def _file(folder: Path) -> Path:
    sample = {
        "sample_id": "talk-1",
        "conversation": {
            "speaker_a": "Anna",
            "speaker_b": "Ben",
            "session_2_date_time": "12:05 am on 9 June, 2025",
            "session_2": [{"speaker": "Ben", "dia_id": "D2:1", "text": "It went well."}],
            "session_10_date_time": "1:56 pm on 8 July, 2025",
            "session_10": [
                {"speaker": "Anna", "dia_id": "D10:1", "text": "Hello again."},
                {"speaker": "Ben", "dia_id": "D10:2", "text": "Hello!"},
            ],
        },
        "qa": [
            {"question": "How did it go?", "answer": "well", "evidence": ["D2:1; D10:2", "D9:9"], "category": 1},
            {"question": "Who?", "answer": "nobody", "evidence": [], "category": 5},
        ],
    }
    path = folder / "talks.json"
    path.write_text(json.dumps([sample]))
    return path


def test_turns_come_in_order_of_time_with_their_evidence(tmp_path: Path) -> None:
    """Sessions by number and not by letter; several ids in one entry are taken apart, unknown ones are left out."""
    (talk,) = locomo.load(_file(tmp_path))
    assert [turn.id for turn in talk.turns] == ["D2:1", "D10:1", "D10:2"]
    assert [turn.time for turn in talk.turns] == sorted(turn.time for turn in talk.turns)
    assert talk.turns[0].time.isoformat() == "2025-06-09T00:05:00+00:00"
    assert [(asked.category, asked.evidence) for asked in talk.questions] == [
        ("multi_hop", frozenset({"D2:1", "D10:2"}))
    ]


def test_figures_are_shares_of_each_questions_evidence() -> None:
    """Averaged over the questions; the gain counts places."""
    both = locomo.Asked("q", "multi_hop", frozenset({"a", "b"}))
    one = locomo.Asked("q", "temporal", frozenset({"c"}))
    outcomes = [Outcome(both, ("a", "x", "y", "z", "w", "b"), 0.0), Outcome(one, ("x", "c"), 0.0)]
    body = figures(outcomes)
    assert (body["n"], body["r_at_5"], body["r_at_10"]) == (2, 75.0, 100.0)
    assert body["by_category"]["temporal"]["ndcg_at_10"] == pytest.approx(63.1)
    assert outcomes[0].ndcg() == pytest.approx((1 + 1 / 2.807355) / (1 + 1 / 1.584963), rel=1e-4)
