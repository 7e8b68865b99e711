"""Keeps the beliefs about routines in step with what was counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from assistant.clock import Clock
from assistant.config import Retention
from assistant.pipeline import fading, routines
from assistant.pipeline.activity import Episode, episodes
from assistant.pipeline.routines import Diary, Routine
from assistant.privacy.hostile import hostile
from assistant.store import Store
from assistant.store.routines import RoutineMark
from assistant.types import Evidence, Kind, Observation, Proposition, Status, Tier, What

LONGEST_DAYS = 90
"""Days that are looked at, where more are kept: habits change."""
QUOTES = 5
"""Days whose quotes a new routine carries as evidence."""
_SAME_TIME = 75
"""Minutes by which the usual time of one routine may move."""
_SUREST = 0.95
_UNSEEN, _UNSEEN_WEEKS = 5, 3
"""Days on which it could have happened and did not, after which a routine that nothing shows any more sleeps."""

Known = tuple[RoutineMark, Proposition]


class Habits:
    """One scheduled step; it may run at any time, and again."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        limits: Retention,
        refuses: Callable[[Proposition], str] = lambda _: "",
    ) -> None:
        """``refuses`` names the counter of why the user's rules forbid a belief; empty where they do not."""
        self._store = store
        self._refuses = refuses
        self._clock = clock
        self._days = min(limits.observations_days, LONGEST_DAYS)

    def step(self) -> bool:
        """Count, and let the beliefs follow; whether any of them changed."""
        now = self._clock.now()
        since = now - timedelta(days=self._days)
        diary = Diary(episodes(self._store.glimpses(since)), self._store.active_slots(since), now)
        if len({day for day, _ in diary.active}) < routines.LEAST_DAYS:
            return False
        with self._store.transaction():
            beliefs = self._known()
            found = routines.find(diary, lambda one: self._match(one, beliefs) is not None)
            changed, left = False, beliefs
            for routine in found:
                known = self._match(routine, beliefs)
                if known is None or known in left:
                    changed |= self._follow(routine, known, now)
                left = [one for one in left if one is not known]
            for one in left:
                changed |= self._unseen(one, diary)
        return changed

    def _known(self) -> list[Known]:
        marks = self._store.routine_marks()
        beliefs = {belief.id: belief for belief in self._store.propositions(ids=[one.proposition_id for one in marks])}
        return [(mark, beliefs[mark.proposition_id]) for mark in marks]

    def _match(self, routine: Routine, beliefs: Sequence[Known]) -> Known | None:
        """The belief that already tells this routine, whatever became of it."""
        deed = self._store.routine_mark(routine.key)
        cause = self._store.routine_mark(routine.after.key) if routine.after else None
        return next((known for known in beliefs if _tells(known[0], routine, deed, cause)), None)

    def _follow(self, routine: Routine, known: Known | None, now: datetime) -> bool:
        if known is None:
            return not routine.over and self._believe(routine)
        _, belief = known
        if belief.status not in (Status.ACTIVE, Status.EXPIRED) or belief.trust is Tier.STATED:
            return False  # The user said what is true, or that it is not.
        if routine.over and not belief.pinned:
            return belief.status is Status.ACTIVE and self._sleep(belief, routine.examples[-1].start, now)
        return self._recount(routine, belief, now)

    def _believe(self, routine: Routine) -> bool:
        deed = self._store.routine_mark(routine.key)
        quotes, verb = self._quotes(routine.examples[-QUOTES:], routine.name)
        steering = hostile(routine.name) or (routine.after is not None and hostile(routine.after.name))
        if not quotes or steering or self._store.routine_forgotten(deed):
            return False
        last = routine.examples[-1].start
        belief = Proposition(
            text=routines.statement(routine, verb),
            kind=Kind.ROUTINE,
            confidence=_confidence(routine),
            trust=max((one.tier for one in quotes), key=lambda tier: tier.strength),
            evidence=quotes,
            created=last,
            updated=last,
            half_life=fading.half_life(Kind.ROUTINE),
            valid_from=routine.examples[0].start,
            entities=_entities(routine),
        )
        if reason := self._refuses(belief):
            self._store.count(f"refused.{reason}")
            return False
        identifier = self._store.add_proposition(belief, reason=f"counted: {routines.tally(routine)}")
        if identifier is None:
            return False
        self._note(routine, identifier)
        return True

    def _recount(self, routine: Routine, belief: Proposition, now: datetime) -> bool:
        """The same belief with its counts of today."""
        assert belief.id is not None
        last = routine.examples[-1]
        text = routines.statement(routine, _verb_of(belief))
        if text == belief.text and belief.status is Status.ACTIVE:
            return False
        for piece in self._quotes([last], routine.name)[0]:
            if _worth_adding(belief, piece):
                self._store.add_evidence(belief.id, piece)
        self._store.update_proposition(
            belief.id, min(now, max(belief.updated, last.start)), text=text, confidence=_confidence(routine),
            status=Status.ACTIVE, valid_to=None, entities=_entities(routine), reason=routines.tally(routine),
            what=What.COUNTED if belief.status is Status.ACTIVE else What.WOKEN,
        )  # fmt: skip
        self._store.delete_vectors("proposition", [belief.id])
        self._note(routine, belief.id)
        return True

    def _unseen(self, known: Known, diary: Diary) -> bool:
        """Nothing of it is left in the days that are kept: it sleeps, if the user was there to do it."""
        mark, belief = known
        if belief.status is not Status.ACTIVE or belief.pinned or belief.trust is Tier.STATED:
            return False
        since = belief.updated.date()
        could = {day for day, _ in diary.active if day > since and day.weekday() in mark.days}
        enough = _UNSEEN_WEEKS if len(mark.days) == 1 else _UNSEEN
        return len(could) >= enough and self._sleep(belief, belief.updated, diary.now)

    def _sleep(self, belief: Proposition, last: datetime, now: datetime) -> bool:
        assert belief.id is not None
        self._store.update_proposition(
            belief.id, now, status=Status.EXPIRED, valid_to=last, reason="you did not do it any more"
        )
        return True

    def _note(self, routine: Routine, identifier: int) -> None:
        counts = routine.counts
        self._store.set_routine(
            RoutineMark(
                identifier,
                self._store.routine_mark(routine.key),
                self._store.routine_mark(routine.after.key) if routine.after else None,
                routine.minute,
                counts.days,
                len(counts.hits),
                len(counts.misses),
            )
        )

    def _quotes(self, examples: Sequence[Episode], name: str) -> tuple[tuple[Evidence, ...], str]:
        """A verbatim line for each day on which one can be had, and what the user did there."""
        seen = {one.id: one for one in self._store.observations(ids=[e.observation for e in examples])}
        pages = [page for example in examples if (page := seen.get(example.observation)) is not None]
        found = [piece for page in pages if (piece := _evidence(page, name)) is not None]
        written = sum(any(line.tier in (Tier.TYPED, Tier.OWN) for line in page.lines) for page in pages)
        return tuple(found), "works on" if 2 * written > len(pages) else "opens"


def _tells(mark: RoutineMark, routine: Routine, deed: bytes, cause: bytes | None) -> bool:
    if mark.deed != deed:
        return False
    if mark.minute is None or routine.minute is None:
        return mark.cause == cause or (mark.minute is None) is not (routine.minute is None)
    return abs(mark.minute - routine.minute) <= _SAME_TIME


def _entities(routine: Routine) -> tuple[str, ...]:
    return (routine.name, routine.after.name) if routine.after else (routine.name,)


def _evidence(page: Observation, name: str) -> Evidence | None:
    line = routines.quote_of(page.lines, name)
    if line is None:
        return None
    return Evidence(page.id, line.text, True, line.tier, page.start, page.app, page.title, line.header, line.who)


def _worth_adding(belief: Proposition, fresh: Evidence) -> bool:
    """A few quotes at first, then one a week: enough to see that it goes on."""
    last: date = max((one.time.date() for one in belief.evidence), default=date.min)
    return len(belief.evidence) < QUOTES or fresh.time.date() - last >= timedelta(days=7)


def _verb_of(belief: Proposition) -> str:
    """The verb that the belief was made with, so that one quiet day does not reword it."""
    return "works on" if " the user works on '" in belief.text else "opens"


def _confidence(routine: Routine) -> float:
    return min(_SUREST, routine.counts.rate)
