"""Verbs about how Inkling is: privacy and doctor."""

from __future__ import annotations

from assistant.daemon import doctor
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.protocol import Json


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def privacy(_args: Json, _emit: Emit) -> Json:
        return service.privacy()

    def examine(_args: Json, _emit: Emit) -> Json:
        return {"checks": [check.as_json() for check in doctor.checks(service)]}

    return {"privacy": privacy, "doctor": examine}
