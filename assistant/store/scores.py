"""What confidences were computed from, how long evidence stood on the screen, and what the user answered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant.judgements import Feedback
from assistant.store.part import Part
from assistant.store.query import chunks, marks
from assistant.store.times import micros
from assistant.types import Proposition, Status, Tier

YES, UNDO = "confirm", "undo"
JUDGING = (YES, "reject")
"""The verdicts that say whether a belief is true."""
_NO_WORD = ("edit", "pin", "unpin")
"""Verdicts that are no word on whether a belief is true or wanted, so that there is nothing in them to undo."""


class Score(NamedTuple):
    """The model's verdict on one belief in force, and the confidence that it has now."""

    id: int
    log_odds: float
    trust: Tier
    confidence: float


class Scores(Part):
    """Confidences by the thousand, without loading the beliefs.

    None of this is news about a belief: its history and the time of its last change stay as they are.
    """

    def scores(self) -> list[Score]:
        """Every belief in force that the model judged and whose confidence is not the user's own word."""
        sql = (
            "SELECT id, log_odds, trust, confidence FROM propositions"
            " WHERE status = ? AND trust <> ? AND log_odds IS NOT NULL ORDER BY id"
        )
        rows = self._db.rows(sql, (Status.ACTIVE, Tier.STATED))
        return [Score(id, log_odds, Tier(trust), confidence) for id, log_odds, trust, confidence in rows]

    def set_confidences(self, confidences: Iterable[tuple[int, float]]) -> None:
        """Put these confidences in the place of the present ones."""
        rows = [(confidence, id) for id, confidence in confidences]
        with self._db.transaction():
            self._db.run_many("UPDATE propositions SET confidence = ? WHERE id = ?", rows)

    def set_score(self, belief: Proposition) -> None:
        """Keep the belief's features, log-odds and confidence, and nothing else of it."""
        features = json.dumps(dict(belief.features))
        self._db.run(
            "UPDATE propositions SET features = ?, log_odds = ?, confidence = ? WHERE id = ?",
            (features, belief.log_odds, belief.confidence, belief.id),
        )

    def answers_mark(self) -> tuple[int, int]:
        """Changes whenever an answer comes or goes."""
        count, newest = self._db.rows("SELECT count(*), coalesce(max(id), 0) FROM feedback")[0]
        return count, newest

    def shown_for(self, since: datetime) -> dict[int, timedelta]:
        """How long the screens behind a belief stood, for beliefs in force with one that was there ``since``."""
        recent = (
            "SELECT DISTINCT e.proposition_id FROM observations o JOIN evidence e ON e.observation_id = o.id"
            " JOIN propositions p ON p.id = e.proposition_id WHERE o.end_us >= ? AND e.supports AND p.status = ?"
        )
        ids = [id for (id,) in self._db.rows(recent, (micros(since), Status.ACTIVE))]
        found: dict[int, timedelta] = {}
        for some in chunks(ids):
            sql = (
                "SELECT proposition_id, sum(shown) FROM (SELECT DISTINCT e.proposition_id, o.id, o.end_us - o.start_us"
                " AS shown FROM evidence e JOIN observations o ON o.id = e.observation_id"
                f" WHERE e.supports AND e.proposition_id IN ({marks(some)})) GROUP BY 1"
            )
            found |= {id: timedelta(microseconds=shown) for id, shown in self._db.rows(sql, some)}
        return found


def judged(feedback: Iterable[Feedback]) -> list[tuple[Feedback, bool]]:
    """One answer a belief, oldest first: what it was given before the user said anything, and the user's last word.

    ``feedback`` in order of time; "undo" takes the last word back. Answers about what no model judged are left out.
    """
    said: dict[str, list[Feedback]] = {}
    for one in feedback:
        words = said.setdefault(one.target, [])
        if one.verdict != UNDO:
            words += [one] if one.verdict not in _NO_WORD else []
        elif words:
            words.pop()
    found = ([one for one in words if one.verdict in JUDGING] for words in said.values())
    return [(words[0], words[-1].verdict == YES) for words in found if words and words[0].log_odds is not None]
