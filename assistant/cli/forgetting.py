"""``inkling forget``: what will go is shown first, then it goes, then a receipt."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.output import can_ask, data, emit_json, json_option, say
from assistant.cli.running import parse_minutes
from assistant.errors import UsageError


@click.command("forget")
@click.option("--last", metavar="DURATION", help="The last 10m, 2h or 1d.")
@click.option("--since", metavar="TIME", help="From this time on, such as 2026-03-02T09:00.")
@click.option("--until", metavar="TIME", help="Up to this time.")
@click.option("--app", metavar="TEXT", help="Everything from applications whose name has TEXT in it.")
@click.option("--title", metavar="TEXT", help="Everything from windows whose title has TEXT in it.")
@click.option("--text", metavar="TEXT", help="Every line and belief that has TEXT in it.")
@click.option("--belief", "--proposition", "proposition", type=int, metavar="ID", help="A belief and its lines.")
@click.option("--all", "everything", is_flag=True, help="All that was ever learned.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only show what would go.")
@json_option
def forget_command(
    last: str | None,
    since: str | None,
    until: str | None,
    app: str | None,
    title: str | None,
    text: str | None,
    proposition: int | None,
    everything: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Delete for good what was read and what rests on it.

    From everywhere: text, vectors, beliefs, waiting work.
    What you forget is not learned again while it is still on the screen. Several choices together narrow down.
    """
    given: dict[str, Any] = {
        "last": None if last is None else parse_minutes(last),
        "since": since,
        "until": until,
        "app": app,
        "title": title,
        "text": text,
        "proposition": proposition,
        "all": everything or None,
    }
    selector = {key: value for key, value in given.items() if value is not None}
    if not selector:
        raise UsageError("Say what to forget.", "For example: inkling forget --last 10m")
    with reach() as daemon:
        plan = daemon.call("forget_plan", {"selector": selector})
        if dry_run and as_json:
            emit_json({"plan": plan["counts"]})
            return
        if not any(plan["counts"].values()) and not everything:
            say("Nothing matches, so there is nothing to forget.")
            if as_json:
                emit_json({"receipt": {**plan["counts"], "residue": 0}})
            return
        if not as_json:
            say(plan["words"])
        if dry_run:
            return
        if not yes and can_ask():
            click.confirm("Forget this for good?", abort=True, err=True)
        elif not yes:
            raise UsageError("Forgetting cannot be undone, so it wants a yes.", "Add --yes.")
        receipt = daemon.call("forget_apply", {"token": plan["token"]})
    if as_json:
        emit_json({"receipt": receipt["receipt"]})
    else:
        data(receipt["words"])
