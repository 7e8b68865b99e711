"""Keeps confidences true to what this user answers, and to how long the evidence was looked at and ago.

The store holds what the model gave each belief; the confidence beside it is always that, mapped by the user's answers.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.judgements import Feedback
from assistant.pipeline import calibration, confidence
from assistant.pipeline.calibration import Answer, Calibration
from assistant.store import Store
from assistant.store.scores import judged
from assistant.types import Proposition, Status, Tier

_TELLING = 0.005
"""A smaller change of a confidence is not worth a row."""
_LATELY = timedelta(minutes=30)
_PAGE = 500


class Calibrating:
    """The user's own map from the model's log-odds to probabilities. Any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._fitted: tuple[tuple[int, int], Calibration] | None = None

    @property
    def map(self) -> Calibration:
        """The present map; found anew after each answer."""
        mark = self._store.answers_mark()
        known = self._fitted
        if known is None or known[0] != mark:
            known = mark, calibration.fit([answer(*one) for one in judged(self._store.feedback())])
            self._fitted = known
        return known[1]

    def applied(self, belief: Proposition) -> Proposition:
        """The belief with the confidence that it has for this user."""
        return confidence.calibrated(belief, self.map)

    def refit(self) -> None:
        """The user answered, or took an answer back: every confidence in force follows, in one transaction.

        This is no news about any belief, so neither its time nor its history changes.
        """
        with self._store.transaction():
            fitted = self.map
            fresh = ((s, confidence.probability(s.log_odds, s.trust, fitted)) for s in self._store.scores())
            self._store.set_confidences((s.id, sure) for s, sure in fresh if abs(sure - s.confidence) >= _TELLING)

    def notice(self, now: datetime) -> None:
        """Take in how long the screens behind recent beliefs have stood by now."""
        with self._store.transaction():
            shown = self._store.shown_for(now - _LATELY)
            for belief in self._store.propositions(ids=shown) if shown else ():
                assert belief.id is not None
                self._weigh(belief, dwell=round(confidence.dwell(shown[belief.id]), 2))

    def grow_old(self, now: datetime) -> None:
        """Take in how long ago each belief in force was last supported; once a day is enough."""
        cursor = None
        while page := self._store.propositions(status=Status.ACTIVE, cursor=cursor, limit=_PAGE):
            with self._store.transaction():
                for belief in self._store.propositions(ids=[one.id for one in page if one.id is not None]):
                    self._weigh(belief, age=round(confidence.age(belief, now), 1))
            cursor = page[-1].id

    def _weigh(self, belief: Proposition, **named: float) -> None:
        known = dict(belief.features)
        told = all(known.get(name, 0.0) == value for name, value in named.items())
        if not known or told or belief.trust is Tier.STATED:
            return
        self._store.set_score(self.applied(confidence.noticed(belief, **named)))


def answer(feedback: Feedback, true: bool) -> Answer:
    """What one answer tells the map."""
    assert feedback.log_odds is not None
    return Answer(feedback.log_odds, true, feedback.asked)
