"""Mail on the web: folders, a list of mails and the open thread beside each other, in any order and colour."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

USER = User(names=("Maria Keller",), addresses=("maria@keller.example",))
LIGHT, DARK = 0xFFFFFF, 0x1C1F24
WORDS = {
    "en": (("Inbox", "Pinned", "Drafts", "Sent", "Invoices", "Trash"), "to",
           "On 2 March 2026 at 08:10, {} wrote:", "Reply to"),
    "de": (("Posteingang", "Wichtiges", "Entwürfe", "Gesendet", "Rechnungen", "Papierkorb"), "an",
           "Am 2. März 2026 um 08:10 schrieb {}:", "Antwort an"),
    "fr": (("Réception", "Suivis", "Brouillons", "Envoyés", "Factures", "Corbeille"), "à",
           "Le 2 mars 2026 à 08:10, {} a écrit :", "Réponse à"),
}  # fmt: skip
LIST = (
    ("Tomasz Wolny", "14:12", "Parking permit", "Dear Maria, the new permit is in the..."),
    ("Ines Duarte", "11:40", "Choir rehearsal", "Hello Maria, we start at seven and..."),
    ("Verein der Gärtner", "Mon", "Newsletter for March", "What grows in the shade"),
    ("Olga Brandt", "Sun", "Kitchen plans", "Hello, I have drawn the second..."),
)
NEWS = "The rehearsal on Friday is cancelled, the hall is locked."
OLD = "The rehearsal is on Friday at seven."
PANES = {"left": (20, 200, 620), "right": (1250, 960, 60), "two columns": (20, None, 240)}
"""Where folders, the list and the open mail begin."""


def line(text: str, x: int, y: int, ground: int, tall: int = 20) -> RawLine:
    """A line of its own."""
    return RawLine(text, (x, y, x + 7 * len(text), y + tall), 1.0, ground)


def address(name: str) -> str:
    """Where somebody gets mail."""
    return name.split(maxsplit=1)[0].casefold() + "@keller.example"


def head(name: str, to: str, x: int, y: int, ground: int, style: str = "bare") -> list[RawLine]:
    """Picture, sender, address and hour of an open mail, with its recipient below."""
    shown = {"bare": f"{name} {address(name)}", "brackets": f"{name} <{address(name)}>", "apart": name}[style]
    found = [line(name[0] + name.split()[1][0], x, y + 8, ground), line(shown, x + 48, y, ground)]
    if style == "apart":
        found.append(line(address(name), x + 60 + 7 * len(name), y, ground))
    return [*found, line("Tue 3 Mar 11:40", x + 520, y, ground), line(to, x + 48, y + 21, ground)]


def thread(
    panes: tuple[int, int | None, int], language: str, ground: int = LIGHT, style: str = "bare", reply: bool = False
) -> list[RawLine]:
    """A window with a folded, an open and an answered mail; the folded one was read as one line."""
    folders, to, wrote, answer = WORDS[language]
    side, middle, x = panes
    found = [line(name, side, 100 + 34 * at, ground, 26 if not at else 20) for at, name in enumerate(folders)]
    if middle is not None:
        for at, (name, time, subject, text) in enumerate(LIST):
            y = 100 + 76 * at
            picture = name[0] + name.split()[1][0]
            found += [line(picture, middle, y + 10, ground), line(name, middle + 46, y, ground)]
            found += [line(time, middle + 270, y, ground), line(subject, middle + 46, y + 20, ground)]
            found.append(line(text, middle + 46, y + 40, ground))
    found.append(line("Choir rehearsal", x, 60, ground, 30))
    found.append(
        line("Maria Keller Is there a rehearsal this week? I would like to bring... 1 Mar", x + 4, 102, ground)
    )
    found += head("Olga Brandt", f"{to} Ines, Maria", x, 150, ground, style)
    found.append(line("I shall bring the keys to the hall.", x + 4, 205, ground))
    found += head("Ines Duarte", f"{to} Maria Keller", x, 250, ground, style)
    found += [line("Hello Maria,", x + 4, 305, ground), line(NEWS, x + 4, 335, ground)]
    found += [line(wrote.format("Ines Duarte"), x + 24, 380, ground), line(OLD, x + 24, 404, ground)]
    if reply:
        found += [line(f"{answer} Ines Duarte", x + 4, 460, ground), line("What a pity.", x + 4, 484, ground)]
    return found


def read(lines: list[RawLine]) -> dict[str, Line]:
    """Every line of the window by its text; where a text stands twice, the one in the open mail."""
    window = Window("chromium", "Choir rehearsal - Postamt - Chromium", 0, 0, 1600, 900, focused=True)
    found = sorted(group(lines, window, USER), key=lambda each: each.block_kind is BlockKind.MAIL)
    return {each.text: each for each in found}


@pytest.mark.parametrize("style", ["bare", "brackets", "apart"])
@pytest.mark.parametrize("panes", PANES)
@pytest.mark.parametrize("language", WORDS)
def test_every_mail_of_a_thread_has_its_own_sender(language: str, panes: str, style: str) -> None:
    """Whether or not brackets set the address apart, and wherever folders and list stand."""
    found = read(thread(PANES[panes], language, style=style))
    heads = {text: (found[text].header, found[text].who) for text in found}
    assert heads["I shall bring the keys to the hall."] == ("Olga Brandt", Who.OTHER)
    assert heads["Hello Maria,"] == heads[NEWS] == ("Ines Duarte", Who.OTHER)
    assert heads[OLD] == ("Ines Duarte", Who.OTHER)
    assert found[NEWS].block_kind is BlockKind.MAIL


@pytest.mark.parametrize("ground", [LIGHT, DARK])
@pytest.mark.parametrize("panes", PANES)
@pytest.mark.parametrize("language", WORDS)
def test_folders_and_pictures_are_words_of_the_program(language: str, panes: str, ground: int) -> None:
    """Also those folders whose names are not usual; none of them is a heading of what stands beside it."""
    found = read(thread(PANES[panes], language, ground))
    folders = WORDS[language][0]
    assert {found[name].block_kind for name in (*folders, "OB", "ID")} == {BlockKind.MENU}
    assert not {line.header for line in found.values()} & {*folders, "OB", "ID", "TW", "VD"}


@pytest.mark.parametrize("panes", ["left", "right"])
def test_a_row_of_the_list_belongs_to_its_sender(panes: str) -> None:
    """Subject and first words stand under the row's name and not under that of the open mail."""
    found = read(thread(PANES[panes], "en"))
    for name, _, _, text in LIST:
        assert (found[text].header, found[text].who, found[text].block_kind) == (name, Who.OTHER, BlockKind.MAIL_LIST)


@pytest.mark.parametrize("panes", PANES)
def test_a_folded_mail_is_no_news(panes: str) -> None:
    """An older mail of the thread that shows a row only is its sender's, and nothing to learn from."""
    folded = next(line for text, line in read(thread(PANES[panes], "en")).items() if text.startswith("Maria Keller Is"))
    assert (folded.header, folded.who, folded.block_kind) == ("Maria Keller", Who.USER, BlockKind.MENU)


@pytest.mark.parametrize("panes", PANES)
@pytest.mark.parametrize("language", WORDS)
def test_an_answer_below_the_thread_is_the_users(language: str, panes: str) -> None:
    """Whoever is answered: the line over the field says so, and the mail above ends there."""
    found = read(thread(PANES[panes], language, reply=True))
    assert (found["What a pity."].header, found["What a pity."].who) == ("Maria Keller", Who.USER)
    assert found[NEWS].who is Who.OTHER


def test_a_heading_governs_its_own_column() -> None:
    """A large word at the left is no heading of the text beside it; one that stands over the text is."""
    lines = [line("Harbour Post", 20, 90, LIGHT, 40), line("Weather", 500, 100, LIGHT, 30)]
    lines += [line("It will rain until the evening, and then the", 500, 150, LIGHT)]
    lines += [line("wind turns to the north.", 500, 172, LIGHT), line("Tides", 20, 152, LIGHT)]
    window = Window("chromium", "Harbour Post - Chromium", 0, 0, 1600, 900, focused=True)
    found = {each.text: each.header for each in group(lines, window, USER)}
    assert found["wind turns to the north."] == "Weather"
    assert found["Tides"] == "Harbour Post"
