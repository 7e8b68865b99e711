"""Commands about what happened to beliefs: why and undo."""

from __future__ import annotations

import click

from assistant.cli.beliefs import identifier
from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, say


@click.command("why")
@identifier
@json_option
def why_command(identifier: int, as_json: bool) -> None:
    """Tell why a belief is held and what happened to it.

    When, and because of which quote.
    """
    with reach() as daemon:
        answer = daemon.call("why", {"id": identifier})
    if as_json:
        emit_json({key: answer[key] for key in ("proposition", "because", "versions", "history")})
        return
    for line in answer["words"]:
        data(line)
    if answer["way_back"]:
        say(answer["way_back"])


@click.command("undo")
@identifier
def undo_command(identifier: int) -> None:
    """Bring a belief back as it was.

    What had replaced it stays in its history.
    """
    with reach() as daemon:
        behind = daemon.call("undo", {"id": identifier})["undone"]
    say(f"Belief {identifier} is in force again.")
    if behind is not None:
        say(f"Belief {behind}, which stood in its place, is history now. To undo this: inkling undo {behind}")
