"""Start with the session: what is written, that it is valid, and that it goes away again."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import paths
from assistant.host import autostart

PACKAGING = Path(__file__).parents[3] / "packaging"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A user with a systemd manager, in a folder of this test's own; no systemctl is found."""
    (tmp_path / "run" / "systemd").mkdir(parents=True)
    return {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run"), "PATH": str(tmp_path)}


def _home(tmp_path: Path, name: str = "ink") -> paths.Home:
    return paths.home({"INKLING_HOME": str(tmp_path / name)})


def test_install_writes_unit_and_entry_and_uninstall_removes_them(tmp_path: Path, environ: dict[str, str]) -> None:
    """Every file that install names is there, the unit is wanted by the session, and uninstall leaves nothing."""
    written = autostart.install(_home(tmp_path), environ)
    assert [path.name for path in written] == ["inkling.desktop", "inkling.service"]
    assert all(path.is_file() for path in written)
    link = tmp_path / ".config/systemd/user/graphical-session.target.wants/inkling.service"
    assert link.resolve() == written[1]
    assert autostart.install(_home(tmp_path), environ) == written
    assert autostart.installed(environ) == written
    assert autostart.uninstall(environ) == written
    assert not [path for path in (tmp_path / ".config").rglob("*") if not path.is_dir()]
    assert autostart.uninstall(environ) == []


def test_the_entry_starts_the_unit_where_systemd_runs(tmp_path: Path, environ: dict[str, str]) -> None:
    """With systemd there is one way to start, so that a login never starts two daemons."""
    entry = autostart.install(_home(tmp_path), environ)[0].read_text()
    assert "systemctl --user start inkling.service" in entry
    assert "assistant" not in _script(entry)


def test_without_systemd_the_entry_runs_the_daemon_itself(tmp_path: Path) -> None:
    """No unit is written where nobody would read it; awkward folder names survive the quoting."""
    home = _home(tmp_path, "a \"b\" $c 100% 'd'")
    written = autostart.install(home, {"HOME": str(tmp_path)})
    assert [path.name for path in written] == ["inkling.desktop"]
    script = _script(written[0].read_text())
    probe = script.replace("exec ", """exec sh -c 'printf "%s\\n" "$INKLING_HOME" "$@"' sh """)
    said = subprocess.run(["sh", "-c", probe], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    assert said == [str(home.config.parent), sys.executable, "-I", "-m", "assistant", "daemon"]


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    """The checker of systemd finds nothing wrong, also with an awkward home."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("not installed: systemd-analyze")
    file = tmp_path / "inkling.service"
    file.write_text(autostart.unit([sys.executable, "-m", "assistant"], tmp_path / "100% a b$c"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(file)], capture_output=True, text=True, check=False
    )
    assert "inkling.service:" not in done.stderr


@pytest.mark.parametrize("systemd", [True, False])
def test_the_desktop_entry_is_valid(tmp_path: Path, systemd: bool) -> None:
    """The checker of freedesktop.org finds nothing wrong."""
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("not installed: desktop-file-validate")
    file = tmp_path / "inkling.desktop"
    file.write_text(autostart.desktop_entry(["/usr/bin/inkling", "daemon"], tmp_path / "a b", systemd=systemd))
    done = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_packaging_ships_what_the_code_writes() -> None:
    """The files for distributors are this code's output, so the two cannot drift apart."""
    command = ["/usr/bin/inkling", "daemon"]
    assert (PACKAGING / "inkling.service").read_text() == autostart.unit(command)
    assert (PACKAGING / "inkling.desktop").read_text() == autostart.desktop_entry(command, systemd=True)


def _script(entry: str) -> str:
    """The shell script of the Exec line, undone as the desktop entry specification says."""
    line = next(line for line in entry.splitlines() if line.startswith("Exec="))
    value = line.replace("\\\\", "\\").replace("%%", "%")
    found = re.fullmatch('Exec=sh -c "(.*)"', value)
    assert found
    return re.sub(r'\\(["`$\\])', r"\1", found[1])
