"""One home while its daemon runs: open or locked, capturing or paused, live or replaying."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.clock import SystemClock
from assistant.config import Settings
from assistant.daemon.changes import Changes
from assistant.daemon.core import Core
from assistant.daemon.status import privacy_view, status_view
from assistant.daemon.walls import Level, recheck
from assistant.errors import LockedError, UsageError
from assistant.host.memory import pss_mb
from assistant.paths import Home
from assistant.protocol import Json
from assistant.store import Store, keys

if TYPE_CHECKING:
    from assistant.daemon.live import Live

log = logging.getLogger(__name__)


class Service:
    """What the verbs act on. Any thread may call any method."""

    def __init__(self, home: Home, settings: Settings, level: Level, *, private: bool, ending: threading.Event) -> None:
        """``private``: started for one command, so without capture. ``ending``: set to end the daemon."""
        self.home = home
        self.settings = settings
        self.level = level
        self.ending = ending
        self.changes = Changes()
        self.private = private
        self.since = SystemClock().now()
        """When this daemon started."""
        self._guard = threading.RLock()
        self._core: Core | None = None
        self._live: Live | None = None
        self._locked_why = ""
        self._replays = 0

    # -- open and locked ----------------------------------------------------------------------------------------

    def open(self, passphrase: str | None) -> None:
        """Open the store, or make it in a new home.

        A daemon that nobody gave a passphrase stays up, locked; a private one is of no use then, and raises.
        """
        with self._guard:
            fresh = not keys.exists(self.home)
            waits = not fresh and passphrase is None and keys.describe(self.home).source is keys.Source.PASSPHRASE
            if waits and not self.private:
                self._locked_why = "It waits for its passphrase: inkling unlock"
                return
            key = keys.create(self.home, passphrase) if fresh else keys.unlock(self.home, passphrase)
            # The store is only ever made while its key says that none was made yet.
            store = Store.open(self.home, key, create=True)
            try:
                self._core = Core(store, self.settings, self.level, self.changes)
            except BaseException:
                store.close()
                raise
            self._locked_why = ""

    def unlock(self, passphrase: str | None) -> None:
        """Open the store again and go on with what was going on."""
        with self._guard:
            if self._core is None:
                self.open(passphrase)
                self.start()
        self.changes.add("status")

    def lock(self) -> None:
        """Stop everything, close the store, and forget its key and all that was read into memory."""
        with self._guard:
            self._stop_core()
            self._locked_why = "You locked it: inkling unlock"
        self.changes.add("status")

    def close(self) -> None:
        """End: the transaction in hand is finished, children are stopped."""
        with self._guard:
            self._stop_core()

    def core(self) -> Core:
        """What an open home works with; raises :class:`LockedError` in a locked one."""
        core = self._core
        if core is None:
            raise LockedError("Inkling is locked.", self._locked_why)
        return core

    def core_for(self, kind: str) -> Core:
        """The core of a ``live`` or ``replay`` home; a new home becomes what it is first used for."""
        core = self.core()
        with self._guard:
            known = core.store.meta("home")
            if known is None:
                core.store.set_meta("home", kind)
            elif known != kind:
                raise UsageError(
                    f"This is a {known} home, and stays one: recorded days and your own must not mix.",
                    "Use another home: INKLING_HOME=some/folder inkling ...",
                )
            core.settle()
        return core

    # -- capture ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin the live work where this daemon has any: not in a private one, a replay home or a locked one."""
        with self._guard:
            if self.private or self._core is None or self._live is not None:
                return
            if self._core.store.meta("home") == "replay":
                return
            # Capture and the scheduler take as long to load as all the rest; most daemons serve one command.
            from assistant.daemon.live import Live

            self._live = Live(self.core_for("live"), self.settings)
            self._live.start()

    def set_consent(self, yes: bool) -> None:
        """Keep the user's yes or no to capture, and act on it."""
        core = self.core_for("live")
        core.store.set_meta("consent", core.clock.now().isoformat() if yes else None)
        with self._guard:
            if self._live is not None:
                self._live.apply()
        self.changes.add("status")

    def pause(self, until: datetime | None) -> None:
        """Stop looking at once, until then or until :meth:`resume`."""
        core = self.core()
        core.store.set_meta("pause", {"until": until.isoformat() if until else None})
        with self._guard:
            if self._live is not None:
                self._live.apply()
        self.changes.add("status")

    def resume(self) -> None:
        """Look again."""
        core = self.core()
        core.store.set_meta("pause", None)
        with self._guard:
            if self._live is not None:
                self._live.apply()
        self.changes.add("status")

    @contextlib.contextmanager
    def replaying(self) -> Iterator[None]:
        """Held while a recording is replayed; one at a time."""
        with self._guard:
            if self._replays:
                raise UsageError("A recording is being replayed in this home already.", "Wait for it to end.")
            self._replays = 1
        try:
            yield
        finally:
            with self._guard:
                self._replays = 0

    # -- what is going on ---------------------------------------------------------------------------------------

    def status(self) -> Json:
        """The status of DESIGN's shape, computed from what was really stored."""
        with self._guard:
            condition = None if self._live is None else self._live.condition()
            return status_view(
                self._core, condition, since=self.since, locked_why=self._locked_why, level=self.network_level(),
                encryption=self._encryption(), own_mb=pss_mb(), replaying=bool(self._replays),
            )  # fmt: skip

    def privacy(self) -> Json:
        """What is left out and why, and how the walls stand."""
        return privacy_view(self.core(), self.network_level(), self.home)

    def network_level(self) -> Level:
        """What the walls really reach: the weakest of the daemon's own and those of the children that were started."""
        core = self._core
        told = [worker.hello for worker in core.workers if worker.hello] if core is not None else []
        weaker = [hello for hello in told if hello.get("network") != "enforced"]
        level = recheck(self.level)
        if level.network != "enforced":
            return level
        if weaker:
            names = ", ".join(str(hello.get("name")) for hello in weaker)
            return replace(level, network="partial", how=f"{level.how}; not in: {names}")
        means = ", ".join(sorted({str(hello.get("how")) for hello in told}))
        return replace(level, how=f"{level.how}; workers: {means}") if means else level

    def _encryption(self) -> str:
        return keys.describe(self.home).words if keys.exists(self.home) else "There is no store yet."

    def _stop_core(self) -> None:
        live, self._live = self._live, None
        if live is not None:
            live.stop()
        core, self._core = self._core, None
        if core is not None:
            core.close()
