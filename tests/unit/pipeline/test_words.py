"""The small helpers: folding, sentences, names, topics, glosses, kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pipeline import kinds, lexicon, names, scene, text
from assistant.pipeline.glossary import gloss
from assistant.pipeline.scene import Surface
from assistant.types import Kind
from tests.unit.pipeline.build import MARTA


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(given_text: str) -> None:
    """Folded text is a fixed point, whatever the script."""
    once = text.fold(given_text)
    assert text.fold(once) == once


def test_japanese_marks_survive_folding() -> None:
    """The sound marks of kana are letters, not accents."""
    assert text.fold("がぱ") == "がぱ"
    assert text.fold("Größe à l'Été") == "grosse a l'ete"


@pytest.mark.parametrize(
    ("given_text", "parts"),
    [
        ("Dr. Weber comes on 5. Mai. Please call.", ["Dr. Weber comes on 5. Mai.", "Please call."]),
        ("At 10:00. It is in room 4. Bring it.", ["At 10:00.", "It is in room 4.", "Bring it."]),
        ("会議です。来てください。", ["会議です。", "来てください。"]),
        ("z.B. morgen? Ja!", ["z.B. morgen?", "Ja!"]),
    ],
)
def test_sentences(given_text: str, parts: list[str]) -> None:
    """Abbreviations, day numbers and hours do not end a sentence where it goes on."""
    assert [given_text[start:end] for start, end in text.sentences(given_text)] == parts


def test_entities_join_and_skip_sentence_starts() -> None:
    """Neighbouring names are one; "Please" and weekdays are none; titles hold on to their names."""
    assert names.entities("Please ask Ana Souza about Falcon on Friday") == ("Ana Souza", "Falcon")
    assert names.entities("Dentist Dr. Huber 09:30") == ("Dentist Dr. Huber",)


@pytest.mark.parametrize(
    ("one", "other"), [("4,200.50", "4.200,50"), ("4,200", "4200"), ("1'000", "1000"), ("09:30", "9.30")]
)
def test_numbers_are_equal_however_they_are_grouped(one: str, other: str) -> None:
    """Grouping marks differ by country; the number does not."""
    assert names.numbers(one) == names.numbers(other)


@pytest.mark.parametrize(
    ("app", "title", "place", "topic"),
    [
        ("chromium", "(3) Re: AW: Q3 budget - Mail - Chromium", Surface.MAIL, "Q3 budget"),
        ("Slack", "Ana Souza | Slack", Surface.CHAT, "Ana Souza"),
        ("firefox", "Kalender – März 2026 — Mozilla Firefox", Surface.CALENDAR, "März 2026"),
        ("xterm", "marta@box: ~/work/greenhouse", Surface.TERMINAL, "greenhouse"),
        ("code", "● pump.py - farm - Visual Studio Code", Surface.CODE, "pump.py"),
        ("soffice", "Budget 2026.ods - LibreOffice Calc", Surface.SHEET, "Budget 2026.ods"),
        ("firefox", "World News - Mozilla Firefox", Surface.BROWSER, "World News"),
        ("foo", "", Surface.OTHER, ""),
    ],
)
def test_windows_are_places_with_a_topic(app: str, title: str, place: Surface, topic: str) -> None:
    """Application and title tell what sort of place a window is and what it is about."""
    assert scene.surface(app, title) is place
    assert scene.topic(title, app) == topic


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("From: Ana Souza <ana.souza@example.org>", "Ana Souza"),
        ("ana.souza@example.org", "Ana Souza"),
        ("Ben Ode 10:32 AM", "Ben Ode"),
        ("Marta Kowalska", ""),
        ("You", ""),
        ("", ""),
    ],
)
def test_a_header_gives_the_speakers_name(header: str, name: str) -> None:
    """Addresses, times and role words fall away; the user is not a speaker to name."""
    assert scene.speaker(header, MARTA) == name


def test_a_gloss_names_what_is_spoken_of() -> None:
    """German, French and Japanese words in English, in their order; English has none."""
    assert gloss("Bringst du am Sonntag den Kuchen mit?") == "bring, Sunday, cake"
    assert gloss("Pourriez-vous m'envoyer le devis avant vendredi ?") == "send, quote, before, Friday"
    assert gloss("会議は明日です") == "meeting, tomorrow"
    # A salutation is about nobody's wife.
    assert "wife" not in gloss("Sehr geehrte Frau Weber, bitte senden Sie mir den Bericht")
    assert "wife" in gloss("Meine Frau und ich sind am Sonntag im Urlaub")
    assert gloss("Could you bring the cake on Sunday?") == ""


@pytest.mark.parametrize(
    ("said", "own", "kind"),
    [
        ("Please send the report by Friday", False, Kind.DEADLINE),
        ("could you call me?", False, Kind.TASK),
        ("dentist appointment tomorrow at 9", False, Kind.EVENT),
        ("every Monday we water the seedlings", True, Kind.ROUTINE),
        ("I prefer tea", True, Kind.PREFERENCE),
        ("I work at Halden Labs", True, Kind.IDENTITY),
        ("My sister is a nurse", True, Kind.PERSON),
        ("the sky is blue", False, None),
    ],
)
def test_plain_cues_give_the_kind(said: str, own: bool, kind: Kind | None) -> None:
    """Deterministic first; where cues are silent the mind may say."""
    dated = any(word in said for word in ("Friday", "tomorrow", "Monday"))
    assert kinds.classify(kinds.Signs(lexicon.cues(said), own, dated, Surface.OTHER)) is kind


def test_a_gloss_takes_no_name_for_a_word() -> None:
    """A French name that begins as a word does is a name, and a German station is nobody's being called."""
    assert "husband" not in gloss("L'exposition de Marit Solberg ouvre le 11 septembre.")
    assert "husband" in gloss("Mon mari vient avec nous au concert.")
    assert "called" not in gloss("Die Lötstation ist leider kaputt, ich nehme die Heißluftstation mit")
