"""Small recorded days for tests: a few short lines a frame, drawn in a real font, so that real OCR is quick."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
)
EAST_ASIAN = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
START = datetime(2026, 3, 2, 9, 0, 5, tzinfo=timezone(timedelta(hours=1)))
SIZE = (760, 300)
ROW = 40
"""Pixels from one line to the next."""


@dataclass(slots=True)
class Day:
    """Writes frames and the manifest into ``folder``; one window fills each frame unless told otherwise."""

    folder: Path
    lines: list[dict[str, Any]] = field(default_factory=list)

    def frame(
        self,
        texts: Sequence[str],
        *,
        app: str = "thunderbird",
        title: str = "Inbox - Mail",
        minutes: float | None = None,
        windows: list[dict[str, Any]] | None = None,
        **more: Any,
    ) -> str:
        """Add one frame; its file name. ``minutes`` after the day's start; by default one after the last."""
        number = len(self.lines) + 1
        name = f"{number:04}.png"
        draw_text(texts).save(self.folder / name)
        at = START + timedelta(minutes=number if minutes is None else minutes)
        window = {"app": app, "title": title, "x": 0, "y": 0, "width": SIZE[0], "height": SIZE[1], "focused": True}
        self.lines.append({"file": name, "time": at.isoformat(), "monitor": 1, "windows": windows or [window], **more})
        self.write()
        return name

    def write(self, *extra: str) -> None:
        """Write the manifest, with ``extra`` raw lines at its end."""
        body = [json.dumps(line, ensure_ascii=False) for line in self.lines]
        (self.folder / "manifest.jsonl").write_text("\n".join([*body, *extra]) + "\n", encoding="utf-8")


def draw_text(texts: Sequence[str], size: tuple[int, int] = SIZE) -> Image.Image:
    """Black lines on white, well apart."""
    image = Image.new("RGB", size, "white")
    brush = ImageDraw.Draw(image)
    for row, text in enumerate(texts):
        brush.text((24, 20 + ROW * row), text, fill="black", font=_font_for(text))
    return image


def _font_for(text: str) -> ImageFont.FreeTypeFont:
    """A font that has the text's characters."""
    if any(ord(character) > 0x2E80 for character in text):
        return ImageFont.truetype(EAST_ASIAN, 20)
    return ImageFont.truetype(next(path for path in FONTS if Path(path).exists()), 18)


def mail_day(folder: Path, frames: int = 6) -> Day:
    """A day on which one mail after the other asks the user for something."""
    day = Day(folder)
    asked = ["budget plan", "train tickets", "workshop slides", "garden photos", "lease contract", "travel report",
             "piano scores", "survey results"]  # fmt: skip
    people = ["Anna Weber", "Tom Becker", "Lena Sommer", "Paul Winter", "Maria Keller", "Jonas Wolf", "Ida Frank",
              "Max Lorenz"]  # fmt: skip
    dates = ["5 March", "6 March", "9 March", "10 March", "11 March", "12 March", "13 March", "16 March"]
    for number in range(frames):
        who, what, when = people[number % 8], asked[number % 8], dates[number % 8]
        first = who.split()[0].lower()
        day.frame(
            [
                f"From: {who} <{first}@example.org>",
                f"Subject: {what}",
                f"Could you please send me the {what} by {when}?",
            ],
            title=f"{what} - Mail",
        )
    return day
