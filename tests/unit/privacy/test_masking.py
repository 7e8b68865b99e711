from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.privacy import masking
from assistant.privacy.exclusion import Rules
from assistant.privacy.masking import mask, visible
from assistant.types import Box, Frame, Pixels, Window

WIDTH, HEIGHT = 160, 120
RULES = Rules(recorded=True)


def frame(*windows: Window, listed: bool = True) -> Frame:
    """A frame whose every pixel has a value that grey is not."""
    image = np.random.default_rng(7).integers(0, 100, (HEIGHT, WIDTH, 4), np.uint8)
    pixels = Pixels(WIDTH, HEIGHT, image.tobytes())
    return Frame(datetime(2026, 3, 2, tzinfo=UTC), 1, pixels, windows if listed else None)


def image(of: Frame) -> np.ndarray:
    """Shape (height, width, 4)."""
    return np.frombuffer(of.pixels.data, np.uint8).reshape(HEIGHT, WIDTH, 4)


def win(app: str, x: int, y: int, width: int, height: int, see_through: bool = False) -> Window:
    """A window at a place."""
    return Window(app, "title", x, y, width, height, see_through=see_through)


windows = st.lists(
    st.builds(
        win,
        st.sampled_from(["code", "keepassxc"]),
        st.integers(-40, WIDTH),
        st.integers(-40, HEIGHT),
        st.integers(0, 120),
        st.integers(0, 120),
        st.booleans(),
    ),
    max_size=7,
)


def covers(window: Window, x: int, y: int, margin: int) -> bool:
    """Does the window, with a margin where it is excluded, reach over a pixel?"""
    x0, y0, x1, y1 = window.box
    if window.app == "keepassxc" and x0 < x1 and y0 < y1:
        x0, y0, x1, y1 = x0 - margin, y0 - margin, x1 + margin, y1 + margin
    return x0 <= x < x1 and y0 <= y < y1


def owner(stack: list[Window], x: int, y: int, margin: int) -> Window | None:
    """Whose pixel it is: an excluded window's if one is topmost or shines through, else the topmost one's."""
    over = [window for window in stack if covers(window, x, y, margin)]
    for window in over:
        if window.app == "keepassxc":
            return window
        if not window.see_through:
            break
    return over[0] if over else None


@settings(max_examples=60, deadline=None)
@given(windows)
def test_no_pixel_of_an_excluded_window_remains_and_no_other_is_lost(stack: list[Window]) -> None:
    """Over random stacks, exactly the pixels that show an excluded window (with its margin) turn grey."""
    before = frame(*stack)
    masked = mask(before, RULES)
    assert masked.frame is not None
    after, original = image(masked.frame), image(before)
    for y in range(0, HEIGHT, 3):
        for x in range(0, WIDTH, 3):
            shown = owner(stack, x, y, masking.MARGIN)
            grey = shown is not None and shown.app == "keepassxc"
            assert (after[y, x] == (0x80 if grey else original[y, x])).all()
            for window, boxes in masked.visible:
                assert (window is shown) == any(inside(box, x, y) for box in boxes)
            bare = owner(stack, x, y, 0)
            assert grey or bare is None or bare.app != "keepassxc"
    assert all(window.app == "code" for window in masked.frame.windows or ())


def inside(box: Box, x: int, y: int) -> bool:
    """Is the pixel in the box?"""
    return box[0] <= x < box[2] and box[1] <= y < box[3]


@settings(max_examples=60, deadline=None)
@given(windows)
def test_visible_boxes_are_a_partition(stack: list[Window]) -> None:
    """Visible boxes of all windows never overlap, and together they are the union of the windows."""
    count = np.zeros((HEIGHT, WIDTH), int)
    result = visible(stack, WIDTH, HEIGHT)
    assert [window for window, _ in result] == stack
    for _, boxes in result:
        for x0, y0, x1, y1 in boxes:
            assert 0 <= x0 < x1 <= WIDTH
            assert 0 <= y0 < y1 <= HEIGHT
            count[y0:y1, x0:x1] += 1
    union = np.zeros((HEIGHT, WIDTH), int)
    for window in stack:
        x0, y0, x1, y1 = (max(0, side) for side in window.box)
        union[y0:y1, x0:x1] = 1
    assert (count == union).all()


def test_a_frame_without_a_window_list_is_skipped() -> None:
    """Nobody can say what it shows, so nothing of it is read (fail closed)."""
    masked = mask(frame(listed=False), RULES)
    assert masked.frame is None
    assert masked.dropped == {"no window list": 1}


def test_defect_16_unfocused_windows_and_other_monitors_are_masked() -> None:
    """Focus plays no part, and each monitor's frame is masked by itself."""
    focused, unfocused = Window("code", "x", 0, 0, 60, 60, focused=True), win("keepassxc", 80, 40, 40, 40)
    for monitor in (1, 2):
        masked = mask(Frame(datetime(2026, 3, 2, tzinfo=UTC), monitor, frame().pixels, (focused, unfocused)), RULES)
        assert masked.frame is not None
        assert (image(masked.frame)[40:80, 80:120] == 0x80).all()
        assert masked.dropped == {"password manager": 1}
        assert masked.frame.windows == (focused,)


def test_the_bare_desktop_is_fine() -> None:
    """Pixels under no window belong to nobody and stay; nothing is copied when nothing is painted."""
    before = frame(win("code", 10, 10, 20, 20))
    masked = mask(before, RULES)
    assert masked.frame is not None
    assert masked.frame.pixels is before.pixels
    assert (masked.dropped, masked.painted) == ({}, ())


def test_a_covered_excluded_window_costs_nothing() -> None:
    """What is under an ordinary window is not visible, so the window above stays readable and nothing is counted."""
    masked = mask(frame(win("code", 0, 0, WIDTH, HEIGHT), win("keepassxc", 20, 20, 50, 50)), RULES)
    assert masked.dropped == {}
    assert masked.visible[0][1] == ((0, 0, WIDTH, HEIGHT),)


def test_what_shines_through_is_painted() -> None:
    """A window with an opacity hides nothing: the excluded one below it is painted, through it."""
    above, below = win("xterm", 0, 0, WIDTH, HEIGHT, see_through=True), win("keepassxc", 40, 40, 40, 40)
    masked = mask(frame(above, below), RULES)
    assert masked.frame is not None
    assert (image(masked.frame)[40:80, 40:80] == 0x80).all()
    assert masked.dropped == {"password manager": 1}
    assert not any(inside(box, 60, 60) for box in masked.visible[0][1])
    assert any(inside(box, 5, 5) for box in masked.visible[0][1])


@settings(max_examples=60, deadline=None)
@given(windows)
def test_a_window_that_becomes_see_through_never_uncovers_anything(stack: list[Window]) -> None:
    """Whatever is painted under opaque windows is painted under see-through ones too."""
    opaque = mask(frame(*(replace(window, see_through=False) for window in stack)), RULES)
    faint = mask(frame(*(replace(window, see_through=True) for window in stack)), RULES)
    assert opaque.frame is not None
    assert faint.frame is not None
    grey = (image(opaque.frame) == 0x80).all(axis=2)
    assert (image(faint.frame)[grey] == 0x80).all()
