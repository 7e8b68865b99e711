"""``inkling profile`` and ``inkling tell``: what Inkling believes about you on one page, and your word on it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from assistant.cli.connect import reach
from assistant.cli.days import due_words
from assistant.cli.output import data, emit_json, json_option, limit_option, say, when
from assistant.cli.profile_edit import edit
from assistant.errors import ExitCode, InklingError, UsageError
from assistant.privacy.clean import untrusted

MOST = 12
"""Entries of a section without ``--limit``: a page is read, a list is searched."""
_SOURCES = 2
"""Quotes of one belief; all of them: ``inkling propositions``."""


@click.command("profile")
@click.option(
    "--edit", "editing", is_flag=True, help="Open the page in your editor; changes are shown before they count."
)
@click.option("--yes", is_flag=True, help="With --edit: do not ask.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it as Markdown.")
@json_option
@limit_option
def profile_command(editing: bool, yes: bool, out: Path | None, as_json: bool, limit: int | None) -> int:
    """What Inkling believes about you, on one page.

    Each entry with its sources; at most N entries a section with --limit N.
    """
    if editing and (as_json or out is not None):
        raise UsageError("--edit goes neither with --json nor with --out.")
    with reach() as daemon:
        page = daemon.call("profile", {"limit": MOST if limit is None and not as_json else limit})
        if editing:
            return edit(daemon, page, yes=yes)
    if as_json:
        emit_json(page)
    elif out is not None:
        _export(page, out)
    elif not page["sections"]:
        say("Nothing is believed yet. Inkling learns while it captures: inkling start")
    else:
        for line in _text(page):
            data(line)
    return ExitCode.FINE


@click.command("tell")
@click.argument("words", nargs=-1, required=True)
@json_option
def tell_command(words: tuple[str, ...], as_json: bool) -> None:
    """Tell Inkling something about you, in your own words.

    It is believed, and replaces what it contradicts.
    """
    with reach() as daemon:
        told = daemon.call("state", {"text": " ".join(words)})
    if as_json:
        emit_json(told)
        return
    belief = told["proposition"]
    dated = due_words(belief, belief["created"][:10])
    say(f"Noted as belief {belief['id']} ({belief['kind']}{f', {dated}' if dated else ''}).")
    if told["replaced"]:
        say(f"It takes the place of {_numbers(told['replaced'])}.")


def _text(page: dict[str, Any]) -> Iterator[str]:
    yield f"What Inkling believes about you, {_long_day(page['date'])}"
    for section in page["sections"]:
        yield ""
        yield section["name"]
        for entry in section["entries"]:
            yield f"  {_sentence(entry, page['date'])} [{entry['id']}]"
        if section["more"]:
            yield f"  and {section['more']} more: --limit N shows more"
    yield ""
    yield "Sources"
    for entry in _entries(page):
        sources, more = _sources(entry)
        for number, source in enumerate(sources):
            label = f"[{entry['id']}]" if not number else ""
            yield f"  {label:>6}  {source}{f'; {more} more' if more and number == len(sources) - 1 else ''}"


def _markdown(page: dict[str, Any]) -> Iterator[str]:
    yield "# What Inkling believes about you"
    yield ""
    yield _long_day(page["date"])
    for section in page["sections"]:
        yield ""
        yield f"## {section['name']}"
        yield ""
        for entry in section["entries"]:
            yield f"- {_escaped(_sentence(entry, page['date']))} \\[{entry['id']}\\]"
        if section["more"]:
            yield f"- and {section['more']} more"
    yield ""
    yield "## Sources"
    yield ""
    for entry in _entries(page):
        sources, more = _sources(entry)
        yield f"- \\[{entry['id']}\\] {_escaped('; '.join(sources))}{f'; {more} more' if more else ''}"


def _sentence(entry: dict[str, Any], date: str) -> str:
    dated = due_words(entry, date)
    facts = [f"{entry['certainty']}, {entry['confidence']:.0%}", dated, "pinned" if entry["pinned"] else ""]
    return f"{entry['text']} ({'; '.join(fact for fact in facts if fact)})"


def _sources(entry: dict[str, Any]) -> tuple[list[str], int]:
    """Quote, window and date of the newest reasons, and how many more there are."""
    found: dict[str, str] = {}
    pieces = [piece for belief in entry["beliefs"] for piece in belief["evidence"] if piece["supports"]]
    for piece in sorted(pieces, key=lambda piece: datetime.fromisoformat(piece["time"]), reverse=True):
        where = piece["title"] or piece["app"] or "you said so"
        found.setdefault(piece["quote"], f"“{piece['quote']}” ({where}, {when(piece['time'])})")
    return list(found.values())[:_SOURCES], max(0, len(found) - _SOURCES)


def _entries(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for section in page["sections"] for entry in section["entries"]]


def _export(page: dict[str, Any], out: Path) -> None:
    """The page as a Markdown file that only its owner can read."""
    body = "".join(f"{untrusted(line)}\n" for line in _markdown(page))
    try:
        with open(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(body)
    except OSError as error:
        raise InklingError(f"{out} cannot be written: {error.strerror}.", "Choose another file.") from None
    say(f"Wrote {out}. It is not encrypted: anyone who can read the file can read what is in it.")


def _escaped(text: str) -> str:
    """Words of the screen must stay words in a Markdown viewer: no links, no pictures, no HTML."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>()#!|&~" else sign for sign in text)


def _numbers(ids: Sequence[int]) -> str:
    return f"belief {ids[0]}" if len(ids) == 1 else f"beliefs {', '.join(map(str, ids))}"


def _long_day(date: str) -> str:
    day = datetime.fromisoformat(date)
    return f"{day:%A} {day.day} {day:%B %Y}"
