"""Takes the frames of the day and writes the manifest."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import screen
from apps import Desk
from PIL import Image
from plan import Day


@dataclass(slots=True)
class Recorder:
    """The recording so far. Frames have names, so that the truth can speak of them."""

    desk: Desk
    folder: Path
    day: Day
    lines: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def shot(self, clock: str, name: str, *, idle: float | None = None) -> None:
        """Keep the screen as it is now as the frame of ``clock`` (local time of the day)."""
        typing = self.desk.keys > 0
        image = self._still(typing)
        file = f"{len(self.lines) + 1:04d}.png"
        (self.folder / file).write_bytes(screen.png(image))
        windows = screen.windows(self.desk.display)
        for window in windows:
            if window["app"] == "chromium":
                window["private"] = any(part in window["title"] for part in self.day.private)
        entry: dict[str, Any] = {
            "file": file,
            "time": f"{self.day.date}T{clock}{self.day.zone}",
            "monitor": 1,
            "windows": windows,
            "input": {"keys": self.desk.keys, "idle_s": idle if idle is not None else (0.6 if typing else 14.0)},
        }
        box = _caret(image, windows)
        if box is not None:
            entry["input"]["caret"] = list(box)
        self.lines.append(entry)
        self.files[name] = file
        self.desk.keys = 0

    def _still(self, typing: bool) -> Image.Image:
        """The screen once it has stopped changing; while somebody types, once the text cursor shows."""
        end = time.monotonic() + 6
        before = screen.grab(self.desk.display)
        while time.monotonic() < end:
            time.sleep(0.25)
            now = screen.grab(self.desk.display)
            if now.tobytes() == before.tobytes() and (not typing or screen.caret(now) is not None):
                return now
            before = now
        return before

    def save(self) -> None:
        """Write manifest.jsonl."""
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines)
        (self.folder / "manifest.jsonl").write_text(text, encoding="utf-8")


def _caret(image: Image.Image, windows: list[dict[str, Any]]) -> screen.Box | None:
    """The text cursor of the focused window: terminals show theirs, hollow, without the focus too."""
    focused = next((window for window in windows if window["focused"]), None)
    if focused is None:
        return None
    x, y = max(0, focused["x"]), max(0, focused["y"])
    right = min(image.width, focused["x"] + focused["width"])
    bottom = min(image.height, focused["y"] + focused["height"])
    box = screen.caret(image.crop((x, y, right, bottom)))
    return None if box is None else (box[0] + x, box[1] + y, box[2] + x, box[3] + y)
