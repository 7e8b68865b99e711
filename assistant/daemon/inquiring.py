"""Puts a question to the user now and then: at a natural break, within the day's budget, and mostly not at all.

A question waits in the terminal app until it is answered; nothing is ever shown on the desktop because of one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.clock import midnight
from assistant.config import Questions
from assistant.judgements import QuestionStatus
from assistant.pipeline import inquire
from assistant.pipeline.context import Situation
from assistant.pipeline.inquire import Asked, Limits, Worth
from assistant.pipeline.text import squeeze
from assistant.store import Store
from assistant.types import Proposition, Status

OFF = "questions_off"
"""The note in the store that the user said "stop asking"."""
NEWEST = 2000
"""Beliefs that are looked at; older ones that nothing refreshed are not worth an interruption."""
EPISODE = timedelta(minutes=10)
"""So long in one program makes a piece of work, whose end is a break."""
_JUDGED = frozenset(("confirm", "reject", "edit"))
_LATELY = timedelta(days=2)


class Inquiring:
    """Any thread may come; one step at a time."""

    def __init__(
        self,
        store: Store,
        settings: Questions,
        situation: Callable[[datetime], Situation],
        delicate: Callable[[Proposition], bool],
    ) -> None:
        """``delicate`` tells what is never asked about."""
        self._store = store
        self._settings = settings
        self._situation = situation
        self._delicate = delicate
        self._one = threading.Lock()
        self._place: tuple[str, datetime] | None = None
        """The program in use, and since when."""

    def step(self, now: datetime, *, opened: bool = False) -> int | None:
        """Ask something if this is the moment and something is worth it; the question's id.

        ``opened``: the user has just come to the terminal app.
        """
        with self._one:
            return self._step(now, opened)

    def _step(self, now: datetime, opened: bool) -> int | None:
        situation = self._situation(now)
        natural = self._work_ended(situation, now) or opened
        if opened:  # Whoever opens the app is there and is not writing, whatever the last look at the screen told.
            situation = replace(situation, away=False, keys_recent=0)
        self._close(now)
        if not inquire.may_ask(situation, self._today(now), self._limits(), natural=natural):
            return None
        asked = self._asked(now)
        prompting = {id for one in self._store.suggestions(since=now - _LATELY) for id in one.because}
        beliefs = self._store.propositions(status=Status.ACTIVE, limit=NEWEST)
        question = inquire.choose(beliefs, asked, now, worth=Worth(frozenset(prompting)), delicate=self._delicate)
        return None if question is None else self._store.add_question(question)

    def _limits(self) -> Limits:
        return Limits(self._settings.enabled and not self._store.meta(OFF), self._settings.daily_budget)

    def _work_ended(self, situation: Situation, now: datetime) -> bool:
        """Whether the user has just left a program after a while of work in it."""
        before = self._place
        if before is None or before[0] != situation.app:
            self._place = (situation.app, now)
        return before is not None and before[0] != situation.app and now - before[1] >= EPISODE

    def _close(self, now: datetime) -> None:
        """End open questions that are too old, or whose belief has changed."""
        for question in self._store.questions(status=QuestionStatus.OPEN):
            assert question.id is not None
            belief = self._store.proposition(question.proposition_id)
            if belief.status is not Status.ACTIVE or belief.text != question.text:
                self._store.close_question(question.id, QuestionStatus.WITHDRAWN)
            elif question.expires <= now:
                self._store.close_question(question.id, QuestionStatus.EXPIRED)

    def _today(self, now: datetime) -> Asked:
        """What must be known before any belief is looked at."""
        waiting = bool(self._store.questions(status=QuestionStatus.OPEN, limit=1))
        return Asked(today=len(self._store.questions(since=midnight(now.date(), now))), open=waiting)

    def _asked(self, now: datetime) -> Asked:
        before = self._store.questions()
        judged = {int(one.target.partition(":")[2]) for one in self._store.feedback() if one.verdict in _JUDGED}
        return replace(
            self._today(now),
            beliefs=frozenset({one.proposition_id for one in before} | judged),
            words=frozenset(squeeze(one.text) for one in before),
        )
