"""Pages of the test suite: what a browser showed, as the reader read it, and what their author says about it.

A page marks its elements: ``data-who`` (user, other, none) says who speaks, ``data-header`` under which name,
``data-field`` which label or column governs a value, ``data-ad`` that it is an advert. Beside each page lies
what the real reader read from its picture, so that blocks are tested without a browser; the reader's own test
renders a page afresh.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.folding import fold
from assistant.reading.raw import RawLine
from assistant.types import Line, Window

PAGES = Path(__file__).parents[2] / "pages"
USER = User(names=("Maria Keller",), addresses=("maria.keller@northwind.example", "maria@keller.example"))


@dataclass
class Truth:
    """What the author of a page says about one element."""

    attributes: dict[str, str]
    text: str = ""
    depth: int = 0


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.truths: list[Truth] = []
        self.title = ""
        self._open: list[Truth] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        if tag in {"td", "th", "tr"}:
            self._open = []
        for truth in self._open:
            truth.depth += tag not in {"br", "hr", "meta"}
        marks = {name[5:]: value or "" for name, value in attrs if name.startswith("data-")}
        if marks:
            truth = Truth(marks)
            self.truths.append(truth)
            self._open.append(truth)

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""
        for truth in self._open:
            truth.depth -= 1
        self._open = [truth for truth in self._open if truth.depth >= 0]

    def handle_data(self, data: str) -> None:
        if self._tag == "title":
            self.title += data
        for truth in self._open:
            truth.text += data


def names() -> list[str]:
    """Every page of the suite."""
    return sorted(path.stem for path in PAGES.glob("*.html"))


def read(name: str) -> tuple[list[Line], list[Truth]]:
    """The page's lines in blocks, and its author's truth."""
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    parser = _Parser()
    parser.feed(source)
    app = re.search(r"data-app=(\w+)", source)
    raw = [RawLine.from_json(line) for line in json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))]
    width, height = max(line.box[2] for line in raw) + 10, max(line.box[3] for line in raw) + 10
    window = Window(app[1] if app else "chromium", parser.title, 0, 0, width, height, focused=True)
    return group(raw, window, USER), parser.truths


def about(line: Line, truths: list[Truth]) -> Truth | None:
    """The element that a line is part of; lines of one or two letters are left out."""
    text = fold(re.sub(r"^\[?[\d:]{5,8}\]?\s*<\w+>\s|\s\d{1,2}:\d\d$", "", line.text))
    for truth in truths:
        whole = fold(truth.text)
        part = len(text) > 8 and text in whole
        more = len(whole) > 8 and whole in text and len(whole) > 0.6 * len(text)
        if len(text) > 2 and (text == whole or part or more):
            return truth
    return None
