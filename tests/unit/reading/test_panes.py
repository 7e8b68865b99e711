"""Regions are read window by window, and of each window only what shows of it."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reading import changes
from assistant.reading.panes import Pane, Panes, crop
from assistant.reading.raw import RawLine
from assistant.reading.screen import Screen, Seen, window_key
from assistant.reading.step import step
from assistant.types import Box, Window
from tests.unit.reading.test_step import USER, Texts, frame, look, picture

BELOW = Window("chromium", "Mail - Chromium", 0, 0, 800, 400)
ABOVE = Window("mousepad", "todo.txt - Mousepad", 300, 100, 400, 200, focused=True)
INSIDE: Box = (302, 100, 698, 300)
"""The one above without its frame."""
WHOLE: Box = (0, 0, 800, 400)


def panes(*windows: Window) -> Panes:
    """How the windows share an empty screen."""
    return Panes.of(frame([], *windows))


def seen(window: Window, text: str, box: Box) -> Seen:
    """A line that the window shows."""
    return Seen(RawLine(text, box), window.app, window_key(window))


def test_a_region_in_one_window_is_read_as_it_is() -> None:
    """Nothing is cut and nothing painted, byte for byte."""
    shown = picture([(320, 150, "milk and bread")])
    found, stale = panes(ABOVE, BELOW).to_read(Screen(), [(400, 150, 500, 180)], lambda _: False)
    assert found == [Pane((352, 150, 500, 180), ((352, 150, 500, 180),))]
    assert stale == [(352, 150, 500, 180)]
    assert crop(shown, found[0], []) == changes.crop(shown, found[0].box)


def test_every_window_is_read_by_itself() -> None:
    """The window above is read alone; of the one below, what it covers is painted like the rest of that window."""
    shown = picture([(20, 150, "left of it"), (320, 150, "milk and bread"), (710, 150, "right")])
    found, _ = panes(ABOVE, BELOW).to_read(Screen(), [WHOLE], lambda _: False)
    assert [pane.box for pane in found] == [INSIDE, WHOLE]
    below = np.frombuffer(crop(shown, found[1], []), dtype=np.uint32).reshape(400, 800) & changes.COLOUR
    assert (below[100:300, 300:700] == 0xFFFFFF).all()
    assert (below[150:170, 20:100] != 0xFFFFFF).any()
    assert (below[150:170, 710:760] != 0xFFFFFF).any()


def test_what_is_covered_is_painted_in_the_windows_own_colour() -> None:
    """A light window over a dark one must not leave a bright edge at the end of each dark line."""
    dark = changes.view(picture([])).copy()
    dark[:] = 0x00202020
    dark[100:300, 300:700] = 0x00FFFFFF
    shown = picture([])
    shown = type(shown)(shown.width, shown.height, dark.tobytes())
    found, _ = panes(ABOVE, BELOW).to_read(Screen(), [WHOLE], lambda _: False)
    below = np.frombuffer(crop(shown, found[1], []), dtype=np.uint32)
    assert (below & changes.COLOUR == 0x202020).all()


def test_windows_that_did_not_change_are_not_read() -> None:
    """A region grows to the blank around what changed, over a border too; the neighbour's part of it is as before."""
    region = (250, 150, 500, 180)
    found, stale = panes(ABOVE, BELOW).to_read(Screen(), [region], lambda box: box[2] <= ABOVE.x)
    assert [pane.box for pane in found] == [(302, 150, 500, 180)]
    assert stale == [(302, 150, 500, 180)]


def test_a_pane_holds_the_known_lines_of_its_window_whole() -> None:
    """And grows no further than the border, whatever stands beyond it."""
    screen = Screen((seen(ABOVE, "milk and bread", (310, 140, 600, 160)), seen(BELOW, "left", (100, 140, 299, 160))))
    found, _ = panes(ABOVE, BELOW).to_read(screen, [(400, 142, 420, 158)], lambda _: False)
    assert [pane.box for pane in found] == [(302, 140, 600, 160)]


def test_the_line_around_a_window_is_not_read() -> None:
    """Close to text it looks like a bracket; at the side of the screen there is none."""
    found, _ = panes(ABOVE).to_read(Screen(), [(290, 150, 500, 180)], lambda _: False)
    assert [pane.box for pane in found] == [(302, 150, 500, 180)]
    found, _ = panes(BELOW).to_read(Screen(), [(0, 150, 800, 180)], lambda _: False)
    assert [pane.box for pane in found] == [(0, 150, 800, 180)]


@pytest.mark.parametrize("covered", [(0, 0, 792, 400), (0, 0, 800, 391)])
def test_a_sliver_is_not_read_but_no_longer_known(covered: Box) -> None:
    """A frame of a few pixels around the window above holds no text; what stood there before does not stay."""
    above = Window("xterm", "top", *covered)
    found, stale = panes(above, BELOW).to_read(Screen(), [WHOLE], lambda _: False)
    assert len(found) == 1
    assert [box for box in stale if box != found[0].box and (box[2] == 800 or box[3] == 400)]


def test_what_belongs_to_no_window_is_not_read() -> None:
    """The desktop's own words are nobody's."""
    assert panes(ABOVE).to_read(Screen(), [(0, 0, 200, 80)], lambda _: False) == ([], [])


def test_a_line_ends_where_its_window_does() -> None:
    """Whichever side of the border it stands on."""
    shared = panes(ABOVE, BELOW)
    assert shared.trimmed(RawLine("editor@", (200, 140, 306, 160))).box == (200, 140, 300, 160)
    assert shared.trimmed(RawLine("milk", (296, 140, 360, 160))).box == (302, 140, 360, 160)
    assert shared.trimmed(RawLine("bread", (320, 140, 360, 160))) == RawLine("bread", (320, 140, 360, 160))


def test_a_line_beside_a_window_that_changes_need_not_be_read_again() -> None:
    """What happens on the other side of a border cannot go on from it."""
    screen = Screen((seen(BELOW, "left", (200, 140, 290, 160)),))
    assert panes(ABOVE, BELOW).known(screen, lambda box: box[2] <= ABOVE.x) == [(198, 138, 292, 162)]
    assert panes(BELOW).known(screen, lambda box: box[2] <= ABOVE.x) == []


def test_typing_beside_a_covered_line_joins_nothing() -> None:
    """The recognisers' view of one frame: both windows, neither with a word of the other."""
    mail: Texts = [(20, 150, "Anna Weber <anna@northwind.")]
    now: Texts = [*mail, (304, 150, "Figures are due")]
    first, _ = look(Screen(), None, mail, ABOVE, BELOW)
    given: list[Box] = []

    def read(regions: list[tuple[Box, bytes]]) -> list[RawLine]:
        given.extend(box for box, _ in regions)
        return [RawLine("Figures are due", (300, 148, 440, 172), 1.0, 0xFFFFFF)]

    second = step(first.screen, picture(mail), frame(now, ABOVE, BELOW), read, USER)
    assert all(box[0] >= ABOVE.x for box in given)
    assert [(fresh.window, [line.text for line in fresh.new]) for fresh in second.fresh] == [
        (ABOVE, ["Figures are due"])
    ]
    assert "Anna Weber <anna@northwind." in [line.line.text for line in second.screen.lines]
