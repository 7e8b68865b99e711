"""Opens the terminal app on this home's daemon."""

from __future__ import annotations

from assistant import client, config, paths
from assistant.cli.connect import passphrase_for
from assistant.cli.output import is_terminal
from assistant.errors import UsageError


def open_app() -> int:
    """Start the daemon where none runs, then open the terminal app; returns its exit code."""
    if not is_terminal():
        raise UsageError("The terminal app needs a terminal.", "See `inkling --help` for commands that do not.")
    home = paths.home()
    home.create()
    if not client.running(home):
        client.launch(home, [], passphrase=passphrase_for(home))
    return open_on(home)


def open_on(home: paths.Home) -> int:
    """Open the terminal app on a home whose daemon runs."""
    from assistant.tui.app import run

    settings = config.load(home)
    return run(lambda: client.connect(home), keymap=dict(settings.keymap), theme=settings.tui.theme)
