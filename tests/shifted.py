"""The same recorded day again and again, each copy some days later, without copying its pictures."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def shifted(
    day: Path, to: Path, copies: int, files: Sequence[str] = (), step: timedelta = timedelta(days=1)
) -> list[Path]:
    """``copies`` recordings below ``to``, the first as it is, each other one ``step`` later than the one before.

    ``files``: only these frames, as the manifest names them; empty: all.
    """
    lines = [json.loads(line) for line in (day / "manifest.jsonl").read_text(encoding="utf-8").splitlines() if line]
    wanted = [line for line in lines if not files or line["file"] in files]
    made = []
    for number in range(copies):
        folder = to / f"{number:02}"
        folder.mkdir(parents=True)
        _copy(day, folder, wanted, step * number)
        made.append(folder)
    return made


def _copy(day: Path, folder: Path, lines: list[dict[str, Any]], later: timedelta) -> None:
    body = []
    for line in lines:
        _share(day / line["file"], folder / line["file"])
        time = datetime.fromisoformat(line["time"]) + later
        body.append(json.dumps({**line, "time": time.isoformat()}, ensure_ascii=False))
    (folder / "manifest.jsonl").write_text("\n".join(body) + "\n", encoding="utf-8")
    if (day / "user.json").exists():
        _share(day / "user.json", folder / "user.json")


def _share(source: Path, target: Path) -> None:
    """A second name for the same file; a copy where file systems differ. A recording reads nothing outside of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        try:
            target.hardlink_to(source)
        except OSError:
            shutil.copyfile(source, target)
