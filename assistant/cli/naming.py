"""The command that tells what is known of a name."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say, when
from assistant.cli.reading import show_proposition

RECENT = 5
"""Observations that are listed where no limit is given: the rest are one search away."""


@click.command("about")
@click.argument("name", nargs=-1, required=True)
@json_option
@limit_option
def about_command(name: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """Tell who or what NAME is.

    Its other names, what is believed about it, and where it was seen.
    """
    wanted = " ".join(name)
    with reach() as daemon:
        found = daemon.call("about", {"name": wanted, "limit": limit})["entities"]
    if as_json:
        emit_json({"entities": found})
    elif not found:
        say("Nothing is known under this name. Look among the lines that were read: inkling search NAME")
    elif len(found) == 1:
        _show(found[0], RECENT if limit is None else limit)
    else:
        for entity in found:
            data(f"{entity['kind']:<12}  {entity['name']}  {_others(entity)}".rstrip())
        say("This name may mean any of these. Ask again with the full name or the address.")


def _show(entity: dict[str, Any], recent: int) -> None:
    data(f"{entity['name']}: {entity['kind']}, last seen {when(entity['last_seen'])}")
    if others := _others(entity):
        data(f"  also known as  {others}")
    data(f"  {entity['relation']}")
    for title, beliefs in (("Believed", entity["beliefs"]), ("Past", entity["past"])):
        if beliefs:
            data()
            data(title)
        for belief in beliefs:
            show_proposition(belief)
    if entity["observations"][:recent]:
        data()
        data("Seen lately")
    for seen in entity["observations"][:recent]:
        data(f"{seen['id']:>5}  {when(seen['time'])}  {seen['app']}: {seen['title']}")


def _others(entity: dict[str, Any]) -> str:
    return ", ".join(entity["aliases"][1:])
