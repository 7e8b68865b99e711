"""The scenes of everyday news are well-formed, and a plain one of each sort comes out as it should."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from assistant.inference.embed import EmbeddingModel
from tests.changes.__main__ import SCENES, outcome
from tests.unit.recall.test_search import embedder

__all__ = ["embedder"]


def test_every_scene_names_the_line_it_is_about() -> None:
    """Its target stands in one old line; what is new comes later; both halves expect the same of equally many."""
    scenes = [json.loads(line) for line in SCENES.read_text(encoding="utf-8").splitlines()]
    assert len({scene["id"] for scene in scenes}) == len(scenes) == 220
    for scene in scenes:
        assert sum(scene["target"] in line["text"] for line in scene["old"]) == 1, scene["id"]
        assert max(line["time"] for line in scene["old"]) < min(line["time"] for line in scene["new"]), scene["id"]
        assert scene["expect"] in ("replaced", "done", "kept")
    assert Counter(scene["half"] for scene in scenes) == {"seen": 110, "unseen": 110}


@pytest.mark.models
@pytest.mark.parametrize(
    ("new", "expect", "what"),
    [
        ("The budget review moved to Friday.", "replaced", "ended"),
        ("The travel review is on Friday.", "kept", "kept"),
        ("The budget review is on Thursday at 14:00.", "replaced", "stale"),
    ],
)
def test_the_outcome_is_told_apart(embedder: EmbeddingModel, new: str, expect: str, what: str) -> None:
    """What ended, what stands as it should, and what stands though it should not."""
    old = {
        "app": "slack", "title": "Ana - Slack", "kind": "chat", "who": "other", "header": "Ana Souza", "typed": False,
        "text": "The budget review is on Thursday at 14:00.", "time": "2026-03-03T10:00:00+01:00",
    }  # fmt: skip
    later = old | {"text": new, "time": "2026-03-03T15:00:00+01:00"}
    scene = {"target": "budget review", "expect": expect, "old": [old], "new": [later]}
    assert outcome(scene, embedder) == what
