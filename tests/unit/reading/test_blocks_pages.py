"""Who speaks, under which header, in pages like those of the usual programs, as the real reader read them."""

from __future__ import annotations

import pytest

from assistant.reading.folding import fold
from assistant.types import BlockKind, Who
from tests.unit.reading.truth import about, names, read


@pytest.mark.parametrize("page", names())
def test_speakers_are_right(page: str) -> None:
    """The user's own lines are the user's and nobody else's are."""
    lines, truths = read(page)
    wrong = []
    for line in lines:
        truth = about(line, truths)
        if truth and "who" in truth.attributes and (line.who is Who.USER) != (truth.attributes["who"] == "user"):
            wrong.append((line.text, line.who, truth.attributes["who"]))
    assert not wrong


@pytest.mark.parametrize("page", names())
def test_headers_name_the_sender_or_the_label(page: str) -> None:
    """Every message names its sender, every field and cell its label or column."""
    lines, truths = read(page)
    wrong = []
    for line in lines:
        truth = about(line, truths)
        wanted = truth and (truth.attributes.get("field") or truth.attributes.get("header"))
        if truth and wanted and truth.attributes.get("who") != "user" and fold(wanted) not in fold(line.header):
            wrong.append((line.text, line.header, wanted))
    assert not wrong


def test_adverts_are_told_from_the_article() -> None:
    """What stands under "Advertisement" is an advert; the article beside it is not."""
    lines, truths = read("article")
    adverts = {line.text for line in lines if line.block_kind is BlockKind.ADVERT}
    assert any(text.startswith("Sea view rooms") for text in adverts)
    assert not any(text.startswith("Tide mills") for text in adverts)
    assert {"advert"} == {
        str(line.block_kind) for line in lines if (truth := about(line, truths)) and "ad" in truth.attributes
    }


def test_kinds_of_blocks() -> None:
    """Each layout gets its own kind of block."""
    kinds = {
        name: {line.block_kind for line in read(name)[0]} for name in ("slack", "gmail", "reading", "form", "table")
    }
    assert BlockKind.MESSAGE in kinds["slack"]
    assert BlockKind.MAIL_LIST in kinds["gmail"]
    assert BlockKind.MAIL in kinds["reading"]
    assert BlockKind.FORM in kinds["form"]
    assert BlockKind.TABLE in kinds["table"]


def test_menus_are_menus() -> None:
    """Folders, buttons and hints in empty fields are words of the program."""
    lines, _ = read("gmail")
    menus = {line.text for line in lines if line.block_kind is BlockKind.MENU}
    assert {"Compose", "Starred", "Sent"} <= menus
    lines, _ = read("slack")
    assert any(line.text == "Message #launch-team" and line.block_kind is BlockKind.MENU for line in lines)
