"""What is learned from a part of two recorded days is no worse than its floor."""

from __future__ import annotations

import pytest

from assistant import catalog, paths
from assistant.inference.embed import EmbeddingModel
from tests.regression import floor
from tests.regression.check import losses
from tests.regression.part import measured


@pytest.mark.models
def test_the_part_is_no_worse_than_its_floor() -> None:
    """Facts are not lost beyond chance; traps, altered quotes and leaks never appear.

    Where a change is meant to cost something, set the floor anew with ``make eval-floor`` and say why.
    """
    entry = catalog.load().default(catalog.Role.EMBED)
    found = measured(EmbeddingModel(paths.model_cache() / entry.file, sha256=entry.sha256).embed)
    assert losses(floor.load(), found) == []
