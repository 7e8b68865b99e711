"""Reading changed regions against reading every changed frame whole: processor time, and which of the two errs more.

What really stood on the screen is taken from the recording's own pages and scripts. Not all of it was shown, and not
everything that was shown stands there, so an error is counted over the passages that at least one way found.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.config import User
from assistant.daemon.recording import Entry, Problem, load_frame, read_manifest
from assistant.inference.active import threads_for
from assistant.privacy import masking
from assistant.privacy.exclusion import Rules
from assistant.reading import changes
from assistant.reading.raw import RawLine
from assistant.reading.screen import Screen
from assistant.reading.step import reply, request, step
from assistant.types import Box, Frame, Pixels
from assistant.workers import Worker
from tests.bench.tools import Figures, cpu_of

SOURCES = Path(__file__).resolve().parents[2] / "packaging" / "record"
SHORTEST = 20
"""Letters that a line must have to be looked up: shorter ones are found by chance."""
ALIKE = 0.2
"""Share of wrong letters up to which a line is a reading of a passage."""

Letters = NDArray[np.uint32]


def reading(day: Path) -> Figures:
    """One day both ways, each in a reader of its own."""
    frames = list(_masked(day))
    regions, regions_cpu, regions_peak = _read(frames, whole=False)
    whole, whole_cpu, whole_peak = _read(frames, whole=True)
    regions_error, whole_error, letters = _errors(regions, whole)
    return {
        "regions_cpu_s": round(regions_cpu, 2),
        "whole_cpu_s": round(whole_cpu, 2),
        "share": round(regions_cpu / whole_cpu, 3),
        "regions_error": round(regions_error, 4),
        "whole_error": round(whole_error, 4),
        "known_letters": letters,
        "regions_peak_mb": regions_peak,
        "whole_peak_mb": whole_peak,
    }


def _masked(day: Path) -> Iterator[Frame]:
    rules = Rules(recorded=True)
    for line in read_manifest(day):
        loaded = load_frame(line) if isinstance(line, Entry) else line
        if not isinstance(loaded, Problem) and (frame := masking.mask(loaded[0], rules).frame) is not None:
            yield frame


def _read(frames: list[Frame], *, whole: bool) -> tuple[list[str], float, float]:
    """The screen's text after each frame, the reader's processor seconds, and the most memory that it took."""
    worker = _reader()
    try:
        worker.call("stats")
        assert worker.pid is not None
        started = cpu_of(worker.pid)
        screens: list[str] = []
        previous: Pixels | None = None
        screen, lines = Screen(), list[RawLine]()

        def ocr(regions: list[tuple[Box, bytes]]) -> list[RawLine]:
            return reply(worker.call("read", *request(regions))[0])

        for frame in frames:
            pixels = frame.pixels
            if not whole:
                screen = step(screen, previous, frame, ocr, User()).screen
                lines = [seen.line for seen in screen.lines]
            elif changes.regions(previous, pixels):
                lines = ocr([((0, 0, pixels.width, pixels.height), pixels.data)])
            previous = pixels
            screens.append(_page(lines))
        return screens, cpu_of(worker.pid) - started, round(worker.stats().peak_mb)
    finally:
        worker.stop()


def _reader() -> Worker:
    threads = str(threads_for(0))
    environment = {"INKLING_THREADS": threads, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-I", "-m", "assistant", "_child", "reader"]
    return Worker("reader", command, deadline=120, environment=environment)


def _page(lines: list[RawLine]) -> str:
    ordered = sorted(lines, key=lambda line: (line.box[1] // 8, line.box[0]))
    return "\n".join(_plain(line.text) for line in ordered)


def _errors(regions: list[str], whole: list[str]) -> tuple[float, float, int]:
    """Share of wrong or missing letters of both ways, over all passages that either found; and how many letters."""
    known = _letters("\n".join(_plain(text) for text in known_texts()))
    wrong, letters = [0, 0], 0
    for pages in zip(regions, whole, strict=True):
        passages = {
            passage
            for page in pages
            for line in page.split("\n")
            if len(line) >= SHORTEST and (passage := _passage(line, known))
        }
        for passage in passages:
            letters += len(passage)
            for way, page in enumerate(pages):
                wrong[way] += min(len(passage), _distance(passage, page))
    return wrong[0] / max(1, letters), wrong[1] / max(1, letters), letters


def known_texts() -> Iterator[str]:
    """Every text that the recording's pages and scripts hold."""
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix == ".json":
            yield from _strings(json.loads(path.read_text()))
        elif path.suffix in (".html", ".js"):
            yield re.sub(r"<[^>]*>", "\n", path.read_text())
        elif path.suffix == ".py":
            nodes = ast.walk(ast.parse(path.read_text()))
            yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
        elif path.suffix in (".txt", ".md", ".toml"):
            yield path.read_text()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _plain(text: str) -> str:
    """Spaces and quotation marks made equal: they are drawn alike."""
    return re.sub(r"\s+", " ", text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})).strip()


def _letters(text: str) -> Letters:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


_PASSAGES: dict[str, str] = {}


def _passage(line: str, known: Letters) -> str:
    """The known passage that the line reads, or nothing."""
    if line not in _PASSAGES:
        row = _last_row(line, known)
        end = int(row.argmin())
        found = ""
        if row[end] <= ALIKE * len(line):
            # Backwards from its end, the same search finds its start.
            before = known[max(0, end - 2 * len(line)) : end][::-1]
            length = int(_last_row(line[::-1], before, anywhere=False).argmin())
            found = known[end - length : end].tobytes().decode("utf-32-le")
        _PASSAGES[line] = found
    return _PASSAGES[line]


@lru_cache(maxsize=20_000)
def _distance(passage: str, page: str) -> int:
    """Letters to change until the passage stands somewhere on the page; a break is as good as a space."""
    plain = page.replace("\n", " ")
    return 0 if passage in plain else int(_last_row(passage, _letters(plain)).min())


def _last_row(line: str, text: Letters, *, anywhere: bool = True) -> NDArray[np.int32]:
    """Edit distances of ``line`` to the passages of ``text`` that end at each place."""
    places = np.arange(len(text) + 1, dtype=np.int32)
    row = np.zeros_like(places) if anywhere else places
    for letter in _letters(line):
        following = row + 1
        following[1:] = np.minimum(following[1:], row[:-1] + (text != letter))
        row = np.minimum.accumulate(following - places) + places
    return row
