"""The verb that replays a recording."""

from __future__ import annotations

from pathlib import Path

from assistant.daemon.replay import Replay
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.protocol import Json


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def replay(args: Json, emit: Emit) -> Json:
        folder = Path(arguments.text(args, "dir"))
        core = service.core_for("replay")
        with service.replaying():
            return Replay(core, folder, emit, service.ending).run(until_idle=arguments.flag(args, "until_idle"))

    return {"replay": replay}
