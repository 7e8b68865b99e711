"""Start with the session: a systemd user unit where systemd runs, and an XDG autostart entry everywhere.

Both may fire in one login. So where systemd runs, the entry only asks systemd for the unit, which is a no-op when it
runs already: nothing is ever started twice.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from assistant.paths import Home

NAME = "inkling"
TARGET = "graphical-session.target"


def unit(command: Sequence[str], home: Path | None = None) -> str:
    """The systemd user unit that runs ``command``; ``home`` is INKLING_HOME where one is used."""
    environment = f"Environment={_quote(f'INKLING_HOME={home}', expands=False)}\n" if home else ""
    return f"""\
[Unit]
Description=Inkling, a private assistant that learns from your screen
PartOf={TARGET}
After={TARGET}

[Service]
Type=exec
{environment}ExecStart={" ".join(_quote(word) for word in command)}
Restart=on-failure
RestartSec=5
UMask=0077
LimitCORE=0

[Install]
WantedBy={TARGET}
"""


def desktop_entry(command: Sequence[str], home: Path | None = None, *, systemd: bool) -> str:
    """The XDG autostart entry: asks systemd for the unit, or runs ``command`` where there is no systemd."""
    if systemd:
        script = f"systemctl --user import-environment DISPLAY XAUTHORITY; systemctl --user start {NAME}.service"
    else:
        given = f"INKLING_HOME={shlex.quote(str(home))} " if home else ""
        script = f"{given}exec {shlex.join(command)}"
    return f"""\
[Desktop Entry]
Type=Application
Name=Inkling
Comment=A private assistant that learns from your screen
Exec=sh -c {_desktop_quote(script)}
Terminal=false
NoDisplay=true
X-systemd-skip=true
"""


def install(home: Home, environ: Mapping[str, str] | None = None) -> list[Path]:
    """Write unit and entry for this user; the files that were written."""
    environ = os.environ if environ is None else environ
    config = _config_folder(environ)
    systemd = _has_systemd(environ)
    command = [sys.executable, "-I", "-m", "assistant", "daemon"]
    portable = home.config.parent if home.portable else None
    written = [_write(config / "autostart" / f"{NAME}.desktop", desktop_entry(command, portable, systemd=systemd))]
    if systemd:
        units = config / "systemd" / "user"
        written.append(_write(units / f"{NAME}.service", unit(command, portable)))
        wanted = units / f"{TARGET}.wants" / f"{NAME}.service"
        wanted.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            wanted.symlink_to(f"../{NAME}.service")
        _reload(environ)
    return written


def uninstall(environ: Mapping[str, str] | None = None) -> list[Path]:
    """Remove them again; the files that were removed. What runs goes on running."""
    environ = os.environ if environ is None else environ
    removed = []
    for path in installed(environ):
        path.unlink(missing_ok=True)
        removed.append(path)
    link = _config_folder(environ) / "systemd" / "user" / f"{TARGET}.wants" / f"{NAME}.service"
    link.unlink(missing_ok=True)
    if any(path.suffix == ".service" for path in removed):
        _reload(environ)
    return removed


def installed(environ: Mapping[str, str] | None = None) -> list[Path]:
    """The files of ours that are there."""
    config = _config_folder(os.environ if environ is None else environ)
    places = [config / "autostart" / f"{NAME}.desktop", config / "systemd" / "user" / f"{NAME}.service"]
    return [path for path in places if path.exists()]


def _config_folder(environ: Mapping[str, str]) -> Path:
    named = environ.get("XDG_CONFIG_HOME")
    return Path(named) if named else Path(environ.get("HOME") or Path.home()) / ".config"


def _has_systemd(environ: Mapping[str, str]) -> bool:
    """Whether a systemd user manager runs for this user."""
    runtime = environ.get("XDG_RUNTIME_DIR")
    return bool(runtime) and (Path(str(runtime)) / "systemd").is_dir()


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _reload(environ: Mapping[str, str]) -> None:
    """Let systemd read its units again; it does so at the next login anyway."""
    systemctl = shutil.which("systemctl", path=environ.get("PATH"))
    if systemctl:
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                [systemctl, "--user", "daemon-reload"], env=dict(environ), check=False, timeout=5, capture_output=True
            )


def _quote(word: str, *, expands: bool = True) -> str:
    """A word for a unit file: % is special there, blanks separate, and commands expand $."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    escaped = escaped.replace("$", "$$") if expands else escaped
    return f'"{escaped}"' if any(c in word for c in " \t\"'\\;") else escaped


def _desktop_quote(script: str) -> str:
    """An argument for an Exec line: quoted, its four special characters escaped, and again as a string value."""
    quoted = "".join("\\" + c if c in '"`$\\' else c for c in script.replace("%", "%%"))
    return '"' + quoted.replace("\\", "\\\\") + '"'
