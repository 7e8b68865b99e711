"""Turns beliefs and the present moment into a suggestion now and then, and mostly into silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from assistant.config import Suggestions
from assistant.daemon.guard import Guard
from assistant.pipeline import entities, gate, preferences, reminders, suggest
from assistant.pipeline.context import Context, Situation
from assistant.pipeline.text import fold
from assistant.store import Store
from assistant.types import EntityKind, Kind, Proposition, Status, Suggestion, SuggestionStatus

KINDS = (Kind.TASK, Kind.DEADLINE, Kind.EVENT, Kind.PLAN, Kind.PERSON, Kind.PROJECT, Kind.FACT)
NEWEST = 2000
"""Beliefs that are looked at; older ones that nothing refreshed are not worth an interruption."""
MEMORY = timedelta(days=60)
"""How far back answers and showings count."""
TRIED = 5
"""Candidates that are weighed in one step."""


class Advise:
    """One step at a time."""

    def __init__(
        self,
        store: Store,
        rules: Suggestions,
        context: Callable[[], Context],
        situation: Callable[[datetime], Situation],
        notify: Callable[[Suggestion], None],
        guard: Guard,
    ) -> None:
        """``notify`` is told of each suggestion that is shown."""
        self._store = store
        self._rules = rules
        self._context = context
        self._situation = situation
        self._notify = notify
        self._guard = guard

    def step(self, now: datetime) -> int | None:
        """Weigh what could be said; the id of a suggestion that is shown, or None."""
        beliefs = self._beliefs()
        self._expire(now)
        history = self._history(now)
        made = suggest.candidates(beliefs, self._context(), now, firm=self._is_firm)
        candidates = self._reminders(beliefs, history, now) + made
        if not candidates:
            return None
        thresholds = gate.Thresholds(daily_budget=self._rules.daily_budget, enabled=self._rules.enabled)
        by_id = {belief.id: belief for belief in beliefs}
        for candidate in candidates[:TRIED]:
            because = [by_id[number] for number in candidate.because if number in by_id]
            decision = gate.decide(
                candidate,
                self._situation(now),
                history,
                thresholds,
                because=because,
                stale=suggest.still_useful(candidate, beliefs, now) or self._guard.hushes(because, now),
            )
            identifier = self._keep(decision.suggestion)
            if decision.show:
                self._notify(decision.suggestion)
                return identifier
        return None

    def _reminders(self, beliefs: list[Proposition], history: gate.History, now: datetime) -> list[Suggestion]:
        """What the user wants to be reminded of and was not yet; it comes before what Inkling thinks of itself."""
        active = [belief for belief in beliefs if belief.status is Status.ACTIVE]
        return reminders.candidates(self._guard.reminders(active), {key for key, _ in history.shown}, now)

    def _is_firm(self, name: str) -> bool:
        """Whether a sender's address has told that the name is a firm's."""
        known = self._store.entities_with(entities.keys(name))
        firms = (one for one in known if one.kind is EntityKind.ORGANISATION)
        return any(fold(alias) == fold(name) for one in firms for alias in one.aliases)

    def _beliefs(self) -> list[Proposition]:
        active = self._store.propositions(status=Status.ACTIVE, kind=KINDS, limit=NEWEST)
        if held := self._store.preferences():
            active = [belief for belief in active if not preferences.unwelcome(belief, held)]
        # What news replaced may itself have grown out of what was read before: two steps back.
        replaced = self._store.ended_by(belief.id for belief in active if belief.id is not None)
        before = self._store.ended_by(belief.id for belief in replaced if belief.id is not None)
        return [*active, *{belief.id: belief for belief in (*replaced, *before)}.values()]

    def _keep(self, suggestion: Suggestion) -> int | None:
        """Store the decision; one that is made again and again is one row."""
        before = self._store.suggestions(key=suggestion.key, limit=1)
        if not before or before[0].status is not SuggestionStatus.WITHHELD:
            if before and suggestion.status is SuggestionStatus.WITHHELD:
                return before[0].id
            return self._store.add_suggestion(suggestion)
        known = before[0]
        assert known.id is not None
        self._store.update_suggestion(
            known.id,
            title=suggestion.title,
            body=suggestion.body,
            status=suggestion.status,
            shown_at=suggestion.shown_at,
            withheld_for=suggestion.withheld_for,
            p=suggestion.p,
            utility=suggestion.utility,
            expires=suggestion.expires,
        )
        return known.id

    def _expire(self, now: datetime) -> None:
        for shown in self._store.suggestions(status=SuggestionStatus.SHOWN, limit=100):
            if shown.id is not None and shown.expires <= now:
                self._store.update_suggestion(shown.id, status=SuggestionStatus.EXPIRED)

    def _history(self, now: datetime) -> gate.History:
        """What was shown and how it was taken, lately."""
        known = {s.id: s for s in self._store.suggestions(since=now - MEMORY)}
        shown = tuple((s.key, s.shown_at) for s in known.values() if s.shown_at is not None)
        reactions = []
        for said in self._store.feedback(since=now - MEMORY):
            what, _, number = said.target.partition(":")
            suggestion = known.get(int(number)) if what == "suggestion" else None
            if suggestion is not None:
                until = suggestion.expires if said.verdict == "snooze" else None
                reactions.append(gate.Reaction(suggestion.key, said.verdict, said.time, until))
        return gate.History(shown, tuple(reactions))
