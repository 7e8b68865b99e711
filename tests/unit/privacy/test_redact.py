"""Secrets over the lines of a screen: what is dropped, what stays, and what happens when the search fails."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.privacy.secrets import redact, redact_lines, search
from assistant.types import Line
from tests.unit.privacy.made_up import SEED, card, draw, glue, grouped, iban, key_block

PW = glue("Som", "mer", "2024!")


def column(*texts: str, left: int = 10, top: int = 0) -> list[Line]:
    """Lines below each other."""
    return [
        Line(text, (left, top + 20 * row, left + 8 * len(text) + 1, top + 20 * row + 16))
        for row, text in enumerate(texts)
    ]


def row(*texts: str, top: int = 0) -> list[Line]:
    """Boxes beside each other."""
    return [
        Line(text, (10 + 200 * place, top, 10 + 200 * place + 8 * len(text) + 1, top + 16))
        for place, text in enumerate(texts)
    ]


def kept(lines: list[Line]) -> list[str]:
    """Texts of the lines that are left."""
    return [line.text for line in redact_lines(lines)[0]]


def test_a_line_with_a_secret_goes_whole() -> None:
    """Nothing of the line stays, its neighbours do, and the kind is counted."""
    lines, dropped = redact_lines(column("Hi Anna,", f"the password is {PW}", "see you on Monday"))
    assert [line.text for line in lines] == ["Hi Anna,", "see you on Monday"]
    assert dropped == {"password": 1}


def test_every_line_of_a_key_goes() -> None:
    """A framed key goes from its first to its last line, with comment marks or time stamps before each line, too."""
    for mark in ("", "// ", "2026-04-26 12:36:01 ", "    "):
        key = [mark + line for line in key_block("OPENSSH", 12)]
        assert kept(column("before the key", *key, "after the key")) == ["before the key", "after the key"], mark


def test_a_key_whose_frame_has_scrolled_away_goes() -> None:
    """The middle, the beginning or the end of a key is as secret as the whole."""
    begin, *body, end = key_block("RSA", 10)
    assert kept(column("$ cat key", begin, *body)) == ["$ cat key"]
    assert kept(column(*body, end, "$ ls")) == ["$ ls"]
    assert kept(column(*body)) == []


def test_certificates_and_pictures_stay() -> None:
    """Long base64 that is known to be no key is kept, with its frame."""
    _, *body, _ = key_block("RSA", 6)
    for first in ("-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "src: data:image/png;base64,"):
        assert kept(column(first, *body)) == [first, *body]


@pytest.mark.parametrize("pieces", [2, 4])
def test_a_card_cut_into_boxes_goes(pieces: int) -> None:
    """The four fields of a form, and a number that wraps into the next line, are put together again."""
    number = grouped(card()).split(" ")
    size = len(number) // pieces
    parts = [" ".join(number[place : place + size]) for place in range(0, 4, size)]
    assert kept([*column("Card number"), *row(*parts, top=40), *column("Thank you", top=80)]) == [
        "Card number",
        "Thank you",
    ]
    assert kept(column("Pay", *parts, "Thank you")) == ["Pay", "Thank you"]


def test_an_account_number_cut_in_two_goes() -> None:
    """An IBAN that wraps into the next line."""
    number = grouped(iban())
    assert kept(column("Pay to", number[:14], number[15:], "by Friday")) == ["Pay to", "by Friday"]


def test_a_field_is_judged_by_the_label_beside_or_above_it() -> None:
    """In a form the label stands left of the field or above it; the user's name in the next field stays."""
    form = [*row("User name", "anna.weber"), *row("Password", PW, top=30)]
    assert kept(form) == ["User name", "anna.weber", "Password"]
    assert kept(column("User name", "anna.weber", "Password", PW, "Sign in")) == [
        "User name",
        "anna.weber",
        "Password",
        "Sign in",
    ]


def test_the_cases_that_other_products_failed() -> None:
    """A card in an editor beside its bank's name, a loan form with an id, a home-made form, the code on the back."""
    number = grouped(card())
    ssn = glue("078", "-05-", "1120")
    assert kept(column("Capital Two Visa", number, "username / secret")) == ["Capital Two Visa", "username / secret"]
    assert kept(column("Loan application", f"Social Security Number: {ssn}", "Name: Anna")) == [
        "Loan application",
        "Name: Anna",
    ]
    assert kept(
        [
            *column("Enter your credit card number below"),
            *row("Card number", number, top=30),
            *row("CVC", "123", top=60),
        ]
    ) == [
        "Enter your credit card number below",
        "Card number",
        "CVC",
    ]


def test_a_list_of_recovery_codes_goes() -> None:
    """Only the first code has the title beside it; the others look like it."""
    codes = [f"{draw('abcdefghkm23456789', 5, seed)}-{draw('abcdefghkm23456789', 5, seed + 50)}" for seed in range(8)]
    assert kept(column("Your backup codes", *codes, "Keep them safe")) == ["Your backup codes", "Keep them safe"]


def test_a_grid_of_seed_words_goes() -> None:
    """Wallets show each word in a box of its own."""
    grid = [
        line
        for place in range(0, 12, 3)
        for line in row(*(f"{n + 1}. {SEED[n]}" for n in range(place, place + 3)), top=40 + 30 * place)
    ]
    assert kept([*column("Write down your seed phrase"), *grid]) == ["Write down your seed phrase"]


def test_when_the_search_fails_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The filter fails closed: a mistake in it costs lines, never secrets."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(search, "secret_lines", fail)
    assert redact_lines(column("one", "two")) == ([], {"redaction failed": 2})
    assert redact_lines([]) == ([], {})


def test_titles_lose_their_secrets_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail's subject becomes its window's title: the code goes, the rest stays; a failing search leaves nothing."""
    assert (
        redact(f"{glue('482', '913')} is your login code - Mail - Chromium") == "… is your login code - Mail - Chromium"
    )
    assert redact(f"{grouped(card())} and {grouped(card(seed=2))}") == "… and …"
    assert redact("Q3 budget review - Mail") == "Q3 budget review - Mail"
    monkeypatch.setattr(search, "find", None)
    assert redact("Q3 budget review - Mail") == ""


def test_ordinary_screens_stay_whole() -> None:
    """A mail, a table of numbers and a piece of code lose nothing."""
    page = column(
        "From: Anna Weber <anna@example.org>",
        "Subject: Q3 budget review",
        "Hi, can you send the numbers by Thursday?",
        "Region 2023 2024",
        "North 1,204 1,377",
        "South 998 1,011",
        "def total(rows: list[int]) -> int:",
        "    return sum(rows)",
        "Invoice 20240302-77 is due on 2024-04-01",
        "Call me at +49 30 901820",
    )
    assert redact_lines(page) == (page, {})


boxes = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 300), st.integers(0, 40))


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), boxes), max_size=8))
def test_what_is_kept_is_what_came(parts: list[tuple[str, tuple[int, int, int, int]]]) -> None:
    """Kept lines are some of the lines, unchanged and in order, and every other one is counted."""
    lines = [Line(text, (x, y, x + width, y + height)) for text, (x, y, width, height) in parts]
    left, dropped = redact_lines(lines)
    rest = iter(lines)
    assert all(any(line is other for other in rest) for line in left)
    assert len(left) + sum(dropped.values()) == len(lines)
    assert "redaction failed" not in dropped
