"""What every file of the repository keeps to."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Assembled here, because this file is searched too.
REGISTRIES = tuple(
    name.replace(" ", ".")
    for name in ("pypi org", "pythonhosted org", "registry npmjs", "conda anaconda", "crates io", "proxy golang")
)
MACHINE_PATHS = re.compile(r"(?<![\w.~])/(?:" + "|".join(("home/(?!user\\b)\\w", "root/", "work/", "Users/\\w")) + ")")
TOP = {
    "assistant", "models", "tests", "packaging", "pyproject.toml", "README.md", "Makefile", "CHANGELOG.md",
    "CONTRIBUTING.md", "LICENSE", ".ci", ".gitignore", ".gitattributes",
}  # fmt: skip
HEAVY = (
    "textual", "mss", "PIL", "numpy", "llama_cpp", "chromadb", "rapidocr", "onnxruntime", "cv2", "apscheduler",
    "sqlcipher3", "cryptography", "keyring", "desktop_notifier", "gguf", "safetensors", "psutil", "Xlib",
)  # fmt: skip


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git tracks, as it is in the working tree."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def texts() -> list[tuple[Path, str]]:
    """The tracked text files with their content."""
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:4096]:
            found.append((path.relative_to(ROOT), data.decode("utf-8")))
    return found


def test_no_file_names_a_package_registry() -> None:
    """A mirror or a closed network must work, so no file says where packages come from."""
    named = [(str(path), host) for path, text in texts() for host in REGISTRIES if host in text]
    assert named == []


def test_no_file_names_a_place_on_one_machine() -> None:
    """Nothing depends on where somebody's checkout or home lies."""
    found = [(str(path), match.group()) for path, text in texts() for match in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_the_top_level_is_the_agreed_one() -> None:
    """A newcomer finds the same few places as the README names."""
    extra = {path.relative_to(ROOT).parts[0] for path in tracked()} - TOP
    assert extra == set()


def test_no_module_is_too_long() -> None:
    """Rooms stay liveable: under 500 lines each, and half of the modules under 120."""
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "assistant").rglob("*.py")}
    assert {str(path): size for path, size in sizes.items() if size >= 500} == {}
    assert sorted(sizes.values())[len(sizes) // 2] < 120


def test_no_weights_in_the_repository() -> None:
    """Downloaded models live in the user's cache: nothing larger than 1 MB is tracked."""
    large = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked() if path.stat().st_size > 1_000_000}
    assert large == {}


def test_scripts_can_be_executed() -> None:
    """`make` and CI call these scripts by name; each stops at the first failing command."""
    for name in (".ci/run", "packaging/setup.sh", "packaging/run.sh", "packaging/debian-packages.sh"):
        path = ROOT / name
        assert path.stat().st_mode & 0o111, f"{name} is not executable"
        assert "set -euo pipefail" in path.read_text(encoding="utf-8")


def python(program: str) -> str:
    """Run a program in a fresh interpreter and give its stdout."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_version_loads_no_heavy_library() -> None:
    """`inkling --version` answers at once, because commands import what they need only when they run."""
    program = (
        "import sys\nfrom assistant.cli import main\n"
        "sys.argv = ['inkling', '--version']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    assert python(program).splitlines()[-1] == "loaded:"


def test_importing_every_module_does_nothing() -> None:
    """Nothing happens at import: no file is made, no thread is started, nothing is printed."""
    program = (
        "import importlib, pkgutil, threading, assistant\n"
        "for found in pkgutil.walk_packages(assistant.__path__, 'assistant.'):\n"
        "    if not found.name.endswith('__main__'):\n        importlib.import_module(found.name)\n"
        "print(threading.active_count())\n"
    )
    assert python(program) == "1\n"
