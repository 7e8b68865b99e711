"""Consequences of one observation that are not stored yet.

Later candidates of the same observation must see what the earlier ones changed, so new beliefs get ids of their own
here, below zero, until the store gives them real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.pipeline.ports import Embedder
from assistant.pipeline.revise import Add, Change, Nothing, Oppose, Retire, Supersede, Support
from assistant.store import Store
from assistant.types import Proposition, Status

Near = list[tuple[Proposition, float]]
Calibrate = Callable[[Proposition], Proposition]


class StaleError(Exception):
    """A belief that the consequences rest on was changed meanwhile, by the user: work them out again."""


class Draft:
    """Changes in order, and how the beliefs stand after them."""

    def __init__(self) -> None:
        self._changes: list[tuple[Change, int]] = []
        self._beliefs: dict[int, Proposition] = {}
        """Beliefs as they stand in this draft: new ones, and stored ones that it changes."""
        self._seen: dict[int, Proposition] = {}
        """Stored beliefs as they were when the consequences were worked out."""
        self._next = -1

    def overlay(self, recalled: Near, new: Proposition, embedder: Embedder) -> Near:
        """What was recalled for ``new``, as it stands after the changes so far, and the draft's own beliefs."""
        for belief, _ in recalled:
            if belief.id is not None:
                self._seen.setdefault(belief.id, belief)
        standing = [(self._beliefs.get(b.id or 0, b), similarity) for b, similarity in recalled]
        own = [belief for number, belief in self._beliefs.items() if number < 0]
        if own:
            vectors = embedder.embed([new.text, *(belief.text for belief in own)])
            standing += [(b, float(v @ vectors[0])) for b, v in zip(own, vectors[1:], strict=True)]
        return [(belief, similarity) for belief, similarity in standing if belief.status is Status.ACTIVE]

    def add(self, changes: Sequence[Change]) -> None:
        """Take in what one candidate changes."""
        for change in changes:
            number = 0
            match change:
                case Add(new) | Supersede(_, new, _):
                    number, self._next = self._next, self._next - 1
                    self._beliefs[number] = replace(new, id=number)
                case Support(known, _, belief) | Oppose(known, _, belief):
                    self._beliefs[known] = belief
                case _:
                    pass
            if isinstance(change, Supersede | Retire):
                old = change.old if isinstance(change, Supersede) else change.id
                standing = self._beliefs.get(old) or self._seen[old]
                self._beliefs[old] = replace(standing, status=Status.SUPERSEDED)
            self._changes.append((change, number))

    def apply(self, store: Store, calibrate: Calibrate) -> None:
        """Store everything, each belief with its calibrated confidence; call it inside a transaction.

        Raises :class:`StaleError` before anything is changed.
        """
        for identifier in self._beliefs:
            if identifier > 0:
                now = store.propositions(ids=[identifier])
                if not now or now[0].updated != self._seen[identifier].updated:
                    raise StaleError
        real: dict[int, int | None] = {}
        for change, number in self._changes:
            _apply(store, change, number, real, calibrate)


def _apply(store: Store, change: Change, number: int, real: dict[int, int | None], calibrate: Calibrate) -> None:
    """One change. ``real`` maps the draft's ids to the store's; None stands for what the store refused to learn."""

    def known(identifier: int) -> int | None:
        return identifier if identifier > 0 else real.get(identifier)

    match change:
        case Add(new):
            real[number] = store.add_proposition(calibrate(new))
        case Supersede(old, new, _):
            target = known(old)
            if target is None:
                real[number] = store.add_proposition(calibrate(replace(new, supersedes=None)))
            else:
                real[number] = store.supersede(calibrate(new), target)
        case Support(identifier, piece, belief) | Oppose(identifier, piece, belief):
            target = known(identifier)
            if target is not None and store.add_evidence(target, piece):
                grown = calibrate(belief)
                store.update_proposition(
                    target, belief.updated, confidence=grown.confidence, trust=belief.trust,
                    features=belief.features, log_odds=belief.log_odds,
                    half_life=belief.half_life, valid_from=belief.valid_from, valid_to=belief.valid_to,
                )  # fmt: skip
        case Retire(identifier, _):
            target = known(identifier)
            if target is not None:
                store.update_proposition(target, store.proposition(target).updated, status=Status.SUPERSEDED)
        case Nothing(reason):
            store.count(f"revise.{reason}")
