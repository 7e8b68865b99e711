"""The control channel's messages: JSON lines over an owner-only socket.

A request is ``{"id": 7, "verb": "propositions", "args": {...}}``. The daemon answers it with any number of
events ``{"id": 7, "event": "progress", "data": {...}}`` and then exactly one end: ``{"id": 7, "ok": true,
"result": {...}}`` or ``{"id": 7, "ok": false, "error": {"code", "title", "hint"}}``. Long lists come in pages:
their result holds ``items`` and ``next``, a cursor to pass back as ``args["cursor"]``, or null at the end.

A line holds at most :data:`MAX_LINE` bytes. There is no pickle, no HTTP and no RPC framework here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import ERRORS, InklingError, ProtocolError

MAX_LINE = 4 * 1024 * 1024
PAGE = 200
"""Items a page holds at most."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One question of a client."""

    id: int
    verb: str
    args: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened while a request is being answered."""

    id: int
    event: str
    data: Json


@dataclass(frozen=True, slots=True)
class Reply:
    """The end of a request: a result or an error."""

    id: int
    result: Json | None = None
    error: InklingError | None = None


Message = Request | Event | Reply


def encode(message: Message) -> bytes:
    """One line, newline included."""
    body: Json
    match message:
        case Request(id, verb, args):
            body = {"id": id, "verb": verb, "args": args}
        case Event(id, event, data):
            body = {"id": id, "event": event, "data": data}
        case Reply(id, result, None):
            body = {"id": id, "ok": True, "result": result or {}}
        case Reply(id, _, error):
            assert error is not None
            body = {"id": id, "ok": False, "error": {"code": error.code, "title": error.title, "hint": error.hint}}
    line = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    if len(line) > MAX_LINE:
        raise ProtocolError("A message is too long for the control channel.", "Ask for fewer items with --limit.")
    return line


def decode(line: bytes) -> Message:
    """The message in one line; raises :class:`ProtocolError` on anything that is not one."""
    if len(line) > MAX_LINE:
        raise ProtocolError("A message is too long for the control channel.")
    try:
        body = json.loads(line)
    except (ValueError, RecursionError):
        raise ProtocolError("A message on the control channel is not JSON.") from None
    match body:
        case {"id": int(id), "verb": str(verb), "args": dict(args)}:
            return Request(id, verb, args)
        case {"id": int(id), "event": str(event), "data": dict(data)}:
            return Event(id, event, data)
        case {"id": int(id), "ok": True, "result": dict(result)}:
            return Reply(id, result)
        case {"id": int(id), "ok": False, "error": {"code": str(code), "title": str(title), "hint": str(hint)}}:
            return Reply(id, error=ERRORS.get(code, InklingError)(title, hint))
    raise ProtocolError("A message on the control channel has an unknown form.")
