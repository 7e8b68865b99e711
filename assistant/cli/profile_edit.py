"""Editing the profile: the page goes to the user's editor, the changes are shown, and only then made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from assistant import paths
from assistant.cli import editor, profile_file
from assistant.cli.output import can_ask, complain, data, say
from assistant.cli.profile_file import Wanted
from assistant.client import Client
from assistant.errors import ExitCode, InklingError, UsageError


def edit(daemon: Client, page: dict[str, Any], *, yes: bool) -> int:
    """Let the user edit ``page`` and make the changes that are agreed to; ``yes``: do not ask. The exit code."""
    kept = profile_file.offered(page)
    text = before = profile_file.write(page)
    while True:
        text = editor.edited(paths.home(), text)
        if text == before or not text.strip():
            say("Nothing was changed.")
            return ExitCode.FINE
        try:
            wanted = profile_file.read(text, kept)
            break
        except UsageError as error:
            if yes or not can_ask():
                raise
            complain(error)
            click.confirm("Go on editing?", default=True, abort=True, err=True)
    if not wanted:
        say("Nothing was changed.")
        return ExitCode.FINE
    return _apply(daemon, _agreed(wanted, yes=yes))


def _agreed(wanted: Wanted, *, yes: bool) -> Wanted:
    """What of it the user still wants after having seen it."""
    for line in _changes(wanted):
        data(line)
    if yes:
        return wanted
    if not can_ask():
        raise UsageError("Nothing was changed: the changes want a yes.", "Add --yes.")
    if wanted.rejected:
        count = len(wanted.rejected)
        question = f"{count} {'line is' if count == 1 else 'lines are'} gone. Reject {'it' if count == 1 else 'them'}?"
        if not click.confirm(question, err=True):
            wanted = Wanted(wanted.edits, (), wanted.pins, wanted.told)
    if wanted.edits or wanted.pins or wanted.told:
        click.confirm("Make the other changes?" if wanted.rejected else "Make these changes?", abort=True, err=True)
    return wanted


def _changes(wanted: Wanted) -> Iterator[str]:
    for belief, words in wanted.edits:
        yield f"[{belief.id}] was  {belief.text}"
        yield f"{'':>{len(str(belief.id)) + 2}} now  {words}"
    for belief in wanted.rejected:
        yield f"[{belief.id}] reject  {belief.text}"
    for belief, pinned in wanted.pins:
        yield f"[{belief.id}] {'pin' if pinned else 'unpin'}  {belief.text}"
    for words, pinned in wanted.told:
        yield f"new{' and pinned' if pinned else ''}  {words}"


def _apply(daemon: Client, wanted: Wanted) -> int:
    """Each change by its verb; one that fails, because Inkling revised that belief meanwhile, stops no other."""
    done = failed = 0
    pinned = {belief.id: pin for belief, pin in wanted.pins}
    for verb, args in _orders(wanted):
        try:
            answer = daemon.call(verb, args)
            if verb == "state" and (args["text"], True) in wanted.told:
                daemon.call("pin", {"id": answer["proposition"]["id"], "pinned": True})
            elif verb == "edit" and args["id"] in pinned:
                daemon.call("pin", {"id": answer["id"], "pinned": pinned[args["id"]]})
            done += 1
        except InklingError as error:
            failed += 1
            say(f"{error.title} {error.hint}".strip())
    say(f"{done} {'change was' if done == 1 else 'changes were'} made{f', {failed} could not be' if failed else ''}.")
    return ExitCode.FAILED if failed else ExitCode.FINE


def _orders(wanted: Wanted) -> Iterator[tuple[str, dict[str, Any]]]:
    edited = {belief.id for belief, _ in wanted.edits}
    yield from (("edit", {"id": belief.id, "text": words}) for belief, words in wanted.edits)
    yield from (("pin", {"id": one.id, "pinned": pinned}) for one, pinned in wanted.pins if one.id not in edited)
    yield from (("reject", {"id": belief.id}) for belief in wanted.rejected)
    yield from (("state", {"text": words}) for words, _ in wanted.told)
