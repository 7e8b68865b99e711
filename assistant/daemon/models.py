"""Which models this daemon works with, or why it has none."""

from __future__ import annotations

import time

from assistant import catalog, paths
from assistant.config import Settings
from assistant.errors import InklingError, ModelError
from assistant.inference.active import active_embedder, active_mind, threads_for
from assistant.inference.cache import ModelCache
from assistant.inference.client import EmbedClient, MindClient
from assistant.pipeline.ports import Mind, Opinion
from assistant.workers import Worker

MICRO = "micro"
"""The template of minds that are led word by word."""
LOOK_AGAIN_S = 15.0
"""Seconds between two looks for a model that was missing: `inkling models pull` may have brought it."""


class Models:
    """The mind and the embedder behind their children."""

    def __init__(self, settings: Settings, mind_worker: Worker, index_worker: Worker) -> None:
        self._settings = settings.mind
        self._mind_worker = mind_worker
        self._index_worker = index_worker
        self._looked_at = 0.0
        self._problem: InklingError | None = None
        self._name = ""
        self.mind: Mind | None = None
        self.speaker: Mind | None = None
        """The mind where it can word an answer from several passages; the smallest one mixes up who did what."""
        self.embedder: EmbedClient | None = None
        self.refresh()

    @property
    def words(self) -> str:
        """The mind's name, or why there is none and what to do."""
        if self._problem is not None:
            return f"{self._problem.title} {self._problem.hint}".strip()
        return self._name

    @property
    def ready(self) -> bool:
        """Whether beliefs can be inferred now."""
        return self.mind is not None and self.embedder is not None

    def refresh(self) -> None:
        """Look for the models' files; whether they are whole is found out where they are loaded."""
        self._looked_at = time.monotonic()
        self._problem = None
        known, cache = catalog.load(), ModelCache(paths.model_cache())
        threads = threads_for(self._settings.threads)
        try:
            if self.embedder is None:
                self.embedder = EmbedClient(self._index_worker, active_embedder(known, cache), threads=threads)
            active = active_mind(known, cache, self._settings.model)
            self._name = active.entry.name
            self.mind = MindClient(
                self._mind_worker, active, Opinion, threads=threads, gpu_layers=self._settings.gpu_layers
            )
            self.speaker = None if active.entry.template == MICRO else self.mind
        except InklingError as error:
            self.mind = self.speaker = None
            self._problem = error

    def lose(self, error: ModelError) -> None:
        """A model turned out to be missing or altered when it was loaded: nothing is inferred until it is whole."""
        self.mind = self.speaker = None
        self._problem = error
        self._looked_at = time.monotonic()

    def look_again(self) -> None:
        """Try a missing or altered model again, now and then."""
        if self._problem is not None and time.monotonic() - self._looked_at >= LOOK_AGAIN_S:
            self.refresh()
