"""The profile as a file: what is left alone asks for nothing, and what cannot be understood asks for nothing either."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.profile_file import Kept, Wanted, offered, read, write
from assistant.errors import UsageError


def belief(id: int, text: str, pinned: bool = False) -> dict[str, Any]:
    """One belief of the page."""
    return {"id": id, "text": text, "pinned": pinned}


TEA, FINE, ODD = belief(12, "The user likes tea."), belief(15, "Tea is fine."), belief(3, "[sic] + # odd", pinned=True)
PAGE: dict[str, Any] = {
    "sections": [
        {"name": "Preferences", "entries": [{"beliefs": [TEA, FINE]}]},
        {"name": "Other", "entries": [{"beliefs": [ODD]}]},
    ]
}
KEPT = offered(PAGE)


def asked(*changes: tuple[str, str]) -> Wanted:
    """What the file asks for after some replacements."""
    text = write(PAGE)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text, KEPT)


def test_an_untouched_file_asks_for_nothing() -> None:
    """Also where a belief's own words look like marks, and after an editor's changes to white space."""
    assert not asked()
    assert not read(write(PAGE).replace("\n", "  \r\n"), KEPT)


def test_changed_deleted_new_and_pinned_lines() -> None:
    """Each kind of change is told by its line."""
    wanted = asked(
        ("[12] The user likes tea.", "+[12]  The user likes green tea."), ("[15] Tea is fine.\n", ""),
        ("+[3]", "[3]"), ("## Other", "I never fly.\n+ I sing in a choir.\n## Other"),
    )  # fmt: skip
    assert wanted.edits == ((Kept(12, "The user likes tea.", False), "The user likes green tea."),)
    assert [one.id for one in wanted.rejected] == [15]
    assert [(one.id, pinned) for one, pinned in wanted.pins] == [(12, True), (3, False)]
    assert wanted.told == (("I never fly.", False), ("I sing in a choir.", True))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[12]", "[12", "bracket"),
        ("[12]", "[1 2]", "bracket"),
        ("[12]", "[99]", "was not on the page"),
        ("[15]", "[12]", "stands on another line too"),
        ("The user likes tea.", "", "has no words"),
        ("The user likes tea.", "tea " * 200, "longer than"),
    ],
)
def test_what_cannot_be_understood_is_refused_whole(old: str, new: str, words: str) -> None:
    """The error names the line and quotes nothing of it."""
    with pytest.raises(UsageError, match=words) as caught:
        asked((old, new), ("## Other", "I never fly.\n## Other"))
    assert "tea" not in caught.value.title
    assert "Line " in caught.value.title


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused(text: str) -> None:
    """Whatever stands in the file, nothing but a usage error comes of it, and new words are clean."""
    try:
        wanted = read(text, KEPT)
    except UsageError:
        return
    assert all(words and not set(words) & set("\n\r\t\x1b\x9b") for words, _ in wanted.told)
