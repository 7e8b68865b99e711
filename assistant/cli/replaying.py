"""``inkling replay`` and ``inkling demo``: the main job on recorded screens."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from assistant import client, paths
from assistant.cli.connect import reach
from assistant.cli.output import data, emit_json, is_terminal, json_option, say
from assistant.errors import UsageError

REASONS = {
    "no window list": "the window list was missing",
    "broken line": "the manifest's line could not be read",
    "missing file": "the file is missing",
    "unreadable image": "the picture cannot be decoded",
    "out of order": "the frame is older than the one before it",
}


@click.command("replay")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--until-idle", is_flag=True, help="Wait until every queued piece of work is done or set aside.")
@json_option
def replay_command(folder: Path, until_idle: bool, as_json: bool) -> None:
    """Run the main job on a folder of recorded screens.

    The folder holds manifest.jsonl and the pictures. The recorded times are the clock.
    Replaying again into the same home continues where it stopped.
    """
    with reach() as daemon:
        summary = replay(daemon, folder, until_idle=until_idle)
    if as_json:
        emit_json(summary)
    else:
        print_summary(summary)


def replay(daemon: client.Client, folder: Path, *, until_idle: bool) -> dict[str, Any]:
    """Replay ``folder`` through ``daemon`` with progress on stderr; returns the summary."""
    if not (folder / "manifest.jsonl").is_file():
        raise UsageError(f"There is no manifest.jsonl in {folder}.", "See README.md on the format of recordings.")
    summary: dict[str, Any] = {}
    live = sys.stderr.isatty()
    for event in daemon.stream("replay", {"dir": str(folder.absolute()), "until_idle": until_idle}):
        if event.event == "result":
            summary = event.data
        elif event.event == "problem":
            say(f"manifest.jsonl line {event.data['line']}: {event.data['what']}")
        elif event.event == "progress" and live:
            done, total = event.data["frame"], event.data["frames"]
            width = 24 * done // max(total, 1)
            bar = "█" * width + "·" * (24 - width)
            click.echo(f"\r{bar} frame {done} of {total}, {event.data['propositions']} beliefs ", nl=False, err=True)
    if live:
        click.echo(err=True)
    if summary.get("no_mind"):
        say(f"The screens were read, but nothing was inferred. {summary['no_mind']}")
    return summary


def print_summary(summary: dict[str, Any]) -> None:
    """The summary for people."""
    known = f", {summary['known']} known from an earlier run" if summary["known"] else ""
    data(f"{summary['frames']} frames: {summary['read']} read, {summary['unchanged']} unchanged{known}.")
    for reason, count in sorted(summary["dropped"].items()):
        data(f"  dropped {count}: {REASONS.get(reason, reason)}")
    for reason, count in sorted(summary["withheld"].items()):
        if reason not in summary["dropped"]:
            data(f"  withheld {count}: {reason}")
    data(
        f"{summary['observations']} observations, {summary['propositions']} beliefs, "
        f"{summary['suggestions']} suggestions."
    )
    tokens = summary["tokens"]
    data(f"tokens: {tokens['prompt']} prompt ({tokens['cached']} of them cached), {tokens['completion']} completion")
    data("seconds: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary["seconds"].items()))


@click.command("demo")
@json_option
@click.option("--open", "open_after", is_flag=True, help="Open the terminal app on the result.")
@click.option("--keep", type=click.Path(path_type=Path), metavar="DIR", help="Keep the demo's home in this new folder.")
def demo_command(as_json: bool, open_after: bool, keep: Path | None) -> None:
    """Watch Inkling learn from a recorded day.

    In a temporary home of its own. Your own screen is not looked at, and your own home is not touched.
    """
    from assistant.cli.demo import show

    if open_after and not is_terminal():
        raise UsageError("The terminal app needs a terminal.", "Leave --open away.")
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise UsageError(f"{keep} is not empty.", "Give a new folder.")
    root = Path(tempfile.mkdtemp(prefix="inkling-demo-")) if keep is None else keep.absolute()
    environment = dict(os.environ)
    try:
        os.environ["INKLING_HOME"] = str(root)
        os.environ.pop("INKLING_PASSPHRASE", None)
        home = paths.home()
        home.create()
        say("Inkling replays a recorded day of an invented person. This takes a minute or two.")
        with client.connect(home, private=True) as daemon:
            summary = replay(daemon, paths.sample_day(), until_idle=True)
            beliefs = list(daemon.pages("propositions", {}))
            suggestions = list(daemon.pages("suggestions", {}))
            privacy = daemon.call("privacy")
            if as_json:
                emit_json({"summary": summary, "propositions": beliefs, "suggestions": suggestions, "privacy": privacy})
            else:
                show(summary, beliefs, suggestions, privacy)
            if open_after:
                from assistant.cli.terminal import open_on

                open_on(home)
    finally:
        os.environ.clear()
        os.environ.update(environment)
        if keep is None:
            shutil.rmtree(root, ignore_errors=True)
        else:
            say(f"The demo's home is kept: INKLING_HOME={root} inkling")
