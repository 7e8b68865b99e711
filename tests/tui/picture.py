"""Draws the README's picture: ``python -m tests.tui.picture HOME OUT.svg``, with a home of ``inkling demo --keep``."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

from assistant import client, paths
from assistant.tui.app import InklingApp
from tests.tui.steps import wait_until


async def draw(home: paths.Home) -> str:
    """The Beliefs screen of a real home, through a real daemon."""
    app = InklingApp(lambda: client.connect(home, private=True), onboarding=False)
    async with app.run_test(size=(112, 32)) as pilot:
        await pilot.press("2")
        await wait_until(pilot, lambda: "sure" in app.export_screenshot())
        await pilot.press("j", "j")
        await wait_until(pilot, lambda: "superseded" in app.export_screenshot())
        return app.export_screenshot(title="inkling")


def main() -> None:
    """Write the picture."""
    os.environ["INKLING_HOME"], out = sys.argv[1], Path(sys.argv[2])
    home = paths.home()
    with client.connect(home, private=True):
        picture = asyncio.run(draw(home))
    # Whoever looks at the picture should not fetch a font from somewhere for it.
    out.write_text(re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
