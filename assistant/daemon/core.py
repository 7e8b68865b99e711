"""Everything an open home works with, built once and wired together."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import cast

from assistant.clock import HomeClock
from assistant.config import Settings, User
from assistant.daemon import children
from assistant.daemon.advise import Advise
from assistant.daemon.calibrating import Calibrating
from assistant.daemon.changes import Changes
from assistant.daemon.guard import Guard
from assistant.daemon.habits import Habits
from assistant.daemon.indexer import SPACES, Indexer
from assistant.daemon.ingest import Ingest
from assistant.daemon.inquiring import Inquiring
from assistant.daemon.keep import Keep
from assistant.daemon.models import Models
from assistant.daemon.naming import Naming
from assistant.daemon.situation import Watcher
from assistant.daemon.stages import Stages
from assistant.daemon.think import Outcome, Think
from assistant.daemon.walls import Level
from assistant.errors import InklingError
from assistant.host.base import Notifier
from assistant.host.null import NullNotifier
from assistant.inference.active import threads_for
from assistant.pipeline import ask, inquire, preferences
from assistant.pipeline.context import Situation
from assistant.privacy.exclusion import Rules
from assistant.reading.folding import fold
from assistant.recall.client import IndexClient
from assistant.recall.search import Recall
from assistant.store import Store
from assistant.store.vectors import Space
from assistant.types import Proposition, Status, Suggestion
from assistant.workers import Stats, Worker

log = logging.getLogger(__name__)

EPOCH = datetime.fromtimestamp(0, UTC).isoformat()
"""The time in a recording before its first frame."""
READ_S, THINK_S, INDEX_S = 60.0, 60.0, 60.0
"""Longest silence of each child before it counts as hung."""
INDEX_PATIENCE = 6
"""How many times as long as the others the index stays when nobody asks it."""


class Core:
    """The parts of an open home, by name."""

    def __init__(self, store: Store, settings: Settings, level: Level, changes: Changes) -> None:
        self.store = store
        self.settings = settings
        self.stages = Stages()
        self.clock = HomeClock()
        self.notifier: Notifier = NullNotifier()
        """Replay and private daemons show nothing on the desktop; a live daemon gives its own."""
        self._changes = changes
        self.reader, self.mind_worker, self.index_worker = self.workers = _workers(settings, level)
        self.models = Models(settings, self.mind_worker, self.index_worker)
        self.index = IndexClient(self.index_worker, lambda space: store.vectors(cast(Space, space)), SPACES)
        self.user = self._known_user()
        self.guard = Guard(store, lambda: self.models.embedder, settings.privacy.infer, lambda: self.user)
        self.recall = self._recall()
        self.ingest = Ingest(store, self.reader, self._rules(), self.user, self.stages)
        self.watcher = Watcher(self.ingest.context)
        self.calibrating = Calibrating(store)
        self.keep = Keep(store, self.clock, settings.retention, self.calibrating, self.guard)
        self.naming = Naming(store, lambda: self.user)
        self.habits = Habits(store, self.clock, settings.retention, self.guard.refuses)
        self.advise = Advise(
            store, settings.suggestions, self.watcher.context, self._situation, self._notify, self.guard
        )
        self.inquiring = Inquiring(store, settings.questions, self._situation, self._is_delicate)
        self._indexer: Indexer | None = None
        self._think: Think | None = None
        self._inferring = threading.Lock()
        self.settle()
        self.guard.settle(self.clock.now())

    # -- what kind of home, whose -------------------------------------------------------------------------------

    def settle(self) -> None:
        """Take the clock and the rules that fit the kind of home, once it is known."""
        if self.store.meta("home") == "replay":
            noted = datetime.fromisoformat(self.store.meta("replay_now") or EPOCH)
            self.clock.replay_from(max(self.store.last_frame() or noted, noted))
            self.ingest.rules = self._rules()

    def keep_time(self) -> None:
        """Note what time it is in a recording: forgetting its last frames must not turn the clock back."""
        if self.store.meta("home") == "replay":
            self.store.set_meta("replay_now", self.clock.now().isoformat())

    def set_user(self, user: User) -> None:
        """Learn from a recording who its user is."""
        self.store.set_meta("user", {"names": list(user.names), "addresses": list(user.addresses)})
        self.know_user()

    def know_user(self) -> None:
        """Take in what may have been learned of the user's names."""
        known = self._known_user()
        if known != self.user:
            self.user = self.ingest.user = known
            self._think = None

    def _known_user(self) -> User:
        recorded = self.store.meta("user") or {}
        own = self.settings.user
        learned = preferences.own_names(self.store.preferences())
        names = dict.fromkeys([*own.names, *recorded.get("names", ()), *learned])
        addresses = dict.fromkeys([*own.addresses, *recorded.get("addresses", ())])
        return User(tuple(names), tuple(addresses))

    def _rules(self) -> Rules:
        privacy = self.settings.privacy
        return Rules(
            privacy.excluded_apps,
            privacy.excluded_titles,
            # A recording carries what the window system knew.
            recorded=self.store.meta("home") == "replay",
            # Live, the user may vouch for a browser that does not tell.
            ordinary_chromium=privacy.read_unknown_chromium,
            left_alone=self.guard.places.has,
            left_address=self.guard.places.has_address if self.guard.places.sites else None,
        )

    def _recall(self) -> Recall:
        return Recall(self.store, self.index, self.models.embedder, self.clock.now, allowed=self.guard.allowed)

    def rules_changed(self) -> tuple[int, int]:
        """Bring everything in line with the rules as they are now; how many beliefs went away and came back."""
        self.guard.changed()
        with self.ingest.turn:  # The frame in hand was masked by the rules of before.
            self.ingest.rules = self._rules()
        moved = self.guard.sweep(self.clock.now())
        self.changed("propositions", "suggestions", "status")
        return moved

    # -- the work -----------------------------------------------------------------------------------------------

    def infer(self, now: datetime) -> Outcome:
        """Do one job of inference, if there is one and the models are here."""
        with self._inferring:
            if not self.models.ready:
                return Outcome.NO_MIND
            think = self._thinker()
            outcome = think.step(now)
            if think.broken is not None:
                self.models.lose(think.broken)
                self._think = None
                self.changed("status")
            elif outcome is Outcome.DONE:
                self.changed("propositions")
            return outcome

    def sync_index(self) -> None:
        """Bring the search index up to date."""
        if self._indexer is None and self.models.embedder is not None:
            self._indexer = Indexer(self.store, self.index, self.models.embedder, self.settings.retention.vectors)
            self.recall = self._recall()
        if self._indexer is not None:
            self._indexer.sync()

    def count_routines(self) -> None:
        """Let the beliefs about routines follow what was counted."""
        if self.habits.step():
            self.changed("propositions")
            self.sync_index()

    def answer(self, question: str, on_words: Callable[[str], None]) -> ask.Answer:
        """Answer from what is known; where the mind fails, the passages speak for themselves."""
        self.sync_index()
        self.naming.catch_up()
        known_as = self.naming.known_as
        try:
            return ask.answer(question, self.recall, self.models.speaker, on_words=on_words, known_as=known_as)
        except InklingError:
            return ask.answer(question, self.recall, None, on_words=on_words, known_as=known_as)

    def forgotten(self, propositions: Iterable[int], lines: Iterable[int], *, everything: bool = False) -> None:
        """Drop from memory what was forgotten in the store."""
        self.ingest.forget_screens()
        self.ingest.displayed.clear()
        self.ingest.printed.clear()
        if self.models.embedder is not None:
            self.models.embedder.forget()
        if everything:
            # Its memory goes with it; it comes back empty.
            self.index_worker.stop()
        elif self._indexer is not None:
            self._indexer.remove("proposition", propositions)
            self._indexer.remove("line", lines)
        self.changed("propositions", "observations", "suggestions")

    def _thinker(self) -> Think:
        if self._think is None:
            assert self.models.mind is not None
            assert self.models.embedder is not None
            self._think = Think(
                self.store, self.models.mind, self.models.embedder, self.recall, self.user, self.stages,
                sync=self.sync_index, displayed=self.ingest.was_displayed, calibrate=self.calibrating.applied,
                guard=self.guard, name=self.naming.step,
            )  # fmt: skip
        return self._think

    def _situation(self, at: datetime) -> Situation:
        return self.watcher.situation(at, self.settings.suggestions, paused=self.is_paused())

    def _is_delicate(self, belief: Proposition) -> bool:
        """Whether the user is never asked about it: by nature, or by a rule that keeps Inkling silent about it now."""
        return inquire.delicate(belief) or self.guard.hushes([belief], self.clock.now()) is not None

    def _notify(self, suggestion: Suggestion) -> None:
        self.remember_displayed([suggestion.title, suggestion.body])
        self.changed("suggestions")
        if self.settings.suggestions.notifications:
            self.notifier.send(suggestion.title, suggestion.body)

    # -- facts --------------------------------------------------------------------------------------------------

    def is_paused(self) -> bool:
        """Whether the user paused everything and the pause is not over; one that is over is taken away."""
        pause = self.store.meta("pause")
        if pause is None:
            return False
        until = pause.get("until")
        if until is None or self.clock.now() < datetime.fromisoformat(until):
            return True
        with self.store.transaction():
            if self.store.meta("pause") != pause:
                return True  # The user paused anew at this very moment.
            self.store.set_meta("pause", None)
        return False

    def unread_browser(self) -> str:
        """The browser on the screen that is painted over because its windows may be private; mostly empty."""
        rules = self.ingest.rules
        return "" if rules.recorded or rules.ordinary_chromium else self.watcher.doubtful_browser

    def changed(self, *what: str) -> None:
        """Tell watching clients."""
        for name in what:
            self._changes.add(name)

    def remember_displayed(self, texts: Iterable[str]) -> None:
        """Note what Inkling has shown, so that reading it back from the screen is no evidence."""
        self.ingest.displayed.extend(texts)

    def remember_printed(self, lines: Iterable[str]) -> None:
        """Note what a command has printed, which may stand in a terminal whole or in pieces."""
        self.ingest.printed.extend(map(fold, lines))

    def stats(self) -> list[Stats]:
        """How the children are."""
        return [worker.stats() for worker in self.workers]

    def beliefs(self) -> int:
        """How many beliefs are in force."""
        return self.store.proposition_counts().get(Status.ACTIVE, 0)

    def totals(self) -> dict[str, float]:
        """All counters, and how many records there are; for the difference that a replay makes."""
        return {**self.store.counters(), **self.store.record_counts()}

    def close(self) -> None:
        """Stop the children, then close the store."""
        stopping = [threading.Thread(target=worker.stop, args=(0.5,)) for worker in self.workers]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join()
        self.notifier.close()
        self.store.close()


def _workers(settings: Settings, level: Level) -> tuple[Worker, Worker, Worker]:
    """The three children, not started yet."""
    threads = threads_for(settings.mind.threads)
    # Spinning threads of one library starve the others on a small machine.
    environment = {
        "OMP_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "passive",
        "GGML_NO_BACKTRACE": "1",
        children.THREADS: str(threads),
        children.WALL: "1" if settings.privacy.on_device else "0",
        **level.environment(),
    }
    idle = settings.mind.unload_after_min * 60

    def child(name: str, deadline: float, idle_after: float | None) -> Worker:
        command = [sys.executable, "-I", "-m", "assistant", "_child", name]
        return Worker(name, command, deadline=deadline, idle_after=idle_after, environment=environment)

    # An empty index has to be filled again for the next question, which takes a second or two.
    return child("reader", READ_S, idle), child("mind", THINK_S, idle), child("index", INDEX_S, INDEX_PATIENCE * idle)
