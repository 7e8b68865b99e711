"""Commands by which the user corrects beliefs: confirm, reject, edit, pin."""

from __future__ import annotations

import click

from assistant.cli.connect import reach
from assistant.cli.output import say

identifier = click.argument("identifier", type=int, metavar="ID")


@click.command("confirm")
@identifier
def confirm_command(identifier: int) -> None:
    """Say that a belief is true."""
    with reach() as daemon:
        daemon.call("confirm", {"id": identifier})
    say(f"Belief {identifier} is confirmed.")


@click.command("reject")
@identifier
@click.option("--reason", default="", help="Why it is wrong, in your words.")
def reject_command(identifier: int, reason: str) -> None:
    """Say that a belief is not true; it will not come back."""
    with reach() as daemon:
        daemon.call("reject", {"id": identifier, "reason": reason})
    say(f"Belief {identifier} is rejected, and will not be learned again.")


@click.command("edit")
@identifier
@click.argument("text", nargs=-1, required=True)
def edit_command(identifier: int, text: tuple[str, ...]) -> None:
    """Correct a belief in your own words; the old one stays in its history."""
    with reach() as daemon:
        new = daemon.call("edit", {"id": identifier, "text": " ".join(text)})["id"]
    say(f"Belief {identifier} is now belief {new}, in your words.")


@click.command("pin")
@identifier
@click.option("--off", is_flag=True, help="Let it fade again.")
def pin_command(identifier: int, off: bool) -> None:
    """Keep a belief from fading."""
    with reach() as daemon:
        daemon.call("pin", {"id": identifier, "pinned": not off})
    say(f"Belief {identifier} {'may fade again' if off else 'is pinned'}.")
