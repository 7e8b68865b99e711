"""Strokes through words and rules between cells, in pictures of one line; letters and colours are neither."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.reading import spacing, strokes
from assistant.reading.spacing import Picture

FONT = ImageFont.load_default(18)
LIGHT, DARK = ((255, 255, 255), (20, 20, 20), (205, 205, 205)), ((24, 26, 30), (235, 235, 235), (70, 74, 80))
"""Ground, letters and rules."""
BEFORE, WORDS, AFTER = "We open on ", "4 May", " 11 May."


def drawn(text: str, colours: tuple[tuple[int, int, int], ...] = LIGHT) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A line of text on its ground, and a pen for it."""
    image = Image.new("RGB", (int(FONT.getlength(text)) + 12, 28), colours[0])
    draw = ImageDraw.Draw(image)
    draw.text((4, 3), text, fill=colours[1], font=FONT)
    return image, draw


def picture(image: Image.Image) -> Picture:
    """Its pixels, blue first."""
    return np.ascontiguousarray(np.array(image)[:, :, ::-1])


def places(text: str) -> list[float]:
    """The middles of its letters."""
    at = [(4 + FONT.getlength(text[:index]), letter) for index, letter in enumerate(text)]
    return [x + FONT.getlength(letter) / 2 for x, letter in at if not letter.isspace()]


def span(before: str, words: str) -> tuple[float, float]:
    """From where to where ``words`` stand behind ``before``."""
    left = 4 + FONT.getlength(before)
    return left, left + FONT.getlength(words)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("stroke", [(200, 60, 50), None])
def test_struck_words_are_left_out(
    colours: tuple[tuple[int, int, int], ...], stroke: tuple[int, int, int] | None
) -> None:
    """On light and dark ground, whatever the stroke's colour; the rest of the line stays."""
    text = BEFORE + WORDS + AFTER
    image, draw = drawn(text, colours)
    left, right = span(BEFORE, WORDS)
    draw.line((left - 1, 15, right + 1, 15), fill=stroke or colours[1], width=2)
    pixels = picture(image)
    found = strokes.through(pixels, spacing.ground(pixels))
    assert strokes.kept(text, places(text), found)[0] == "We open on 11 May."


@pytest.mark.parametrize("y", [None, 23])
def test_what_is_underlined_or_lit_is_not_struck(y: int | None) -> None:
    """Links and marked words keep their place in the text, and so does a line without any stroke."""
    text = BEFORE + WORDS + AFTER
    image, draw = drawn(text)
    left, right = span(BEFORE, WORDS)
    if y is not None:
        draw.line((left, y, right, y), fill=(20, 60, 200), width=2)
    pixels = picture(image)
    assert strokes.through(pixels, spacing.ground(pixels)) == []
    draw.rectangle((left, 1, right, 27), fill=(250, 235, 160))
    draw.text((left, 3), WORDS, fill=LIGHT[1], font=FONT)
    pixels = picture(image)
    assert strokes.through(pixels, spacing.ground(pixels)) == []


def test_a_line_that_is_struck_out_whole_stays() -> None:
    """It may be a task that is done: what becomes of it, its mark says."""
    assert strokes.kept("Order toner", places("Order toner"), [(0, 400)])[0] == "Order toner"
    assert strokes.kept("Order toner by", places("Order toner by"), [(0, 90)])[0] == "Order toner by"
    assert strokes.kept("Order toner", [1.0], [(0, 400)])[0] == "Order toner"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_rule_parts_two_cells(colours: tuple[tuple[int, int, int], ...]) -> None:
    """However closely a number stands to the words in the next cell; the bar of a cursor parts nothing."""
    text, at = "1450 reserved", 4 + FONT.getlength("1450") + FONT.getlength(" ") / 2
    for colour, cells in ((colours[2], ["1450", "reserved"]), (colours[1], ["1450 reserved"])):
        image, draw = drawn(text, colours)
        draw.line((at, 0, at, 28), fill=colour)
        pixels = picture(image)
        background = spacing.ground(pixels)
        gaps, rules = spacing.blanks(pixels, background), strokes.between(pixels, background)
        parts = spacing.parts(text, places(text), gaps, pixels.shape[0], pixels.shape[1], rules)
        assert [part for part, _, _ in parts] == cells
