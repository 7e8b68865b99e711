"""Record a day: python packaging/record [DAY [FOLDER]], DAY being a folder of days/, the sample day if none is named.

Starts an X server without a screen and real applications, uses them as the person of the day would, and writes
pictures, manifest.jsonl, user.json and truth.json. Takes about two minutes. Needs the Debian packages that
``packaging/debian-packages.sh --record`` installs.
"""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import truth
from apps import Desk
from display import stage
from plan import Day
from recorder import Recorder
from server import serve

HERE = Path(__file__).resolve().parent
SAMPLE = "translator"
SPEAKERS = "who.json"
"""Made by hand, from the script and the pictures: who wrote which lines."""


def record(day: Day, folder: Path) -> Recorder:
    """Record into ``folder``, which must be empty."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "home"
        home.mkdir()
        work = day.files(home, day.secrets)
        pages = (day.folder / "pages", *day.borrowed, HERE / "pages")
        with stage(home, day.size) as place, serve(Path(temporary), pages) as director:
            desk = Desk(place, director, day.tabs)
            keep = Recorder(desk, folder, day)
            day.prepare(desk)
            desk.open_browser()
            day.live(desk, keep, work, day.secrets)
    keep.save()
    for name, value in (("user.json", day.user), ("truth.json", truth.build(day, keep.files))):
        (folder / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return keep


def main() -> None:
    """Record beside the old day and put the new one in its place at the end."""
    name = sys.argv[1] if len(sys.argv) > 1 else SAMPLE
    known = sorted(path.parent.name for path in HERE.glob("days/*/day.py"))
    if name not in known:
        sys.exit(f"There is no day {name!r}. Days: {', '.join(known)}")
    day: Day = importlib.import_module(f"days.{name}.day").DAY
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE.parents[1] / day.target
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    keep = record(day, fresh)
    if (target / SPEAKERS).is_file():
        shutil.copy(target / SPEAKERS, fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    size = sum(file.stat().st_size for file in target.iterdir())
    print(f"{len(keep.lines)} frames, {size / 1e6:.1f} MB, in {target}", file=sys.stderr)


if __name__ == "__main__":
    main()
