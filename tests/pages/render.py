"""Renders the pages of this folder in a real browser and keeps what the real reader reads from them.

Run ``python -m tests.pages.render [NAME ...]`` after a page or the reader has changed; it needs chromium. The
answers lie beside the pages, so that tests of the blocks need neither a browser nor half a minute.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from assistant.reading.ocr import Reader

HERE = Path(__file__).parent
BROWSER = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")


def picture(page: Path, folder: Path) -> Path:
    """A screenshot of the page in the size that its own style sheet gives to the body."""
    body = re.search(r"body\{[^}]*\}", page.read_text(encoding="utf-8"))
    style = body.group(0) if body else ""
    width = re.search(r"\bwidth:(\d+)px", style)
    height = re.search(r"\bheight:(\d+)px", style)
    size = f"--window-size={width[1] if width else 1280},{height[1] if height else 720}"
    shot = folder / f"{page.stem}.png"
    command = [*BROWSER, size, f"--user-data-dir={folder / 'profile'}", f"--screenshot={shot}", page.as_uri()]
    subprocess.run(command, check=True, timeout=120, stderr=subprocess.DEVNULL)
    return shot


def main(names: list[str]) -> None:
    """Render the named pages, or all."""
    reader = Reader()
    pages = sorted(HERE.glob("*.html"))
    with tempfile.TemporaryDirectory() as folder:
        for page in (page for page in pages if not names or page.stem in names):
            with Image.open(picture(page, Path(folder))) as image:
                array = np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
            lines = [line.to_json() for line in reader.read(array)]
            page.with_suffix(".json").write_text(json.dumps(lines, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
