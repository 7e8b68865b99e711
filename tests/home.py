"""Homes for tests: the command line and the daemon as a user has them, in a folder of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant import paths


@dataclass(frozen=True, slots=True)
class Done:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """The answer as JSON; fails with the command's talk where it failed."""
        assert self.code == 0, self.err
        body: dict[str, Any] = json.loads(self.out)
        return body


@dataclass(slots=True)
class TestHome:
    """One home under ``folder``."""

    __test__ = False
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> paths.Home:
        """Its places."""
        return paths.home({"INKLING_HOME": str(self.folder)})

    def env(self) -> dict[str, str]:
        """The environment of its commands: nothing of the tester's desktop or keyring."""
        kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "INKLING_PASSPHRASE")}
        return {**kept, "INKLING_HOME": str(self.folder), **self.environment}

    def run(self, *arguments: str, timeout: float = 120, stdin: str | None = None) -> Done:
        """Run one command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            env=self.env(), capture_output=True, text=True, timeout=timeout, check=False, input=stdin,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    def spawn(self, *arguments: str) -> subprocess.Popen[str]:
        """Start one command and go on."""
        return subprocess.Popen(
            [sys.executable, "-m", "assistant", *arguments],
            env=self.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def daemon_pid(self) -> int | None:
        """The process that holds this home, by its lock."""
        from assistant.host.instance import InstanceLock

        return InstanceLock(self.home.lock).owner_pid()

    def stop(self) -> None:
        """End this home's daemon, if one runs."""
        self.run("stop", timeout=30)
        pid = self.daemon_pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)


def children_of(pid: int) -> dict[str, int]:
    """The daemon's children by name (reader, mind, index)."""
    found: dict[str, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid and b"_child" in words:
            found[words[words.index(b"_child") + 1].decode()] = int(entry.name)
    return found
