"""A short working day that holds one of everything, for tests that ask what the product makes of it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.days import ROW, SIZE, Day

ASKED = "Could you please send me the budget plan by 5 March?"
TYPED = "Call the garage about the winter tyres"
JAPANESE = "来週の会議は大阪支社で行います"
CARD = "Card number 4111 " + "1111 1111 " + "1111"
"""A Luhn-valid number that no bank issued, put together here so that it stands in no file."""
KEPT = "Marigold lanterns for the terrace"
"""A line of a window that the recording calls ordinary."""
PAINTED = ("Crimson umbrella collection", "Velvet sofa for the lounge")
"""Lines of windows that are private: by the recording's word, and by their title."""
UNSEEN = "Nobody knows whose window this is"
"""A line of a frame without a window list."""


def working_day(folder: Path) -> Day:
    """Nine frames: a mail, the same again, a card number, private windows, typing, Japanese."""
    folder.mkdir(parents=True, exist_ok=True)
    day = Day(folder)
    mail = ["From: Anna Weber <anna@example.org>", "Subject: budget plan", ASKED]
    day.frame(mail, title="budget plan - Mail")
    day.frame(mail, title="budget plan - Mail")
    day.frame(["Your order is confirmed", CARD, "Delivery on Thursday"], app="firefox", title="Order - Shop")
    day.frame([UNSEEN], app="firefox", title="Notes")
    day.lines[-1]["windows"] = None
    day.frame([PAINTED[0]], windows=[_browser("Shop", private=True)])
    day.frame([KEPT], windows=[_browser("Garden - Private Browsing", private=False)])
    day.frame([PAINTED[1]], windows=[_browser("Sofas — Mozilla Firefox Private Browsing", private=None)])
    day.frame(["Things to do"], app="gedit", title="todo.txt - Text Editor", input={"keys": 0, "idle_s": 5.0})
    caret = [360, 20 + ROW, 362, 20 + ROW + 22]
    day.frame(
        ["Things to do", TYPED], app="gedit", title="todo.txt - Text Editor",
        input={"keys": len(TYPED), "idle_s": 0.2, "caret": caret},
    )  # fmt: skip
    day.frame([JAPANESE], app="firefox", title="Schedule")
    day.write()
    (folder / "user.json").write_text(json.dumps({"names": ["Maria Keller"], "addresses": ["maria@example.org"]}))
    return day


def _browser(title: str, *, private: bool | None) -> dict[str, object]:
    window: dict[str, object] = {
        "app": "firefox", "title": title, "x": 0, "y": 0, "width": SIZE[0], "height": SIZE[1], "focused": True,
    }  # fmt: skip
    return window if private is None else {**window, "private": private}
