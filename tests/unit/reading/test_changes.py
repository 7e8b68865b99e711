"""Which parts of the screen changed."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from assistant.reading import changes
from assistant.types import Pixels


def canvas(width: int = 800, height: int = 400) -> Image.Image:
    """A light grey picture."""
    return Image.new("RGB", (width, height), (240, 240, 240))


def pixels(image: Image.Image) -> Pixels:
    """The picture in mss's own byte order."""
    array = np.asarray(image.convert("RGBA"))[:, :, [2, 1, 0, 3]]
    return Pixels(image.width, image.height, np.ascontiguousarray(array).tobytes())


def written(*texts: tuple[int, int, str]) -> Image.Image:
    """A picture with texts at their places."""
    image = canvas()
    draw = ImageDraw.Draw(image)
    for x, y, text in texts:
        draw.text((x, y), text, fill=(0, 0, 0), font_size=16)
    return image


def test_equal_frames_have_no_regions() -> None:
    """The same pixels, in other bytes objects, are no change."""
    image = written((20, 20, "hello"))
    assert changes.regions(pixels(image), pixels(image)) == ()


def test_the_fourth_byte_means_nothing() -> None:
    """A change of the unused byte alone is no change."""
    one = pixels(canvas())
    array = np.frombuffer(one.data, np.uint8).reshape(400, 800, 4).copy()
    array[..., 3] = 7
    assert changes.regions(one, Pixels(800, 400, array.tobytes())) == ()


def test_a_first_frame_and_another_size_are_read_whole() -> None:
    """Without a comparable frame the whole screen is one region."""
    one = pixels(canvas())
    assert changes.regions(None, one) == ((0, 0, 800, 400),)
    assert changes.regions(pixels(canvas(640, 400)), one) == ((0, 0, 800, 400),)


def test_a_longer_line_is_taken_whole() -> None:
    """Typing at the end of a line makes the whole line a region, and not its neighbours far away."""
    before = written((20, 100, "The meeting is on"), (20, 300, "untouched"))
    after = written((20, 100, "The meeting is on Friday"), (20, 300, "untouched"))
    (box,) = changes.regions(pixels(before), pixels(after))
    assert box[0] <= 20
    assert box[1] <= 100
    assert box[3] < 200
    assert box[2] >= 190


def test_two_far_changes_are_two_regions() -> None:
    """Separate changes are read separately."""
    after = written((20, 40, "left above"), (600, 340, "right below"))
    assert len(changes.regions(pixels(canvas()), pixels(after))) == 2


def test_a_blinking_caret_is_no_change() -> None:
    """A bar that comes or goes whole is a caret; a letter is not."""
    before = written((20, 100, "text"))
    after = before.copy()
    ImageDraw.Draw(after).rectangle((60, 100, 61, 116), fill=(0, 0, 0))
    assert changes.regions(pixels(before), pixels(after)) == ()
    assert changes.regions(pixels(after), pixels(before)) == ()
    assert changes.regions(pixels(before), pixels(written((20, 100, "texts"))))


def test_most_of_the_screen_is_the_whole_screen() -> None:
    """A new window over everything is read as one frame."""
    other = Image.new("RGB", (800, 400), (10, 10, 10))
    assert changes.regions(pixels(canvas()), pixels(other)) == ((0, 0, 800, 400),)


def test_regions_lie_inside_the_frame() -> None:
    """Padding never leaves the picture."""
    after = written((0, 0, "corner"), (740, 384, "corner"))
    for x0, y0, x1, y1 in changes.regions(pixels(canvas()), pixels(after)):
        assert 0 <= x0 < x1 <= 800
        assert 0 <= y0 < y1 <= 400


def test_crop_gives_rows_of_the_region() -> None:
    """The bytes of a region are its own rows in the frame's byte order."""
    image = canvas(64, 32)
    image.putpixel((10, 5), (255, 0, 0))
    data = changes.crop(pixels(image), (10, 5, 12, 6))
    assert data[:3] == bytes((0, 0, 255))
    assert len(data) == 8


def test_colours_that_waver_unseen_are_no_change() -> None:
    """A recording with a palette gives the same grey in slightly other steps from frame to frame."""
    image = written((20, 100, "the same text"))
    other = image.point(lambda value: max(0, value - 9))
    assert changes.regions(pixels(image), pixels(other)) == ()


def test_pale_text_is_a_change() -> None:
    """Light grey text on white, as in hints and times, is seen."""
    image = Image.new("RGB", (800, 400), (255, 255, 255))
    after = image.copy()
    ImageDraw.Draw(after).text((20, 100), "Type a message", fill=(200, 200, 200), font_size=16)
    assert changes.regions(pixels(image), pixels(after))
