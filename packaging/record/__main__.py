"""Record the sample day: python packaging/record [FOLDER].

Starts an X server without a screen and real applications, uses them as the person of the day would, and writes
pictures, manifest.jsonl, user.json and truth.json. Takes about three minutes. Needs the Debian packages that
``packaging/debian-packages.sh --record`` installs.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import day
import files
import made_up
import truth
from apps import Desk
from display import stage
from recorder import Recorder
from server import serve

SAMPLE = Path(__file__).resolve().parents[2] / "assistant" / "sample_day"
USER = {"names": ["Mirela Sandvoss", "Mirela"], "addresses": ["mirela@sandvoss.example"]}


def record(folder: Path) -> Recorder:
    """Record into ``folder``, which must be empty."""
    secrets = made_up.secrets()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "home"
        home.mkdir()
        work = files.write(home, secrets.router_password)
        with stage(home) as place, serve(Path(temporary)) as director:
            desk = Desk(place, director)
            keep = Recorder(desk, folder, private={"Gelenkforum"})
            day.prepare(desk)
            desk.open_browser()
            day.whole_day(desk, keep, work, secrets)
    keep.save()
    for name, value in (("user.json", USER), ("truth.json", truth.build(keep.files, secrets))):
        (folder / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return keep


def main() -> None:
    """Record beside the old day and put the new one in its place at the end."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    keep = record(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    size = sum(file.stat().st_size for file in target.iterdir())
    print(f"{len(keep.lines)} frames, {size / 1e6:.1f} MB, in {target}", file=sys.stderr)


if __name__ == "__main__":
    main()
