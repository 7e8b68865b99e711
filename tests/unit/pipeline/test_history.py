"""What is told of a belief's history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.pipeline import history
from assistant.types import Entry, Lifecycle, Snapshot, Status, Tier, What
from tests.unit.pipeline.build import NOW, belief, evidence

DAY = timedelta(days=1)
STOOD = Snapshot(Status.ACTIVE, 0.7, Tier.SEEN, None, None, None, pinned=False)


def test_the_chain_is_told_in_order_with_times_and_quotes() -> None:
    """What is believed, how sure, what speaks for and against it, then every change with its quote and window."""
    old = replace(belief("dinner on Thursday", id=1), lifecycle=Lifecycle.SUPERSEDED, ended_by=2, confidence=0.7)
    new = replace(belief("dinner on Friday", id=2), confidence=0.9)
    moved = evidence("dinner moved to Friday", NOW + DAY)
    entries = [
        Entry(1, NOW, What.ADDED, evidence=evidence("dinner on Thursday"), after=0.7, id=1),
        Entry(2, NOW + DAY, What.ADDED, evidence=moved, other=1, after=0.8, id=2),
        Entry(1, NOW + DAY, What.SUPERSEDED, "it was changed", moved, 2, STOOD, 0.7, id=3),
        Entry(2, NOW + DAY * 2, What.SUPPORTED, "said in the same words", moved, None, replace(STOOD, confidence=0.8),
              0.85, id=4),
    ]  # fmt: skip
    told = list(history.tell(new, [old, new], entries, {"seen": 0.6, "paraphrased": -0.4, "days": 0.01}))
    assert told[:3] == [
        "Belief 2: dinner on Friday",
        "  90% sure, in force",
        "  For it: it stood on the screen",
    ]
    assert told[3] == "  Against it: the wording is the model's"
    happened = [line for line in told if "belief" in line and line.startswith("  ")]
    assert [line.split("belief ", 1)[1] for line in happened] == [
        "1  Learned. 70% sure.",
        "2  Learned. 80% sure.",
        "1  Replaced by belief 2: it was changed.",
        "2  Seen again: said in the same words. 80% → 85% sure.",
    ]
    assert told[-1] == "  Since then weighed anew, by its age and by your other answers. 85% → 90% sure."
    assert "    because of “dinner moved to Friday” in “Team - Slack”, Ana Souza" in told
    assert history.state(old) == "replaced by belief 2"
    assert history.state(replace(old, ended_by=None)) == "out of date"


@pytest.mark.parametrize("what", list(What))
def test_everything_that_can_happen_has_words(what: What) -> None:
    """No entry is told by its name in the code."""
    said = history.happened(Entry(1, NOW, what))
    assert said[0].isupper()
    assert "_" not in said


def test_every_stage_of_life_and_every_part_has_words() -> None:
    """Stages and features are told as people say them."""
    for stage in Lifecycle:
        assert "_" not in history.state(replace(belief("x"), lifecycle=stage))
    spoken, against = history.reasons({"stated": 3.0, "strange_new_part": -1.0, "task": 0.2})
    assert spoken == ["you said so", "it is a task"]
    assert against == ["strange new part"]
