"""Beliefs that were good for something last longer, as what is often recalled is remembered longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from assistant.pipeline import fading
from assistant.pipeline.fading import Use
from assistant.store import Store
from assistant.types import Status


def used(store: Store, ids: Iterable[int], use: Use, now: datetime) -> None:
    """Lengthen the half-lives of the beliefs ``ids`` that are in force, each at most once a day."""
    wanted = list(ids)
    if not wanted:
        return
    with store.transaction():
        for belief in store.propositions(ids=wanted, status=Status.ACTIVE):
            if belief.id is not None and store.first_use(belief.id, now.date()):
                store.set_half_life(belief.id, fading.lengthened(belief.half_life, use, belief.kind))
