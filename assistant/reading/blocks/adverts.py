"""Adverts: what somebody paid for to stand on the page. Nothing in them is about the user."""

from __future__ import annotations

import re

from assistant.reading.page import Item, Mark, Marks, Page
from assistant.types import BlockKind

_LABEL = re.compile(
    r"^(?:ad|ads|advertisement|advertising|sponsored(?: by .{1,40})?|promoted(?: by .{1,40})?|paid (?:content|"
    r"partnership)|"
    r"anzeige|werbung|gesponsert|annonce|publicité|sponsorisé|anuncio|publicidad|広告|スポンサー|廣告|广告)"
    r"(?:\s*[·•|:].{0,30})?$",
    re.I,
)
_CALL = re.compile(
    r"^(?:shop now|buy now|order now|sign up now|try (?:it )?(?:for )?free|start (?:your )?free trial|"
    r"get (?:the )?(?:deal|offer|app)|"
    r"book now|claim (?:your )?offer|subscribe now|install now|download now|learn more|see offer|"
    r"jetzt (?:kaufen|bestellen|buchen|testen|sichern|shoppen)|acheter|en profiter|j'en profite|"
    r"今すぐ.{1,8})\s*[>›»→]?$",
    re.I,
)
_PITCH = re.compile(
    r"\b\d{1,2} ?(?:%|percent|prozent)(?: off| rabatt| de réduction)?\b|\b(?:only|from|ab|nur|dès) (?:\$|€|£)? ?\d+"
    r"|\b(?:limited time|free shipping|sale ends|nur heute|today only)\b",
    re.I,
)
REACH = 9
"""Heights of a line over which a label governs what stands under it."""


def find(page: Page) -> Marks:
    """Blocks under an advert's label, and blocks around a call to buy that make a pitch."""
    marks: Marks = {}
    anchors = [item for item in page.items if _LABEL.match(item.text)]
    for number, anchor in enumerate(anchors):
        for item in _under(page, anchor):
            marks[item.index] = Mark(BlockKind.ADVERT, number, "")
    for number, call in enumerate(item for item in page.items if _CALL.match(item.text)):
        near = _above(page, call)
        if call.index not in marks and any(_PITCH.search(item.text) for item in near):
            for item in (call, *near):
                marks.setdefault(item.index, Mark(BlockKind.ADVERT, len(anchors) + number, ""))
    return marks


def _under(page: Page, label: Item) -> list[Item]:
    """The label and the lines of its column below it, up to a gap or a line of another column."""
    out = [label]
    bottom = label.y1
    for item in page.items:
        if item.index == label.index or item.middle < label.middle:
            continue
        beside = item.x0 >= label.x0 - 2 * page.tall and item.x0 <= label.x0 + 14 * page.tall
        if beside and item.y0 - bottom < 2.2 * page.tall and item.y0 - label.y1 < REACH * page.tall:
            out.append(item)
            bottom = max(bottom, item.y1)
    return out


def _above(page: Page, call: Item) -> list[Item]:
    """Lines of the call's column shortly above it."""
    return [
        item for item in page.items if 0 < call.y0 - item.y0 < 5 * page.tall and abs(item.x0 - call.x0) < 4 * page.tall
    ]
