"""The command tree and the one place where errors become words on stderr and exit codes."""

from __future__ import annotations

import importlib
import os
import sys

import click

from assistant import __version__
from assistant.cli.output import complain, own_up
from assistant.errors import ExitCode, InklingError

COMMANDS = {
    "about": "naming",
    "answer": "questions",
    "ask": "reading",
    "calibration": "calibrating",
    "completion": "care",
    "config": "care",
    "confirm": "beliefs",
    "daemon": "running",
    "demo": "replaying",
    "doctor": "care",
    "edit": "beliefs",
    "forget": "forgetting",
    "install": "care",
    "lock": "running",
    "logs": "care",
    "models": "models",
    "observations": "reading",
    "paths": "care",
    "pause": "running",
    "pin": "beliefs",
    "preferences": "learning",
    "profile": "profile",
    "propositions": "reading",
    "questions": "questions",
    "reject": "beliefs",
    "rejected": "learning",
    "replay": "replaying",
    "resume": "running",
    "rules": "rules",
    "search": "reading",
    "start": "running",
    "status": "running",
    "stop": "running",
    "suggestions": "suggesting",
    "tell": "profile",
    "today": "days",
    "undo": "history",
    "uninstall": "care",
    "unlock": "running",
    "why": "history",
}
"""Command name -> module of this package that holds a click command of that name."""


class Tree(click.Group):
    """Imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(importlib.import_module(f"assistant.cli.{module}"), f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, and name the nearest command where there is none of that name."""
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean `inkling {near[0]}`?" if near else "See `inkling --help`."
            raise click.UsageError(f"There is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Tree, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="inkling", message="%(prog)s %(version)s")
@click.pass_context
def tree(ctx: click.Context) -> None:
    """Inkling keeps hunches about you, on this machine only.

    Without a command it opens the terminal app.
    """
    ctx.call_on_close(lambda: own_up(ctx))
    if ctx.invoked_subcommand is None:
        from assistant.cli.terminal import open_app

        ctx.exit(open_app())


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code."""
    # Everything this process may write is the user's alone.
    os.umask(0o077)
    try:
        answer = tree.main(arguments, prog_name="inkling", standalone_mode=False)
    except click.exceptions.Abort:
        sys.stderr.write("\nStopped.\n")
        return ExitCode.FAILED
    except click.UsageError as error:
        error.show(sys.stderr)
        return ExitCode.USAGE
    except click.ClickException as error:
        error.show(sys.stderr)
        return ExitCode.FAILED
    except InklingError as error:
        complain(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output left, as `head` does; Python must not complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FINE
    return answer if isinstance(answer, int) else ExitCode.FINE
