"""Keeps the user's standing rules and the sensitive categories: at write, at recall and at show, always by code.

What matches is never deleted: it is put away (status ``quarantined``) in the name of what holds it back, ``rule:3`` or
``sensitive:health``, and comes back as it was when that goes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from assistant.config import User
from assistant.daemon.situation import within
from assistant.errors import InklingError, UsageError
from assistant.pipeline.ports import Embedder, Vectors
from assistant.pipeline.rules import Matcher, Subject
from assistant.pipeline.sensitive import Sensitive
from assistant.privacy.places import Places
from assistant.privacy.rules import Effect, Rule
from assistant.store import Store
from assistant.types import Hit, Proposition, Status

BY_MEANING = 60
"""Finds of one search whose meaning is looked at; what ranks lower is judged by its words."""
POLICY = 1
"""Grows when the sensitive matters or how they are found change."""
_PAGE = 500
_HOLDING = (Effect.NEVER_READ, Effect.NEVER_INFER, Effect.NEVER_SHOW)
_KEPT = (Status.ACTIVE, Status.SUPERSEDED, Status.EXPIRED, Status.QUARANTINED)


@dataclass(frozen=True, slots=True)
class _Policy:
    """Everything in force at one moment, compiled."""

    content: Matcher
    """Rules that hold beliefs back."""
    manners: Matcher
    """Rules about suggestions, reminders and fading."""
    sensitive: Sensitive
    places: Places
    whole: bool
    """Whether meaning counts: the models were there."""


class Guard:
    """Asked by every step that writes, recalls or shows; any thread may ask."""

    def __init__(
        self, store: Store, embedder: Callable[[], Embedder | None], infer: Sequence[str], user: Callable[[], User]
    ) -> None:
        """``infer``: the sensitive categories that the user opted in to."""
        self._store = store
        self._embedder = embedder
        self._infer = tuple(infer)
        self._user = user
        self._guard = threading.Lock()
        self._policy: _Policy | None = None
        self._changes = 0

    # -- what is in force ---------------------------------------------------------------------------------------

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The standing rules, oldest first."""
        policy = self._now()
        return tuple(sorted((*policy.content.rules, *policy.manners.rules), key=lambda rule: rule.id or 0))

    @property
    def places(self) -> Places:
        """Windows that are never read."""
        return self._now().places

    def changed(self) -> None:
        """The rules are others now."""
        with self._guard:
            self._policy = None
            self._changes += 1

    def _now(self, *, meaning: bool = False) -> _Policy:
        """What is in force; ``meaning`` asks for vectors too, whose absence passes through as a worker's error."""
        while True:
            with self._guard:
                policy, changes = self._policy, self._changes
            if policy is not None and (policy.whole or not meaning):
                return policy
            # Not under the lock: this reads the store, and whoever has the store may be asking here.
            made = self._compiled(meaning=meaning)
            with self._guard:
                if changes == self._changes:
                    self._policy = made
                    return made

    def _compiled(self, *, meaning: bool) -> _Policy:
        rules = self._store.rules()
        embedder = self._embedder() if meaning else None
        embed = None if embedder is None else embedder.embed
        content = Matcher([rule for rule in rules if rule.effect in _HOLDING], embed)
        manners = Matcher([rule for rule in rules if rule.effect not in _HOLDING], embed)
        return _Policy(content, manners, Sensitive(self._infer, embed), content.places(), embed is not None)

    def settle(self, now: datetime) -> None:
        """Once after the setting or this policy changed: hold the beliefs of before to it."""
        policy = f"{POLICY} {' '.join(sorted(self._infer))}"
        if self._store.meta("guarded") != policy:
            self.sweep(now)
            if self._now().whole or not self._store.propositions(limit=1):
                self._store.set_meta("guarded", policy)

    # -- at write -----------------------------------------------------------------------------------------------

    def refuses(self, new: Proposition) -> str:
        """Why a new belief must not be made, as the name of a counter; empty where it may."""
        policy = self._now(meaning=True)
        meaning = self._meaning(new)
        for rule in policy.content.matching(Subject.of(new), meaning):
            if rule.effect is not Effect.NEVER_SHOW:
                return "rule"
            if any(
                old.status is Status.QUARANTINED for piece in new.evidence for old in self._store.quoting(piece.quote)
            ):
                return "rule"  # It is put away already.
        category = policy.sensitive.category(new, self._user(), meaning)
        return f"sensitive.{category}" if category else ""

    def hold(self, ids: Iterable[int], now: datetime) -> int:
        """Put away what of these beliefs the rules of this moment hold back; how many. Call it in the transaction."""
        policy = self._available()
        return sum(self._hold(belief, policy, now) for belief in self._store.propositions(ids=list(ids)))

    def sweep(self, now: datetime) -> tuple[int, int]:
        """Bring everything stored in line with what is in force; how many were put away, and how many came back."""
        current = {f"rule:{rule.id}" for rule in self._store.rules()}
        current |= {holder for holder in self._store.holders() if holder.startswith("sensitive:")}
        current -= {f"sensitive:{category}" for category in self._infer}
        back = sum(len(self._store.bring_back(holder, now)) for holder in self._store.holders() - current)
        away = 0
        for page in self._pages():
            policy = self._available()
            with self._store.transaction():
                away += sum(self._hold(belief, policy, now) for belief in page)
        return away, back

    def _hold(self, belief: Proposition, policy: _Policy, now: datetime) -> bool:
        assert belief.id is not None
        if belief.status not in _KEPT:
            return False
        held = [self._store.put_away(belief.id, holder, now) for holder in self._holders(belief, policy)]
        return any(held) and belief.status is not Status.QUARANTINED

    def _holders(self, belief: Proposition, policy: _Policy) -> list[str]:
        """Everything in force that holds a belief back."""
        meaning = self._stored_meaning(belief) if policy.whole else None
        subject = Subject.of(belief)
        rules = policy.content.matching(subject, meaning)
        # What the user said in so many words was not inferred.
        found = [f"rule:{r.id}" for r in rules if not (subject.stated and r.effect is Effect.NEVER_INFER)]
        category = policy.sensitive.category(belief, self._user(), meaning)
        return [*found, f"sensitive:{category}"] if category else found

    # -- before a rule counts -----------------------------------------------------------------------------------

    def would_match(self, rules: Sequence[Rule]) -> tuple[int, int]:
        """How many beliefs in force these rules speak of, and how many there are."""
        embedder = self._embedder()
        try:
            matcher = Matcher(rules, None if embedder is None else embedder.embed)
        except InklingError:
            matcher = Matcher(rules)
        touched = total = 0
        for page in self._pages(Status.ACTIVE):
            for belief in page:
                meaning = self._stored_meaning(belief) if matcher.by_meaning else None
                found = matcher.matching(Subject.of(belief), meaning)
                stated = belief.wording.value == "user"
                touched += any(not (stated and rule.effect is Effect.NEVER_INFER) for rule in found)
                total += 1
        return touched, total

    # -- at recall and at show ----------------------------------------------------------------------------------

    def allowed(self, hits: list[Hit]) -> list[Hit]:
        """The finds of a search that may be used and shown, in their order."""
        if not self._now().content.rules:
            return hits
        policy = self._available()
        close = [hit.text for hit in hits[:BY_MEANING]]
        meanings = self._embedded(close) if policy.content.by_meaning and close else None
        return [
            hit
            for at, hit in enumerate(hits)
            if not policy.content.matching(
                self._subject(hit), meanings[at] if meanings is not None and at < len(close) else None
            )
        ]

    def _subject(self, hit: Hit) -> Subject:
        if hit.kind == "proposition":
            found = self._store.propositions(ids=[hit.id])
            return Subject.of(found[0]) if found else Subject(hit.text)
        around = f"{hit.header}\n{hit.title}"
        for one in self._store.observations(ids=[hit.id]):
            return Subject(hit.text, f"{around}\n{one.title}", sources=frozenset([(one.app, one.title)]))
        return Subject(hit.text, around)

    def hidden(self) -> frozenset[int]:
        """Beliefs that are put away."""
        return frozenset(self._store.held())

    # -- manners ------------------------------------------------------------------------------------------------

    def hushes(self, about: Sequence[Proposition], at: datetime) -> str | None:
        """The rule by which Inkling does not speak of these beliefs by itself now, in words; None without one."""
        for belief in about:
            for rule in self._rules_on(belief, Effect.NEVER_SUGGEST):
                if _holds_at(rule, at):
                    return f"your rule {rule.id}"
        return None

    def reminders(self, beliefs: Sequence[Proposition]) -> list[tuple[Proposition, Rule]]:
        """What the user wants to be reminded of, with the rule that says so."""
        return [(belief, rule) for belief in beliefs for rule in self._rules_on(belief, Effect.REMIND)]

    def keeps(self, belief: Proposition) -> bool:
        """Whether a belief must not fade."""
        return bool(self._rules_on(belief, Effect.KEEP))

    def _rules_on(self, belief: Proposition, effect: Effect) -> list[Rule]:
        """The rules of one effect that speak of a belief."""
        if not any(rule.effect is effect for rule in self._now().manners.rules):
            return []
        policy = self._available()
        meaning = self._stored_meaning(belief) if policy.manners.by_meaning else None
        found = policy.manners.matching(Subject.of(belief), meaning)
        return [rule for rule in found if rule.effect is effect]

    # -- meaning ------------------------------------------------------------------------------------------------

    def _available(self) -> _Policy:
        """What is in force, by meaning where the models are here, else by words alone."""
        try:
            return self._now(meaning=self._embedder() is not None)
        except InklingError:
            return self._now()

    def _meaning(self, belief: Proposition) -> Vectors | None:
        embedder = self._embedder()
        return None if embedder is None else embedder.embed([belief.text])[0]

    def _stored_meaning(self, belief: Proposition) -> Vectors | None:
        blob = self._store.vector("proposition", belief.id) if belief.id is not None else None
        if blob is not None:
            return np.frombuffer(blob, dtype="<f4")
        found = self._embedded([belief.text])
        return None if found is None else found[0]

    def _embedded(self, texts: list[str]) -> Vectors | None:
        embedder = self._embedder()
        try:
            return None if embedder is None else embedder.embed(texts)
        except InklingError:
            return None

    def _pages(self, *status: Status) -> Iterator[list[Proposition]]:
        cursor: int | None = None
        while page := self._store.propositions(limit=_PAGE, cursor=cursor, status=status or _KEPT):
            yield page
            cursor = page[-1].id


def held_back(store: Store, id: int) -> tuple[str, str] | None:
    """Why a belief is held back and what frees it, in words; None where nothing holds it."""
    holders = store.holders_of(id)
    if not holders:
        return None
    sort, _, name = holders[0].partition(":")
    fix = f"inkling rules remove {name}" if sort == "rule" else f"inkling config set privacy.infer {name}"
    why = f"your rule {name} holds it back" if sort == "rule" else f"it is a matter of {name}"
    return why, f"To have it back: {fix}"


def must_be_free(store: Store, id: int) -> None:
    """Raise :class:`UsageError` where a belief is held back: the user frees it by changing what holds it."""
    if (held := held_back(store, id)) is not None:
        raise UsageError(f"Belief {id} is put away: {held[0]}.", held[1])


def _holds_at(rule: Rule, at: datetime) -> bool:
    """Whether a rule holds at this time of this day; a night belongs to the day on which it begins."""
    if not rule.start:
        return not rule.days or at.weekday() in rule.days
    if not within(at, rule.start, rule.end):
        return False
    begun_yesterday = rule.end < rule.start and at.strftime("%H:%M") < rule.end
    return not rule.days or (at.weekday() - begun_yesterday) % 7 in rule.days
