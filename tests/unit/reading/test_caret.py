"""The text cursor's bar must reach neither the reader nor the comparison of frames."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.reading.caret import without_caret
from assistant.types import Pixels
from tests.days import FONTS

WIDTH, HEIGHT = 300, 60
TEXT = "I will tell Bill"


def drawn(caret: tuple[int, int, int, int] | None, *, dark: bool) -> Pixels:
    """A line full of upright letters, with or without the bar of a cursor."""
    back, ink = ("#202020", "#e0e0e0") if dark else ("white", "black")
    image = Image.new("RGBA", (WIDTH, HEIGHT), back)
    draw = ImageDraw.Draw(image)
    path = next(each for each in FONTS if Path(each).exists())
    draw.text((20, 18), TEXT, fill=ink, font=ImageFont.truetype(path, 16))
    if caret is not None:
        draw.rectangle((caret[0], caret[1], caret[2] - 1, caret[3] - 1), fill=ink)
    return Pixels(WIDTH, HEIGHT, image.tobytes("raw", "BGRA"))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("place", [2, 150, 296])
@pytest.mark.parametrize("beside", [-1, 0, 1])
def test_the_bar_is_gone_and_nothing_else(dark: bool, place: int, beside: int) -> None:
    """With a bar of one or two pixels, at its place or a pixel beside it, the picture becomes that without a bar."""
    for wide in (1, 2):
        bar = (place + beside, 14, place + beside + wide, 40)
        assert without_caret(drawn(bar, dark=dark), (place, 14, place + 1, 40)).data == drawn(None, dark=dark).data


def test_letters_are_no_bar() -> None:
    """Wherever the cursor is said to be, a picture without a bar stays the same object."""
    picture = drawn(None, dark=False)
    for x in range(-5, WIDTH + 5):
        assert without_caret(picture, (x, 14, x + 1, 40)) is picture
    assert without_caret(picture, None) is picture


@pytest.mark.parametrize("caret", [(-50, -50, -49, -20), (10, 55, 11, 90), (10, 10, 11, 11), (999, 999, 1000, 1020)])
def test_nonsense_places_are_harmless(caret: tuple[int, int, int, int]) -> None:
    """Programs tell places outside the picture, or without height."""
    picture = drawn((10, 14, 11, 40), dark=False)
    assert np.frombuffer(without_caret(picture, caret).data, np.uint8).size == WIDTH * HEIGHT * 4
