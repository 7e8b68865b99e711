"""Commands about what your corrections taught Inkling: preferences, and meanings that do not come back."""

from __future__ import annotations

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say, when
from assistant.errors import UsageError


@click.command("preferences")
@click.argument("verb", required=False, type=click.Choice(["list", "remove"]), default="list")
@click.argument("identifier", required=False, type=int, metavar="[ID]")
@json_option
@limit_option
def preferences_command(verb: str, identifier: int | None, as_json: bool, limit: int | None) -> None:
    """What your edits and rejections taught, and what it does.

    Remove what you do not want: inkling preferences remove ID.
    """
    with reach() as daemon:
        if verb == "remove":
            if identifier is None:
                raise UsageError("Say which preference.", "inkling preferences remove ID")
            daemon.call("remove_preference", {"id": identifier})
            say(f"Preference {identifier} is removed.")
            return
        items = daemon.call("preferences")["items"][:limit]
    if as_json:
        emit_json({"preferences": items})
        return
    for item in items:
        data(f"{item['id']:>5}  {item['words']}")
        taught = "belief" if item["count"] == 1 else "beliefs"
        data(f"         {item['effect']} (from {item['count']} {taught}, {when(item['updated'])})")
    if not items:
        say("Nothing yet. Edit a belief, or reject one with a reason: inkling reject ID --reason not-about-me")


@click.command("rejected")
@click.argument("verb", required=False, type=click.Choice(["list", "lift"]), default="list")
@click.argument("identifier", required=False, type=int, metavar="[ID]")
@json_option
@limit_option
def rejected_command(verb: str, identifier: int | None, as_json: bool, limit: int | None) -> None:
    """What you rejected and why.

    None of it comes back, in these words or in others.

    `inkling undo ID` brings a belief back. Of old ones only a hash and a vector are left; `lift ID` drops that.
    """
    with reach() as daemon:
        if verb == "lift":
            if identifier is None:
                raise UsageError("Say which one.", "inkling rejected lift ID")
            daemon.call("lift_rejection", {"id": identifier})
            say("It may be learned again.")
            return
        items = list(daemon.pages("rejected", {}, limit))
    if as_json:
        emit_json({"rejected": items})
        return
    for item in items:
        told = item["text"] or f"(its words are gone by now; to drop the rest: inkling rejected lift {item['id']})"
        note = f": {item['note']}" if item["note"] else ""
        data(f"{item['proposition_id'] or '':>5}  {when(item['time'])}  {told}")
        data(f"         {item['reason'].replace('_', ' ')}{note}")
    if not items:
        say("You have rejected nothing.")
