"""One frame through the whole room, with a reader that knows what stands where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image, ImageDraw

from assistant.config import User
from assistant.reading import changes
from assistant.reading.folding import fold
from assistant.reading.observe import observe
from assistant.reading.raw import RawLine
from assistant.reading.screen import Screen
from assistant.reading.step import Ocr, Step, reply, request, step
from assistant.types import Box, Frame, Line, Pixels, Tier, Window
from tests.unit.reading.test_changes import pixels

WINDOW = Window("mousepad", "todo.txt - Mousepad", 0, 0, 800, 400, focused=True)
OTHER = Window("chromium", "News - Chromium", 400, 0, 400, 400)
USER = User(names=("Maria Keller",))
TIME = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Texts = list[tuple[int, int, str]]


def picture(texts: Texts) -> Pixels:
    """The texts drawn where they stand."""
    image = Image.new("RGB", (800, 400), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    for x, y, text in texts:
        draw.text((x, y), text, fill=(0, 0, 0), font_size=16)
    return pixels(image)


def reader(texts: Texts, asked: list[Box]) -> Ocr:
    """Answers the texts that stand wholly in the regions, and notes what it was asked."""

    def read(regions: list[tuple[Box, bytes]]) -> list[RawLine]:
        asked.extend(box for box, _ in regions)
        lines = [RawLine(text, (x, y, x + 9 * len(text), y + 20)) for x, y, text in texts]
        return [line for line in lines if any(_inside(line.box, box) for box, _ in regions)]

    return read


def _inside(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] + 2 and outer[1] <= inner[1] + 6 and inner[3] - 6 <= outer[3]


def frame(texts: Texts, *windows: Window) -> Frame:
    """A frame that shows the texts."""
    return Frame(TIME, 1, picture(texts), windows or (WINDOW,))


def look(screen: Screen, before: Texts | None, now: Texts, *windows: Window) -> tuple[Step, list[Box]]:
    """One step, and the boxes that were read."""
    asked: list[Box] = []
    previous = None if before is None else picture(before)
    return step(screen, previous, frame(now, *windows), reader(now, asked), USER), asked


def test_an_unchanged_frame_reads_nothing() -> None:
    """Equal pixels cost no recognition and leave the screen as it was."""
    texts: Texts = [(20, 100, "milk and bread")]
    first, _ = look(Screen(), None, texts)
    second, asked = look(first.screen, texts, texts)
    assert asked == []
    assert second == Step(first.screen, (), ())


def test_only_the_changed_line_is_read_and_new() -> None:
    """One more line on the page is one region and one new line."""
    before: Texts = [(20, 100, "milk and bread"), (20, 300, "call the bank")]
    now: Texts = [*before, (20, 200, "book the train to Hamburg")]
    first, _ = look(Screen(), None, before)
    second, asked = look(first.screen, before, now)
    assert len(asked) == 1
    assert asked[0][3] - asked[0][1] < 80
    assert [line.text for fresh in second.fresh for line in fresh.new] == ["book the train to Hamburg"]
    assert [len(fresh.page) for fresh in second.fresh] == [3]
    assert [len(fresh.before) for fresh in second.fresh] == [2]


def test_new_lines_go_to_their_windows() -> None:
    """Each window gets its own lines, topmost first; covered ones none."""
    texts: Texts = [(20, 100, "left note"), (450, 100, "right headline")]
    result, _ = look(Screen(), None, texts, OTHER, WINDOW)
    assert [(fresh.window.app, [line.text for line in fresh.new]) for fresh in result.fresh] == [
        ("chromium", ["right headline"]),
        ("mousepad", ["left note"]),
    ]


def test_a_card_that_moves_among_the_finished_is_news() -> None:
    """The same words stood on the same screen a moment ago; that they are done now is told once."""
    board = Window("chromium", "Plan - Chromium", 0, 0, 800, 400, focused=True)
    heads: Texts = [(20, 40, "To do"), (320, 40, "Done")]
    before: Texts = [*heads, (24, 90, "Order toner"), (24, 150, "Book a room"), (324, 90, "Pay rent")]
    now: Texts = [*heads, (24, 90, "Book a room"), (324, 90, "Order toner"), (324, 150, "Pay rent")]
    first, _ = look(Screen(), None, before, board)
    second, _ = look(first.screen, before, now, board)
    told = [(line.header, line.text) for fresh in second.fresh for line in fresh.new]
    assert told == [("done: Done", "Order toner")]
    forgotten = second.screen.without(lambda text: text == "Order toner")
    assert len(forgotten.memory[0][1]) == len(second.screen.memory[0][1]) - 2
    back, _ = look(Screen.from_json(second.screen.to_json()), now, before, board)
    again, _ = look(back.screen, before, now, board)
    assert not any(fresh.new for fresh in (*back.fresh, *again.fresh))


def test_a_frame_without_a_window_list_is_skipped() -> None:
    """Nobody knows whose text it is, so it is not read."""
    asked: list[Box] = []
    blind = replace(frame([(20, 20, "text")]), windows=None)
    assert step(Screen(), None, blind, reader([], asked), USER) == Step(Screen(), (), ())
    assert asked == []


def test_defect_18_what_inkling_showed_is_never_evidence() -> None:
    """Lines equal to a displayed text are neither new in a step nor part of an observation, in any window."""
    texts: Texts = [(20, 100, "You are flying to Porto."), (20, 200, "something else")]
    shown = frozenset({"You are flying to Porto."})
    result = step(Screen(), None, frame(texts), reader(texts, []), USER, shown)
    assert [line.text for line in result.fresh[0].new] == ["something else"]
    unfiltered = step(Screen(), None, frame(texts), reader(texts, []), USER)
    (observation,) = observe(frame(texts), {WINDOW: unfiltered.fresh[0].new}, shown)
    assert [line.text for line in observation.lines] == ["something else"]


@pytest.mark.parametrize(
    ("app", "title", "kept"),
    [("xterm", "anna@host: ~", ["ls -la plans"]), ("xterm", "notes.md (~) - VIM", None), ("chromium", "Mail", None)],
)
def test_defect_18_what_a_command_printed_is_no_news_in_a_terminal(
    app: str, title: str, kept: list[str] | None
) -> None:
    """Whole or as the terminal wrapped it; an editor in a terminal and every other window may show the same words."""
    printed = "  [12] Anna asked the user for the budget plan by Friday (very likely, 91%)"
    texts: Texts = [
        (20, 20, "[12] Anna asked the user for the"),
        (20, 60, "budget plan by Friday (very"),
        (20, 100, "ls -la plans"),
    ]
    shot = replace(frame(texts), windows=(replace(WINDOW, app=app, title=title),))
    assert shot.windows is not None
    lines = {shot.windows[0]: [Line(text, (x, y, 300, y + 20)) for x, y, text in texts]}
    (observation,) = observe(shot, lines, printed=[fold(printed)])
    assert [line.text for line in observation.lines] == (kept or [text for _, _, text in texts])


def test_defect_09_the_frame_dates_the_observation() -> None:
    """An observation carries the capture's time, window and file, whenever it was processed."""
    texts: Texts = [(20, 100, "milk and bread")]
    result, _ = look(Screen(), None, texts)
    shot = replace(frame(texts), file="0001.png")
    (observation,) = observe(shot, {fresh.window: fresh.new for fresh in result.fresh})
    assert (observation.start, observation.end, observation.file) == (TIME, TIME, "0001.png")
    assert (observation.app, observation.title, observation.focused) == (WINDOW.app, WINDOW.title, True)
    assert observation.lines[0].tier is Tier.SEEN


def test_no_new_lines_make_no_observation() -> None:
    """A window without news is not observed."""
    assert observe(frame([]), {WINDOW: ()}) == ()


def test_requests_and_replies_are_plain_json() -> None:
    """What goes to the reader child and comes back keeps boxes and scores."""
    args, blobs = request([((0, 0, 2, 1), b"12345678")])
    assert args == {"regions": [{"box": [0, 0, 2, 1]}]}
    assert blobs == [b"12345678"]
    line = RawLine("größe", (1, 2, 3, 4), 0.9, 0xFFFFFF)
    assert reply({"lines": [line.to_json()]}) == [line]


def test_a_line_that_is_no_news_is_still_judged() -> None:
    """A line cut by a window above is not new, but its page is given: it may be a secret and is in the screen."""
    cut = "4" * 42
    result, _ = look(Screen(), None, [(20, 40, cut)], OTHER, WINDOW)
    assert [(fresh.window, fresh.new, [line.text for line in fresh.page]) for fresh in result.fresh] == [
        (WINDOW, (), [cut])
    ]
    assert [seen.line.text for seen in result.screen.lines] == [cut]


def test_what_stands_unchanged_is_not_shown_to_the_reader_again() -> None:
    """Where a screen that mostly changed is read whole, a known line is painted over; one that is written on is not."""
    before: Texts = [(20, 100, "milk and bread"), (20, 200, "call the bank")]
    now: Texts = [(20, 100, "milk and bread"), (20, 200, "call the bank today")]
    now += [(250, y, 20 * "news ") for y in range(0, 390, 18)]
    first, _ = look(Screen(), None, before)
    shown: list[tuple[Box, bytes]] = []

    def read(regions: list[tuple[Box, bytes]]) -> list[RawLine]:
        shown.extend(regions)
        return []

    step(first.screen, picture(before), frame(now), read, USER)
    assert [box for box, _ in shown] == [(0, 0, 800, 400)]
    seen = np.full((400, 800), 0xFFFFFF, dtype=np.uint32)
    for (x0, y0, x1, y1), blob in shown:
        seen[y0:y1, x0:x1] = np.frombuffer(blob, dtype=np.uint32).reshape(y1 - y0, x1 - x0) & changes.COLOUR
    assert (seen[100:120, 20:200] == 0xFFFFFF).all()
    assert (seen[200:220, 20:100] != 0xFFFFFF).any()
    assert (seen[100:120, 250:] != 0xFFFFFF).any()
