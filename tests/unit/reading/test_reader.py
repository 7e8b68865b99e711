"""The real reader on real pictures. Each picture is small: recognition takes long on a busy machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assistant.errors import ProtocolError
from assistant.reading import ocr, ticks
from assistant.reading.folding import fold
from assistant.reading.raw import RawLine
from assistant.reading.step import reply, request
from assistant.types import Box
from tests.unit.reading.truth import PAGES

CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


@pytest.fixture(scope="module")
def reader() -> ocr.Reader:
    """One reader for all tests: loading it takes longer than reading."""
    return ocr.Reader(threads=2)


def drawn(*texts: tuple[int, int, str], size: tuple[int, int] = (640, 160), font: Path | None = None) -> Image.Image:
    """Dark text on white."""
    image = Image.new("RGB", size, (255, 255, 255))
    draw = ImageDraw.Draw(image)
    face = ImageFont.truetype(font, 18) if font else ImageFont.load_default(18)
    for x, y, text in texts:
        draw.text((x, y), text, fill=(20, 20, 20), font=face)
    return image


def blue_first(image: Image.Image) -> ocr.Picture:
    """The picture in the reader's byte order."""
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def read(reader: ocr.Reader, image: Image.Image) -> list[RawLine]:
    """The picture's lines, top to bottom."""
    return sorted(reader.read(blue_first(image)), key=lambda line: line.box[1])


def test_text_and_place(reader: ocr.Reader) -> None:
    """Lines come out with their words, and with boxes around where they stand."""
    lines = read(reader, drawn((30, 20, "Call the plumber on Monday"), (30, 100, "Train to Hamburg at 07:58")))
    assert [line.text for line in lines] == ["Call the plumber on Monday", "Train to Hamburg at 07:58"]
    x0, y0, x1, y1 = lines[1].box
    assert 20 <= x0 <= 34
    assert y0 <= 104
    assert 118 <= y1 <= 136
    assert x1 < 300
    assert lines[0].ground == 0xFFFFFF


@pytest.mark.skipif(not CJK.exists(), reason="needs the font Noto Sans CJK")
def test_accents_of_european_languages(reader: ocr.Reader) -> None:
    """German and French letters survive."""
    german, french = "Grüße für Frau Öztürk, Straße", "déjà réservé à la crêperie, où"
    lines = read(reader, drawn((30, 20, german), (30, 100, french), font=CJK))
    assert [line.text for line in lines] == [german, french]


@pytest.mark.skipif(not CJK.exists(), reason="needs the font Noto Sans CJK")
def test_chinese_and_japanese(reader: ocr.Reader) -> None:
    """CJK text is read without spaces."""
    lines = read(reader, drawn((30, 20, "来週の火曜日に東京へ行きます"), (30, 100, "明天下午三点开会"), font=CJK))
    assert [line.text for line in lines] == ["来週の火曜日に東京へ行きます", "明天下午三点开会"]


def test_a_blank_region_has_no_lines(reader: ocr.Reader) -> None:
    """Nothing is read where nothing stands."""
    assert read(reader, drawn()) == []


def test_a_picture_without_text_is_not_evidence(reader: ocr.Reader) -> None:
    """Defect 12: noise gives no lines."""
    noise = np.random.default_rng(7).integers(0, 255, (120, 300, 3), dtype=np.uint8)
    assert reader.read(noise) == []


def test_handlers_answer_in_pixels_of_the_full_frame(reader: ocr.Reader) -> None:
    """Only a region travels; its lines come back where they stand on the screen."""
    image = drawn((300, 60, "only this"), size=(640, 160))
    bgrx = np.asarray(image.convert("RGBA"))[:, :, [2, 1, 0, 3]]
    box: Box = (280, 50, 480, 100)
    blob = np.ascontiguousarray(bgrx[50:100, 280:480]).tobytes()
    args, blobs = request([(box, blob)])
    result, rest = ocr.handlers(reader)["read"](args, blobs)
    assert rest == []
    (line,) = reply(result)
    assert line.text == "only this"
    assert 290 <= line.box[0] <= 304
    assert 50 <= line.box[1] <= 64


def test_a_broken_request_is_refused(reader: ocr.Reader) -> None:
    """Sizes that do not fit are an error with a name, not a crash."""
    answer = ocr.handlers(reader)["read"]
    with pytest.raises(ProtocolError):
        answer({"regions": [{"box": [0, 0, 10, 10]}]}, [b"too short"])
    with pytest.raises(ProtocolError):
        answer({"regions": []}, [b"one too many"])


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_a_page_in_a_real_browser(reader: ocr.Reader, tmp_path: Path) -> None:
    """What a browser shows is read as the fixtures beside the pages say: they are no invention."""
    picture = tmp_path / "teams.png"
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,720"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    page = (PAGES / "teams.html").as_uri()
    subprocess.run(
        [*browser, profile, f"--screenshot={picture}", page], check=True, timeout=120, stderr=subprocess.DEVNULL
    )
    with Image.open(picture) as image:
        folded = [fold(line.text) for line in read(reader, image)]
    for wanted in ("Not yet. I am meeting them on Wednesday at 14:00 in Room 4.", "Priya Nair 10:06", "Will do."):
        assert fold(wanted) in folded


def test_the_boxes_of_a_list_are_read_with_its_lines(reader: ocr.Reader) -> None:
    """Whether a task is done stands before it, and only before it."""
    image = drawn((40, 20, "- [x] Send the invoice to Halden"), (40, 70, "- [ ] Order toner for the printer"))
    ImageDraw.Draw(image).text((40, 120), "Ask Anna about the keys", fill=(20, 20, 20), font=ImageFont.load_default(18))
    texts = [line.text for line in read(reader, image)]
    assert "[x]" in texts[0]
    assert "[ ]" in texts[1].replace("[]", "[ ]")
    assert texts[2] == "Ask Anna about the keys"


def test_a_struck_out_item_with_a_mark_is_ticked(reader: ocr.Reader) -> None:
    """A line through the words and a filled circle before them; a line through words alone, or a circle, is not."""
    image = drawn(
        (70, 20, "Replace the lock of the gym"), (70, 70, "Paint the bike shed"), (70, 120, "Old price today")
    )
    draw = ImageDraw.Draw(image)
    for at, filled in ((22, True), (72, False)):
        draw.ellipse((40, at, 56, at + 16), fill=(120, 120, 120) if filled else None, outline=(120, 120, 120))
    for row, text in ((31, "Replace the lock of the gym"), (131, "Old price today")):
        draw.line((70, row, 70 + ImageFont.load_default(18).getlength(text), row), fill=(20, 20, 20), width=2)
    texts = [line.text for line in read(reader, image)]
    assert texts[0].startswith("[x] ")
    assert not any(text.startswith("[") for text in texts[1:])


def test_the_box_before_a_struck_out_item_is_no_part_of_it() -> None:
    """The detector's box may hold the edge of the one that was ticked, with room before the words."""
    image = Image.new("RGB", (300, 24), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.line((0, 2, 0, 20), fill=(40, 120, 60))
    draw.text((9, 2), "Pay the framer", fill=(120, 120, 120), font=ImageFont.load_default(18))
    picture = np.asarray(image)[:, :, ::-1].copy()
    ground = np.array([255, 255, 255], dtype=np.uint8)
    assert not ticks._struck(picture, ground)
    draw.line((9, 13, 9 + ImageFont.load_default(18).getlength("Pay the framer"), 13), fill=(120, 120, 120))
    assert ticks._struck(np.asarray(image)[:, :, ::-1].copy(), ground)


def test_words_that_were_taken_back_are_not_read(reader: ocr.Reader) -> None:
    """A stroke runs through them and what stands instead follows; cells that touch are parted by the rule between."""
    image = drawn((40, 20, "The hall opens on 4 May 11 May at noon"), (40, 90, "1450 reserved for Weber"))
    draw, face = ImageDraw.Draw(image), ImageFont.load_default(18)
    left = 40 + face.getlength("The hall opens on ")
    draw.line((left, 33, left + face.getlength("4 May"), 33), fill=(190, 60, 50), width=2)
    rule = 40 + face.getlength("1450") + face.getlength(" ") / 2
    draw.line((rule, 70, rule, 130), fill=(205, 205, 205))
    assert [line.text for line in read(reader, image)] == [
        "The hall opens on 11 May at noon", "1450", "reserved for Weber",
    ]  # fmt: skip
