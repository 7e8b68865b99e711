"""An X server without a screen, a session bus and a window manager, for the length of one recording."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CARET = "#c2185b"
"""The colour of every text cursor in the recording, so that its box can be found in the picture."""

GTK_SETTINGS = """[Settings]
gtk-cursor-blink=false
gtk-enable-animations=false
gtk-font-name=DejaVu Sans 10
gtk-theme-name=Adwaita
gtk-recent-files-enabled=false
"""
GTK_CSS = f"textview text, entry {{ caret-color: {CARET}; }}\n"
DUNST = """[global]
font = DejaVu Sans 11
width = 420
offset = 24x48
origin = top-right
frame_width = 1
timeout = 0
padding = 14
horizontal_padding = 16
background = "#fafafa"
foreground = "#1a1a1a"
frame_color = "#9e9e9e"
format = "<b>%s</b>\\n%b"
[urgency_normal]
background = "#fafafa"
foreground = "#1a1a1a"
timeout = 0
"""


def wait_for(what: str, probe: Callable[[], object], seconds: float = 20.0) -> None:
    """Call ``probe`` until it says yes; a recording that hangs says where."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if probe():
            return
        time.sleep(0.05)
    raise TimeoutError(f"waited {seconds:.0f} s for {what}")


@dataclass(slots=True)
class Stage:
    """Where applications are started: their environment, home folder and processes."""

    home: Path
    env: dict[str, str]
    size: tuple[int, int]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, cwd: Path | None = None, stdin: bytes | None = None) -> subprocess.Popen[bytes]:
        """Start a program that is stopped when the recording ends."""
        process = subprocess.Popen(
            command,
            env=self.env,
            cwd=cwd or self.home,
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if stdin is not None and process.stdin is not None:
            process.stdin.write(stdin)
            process.stdin.close()
        self.processes.append(process)
        return process

    def run(self, *command: str, stdin: str | None = None) -> str:
        """Run a short command on this display and give its output."""
        done = subprocess.run(
            command, env=self.env, input=stdin, capture_output=True, text=True, check=True, timeout=30, cwd=self.home
        )
        return done.stdout

    def stop(self) -> None:
        """End what was started, newest first."""
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _x_server(stack: ExitStack, size: tuple[int, int]) -> str:
    """Start Xvfb on a free number and give the display's name."""
    read, write = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp", "-dpi", "96"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    return f":{number}"


def _bus(stack: ExitStack, env: dict[str, str]) -> str:
    process = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def stage(home: Path, size: tuple[int, int]) -> Iterator[Stage]:
    """A desktop of ``size`` pixels whose applications see only ``home``."""
    config = home / ".config"
    for name, text in (
        ("gtk-3.0/settings.ini", GTK_SETTINGS),
        ("gtk-3.0/gtk.css", GTK_CSS),
        ("dunst/dunstrc", DUNST),
    ):
        (config / name).parent.mkdir(parents=True, exist_ok=True)
        (config / name).write_text(text, encoding="utf-8")
    runtime = home / ".run"
    runtime.mkdir(mode=0o700)
    with ExitStack() as stack:
        env = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": str(config),
            "XDG_RUNTIME_DIR": str(runtime),
            "TMPDIR": str(runtime),  # lock files: two recordings may run at once
            "XDG_DATA_HOME": str(home / ".local"),
            "TZ": "Europe/Berlin",
            "NO_AT_BRIDGE": "1",
            "GDK_BACKEND": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "GOOGLE_API_KEY": "no",
            "GOOGLE_DEFAULT_CLIENT_ID": "no",
            "GOOGLE_DEFAULT_CLIENT_SECRET": "no",
        }
        env["DISPLAY"] = _x_server(stack, size)
        env["DBUS_SESSION_BUS_ADDRESS"] = _bus(stack, env)
        place = Stage(home, env, size)
        stack.callback(place.stop)
        place.start("openbox")
        place.run("xsetroot", "-solid", "#34515e")
        yield place
