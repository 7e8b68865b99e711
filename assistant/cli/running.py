"""Commands about the daemon itself: start, stop, status, pause, resume, lock, unlock, daemon."""

from __future__ import annotations

import contextlib
import re
import sys
import time
from typing import Any

import click

from assistant import client, paths
from assistant.cli.connect import ask_passphrase, passphrase_for, reach
from assistant.cli.output import data, emit_json, json_option, say, table, when
from assistant.errors import ExitCode, InklingError, NoDaemonError

FIRST_LOOK_S = 3.0
"""How long `start` waits for capture to have looked once, so that it can tell how that went."""


@click.command("start")
@click.option("--consent", is_flag=True, help="Say yes to reading this screen. Without it capture stays off.")
def start_command(consent: bool) -> None:
    """Start the daemon in the background."""
    home = paths.home()
    home.create()
    if client.running(home):
        say("Inkling is running already.")
    else:
        client.launch(home, [], passphrase=passphrase_for(home))
        say("Inkling is running.")
    with client.connect(home) as daemon:
        if consent:
            daemon.call("consent", {"yes": True})
        status = _settled(daemon)
    if status["state"] == "locked":
        say(f"State: locked. {status['state_why']}")
    elif not status["consent"]:
        say("Capture is off until you say yes: run `inkling` and follow it, or `inkling start --consent`.")
    elif status["state"] != "capturing":
        say(f"State: {status['state']}. {status['state_why']}")


def _settled(daemon: client.Client) -> dict[str, Any]:
    """The status as soon as capture has looked at the screen for the first time, or has not for some seconds."""
    deadline = time.monotonic() + FIRST_LOOK_S
    while True:
        status = daemon.call("status")
        if not status["consent"] or status["state"] != "stopped" or time.monotonic() > deadline:
            return status
        time.sleep(0.05)


@click.command("stop")
def stop_command() -> None:
    """Stop the daemon; nothing that was learned is lost."""
    from assistant.host.instance import InstanceLock

    home = paths.home()
    with client.connect(home) as daemon, contextlib.suppress(NoDaemonError):
        # It may be gone before its answer is here, which is what was asked for.
        daemon.call("stop")
    deadline = time.monotonic() + 10
    # It stops answering first; its last transaction ends with its lock.
    while client.running(home) or InstanceLock(home.lock).owner_pid() is not None:
        if time.monotonic() > deadline:
            raise InklingError("Inkling was told to stop and still runs.", "See: inkling logs")
        time.sleep(0.05)
    say("Inkling has stopped.")


@click.command("status")
@json_option
def status_command(as_json: bool) -> int:
    """What the daemon is really doing."""
    home = paths.home()
    try:
        with client.connect(home) as daemon:
            status = daemon.call("status")
    except NoDaemonError:
        if not as_json:
            say("Inkling is not running. Start it: inkling start")
            return ExitCode.FINE
        status = STOPPED
    if as_json:
        emit_json(status)
        return ExitCode.FINE
    privacy = status["privacy"]
    table(
        [
            ("state", f"{status['state']} since {when(status['since'])}. {status['state_why']}".strip()),
            ("last frame", when(status["last_frame"]) or "none yet"),
            ("queue", f"{status['queue']} waiting, {status['dead_letters']} set aside"),
            ("model", status["model"]),
            ("network", f"{privacy['network']} ({privacy['how']})"),
            ("encryption", privacy["encryption"]),
        ]
    )
    for worker in status["workers"]:
        data(f"  {worker['name']:<8} {worker['state']:<12} {worker['pss_mb']:6.0f} MB  {worker['restarts']} restarts")
    return ExitCode.FINE


STOPPED: dict[str, Any] = {
    "state": "stopped",
    "state_why": "No daemon is running.",
    "since": None,
    "last_frame": None,
    "queue": None,
    "dead_letters": None,
    "model": None,
    "privacy": {"network": "not enforced", "how": "no daemon is running", "encryption": "closed"},
    "workers": [],
}


@click.command("pause")
@click.argument("duration", required=False)
def pause_command(duration: str | None) -> None:
    """Stop looking at the screen at once.

    For DURATION (such as 30m or 2h) or until `inkling resume`.
    """
    minutes = None if duration is None else parse_minutes(duration)
    with reach(private=False) as daemon:
        daemon.call("pause", {"minutes": minutes})
    say(f"Paused for {duration}." if duration else "Paused until `inkling resume`.")


def parse_minutes(text: str) -> float:
    """Minutes in a duration such as ``90s``, ``30m``, ``2h`` or ``1d``; a bare number is minutes."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", text.strip().lower())
    if found is None or float(found[1]) == 0:
        raise click.BadParameter(f"{text!r} is not a duration; write 30m, 2h or 1d.")
    return float(found[1]) * {"s": 1 / 60, "m": 1, "": 1, "h": 60, "d": 1440}[found[2]]


@click.command("resume")
def resume_command() -> None:
    """Look at the screen again."""
    with reach(private=False) as daemon:
        daemon.call("resume")
        status = daemon.call("status")
    say(f"State: {status['state']}. {status['state_why']}".strip())


@click.command("lock")
def lock_command() -> None:
    """Close the store and forget its key.

    Capture stops until `inkling unlock`.
    """
    with reach(private=False) as daemon:
        daemon.call("lock")
    say("Locked. Nothing can be read until `inkling unlock`.")


@click.command("unlock")
def unlock_command() -> None:
    """Open the store again."""
    home = paths.home()
    with reach(private=False) as daemon:
        from assistant.store import keys

        needs = keys.exists(home) and keys.describe(home).source is keys.Source.PASSPHRASE
        daemon.call("unlock", {"passphrase": ask_passphrase() if needs else None})
    say("Unlocked.")


@click.command("daemon")
@click.option("--private", is_flag=True, hidden=True, help="No capture; end with the last client.")
@click.option("--ready-fd", type=int, hidden=True, help="Where to report readiness; the passphrase comes on stdin.")
def daemon_command(private: bool, ready_fd: int | None) -> int:
    """Run the daemon in the foreground.

    For systemd, and for looking closely.
    """
    from assistant.daemon.main import run

    home = paths.home()
    home.create()
    if ready_fd is None:
        return run(home, private=private, passphrase=passphrase_for(home), ready_fd=None)
    line = sys.stdin.readline().rstrip("\n")
    return run(home, private=private, passphrase=line or None, ready_fd=ready_fd)
