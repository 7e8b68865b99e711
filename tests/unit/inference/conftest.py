"""The default models of the machine's cache, which tests only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import catalog, paths
from assistant.inference.active import Active, active_embedder, active_mind
from assistant.inference.cache import ModelCache
from assistant.inference.embed import EmbeddingModel
from assistant.inference.engine import Engine


@pytest.fixture(scope="session")
def shared_models() -> ModelCache:
    """The cache that set-up filled."""
    return ModelCache(paths.model_cache())


@pytest.fixture(scope="session")
def default_mind(shared_models: ModelCache) -> Active:
    """The default language model's file."""
    return active_mind(catalog.load(), shared_models, "default")


@pytest.fixture(scope="session")
def default_embedder(shared_models: ModelCache) -> Active:
    """The embedder's file."""
    return active_embedder(catalog.load(), shared_models)


@pytest.fixture(scope="session")
def engine(default_mind: Active) -> Iterator[Engine]:
    """The default language model in memory."""
    made = Engine(default_mind.path, sha256=default_mind.sha256, context=1024)
    yield made
    made.close()


@pytest.fixture(scope="session")
def embedder(default_embedder: Active) -> Iterator[EmbeddingModel]:
    """The default embedder in memory."""
    made = EmbeddingModel(default_embedder.path, sha256=default_embedder.sha256)
    yield made
    made.close()
