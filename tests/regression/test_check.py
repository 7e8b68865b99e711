"""The check itself: it lets noise pass and stops a real loss."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.regression.check import by_chance, losses
from tests.regression.part import Found, truth_of_part

FACTS = [f"fact-{n}" for n in range(20)]
FLOOR = {
    "monday": Found(
        strict={fact: n < 14 for n, fact in enumerate(FACTS)},
        lenient={fact: n < 16 for n, fact in enumerate(FACTS)},
        beliefs=20, nothing=5, traps=0, superseded=0, duplicates=0, not_verbatim=0, leaked=0,
    )
}  # fmt: skip


def _with(strict: dict[str, bool] | None = None, **changes: Any) -> dict[str, Found]:
    day = FLOOR["monday"]
    return {"monday": replace(day, strict=day.strict | (strict or {}), **changes)}


def test_nothing_changed_is_no_loss() -> None:
    """And neither is a gain."""
    assert losses(FLOOR, FLOOR) == []
    assert losses(FLOOR, _with(dict.fromkeys(FACTS, True))) == []


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_few_flipped_facts_are_noise(lost: int) -> None:
    """Models and readers differ a little between machines."""
    assert losses(FLOOR, _with(dict.fromkeys(FACTS[:lost], False))) == []


def test_a_real_loss_fails_and_names_the_facts() -> None:
    """Four of fourteen facts gone and none new is no chance; with as many new ones it may be."""
    (said,) = losses(FLOOR, _with(dict.fromkeys(FACTS[:4], False)))
    assert said.startswith("4 facts are no longer believed (strict), 0 are new: monday/fact-0, ")
    exchanged = dict.fromkeys(FACTS[:4], False) | dict.fromkeys(FACTS[16:], True)
    assert losses(FLOOR, _with(exchanged)) == []


@pytest.mark.parametrize("name", ["traps", "not_verbatim", "leaked", "superseded", "duplicates"])
def test_what_must_never_happen_fails_at_once(name: str) -> None:
    """One is enough."""
    changed: dict[str, Any] = {name: 1}
    (said,) = losses(FLOOR, {"monday": replace(FLOOR["monday"], **changed)})
    assert said.startswith("monday: 1 ")


def test_more_beliefs_about_nothing_fail_beyond_what_the_count_allows() -> None:
    """A quarter of twenty may be a little more the next time, but not two thirds."""
    assert losses(FLOOR, _with(beliefs=22, nothing=7)) == []
    (said,) = losses(FLOOR, _with(beliefs=45, nothing=30))
    assert said.startswith("30 of 45 beliefs are about nothing")


def test_another_part_needs_another_floor() -> None:
    """Facts that the floor does not know cannot be compared."""
    day = FLOOR["monday"]
    assert any("make eval-floor" in said for said in losses(FLOOR, {"monday": replace(day, strict={"new": True})}))


def test_chance_counts_changed_facts_alone() -> None:
    """Four lost of four changed: one in sixteen; half of the changed ones: more likely than not."""
    assert by_chance(4, 0) == 1 / 16
    assert by_chance(0, 0) == 1.0
    assert by_chance(3, 3) > 0.5


def test_a_fact_is_superseded_only_where_that_was_seen() -> None:
    """Else it is in force in the part; what none of the frames shows does not belong to it."""
    old = {"id": "old", "evidence_frames": ["0001.png"], "superseded_by": "new", "superseded_at_frame": "0002.png"}
    new = {"id": "new", "evidence_frames": ["0002.png"], "superseded_by": None, "superseded_at_frame": None}
    truth = {"facts": [old, new], "traps": ["t"]}
    both = truth_of_part(truth, {"0001.png", "0002.png"})
    assert both == truth
    assert truth_of_part(truth, {"0001.png"}) == {
        "facts": [{**old, "superseded_by": None, "superseded_at_frame": None}], "traps": ["t"]
    }  # fmt: skip
