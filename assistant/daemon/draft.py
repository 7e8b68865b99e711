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
from assistant.types import Evidence, Proposition, Status, What

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
        return [pair for pair in standing if pair[0].status in (Status.ACTIVE, Status.EXPIRED)]

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

    def apply(self, store: Store, calibrate: Calibrate) -> set[int]:
        """Store everything, each belief with its calibrated confidence; call it inside a transaction.

        The ids of all that was touched. Raises :class:`StaleError` before anything is changed.
        """
        now = {belief.id: belief for belief in store.propositions(ids=self._seen)} if self._seen else {}
        for identifier, seen in self._seen.items():
            standing = now.get(identifier)
            if standing is None or standing.status is not seen.status:
                raise StaleError
            if identifier in self._beliefs and standing != seen:
                raise StaleError
        written = _Written(store, calibrate)
        for change, number in self._changes:
            written.write(change, number)
        return written.touched | {identifier for identifier in self._beliefs if identifier > 0}


class _Written:
    """Changes on their way into the store, one after the other."""

    def __init__(self, store: Store, calibrate: Calibrate) -> None:
        self._store = store
        self._calibrate = calibrate
        self._real: dict[int, int | None] = {}
        """The draft's ids to the store's; None stands for what the store refused to learn."""
        self._news: int | None = None
        """The belief that replaced another one last: what is retired with it goes because of it."""

    @property
    def touched(self) -> set[int]:
        """The new beliefs' ids."""
        return {identifier for identifier in self._real.values() if identifier is not None}

    def write(self, change: Change, number: int) -> None:
        """One change; ``number`` is its draft's id where it brings a new belief."""
        match change:
            case Add(new):
                self._real[number] = self._store.add_proposition(self._calibrate(new))
            case Supersede(old, new, reason):
                self._real[number] = self._news = self._supersede(old, self._calibrate(new), reason)
            case Support(identifier, piece, belief, reason) | Oppose(identifier, piece, belief, reason):
                self._weigh(identifier, piece, belief, reason)
            case Retire(identifier, reason):
                self._retire(identifier, reason)
            case Nothing(reason):
                self._store.count(f"revise.{reason}")

    def _known(self, identifier: int) -> int | None:
        return identifier if identifier > 0 else self._real.get(identifier)

    def _supersede(self, old: int, new: Proposition, reason: str) -> int | None:
        target = self._known(old)
        if target is None:
            return self._store.add_proposition(replace(new, supersedes=None))
        return self._store.supersede(new, target, reason=reason)

    def _weigh(self, identifier: int, piece: Evidence, belief: Proposition, reason: str) -> None:
        target = self._known(identifier)
        if target is not None and self._store.add_evidence(target, piece, reason=reason):
            grown = self._calibrate(belief)
            self._store.update_proposition(
                target, belief.updated, confidence=grown.confidence, trust=belief.trust, features=belief.features,
                log_odds=belief.log_odds, half_life=belief.half_life, valid_from=belief.valid_from,
                valid_to=belief.valid_to, status=belief.status,
            )  # fmt: skip

    def _retire(self, identifier: int, reason: str) -> None:
        target = self._known(identifier)
        if target is not None and self._news is not None:
            since = self._store.proposition(self._news).updated
            self._store.update_proposition(
                target, since, reason=reason, what=What.RETIRED, other=self._news, status=Status.SUPERSEDED
            )
