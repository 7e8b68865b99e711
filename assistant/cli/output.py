"""How commands speak: data on stdout, talk on stderr, nothing of the screen uncleaned."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import click

from assistant.errors import InklingError
from assistant.privacy.clean import untrusted

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")
limit_option = click.option("--limit", type=click.IntRange(min=0), default=None, metavar="N", help="At most N items.")

_PRINTED = "assistant.cli.printed"
_NEWEST, _LONGEST = 2000, 500
"""Lines, and characters of one, that a daemon is told of: more does not stand on a screen."""
COLUMNS = re.compile(r"(^ +| {2,})")
"""Space that lays a line out; text of the screen has none of it, since it was cleaned when it was stored."""


def complain(error: InklingError) -> None:
    """One expected error: what happened, and the next step."""
    say(error.title)
    if error.hint:
        say(error.hint)


def say(words: str) -> None:
    """Talk, on stderr."""
    click.echo(words, err=True)


def data(words: str = "") -> None:
    """Data, on stdout; each line cleaned of anything that a terminal would obey, its columns kept."""
    pieces = COLUMNS.split(words)
    _print("".join(piece if COLUMNS.fullmatch(piece) else untrusted(piece) for piece in pieces))


def emit_json(body: Any) -> None:
    """Data as JSON on stdout: the text in it is escaped where it could move a terminal's cursor."""
    text = json.dumps(body, ensure_ascii=False, indent=2)
    click.echo(
        "".join(c if c == "\n" or c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else "" for c in text)
    )


def when(iso: str | None) -> str:
    """An ISO time as a person reads it, in its own zone: the one that the user's clock showed."""
    if not iso:
        return ""
    return datetime.fromisoformat(iso).strftime("%a %d %b %H:%M")


def table(rows: Iterable[Sequence[str]]) -> None:
    """Rows in aligned columns; the last column may be as long as it likes."""
    kept = [[untrusted(cell) for cell in row] for row in rows]
    widths = [max((len(row[i]) for row in kept), default=0) for i in range(max(map(len, kept), default=0))]
    for row in kept:
        *head, last = row
        _print("  ".join([*(cell.ljust(widths[i]) for i, cell in enumerate(head)), last]).rstrip())


def _print(line: str) -> None:
    """One line on stdout, and noted for :func:`own_up`."""
    click.echo(line)
    context = click.get_current_context(silent=True)
    if context is not None and line:
        context.meta.setdefault(_PRINTED, []).append(line[:_LONGEST])


def own_up(context: click.Context) -> None:
    """Tell a running daemon what a command printed, lest it read that off the terminal and take it for news."""
    lines = context.meta.get(_PRINTED)
    if not lines:
        return
    from assistant import client, paths

    with contextlib.suppress(InklingError, OSError):
        home = paths.home()
        if client.running(home):
            with client.connect(home) as daemon:
                daemon.call("displayed", {"lines": lines[-_NEWEST:]})


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def can_ask() -> bool:
    """Whether a person can be asked: stdout may go elsewhere, questions are talk."""
    return sys.stdin.isatty() and sys.stderr.isatty()
