"""Nothing is kept for ever by default: raw observations go after a while, beliefs out of force much later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.store.forget import Forgetting
from assistant.store.times import micros

DAYS = 30
"""How long raw observations are kept."""
DORMANT_DAYS = 365
"""How long a belief that is no longer in force is kept after its last change."""


@dataclass(frozen=True, slots=True)
class Expired:
    """How many rows retention took."""

    observations: int = 0
    evidence: int = 0
    propositions: int = 0
    suggestions: int = 0
    frames: int = 0
    jobs: int = 0


class Retention(Forgetting):
    """Takes away what is older than its time."""

    def retention(
        self, now: datetime, days: int = DAYS, dormant_days: int = DORMANT_DAYS, *, keep_frames: bool = False
    ) -> Expired:
        """Apply the limits as of ``now``.

        Quotes of beliefs in force stay as evidence without an observation; those of other beliefs go with their
        observations. Beliefs neither in force nor pinned go ``dormant_days`` after their last change, and those
        that the user rejected leave their keyed hash. ``keep_frames``: keep the marks of frames, as a replay home
        must to know its recording again.
        """
        old = micros(now - timedelta(days=days))
        dormant = micros(now - timedelta(days=dormant_days))
        out_of_force = "status NOT IN ('active', 'quarantined') AND NOT pinned"
        with self._db.transaction():
            evidence = self._db.run(
                "DELETE FROM evidence WHERE time_us < ? AND observation_id IS NOT NULL AND proposition_id IN"
                f" (SELECT id FROM propositions WHERE {out_of_force})",
                (old,),
            )
            observations = self._db.run("DELETE FROM observations WHERE end_us < ?", (old,))
            where = f"WHERE {out_of_force} AND updated_us < ?"
            rejected = self._db.rows(f"SELECT text FROM propositions {where} AND status = 'rejected'", (dormant,))
            self._bury({self._marks.text(text) for (text,) in rejected})
            propositions = self._db.run(f"DELETE FROM propositions {where}", (dormant,))
            suggestions = self._db.run("DELETE FROM suggestions WHERE created_us < ? AND expires_us < ?", (old, old))
            frames = 0 if keep_frames else self._db.run("DELETE FROM frames WHERE time_us < ?", (old,))
            jobs = self._db.run("DELETE FROM jobs WHERE state = 'dead' AND due_us < ?", (old,))
            self._db.run("DELETE FROM feedback WHERE time_us < ? AND verdict <> 'never'", (dormant,))
        return Expired(observations, evidence, propositions, suggestions, frames, jobs)
