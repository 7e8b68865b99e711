"""``inkling suggestions``: what Inkling would say, what it withheld, and what you think of it."""

from __future__ import annotations

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say, when
from assistant.cli.running import parse_minutes
from assistant.errors import UsageError


@click.command("suggestions")
@click.argument("verdict", required=False, type=click.Choice(["accept", "dismiss", "snooze", "never"]))
@click.argument("identifier", required=False, type=int, metavar="[ID]")
@click.option("--for", "duration", default="1h", show_default=True, help="How long to snooze.")
@json_option
@limit_option
def suggestions_command(
    verdict: str | None, identifier: int | None, duration: str, as_json: bool, limit: int | None
) -> None:
    """List suggestions, or answer one.

    Accept, dismiss, snooze, or never again one like this.
    """
    with reach() as daemon:
        if verdict is not None:
            if identifier is None:
                raise UsageError("Say which suggestion.", f"inkling suggestions {verdict} ID")
            minutes = parse_minutes(duration) if verdict == "snooze" else None
            daemon.call("suggestion_feedback", {"id": identifier, "verdict": verdict, "minutes": minutes})
            say("Noted.")
            return
        items = list(daemon.pages("suggestions", {}, limit))
    if as_json:
        emit_json({"suggestions": items})
        return
    for item in items:
        why = f" ({item['withheld_for']})" if item["withheld_for"] else ""
        data(f"{item['id']:>5}  {when(item['created'])}  {item['status']}{why}: {item['title']}")
        data(f"         {item['body']}")
    if not items:
        say("There are no suggestions. Silence is the default.")
