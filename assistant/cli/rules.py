"""``inkling rules``: standing instructions in plain language. What was understood is said back before it counts."""

from __future__ import annotations

from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.output import can_ask, data, emit_json, json_option, limit_option, say
from assistant.errors import UsageError


@click.group("rules", invoke_without_command=True)
@json_option
@limit_option
@click.pass_context
def rules_command(ctx: click.Context, as_json: bool, limit: int | None) -> None:
    """Your standing instructions.

    Such as "never infer anything about health". Without a subcommand it lists them.
    """
    if ctx.invoked_subcommand is None:
        _list(as_json, limit)


@rules_command.command("list")
@json_option
@limit_option
def list_command(as_json: bool, limit: int | None) -> None:
    """The rules in force, oldest first."""
    _list(as_json, limit)


_EXAMPLES = """\b
For example:
  inkling rules add "never infer anything about health"
  inkling rules add "nothing from the browser profile 'Family'"
  inkling rules add "no suggestions after 18:00"
  inkling rules add "remind me a day before deadlines"
"""


@rules_command.command("add", epilog=_EXAMPLES)
@click.argument("text", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--everything", is_flag=True, help="Yes, also where it puts nearly everything away.")
@json_option
def add_command(text: tuple[str, ...], yes: bool, everything: bool, as_json: bool) -> None:
    """Add a rule in plain words.

    It applies at once, also to what is known already.
    """
    said = " ".join(text)
    with reach() as daemon:
        plan = daemon.call("rule_plan", {"text": said})
        if not as_json:
            say(plan["words"])
            say(plan["now_words"])
        _agree(plan, yes=yes, everything=everything)
        added = daemon.call("rule_add", {"text": said, "sure": bool(plan["broad"])})
    if as_json:
        emit_json(added)
        return
    ids, away = [str(number) for number in added["ids"]], added["put_away"]
    force = f"Rule {ids[0]} is in force" if len(ids) == 1 else f"Rules {' and '.join(ids)} are in force"
    put = f"; beliefs put away, past ones included: {away}" if away else ""
    say(f"{force}{put}. Take it back: " + ", ".join(f"inkling rules remove {one}" for one in ids))


def _agree(plan: dict[str, Any], *, yes: bool, everything: bool) -> None:
    """The user's yes, in stronger words where nearly everything would go."""
    if plan["broad"] and not everything:
        if yes or not can_ask():
            raise UsageError("This rule would put nearly everything away.", "Add --everything if you mean it.")
        say("This would put nearly everything away.")
        if click.prompt("Type 'everything' to go on", default="", show_default=False, err=True) != "everything":
            raise click.Abort
    elif not (yes or everything):
        if not can_ask():
            raise UsageError("A rule wants a yes.", "Add --yes.")
        click.confirm("Is that what you mean?", abort=True, err=True)


@rules_command.command("remove")
@click.argument("identifier", type=int, metavar="ID")
@json_option
def remove_command(identifier: int, as_json: bool) -> None:
    """Take a rule away; what it alone put away comes back."""
    with reach() as daemon:
        gone = daemon.call("rule_remove", {"id": identifier})
    if as_json:
        emit_json(gone)
    else:
        back = gone["back"]
        say(f"Rule {identifier} is gone." + (f" Beliefs that came back: {back}." if back else ""))


def _list(as_json: bool, limit: int | None) -> None:
    with reach() as daemon:
        items = list(daemon.pages("rules", {}, limit))
    if as_json:
        emit_json({"rules": items})
        return
    for item in items:
        data(f"{item['id']:>5}  {item['words']}")
        held = f"  (puts away {item['holds']})" if item["holds"] else ""
        data(f"       you said: {item['text']}{held}")
    if not items:
        say('There are no rules. For example: inkling rules add "never infer anything about health"')
