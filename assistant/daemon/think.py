"""The back half of the main job: one observation becomes new, stronger or changed beliefs, or none.

What mind and index say is gathered first, without holding the store. Then one transaction checks that nothing it
rests on has changed meanwhile, stores every consequence, and acknowledges the job.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import islice

import numpy as np

from assistant.config import User
from assistant.daemon.draft import Draft, Near, StaleError
from assistant.daemon.guard import Guard
from assistant.daemon.stages import Stages
from assistant.errors import InklingError, ModelError, NotFoundError, WorkerError
from assistant.pipeline import choose, confidence, preferences, propose, rejected, scene, turns
from assistant.pipeline.choose import Candidate, Prototypes
from assistant.pipeline.ports import Embedder, Mind, Opinion, Related
from assistant.pipeline.revise import Supersede, revise
from assistant.pipeline.text import sentences
from assistant.store import Store
from assistant.store.jobs import Job
from assistant.types import Observation, Proposition, Status

log = logging.getLogger(__name__)

RELATED = 16
"""Beliefs that a new one is compared with."""
DORMANT = 4
"""Past or sleeping ones beside them, which the same said again may wake."""
_KNOWN = (Status.ACTIVE, Status.EXPIRED)
"""A quote of such a belief needs no thought: it supports, wakes, or is over."""
SAID, LATELY = 6, 200
"""Beliefs of the same talk that a new one is compared with besides, and pieces of evidence to find them in."""
CLIPPED_LEAST = 20
"""Letters from which the beginning of a text tells which text it is."""
ATTEMPTS = 3
"""How often consequences are worked out anew when the user changed a belief meanwhile."""
PATIENCE = 30
"""How often in a row a job may wait for a child that is not there before that counts against the job."""


class Outcome(StrEnum):
    """What one step did."""

    DONE = "done"
    LATER = "later"
    """A child is being restarted; the job waits."""
    NONE = "none"
    """No job was due."""
    NO_MIND = "no_mind"
    """The models are missing or altered; the queue waits."""


class Think:
    """Works on one job at a time; one thread."""

    def __init__(
        self, store: Store, mind: Mind, embedder: Embedder, recall: Related, user: User, stages: Stages,
        sync: Callable[[], None], displayed: Callable[[str], bool], calibrate: Callable[[Proposition], Proposition],
        guard: Guard, name: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        """Give it its neighbours.

        ``sync`` brings the index up to date; ``displayed`` tells what Inkling itself has shown; ``calibrate`` gives a
        belief the confidence that the user's answers teach; ``guard`` keeps the user's rules;
        ``name`` links what is new to the people and things that it names.
        """
        self.user = user
        self._store = store
        self._mind = mind
        self._embedder = embedder
        self._recall = recall
        self._stages = stages
        self._sync = sync
        self._displayed = displayed
        self._calibrate = calibrate
        self._guard = guard
        self._name = name
        self._samples: Prototypes | None = None
        self._waits = 0
        self.broken: ModelError | None = None
        """Set when a model could not be loaded: then there is nothing to do but to wait for a whole one."""

    def step(self, now: datetime) -> Outcome:
        """Do the job that is due the longest."""
        job = self._store.claim(now, ["infer"])
        if job is None:
            return Outcome.NONE
        try:
            self._do(job)
        except WorkerError as error:
            return self._trouble(job, error, now)
        except ModelError as error:
            self.broken = error
            self._store.release(job)
            return Outcome.NO_MIND
        except InklingError as error:
            self._store.fail(job, error.code, now)
        except Exception as error:
            # One bad observation must not stop the others. The type alone: a message could quote the screen.
            log.error("job %d failed: %s", job.id, type(error).__name__)
            self._store.fail(job, "inside", now)
        self._waits = 0
        return Outcome.DONE

    def _trouble(self, job: Job, error: WorkerError, now: datetime) -> Outcome:
        self._waits += 1
        if error.crashed or self._waits > PATIENCE:
            self._waits = 0
            self._store.fail(job, error.code, now, crashed=error.crashed)
            return Outcome.DONE
        self._store.release(job)
        return Outcome.LATER

    def _do(self, job: Job) -> None:
        assert job.observation_id is not None
        try:
            observation = self._store.observation(job.observation_id)
        except NotFoundError:
            self._store.ack(job)  # Forgotten meanwhile, and the job with it.
            return
        refused: Counter[str] = Counter()
        with self._stages.measure("choose"):
            candidates = self._choose(observation)
        opinions = [self._opinion(candidate, refused) for candidate in candidates]
        for _ in range(ATTEMPTS):
            counted = refused.copy()
            with self._stages.measure("revise"):
                draft = self._consequences(observation, candidates, opinions, counted)
            try:
                with self._stages.measure("store"), self._store.transaction():
                    if not self._store.ack(job):
                        return
                    touched = draft.apply(self._store, self._calibrate)
                    # A rule may be new, and evidence may have made an old belief speak of what a rule forbids.
                    self._guard.hold(touched, observation.end)
                    self._name()
                    for name, count in counted.items():
                        self._store.count(f"refused.{name}", count)
                break
            except StaleError:
                continue
        else:
            raise WorkerError("Beliefs keep changing.")
        self._sync()

    def _choose(self, observation: Observation) -> list[Candidate]:
        if self._samples is None:
            self._samples = choose.prototypes(self._embedder)
        return choose.choose(
            observation,
            self.user,
            embedder=self._embedder,
            samples=self._samples,
            known=lambda quote: any(b.status in _KNOWN for b in self._store.quoting(quote)),
            ignored=lambda quote: (
                self._displayed(quote) or self._store.is_forgotten(quote) or self._is_clipped_repeat(quote)
            ),
            limit=self._mind.batch,
        )

    def _is_clipped_repeat(self, quote: str) -> bool:
        """Whether a text that is cut off, as in a list of mails, only begins what was read whole before.

        It says nothing that the whole did not say, which may have been replaced since.
        """
        text = quote.rstrip()
        if not text.endswith(("..", "…")):
            return False
        # The last word may be cut; before the text a list may show its subject.
        begun = text.rpartition(" - ")[2].rstrip(" .…").rpartition(" ")[0]
        parts = [begun[start:end] for start, end in sentences(begun)]
        long = [part for part in (begun, *parts) if len(part) >= CLIPPED_LEAST]
        return any(self._store.quoted_beginning(part) for part in long)

    def _opinion(self, candidate: Candidate, refused: Counter[str]) -> Opinion | None:
        if candidate.known:
            return None
        with self._stages.measure("mind"):
            opinion = self._mind.think(candidate.thought)
        refused["mind.asked"] += 1
        for name in ("prompt", "cached", "completion"):
            self._store.count(f"tokens.{name}", getattr(opinion, f"{name}_tokens"))
        return opinion

    def _consequences(
        self,
        observation: Observation,
        candidates: list[Candidate],
        opinions: list[Opinion | None],
        refused: Counter[str],
    ) -> Draft:
        draft = Draft()
        held = self._store.preferences()
        for candidate, opinion in zip(candidates, opinions, strict=True):
            new = propose.propose(candidate, opinion, observation, self.user, count=lambda name: refused.update([name]))
            if new is None:
                continue
            wanted = preferences.applied(new, held)
            if isinstance(wanted, str):
                refused[f"preference.{wanted}"] += 1
                continue
            new = wanted
            if reason := self._guard.refuses(new):
                refused[reason] += 1
                continue
            quoting = self._store.quoting(candidate.quote)
            related = draft.overlay(self._near(new, quoting), new, self._embedder)
            standing = [pair for pair in related if pair[0].status is Status.ACTIVE]
            new = confidence.noticed(new, agreement=confidence.agreement(new, standing))
            past = [belief for belief in quoting if belief.status is Status.SUPERSEDED]
            overruled = self._store.overruled_by([belief.id for belief, _ in related if belief.id is not None])
            changes = revise(new, related, past=past, overruled=overruled, mind=self._mind, tombstone=self._is_rejected)
            if candidate.turn and not any(isinstance(change, Supersede) for change in changes):
                refused["turn.nothing"] += 1
                continue
            draft.add(changes)
        return draft

    def _near(self, new: Proposition, quoting: Sequence[Proposition]) -> Near:
        """What is recalled for ``new``, and of those with its quote what sleeps or what took their place."""
        recalled = self._recall.propositions(new.text, RELATED, DORMANT)
        met = {belief.id for belief, _ in recalled if belief.id is not None}
        recalled += [(old, 1.0) for old in quoting if old.status is Status.EXPIRED and old.id not in met]
        ended_by = {old.ended_by for old in quoting if old.status is Status.SUPERSEDED and old.ended_by is not None}
        wanted = (ended_by | self._said_before(new)) - met
        if not wanted:
            return recalled
        successors = self._store.propositions(ids=wanted)
        vectors = self._embedder.embed([new.text, *(one.text for one in successors)])
        return recalled + [(one, float(row @ vectors[0])) for one, row in zip(successors, vectors[1:], strict=True)]

    def _said_before(self, new: Proposition) -> set[int]:
        """What was said last in the window of ``new``: a turn of a talk need not resemble what it answers."""
        source = new.evidence[0]
        here = scene.talk(source.title, source.app)
        lately = self._store.learned_in(source.app, source.time - turns.MEMORY, LATELY)
        said = dict.fromkeys(id for id, title in lately if scene.talk(title, source.app) == here)
        return set(islice(said, SAID))

    def _is_rejected(self, new: Proposition) -> bool:
        """Whether the user said of the same quote or the same meaning, in any words, that it shall not come back."""
        quotes = [piece.quote for piece in new.evidence]
        if any(b.status is Status.REJECTED for quote in quotes for b in self._store.quoting(quote)):
            return True
        self._measure_rejections()
        meanings = self._store.rejected_meanings()
        if not meanings:
            return False
        gist = self._store.hashed(rejected.gist(new))
        vector = self._embedder.embed([rejected.said(new)])[0]

        def cosine(stored: bytes | None) -> float | None:
            return None if stored is None else float(np.frombuffer(stored, dtype="<f4") @ vector)

        return any(rejected.says_again(gist, each.gist, cosine(each.vector)) for each in meanings)

    def _measure_rejections(self) -> None:
        """Where the user rejected something lately: what its statement means, apart from where it stood."""
        for belief in self._store.propositions(ids=self._store.unmeasured_rejections()):
            assert belief.id is not None
            vector = self._embedder.embed([rejected.said(belief)])[0]
            self._store.measure_rejection(belief.id, rejected.gist(belief), vector.astype("<f4").tobytes())
