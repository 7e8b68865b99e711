from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy.clean import untrusted

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO_WIDTH = "\u200b\u200c\u2060\ufeff\u00ad\u180e"
ESC, BEL, CSI, OSC, ST = "\x1b", "\x07", "\x9b", "\x9d", "\x9c"

nasty = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            BIDI + ZERO_WIDTH + ESC + BEL + CSI + OSC + ST + "[]0;mJA\\ \n\r\t\u2028\u200d\ufe0f👩💻e\u0301"
        ),
    )
)


@given(nasty)
def test_defect_20_nothing_that_drives_a_terminal_or_hides_survives(text: str) -> None:
    """No C0, C1, DEL, surrogate, direction control or zero-width character in any output; always one line."""
    clean = untrusted(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in clean)
    assert not set(clean) & set(BIDI + ZERO_WIDTH)
    assert clean == clean.strip()
    assert clean.splitlines() in ([], [clean])
    assert all(char == " " for char in clean if char.isspace())


@given(nasty)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Idempotent, so that cleaning at store and again at show agree."""
    assert untrusted(untrusted(text)) == untrusted(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]).filter(lambda char: char < "\ufe00")))
def test_visible_text_stays(text: str) -> None:
    """Letters, digits, punctuation and symbols of every script survive, up to normalisation."""
    fillers = re.compile("[\u115f\u1160\u3164\ue000]")
    assert untrusted(fillers.sub("", text)) == unicodedata.normalize("NFC", fillers.sub("", text))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"{ESC}[31mred{ESC}[0m", "red"),
        (f"a{ESC}]52;c;cHduZWQ={BEL}b", "ab"),
        (f"a{ESC}]8;;http://x{ESC}\\link{ESC}]8;;{ESC}\\", "alink"),
        (f"a{CSI}2Jb{OSC}0;title{ST}c", "abc"),
        (f"{ESC}Ptmux;x{ESC}\\y", "y"),
        (f"{ESC}c{ESC}(Bplain", "plain"),
        (f"{ESC}{ESC}[[31mx", "31mx"),
        ("user\u202etxt.exe", "usertxt.exe"),
        ("pass\u200bword", "password"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("  \u3000 wide\u00a0space ", "wide space"),
        ("e\u0301te\u0301", "été"),
        ("会議は木曜日です 한국어 ภาษาไทย עברית", "会議は木曜日です 한국어 ภาษาไทย עברית"),
        ("family 👩\u200d👩\u200d👧 heart ❤️ flag 🇨🇭", "family 👩\u200d👩\u200d👧 heart ❤️ flag 🇨🇭"),
        ("a\u200db", "ab"),
        ("tag\U000e0069\U000e0067nore", "tagnore"),
        ("[@click=app.quit()]x[/nope]", "[@click=app.quit()]x[/nope]"),
        ("", ""),
    ],
)
def test_examples(text: str, clean: str) -> None:
    """Known attacks lose their teeth and ordinary text keeps its looks."""
    assert untrusted(text) == clean
