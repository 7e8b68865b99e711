"""Nothing is kept for ever by default: raw observations go after a while, beliefs out of force much later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.store.forget import Forgetting
from assistant.store.indexes import wiping
from assistant.store.rejections import Rejections
from assistant.store.times import micros

DAYS = 30
"""How long raw observations are kept."""
DORMANT_DAYS = 365
"""How long a belief that is no longer in force is kept after its last change."""
_OUT_OF_FORCE = """
    status <> 'active' AND NOT pinned AND id NOT IN (
        WITH RECURSIVE kept(id) AS (
            SELECT id FROM propositions WHERE status = 'active' OR pinned
            UNION SELECT p.supersedes FROM propositions p JOIN kept ON p.id = kept.id WHERE p.supersedes IS NOT NULL
        ) SELECT id FROM kept
    )
"""
"""Neither in force nor the history of what is."""
_DENIED = "status IN ('rejected', 'quarantined') AND NOT pinned"


@dataclass(frozen=True, slots=True)
class Expired:
    """How many rows retention took."""

    observations: int = 0
    evidence: int = 0
    propositions: int = 0
    suggestions: int = 0
    frames: int = 0
    jobs: int = 0


class Retention(Forgetting, Rejections):
    """Takes away what is older than its time."""

    def retention(
        self, now: datetime, days: int = DAYS, dormant_days: int = DORMANT_DAYS, *, keep_frames: bool = False
    ) -> Expired:
        """Apply the limits as of ``now``.

        Quotes of beliefs stay as evidence without an observation: a history tells by them what changed, and what sleeps
        is woken by them. Those of rejected or put away beliefs go with their observations. Beliefs that are neither in
        force nor pinned, nor earlier versions of such a one, go ``dormant_days`` after their last change; those that
        the user rejected leave their meaning: keyed hashes and a vector. ``keep_frames``: keep the marks of frames, as
        a replay home must to know its recording again.
        """
        old = micros(now - timedelta(days=days))
        dormant = micros(now - timedelta(days=dormant_days))
        with self._db.transaction():
            evidence = self._db.run(
                "DELETE FROM evidence WHERE time_us < ? AND tier <> 'stated' AND proposition_id IN"
                f" (SELECT id FROM propositions WHERE {_DENIED})",
                (old,),
            )
            observations = self._expire_observations(old)
            propositions = self._expire_propositions(dormant)
            suggestions = self._db.run("DELETE FROM suggestions WHERE created_us < ?1 AND expires_us < ?1", (old,))
            frames = 0 if keep_frames else self._db.run("DELETE FROM frames WHERE time_us < ?", (old,))
            jobs = self._db.run("DELETE FROM jobs WHERE state = 'dead' AND due_us < ?", (old,))
            self._db.run("DELETE FROM questions WHERE created_us < ?", (dormant,))
            self._db.run("DELETE FROM feedback WHERE time_us < ? AND verdict <> 'never'", (dormant,))
        return Expired(observations, evidence, propositions, suggestions, frames, jobs)

    def _expire_observations(self, old: int) -> int:
        """Evidence of beliefs in force stays; the reference from it to the observation becomes empty."""
        ended = "SELECT id FROM observations WHERE end_us < ?"
        going = {
            "lines": self._db.value(f"SELECT count(*) FROM lines WHERE observation_id IN ({ended})", (old,)),
            "observations": self._db.value(f"SELECT count(*) FROM ({ended})", (old,)),
        }
        with wiping(self._db, going):
            return self._db.run("DELETE FROM observations WHERE end_us < ?", (old,))

    def _expire_propositions(self, dormant: int) -> int:
        where = f"WHERE {_OUT_OF_FORCE} AND updated_us < ?"
        self._keep_meanings(f"SELECT id FROM propositions {where}", dormant)
        rejected = self._db.rows(f"SELECT text FROM propositions {where} AND status = 'rejected'", (dormant,))
        self._bury({self._marks.text(text) for (text,) in rejected})
        return self._db.run(f"DELETE FROM propositions {where}", (dormant,))
