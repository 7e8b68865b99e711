"""Verbs about the daemon: status, consent, pause, resume, lock, unlock, stop, watch."""

from __future__ import annotations

from datetime import timedelta

from assistant import __version__
from assistant.daemon import views
from assistant.daemon.server import Emit, Verb
from assistant.daemon.service import Service
from assistant.daemon.verbs import arguments
from assistant.errors import UsageError
from assistant.protocol import Json

WATCH_S = 2.0
"""How often a watching client hears that all is as it was, which also finds out that it has gone."""


def verbs(service: Service) -> dict[str, Verb]:
    """The verbs of this module."""

    def hello(_args: Json, _emit: Emit) -> Json:
        return {"version": __version__}

    def status(_args: Json, _emit: Emit) -> Json:
        return service.status()

    def consent(args: Json, _emit: Emit) -> Json:
        service.set_consent(arguments.flag(args, "yes", True))
        return service.status()

    def pause(args: Json, _emit: Emit) -> Json:
        minutes = arguments.number(args, "minutes")
        until = None if minutes is None else service.core().clock.now() + timedelta(minutes=minutes)
        service.pause(until)
        return {"pause_until": views.iso(until)}

    def resume(_args: Json, _emit: Emit) -> Json:
        service.resume()
        return {}

    def lock(_args: Json, _emit: Emit) -> Json:
        service.lock()
        return {}

    def unlock(args: Json, _emit: Emit) -> Json:
        service.unlock(arguments.text(args, "passphrase", "") or None)
        return {}

    def stop(_args: Json, _emit: Emit) -> Json:
        service.ending.set()
        return {}

    def displayed(args: Json, _emit: Emit) -> Json:
        lines = args.get("lines")
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise UsageError("lines must be a list of texts.")
        service.core().remember_printed(lines)
        return {}

    def watch(_args: Json, emit: Emit) -> Json:
        seen = service.changes.count
        while not service.ending.is_set():
            what, seen = service.changes.wait(seen, WATCH_S)
            emit("changed", {"what": sorted(what)})
        return {}

    return {
        "hello": hello,
        "status": status,
        "consent": consent,
        "pause": pause,
        "resume": resume,
        "lock": lock,
        "unlock": unlock,
        "stop": stop,
        "displayed": displayed,
        "watch": watch,
    }
