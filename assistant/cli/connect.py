"""How commands reach the daemon, and where a passphrase comes from."""

from __future__ import annotations

import os

import click

from assistant import client, paths
from assistant.cli.output import can_ask, say
from assistant.errors import LockedError


def reach(*, private: bool = True) -> client.Client:
    """A client of this home's daemon; where none runs, a private one is started (unless ``private=False``)."""
    home = paths.home()
    if private:
        home.create()
    return client.connect(home, private=private, passphrase=lambda: passphrase_for(home))


def passphrase_for(home: paths.Home) -> str | None:
    """The passphrase for a daemon that is about to start: from the environment, from a prompt, or none.

    Without a terminal nobody can be asked: a new home then gets a key file, and a home with a passphrase stays
    locked.
    """
    from assistant.store import keys

    given = os.environ.get("INKLING_PASSPHRASE")
    if given:
        return given
    if not can_ask():
        return None
    if keys.exists(home):
        return ask_passphrase() if keys.describe(home).source is keys.Source.PASSPHRASE else None
    if keys.keyring_answers(home):
        return None
    say("Inkling encrypts what it learns. Choose a passphrase, or press Enter to keep")
    say("the key in a file beside the data. The file protects against other users of")
    say("this machine, but not against whoever copies the folder.")
    chosen: str = click.prompt("Passphrase", default="", hide_input=True, show_default=False, err=True)
    if chosen and chosen != click.prompt("The same again", default="", hide_input=True, show_default=False, err=True):
        raise LockedError("The two passphrases differ.", "Nothing was created. Try again.")
    return chosen or None


def ask_passphrase() -> str:
    """The passphrase of an existing home, from the environment or a prompt."""
    given = os.environ.get("INKLING_PASSPHRASE")
    if given:
        return given
    if not can_ask():
        raise LockedError("This home needs its passphrase.", "Set INKLING_PASSPHRASE, or run this in a terminal.")
    answer: str = click.prompt("Passphrase", hide_input=True, err=True)
    return answer
