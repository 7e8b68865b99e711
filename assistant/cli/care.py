"""Commands that look after Inkling itself: doctor, logs, paths, config, install, uninstall, completion."""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path

import click

from assistant import config, paths
from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, json_option, limit_option, say, table
from assistant.errors import ExitCode, UsageError

MARKS = {"ok": "ok  ", "warn": "note", "fail": "FAIL"}


@click.command("doctor")
@json_option
def doctor_command(as_json: bool) -> int:
    """Check everything that Inkling needs.

    What is missing is named, with what to do about it.
    """
    with reach() as daemon:
        checks = daemon.call("doctor")["checks"]
    failed = any(check["status"] == "fail" for check in checks)
    if as_json:
        emit_json({"checks": checks})
    else:
        for check in checks:
            data(f"{MARKS[check['status']]}  {check['name']}: {check['detail']}")
            if check["fix"]:
                data(f"      {check['fix']}")
    return ExitCode.FAILED if failed else ExitCode.FINE


@click.command("logs")
@limit_option
def logs_command(limit: int | None) -> None:
    """The daemon's log. It never holds text from the screen."""
    path = paths.home().log_file
    if not path.exists():
        say("There is no log yet.")
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in deque(file, maxlen=limit):
            data(line.rstrip("\n"))


@click.command("paths")
@json_option
def paths_command(as_json: bool) -> None:
    """Where everything lives."""
    home = paths.home()
    places = {
        "config": home.config_file,
        "store": home.database,
        "key": home.key_file,
        "log": home.log_file,
        "socket": home.socket,
        "models": paths.model_cache(),
    }
    if as_json:
        emit_json({name: str(path) for name, path in places.items()})
    else:
        table((name, str(path)) for name, path in places.items())


@click.command("config")
@click.argument("action", type=click.Choice(["list", "get", "set"]), default="list")
@click.argument("name", required=False)
@click.argument("value", required=False)
@json_option
def config_command(action: str, name: str | None, value: str | None, as_json: bool) -> None:
    """List the settings, get one, or set one.

    Lists are written with commas.
    """
    home = paths.home()
    if action == "set":
        if name is None or value is None:
            raise UsageError("Say what to set to what.", "inkling config set suggestions.daily_budget 4")
        home.create()
        understood = config.set_value(home, name, value)
        say(f"{name} is now {_words(understood)}. A running daemon takes it over at its next start.")
        return
    settings = config.load(home)
    if action == "get":
        if name is None:
            raise UsageError("Say which setting.", "See `inkling config list`.")
        understood = config.get_value(settings, name)
        if as_json:
            emit_json({name: understood})
        else:
            data(_words(understood))
        return
    if as_json:
        emit_json({"settings": [{"name": n, "value": v, "words": w} for n, v, w in settings.items()]})
    else:
        table((key, _words(known), words) for key, known, words in settings.items())


def _words(value: config.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


@click.command("install")
def install_command() -> None:
    """Start Inkling with your session.

    By a systemd user unit or an autostart entry.
    """
    from assistant.host.autostart import install

    for path in install(paths.home()):
        say(f"Wrote {path}")
    say("Take it back with `inkling uninstall`.")


@click.command("uninstall")
def uninstall_command() -> None:
    """Do not start with the session any more.

    What was learned stays.
    """
    from assistant.host.autostart import uninstall

    for path in uninstall():
        say(f"Removed {path}")


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), default=None, required=False)
def completion_command(shell: str | None) -> None:
    """Print the completion script of your shell."""
    from click.shell_completion import get_completion_class

    from assistant.cli.app import tree

    name = shell or Path(os.environ.get("SHELL", "bash")).name
    found = get_completion_class(name)
    if found is None:
        raise UsageError(f"There is no completion for {name}.", "Choose bash, zsh or fish.")
    click.echo(found(tree, {}, "inkling", "_INKLING_COMPLETE").source())
