"""What status and the privacy page say, as functions of facts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.config import SENSITIVE
from assistant.daemon.core import Core
from assistant.daemon.views import iso
from assistant.daemon.walls import Level
from assistant.paths import Home
from assistant.privacy.exclusion import Rules
from assistant.protocol import Json
from assistant.store import keys
from assistant.types import State

if TYPE_CHECKING:
    from assistant.capture.source import Condition

STALE = timedelta(seconds=60)
"""Capture that stored no frame for so long is not capturing, whatever it says of itself."""

BROWSER_FIX = "nothing tells its private windows from ordinary ones. Close it and start it again while Inkling runs."
"""A browser announces its windows only when it was asked to before its start."""


def status_view(
    core: Core | None,
    condition: Condition | None,
    *,
    since: datetime,
    locked_why: str,
    level: Level,
    encryption: str,
    own_mb: float,
    replaying: bool,
) -> Json:
    """The answer of the ``status`` verb. ``core`` is None in a locked home, ``condition`` where nothing is live."""
    # A dropped frame is no proof of capture; in a recording it tells the time all the same.
    last = None if core is None else core.store.last_frame(used=core.store.meta("home") != "replay")
    state, why, at = _state(core, condition, last, since, locked_why, replaying=replaying)
    counts = None if core is None else core.store.job_counts()
    own = {"name": "daemon", "state": "ready", "pss_mb": own_mb, "restarts": 0}
    workers = [] if core is None else [
        {"name": s.name, "state": s.state.value, "pss_mb": s.pss_mb, "peak_mb": s.peak_mb, "restarts": s.restarts}
        for s in core.stats()
    ]  # fmt: skip
    pause = None if core is None else core.store.meta("pause")
    return {
        "state": state.value,
        "state_why": why,
        "since": iso(at),
        "last_frame": iso(last),
        "queue": 0 if counts is None else counts.waiting + counts.running,
        "dead_letters": 0 if counts is None else counts.dead,
        "model": "unknown while locked" if core is None else core.models.words,
        "privacy": {"network": level.network, "how": level.how, "encryption": encryption},
        "workers": [own, *workers],
        "rules": 0 if core is None else len(core.guard.rules),
        "consent": bool(core is not None and core.store.meta("consent")),
        "pause_until": pause["until"] if pause else None,
        "home": "locked" if core is None else core.store.meta("home") or "new",
    }


def _state(
    core: Core | None,
    condition: Condition | None,
    last: datetime | None,
    since: datetime,
    locked_why: str,
    *,
    replaying: bool,
) -> tuple[State, str, datetime]:
    """The state, why, and since when."""
    if core is None:
        return State.LOCKED, locked_why, since
    blind = _blind(core, replaying=replaying)
    if blind is not None:
        return *blind, since
    if condition is None:
        return State.STOPPED, "This daemon was started for one command and does not capture.", since
    newest = max(last or condition.since, condition.since)
    if condition.state is State.CAPTURING and core.clock.now() - newest > STALE:
        return State.STOPPED, f"No frame was stored since {newest:%H:%M:%S}. See: inkling doctor", newest
    if condition.state is State.CAPTURING and not core.models.ready:
        return State.MODEL_MISSING, f"Capture and search go on. {core.models.words}", condition.since
    browser = core.unread_browser() if condition.state is State.CAPTURING else ""
    why = f"{browser} is not read: {BROWSER_FIX}" if browser else condition.reason
    return condition.state, why, condition.since


def _blind(core: Core, *, replaying: bool) -> tuple[State, str] | None:
    """Why the screen is not even meant to be looked at; None where it is."""
    if replaying:
        return State.STOPPED, "A recording is being replayed; your screen is not looked at."
    if core.store.meta("home") == "replay":
        return State.STOPPED, "This home holds a replayed recording; it never looks at your screen."
    if not core.store.meta("consent"):
        return State.PAUSED, "You have not said yes to capture yet."
    return None


def privacy_view(core: Core, level: Level, home: Home) -> Json:
    """The answer of the ``privacy`` verb."""
    description = keys.describe(home)
    dropped = core.store.counters("dropped.")
    return {
        "network": {"level": level.network, "how": level.how},
        "encryption": {
            "source": description.source.value,
            "protected": description.protected,
            "words": description.words,
        },
        "excluded": [{"reason": reason, "rules": rules} for reason, rules in _excluded(core.ingest.rules)],
        "dropped": {name.removeprefix("dropped."): int(count) for name, count in sorted(dropped.items())},
        "rules": len(core.guard.rules),
        "put_away": len(core.guard.hidden()),
        "not_inferred": [name for name in SENSITIVE if name not in core.settings.privacy.infer],
        "retention_days": core.settings.retention.observations_days,
        "consent": bool(core.store.meta("consent")),
    }


def _excluded(rules: Rules) -> list[tuple[str, list[str]]]:
    """What is never read, by reason, in words for people."""
    built_in = [
        ("password manager", ["KeePassXC, Bitwarden, 1Password and others, and their pages in a browser"]),
        ("private window", ["private and incognito windows of the usual browsers, by what the browser says of them"]),
        ("lock screen", ["lock screens and greeters"]),
        ("password prompt", ["pinentry, polkit and other password dialogs"]),
        ("Inkling itself", ["this terminal app and its notifications"]),
    ]
    if not rules.recorded:
        built_in.append(("unknown window", ["popups that tell no name; Chromium windows that may be incognito"]))
    own = [("excluded app", list(rules.apps)), ("excluded title", list(rules.titles))]
    return built_in + [(reason, listed) for reason, listed in own if listed]
