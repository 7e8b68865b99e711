"""Nothing that a belief says may be invented."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.pipeline import ground, names
from assistant.types import Who
from tests.unit.pipeline.build import MARTA, NOBODY, line

TITLE = "Q3 budget review - Mail"
QUOTE = "Could you send me 3 invoices by Friday?"


def _check(text: str, quote: str = QUOTE, header: str = "Ana Souza", who: Who = Who.OTHER) -> list[str]:
    return ground.check(text, quote, TITLE, header, who, MARTA)


def test_a_faithful_paraphrase_passes() -> None:
    """Names from header and title, number and date from the quote: nothing to object to."""
    assert _check("Ana Souza asked the user to send 3 invoices by Friday for the Q3 budget review.") == []


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("Ana Souza asked the user to send Viktor 3 invoices by Friday.", "name"),
        ("Ana Souza asked the user to send 4 invoices by Friday.", "number"),
        ("Ana Souza asked the user to send four invoices by Friday.", "number"),
        ("Ana Souza asked the user to send 3 invoices by Monday.", "date"),
        ("Ana Souza asked the user to send 3 invoices tomorrow.", "date"),
        ("Ana Souza asked the user to write to ana@evil.example by Friday.", "address"),
        ("Ana Souza asked the user not to send 3 invoices by Friday.", "negation"),
        ("[NAME] asked the user to send 3 invoices by Friday.", "placeholder"),
        ("{user_name} must send 3 invoices by Friday.", "placeholder"),
        ("Ana Souza asked the lazy user to send 3 invoices by Friday.", "judgement"),
        ("The user fails to send Ana Souza 3 invoices by Friday.", "judgement"),
        ("   ", "empty"),
    ],
)
def test_an_invention_is_named(text: str, failure: str) -> None:
    """Each sort of invention fails by its own name."""
    assert failure in _check(text)


@pytest.mark.parametrize(
    ("text", "quote", "who"),
    [
        ("The user is on vacation in Crete.", "I am on vacation in Crete", Who.OTHER),
        ("The user is on vacation in Crete.", "I am on vacation in Crete", Who.UNKNOWN),
        ("The user will send the slides tonight.", "I'll send you the slides tonight", Who.OTHER),
        ("The user asked for the slides.", "could you share the slides?", Who.OTHER),
        ("The user is checking the gutter.", "Kalle, please check the gutter", Who.USER),
        ("Kalle asked the user to check the gutter.", "Kalle, please check the gutter", Who.USER),
        ("Marta moves to Oslo.", "Ich ziehe nach Oslo", Who.OTHER),
    ],
)
def test_nobody_elses_words_become_the_users_deeds(text: str, quote: str, who: Who) -> None:
    """Who speaks decides what is true."""
    assert "role" in _check(text, quote, who=who)


@pytest.mark.parametrize(
    ("text", "quote", "who"),
    [
        ("The user was asked to bring the cake.", "Could you bring the cake?", Who.OTHER),
        ("Ana Souza told the user about her trip.", "I'll tell you about my trip", Who.OTHER),
        ("The user prefers the aisle.", "I prefer the aisle", Who.USER),
        ("The user asked Kalle to check the gutter.", "Kalle, please check the gutter", Who.USER),
    ],
)
def test_a_kept_role_passes(text: str, quote: str, who: Who) -> None:
    """Saying what the user was asked, told or prefers is no slip."""
    assert "role" not in _check(text, quote, who=who)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The dinner is cancelled", "The dinner takes place."),
        ("Ich komme nicht zur Sitzung", "The user comes to the Sitzung."),
        ("Je ne viendrai pas", "The user comes."),
        ("会議はありません", "会議"),
    ],
)
def test_a_denial_stays_one(quote: str, text: str) -> None:
    """A lost "not" or "cancelled" fails in every language."""
    assert "negation" in _check(text, quote, who=Who.USER)


def test_set_phrases_are_no_denials() -> None:
    """The words "don't forget" ask for something."""
    quote = "Don't forget to water the plants"
    assert "negation" not in _check("Ana Souza asked the user to water the plants.", quote)


def test_a_translated_weekday_is_the_same_date() -> None:
    """Dates are compared as days, not as letters."""
    assert "date" not in _check("Ana Souza asked for the Bericht by Friday.", "Bitte den Bericht bis Freitag schicken")


def test_a_quote_is_lines_of_one_block_joined() -> None:
    """Verbatim means one line, or neighbours of one block joined by a space; nothing else."""
    lines = (line("one two", block=1), line("three", block=1), line("four", block=2))
    assert ground.verbatim("one two", lines)
    assert ground.verbatim("one two three", lines)
    assert not ground.verbatim("three four", lines)
    assert not ground.verbatim("two three", lines)


@given(st.from_regex(r"[A-Z][a-z]{3,9}[0-9]?", fullmatch=True))
def test_a_random_name_never_passes(name: str) -> None:
    """Whatever name is slipped into a faithful wording, it is noticed."""
    assume(not names.Vocabulary(QUOTE, TITLE, "Ana Souza", *MARTA.names).has(name))
    assume(names.proper(f"x {name}"))
    assert {"name", "date", "number"} & set(_check(f"Ana Souza asked the user to send {name} 3 invoices by Friday."))


@given(st.integers(min_value=0, max_value=10**9).filter(lambda number: number != 3))
def test_a_random_number_never_passes(number: int) -> None:
    """Whatever number is slipped in, it is noticed."""
    assert "number" in _check(f"Ana Souza asked the user to send {number} invoices by Friday.")


def test_user_without_a_name_is_served_too() -> None:
    """No names are configured: the checks still work."""
    assert ground.check("Ana asked: 'hi'", "hi", "", "Ana", Who.OTHER, NOBODY) == []


@pytest.mark.parametrize(
    ("text", "quote", "parroted"),
    [
        ("The vet said that Merci de nous renvoyer la liste.", "Merci de nous renvoyer la liste.", True),
        ("Ana said that Bitte schicken Sie die Liste.", "Bitte schicken Sie die Liste.", True),
        ("Ana said that the kiln is free.", "The kiln is free.", False),
        ("Ana said that Ben Ode has the key.", "Ben Ode has the key.", False),
    ],
)
def test_words_put_before_the_sentence_are_no_paraphrase(text: str, quote: str, parroted: bool) -> None:
    """English around a foreign sentence is worse than the quote; a name at its beginning is none of that."""
    assert ground.parroted(text, quote) is parroted
