"""What clients can ask of the daemon, by verb. Each module answers one kind of question."""

from __future__ import annotations

from assistant.daemon.server import Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import (
    asking,
    beliefs,
    calibrating,
    care,
    days,
    forgetting,
    history,
    learning,
    naming,
    profile,
    reading,
    replaying,
    ruling,
    running,
    suggesting,
)


def verbs(service: Service) -> dict[str, Verb]:
    """Every verb by name."""
    modules = (
        asking,
        beliefs,
        calibrating,
        care,
        days,
        forgetting,
        history,
        learning,
        naming,
        profile,
        reading,
        replaying,
        ruling,
        running,
        suggesting,
    )
    return {name: verb for module in modules for name, verb in module.verbs(service).items()}
