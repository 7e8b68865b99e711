"""Commands by which the user corrects beliefs: confirm, reject, edit, pin."""

from __future__ import annotations

import click

from assistant.cli.connect import reach
from assistant.cli.output import say
from assistant.judgements import Reason
from assistant.types import Kind

identifier = click.argument("identifier", type=int, metavar="ID")

_PUT_AWAY = {
    Reason.WRONG: "is rejected, and will not be learned again",
    Reason.NOT_ABOUT_ME: "is rejected, and will not be learned again; said twice, all from there is doubted",
    Reason.OUT_OF_DATE: "is history now",
    Reason.NOT_USEFUL: "is put away, and will not be learned again",
    Reason.PRIVATE: "is put away as private, and will not be learned again",
}
_REASONS = [one.value.replace("_", "-") for one in Reason]


@click.command("confirm")
@identifier
def confirm_command(identifier: int) -> None:
    """Say that a belief is true."""
    with reach() as daemon:
        daemon.call("confirm", {"id": identifier})
    say(f"Belief {identifier} is confirmed.")


@click.command("reject")
@identifier
@click.option("--reason", default="wrong", metavar="REASON", help=f"{', '.join(_REASONS)}; other words are a note.")
@click.option("--note", default="", help="More about it, in your words.")
def reject_command(identifier: int, reason: str, note: str) -> None:
    """Put a belief away; it will not come back.

    The reason decides what else Inkling makes of it.
    """
    chosen = reason.strip().lower().replace("-", "_").replace(" ", "_")
    known = chosen in {one.value for one in Reason}
    if not known:
        chosen, note = Reason.WRONG.value, f"{reason} {note}".strip()
    with reach() as daemon:
        daemon.call("reject", {"id": identifier, "reason": chosen, "note": note})
    say(f"Belief {identifier} {_PUT_AWAY[Reason(chosen)]}.")
    if not known:
        say("Your words are kept as a note. Reasons that Inkling understands: " + ", ".join(_REASONS) + ".")


@click.command("edit")
@identifier
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="What it is, where that was wrong too.")
def edit_command(identifier: int, text: tuple[str, ...], kind: str | None) -> None:
    """Correct a belief in your own words.

    The old one stays in its history.
    """
    with reach() as daemon:
        new = daemon.call("edit", {"id": identifier, "text": " ".join(text), "kind": kind})["id"]
    say(f"Belief {identifier} is now belief {new}, in your words.")


@click.command("pin")
@identifier
@click.option("--off", is_flag=True, help="Let it fade again.")
def pin_command(identifier: int, off: bool) -> None:
    """Keep a belief from fading."""
    with reach() as daemon:
        daemon.call("pin", {"id": identifier, "pinned": not off})
    say(f"Belief {identifier} {'may fade again' if off else 'is pinned'}.")
