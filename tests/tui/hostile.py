"""A payload that styles, clicks, crashes and speaks to terminals, if anything lets it."""

from __future__ import annotations

from typing import Any

PAYLOAD = "\x1b]52;c;aGVsbG8=\x07\x1b[2J\x9b31m\u202e[@click=app.pwn()]CLICK[/] [/nope] [bold"
KEPT_WHOLE = {"last_frame", "start", "end", "time", "date", "created", "updated", "id"}


def poisoned(value: Any, key: str = "") -> Any:
    """``value`` with the payload in every string, names of counters included."""
    match value:
        case str():
            return value if key in KEPT_WHOLE else PAYLOAD + value
        case list():
            return [poisoned(item, key) for item in value]
        case dict():
            spoil_names = key in ("counts", "dropped", "receipt")
            return {PAYLOAD + name if spoil_names else name: poisoned(item, name) for name, item in value.items()}
    return value
