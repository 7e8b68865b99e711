"""What clients can ask of the daemon, by verb. Each module answers one kind of question."""

from __future__ import annotations

from assistant.daemon.server import Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import (
    beliefs,
    calibrating,
    care,
    days,
    forgetting,
    history,
    learning,
    profile,
    reading,
    replaying,
    running,
    suggesting,
)


def verbs(service: Service) -> dict[str, Verb]:
    """Every verb by name."""
    modules = (
        running, beliefs, history, calibrating, learning, reading, suggesting, forgetting, days, profile, care,
        replaying,
    )  # fmt: skip
    return {name: verb for module in modules for name, verb in module.verbs(service).items()}
