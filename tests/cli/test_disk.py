"""A full disk: a clear error, everything that was stored is still there, and forgetting works."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.days import mail_day
from tests.home import TestHome

pytestmark = pytest.mark.models

SCRIPT = """
set -e
mount -t tmpfs -o mode=700,size=40m tmpfs "$INKLING_HOME"
inkling() { "$PYTHON" -m assistant "$@"; }
inkling replay "$FIRST" --until-idle --json > "$OUT/first.json"
inkling observations --json > "$OUT/before.json"
dd if=/dev/zero of="$INKLING_HOME/filler" bs=64k status=none 2> /dev/null || true
dd if=/dev/zero of="$INKLING_HOME/filler2" bs=1k status=none 2> /dev/null || true
set +e
inkling replay "$SECOND" --until-idle --json > "$OUT/full.json" 2> "$OUT/full.err"
echo $? > "$OUT/full.code"
set -e
inkling observations --json > "$OUT/after.json"
inkling forget --title "budget plan" --yes --json > "$OUT/forgot.json"
rm "$INKLING_HOME"/filler*
inkling replay "$SECOND" --until-idle --json > "$OUT/second.json"
inkling observations --json > "$OUT/end.json"
inkling doctor --json > "$OUT/doctor.json" || true
"""


def namespaces() -> bool:
    """Whether a small disk can be mounted without being root outside."""
    if shutil.which("unshare") is None:
        return False
    done = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.skipif(not namespaces(), reason="user namespaces with mounts are not allowed here")
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """The replay says that the disk is full; what was stored is readable and can be forgotten; with room it goes on."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, frames in ((first, 2), (second, 8)):
        folder.mkdir()
        mail_day(folder, frames)
    home, out = TestHome(tmp_path / "h"), tmp_path / "out"
    home.folder.mkdir(mode=0o700)
    out.mkdir()
    environment = {
        **home.env(), "PYTHON": sys.executable, "FIRST": str(first), "SECOND": str(second), "OUT": str(out),
    }  # fmt: skip
    done = subprocess.run(
        ["unshare", "-rm", "bash", "-c", SCRIPT],
        env=environment, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    def told(name: str) -> dict[str, object]:
        body: dict[str, object] = json.loads((out / f"{name}.json").read_text())
        return body

    assert (out / "full.code").read_text().strip() == "1"
    assert (out / "full.json").read_text() == ""
    assert "want of room" in (out / "full.err").read_text()
    assert "Traceback" not in (out / "full.err").read_text()
    before, after = told("before")["observations"], told("after")["observations"]
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert len(before) == 2
    assert [item for item in after if item in before] == before
    receipt = told("forgot")["receipt"]
    assert isinstance(receipt, dict)
    assert receipt["observations"] == 1
    end = told("end")["observations"]
    assert isinstance(end, list)
    titles = {item["title"] for item in end}
    assert "lease contract - Mail" in titles
    assert "budget plan - Mail" not in titles
