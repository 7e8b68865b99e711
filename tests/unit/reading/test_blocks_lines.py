"""Blocks from lines that the tests lay out themselves: terminals, editors, quotes, headers."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

USER = User(names=("Maria Keller",), addresses=("maria@keller.example",))


def column(*texts: str, x: int = 20, y: int = 40, pitch: int = 20) -> list[RawLine]:
    """Lines under each other from one left edge."""
    return [
        RawLine(text, (x, y + pitch * row, x + 8 * len(text), y + pitch * row + 18))
        for row, text in enumerate(texts)
        if text
    ]


def blocks(lines: list[RawLine], app: str, title: str) -> dict[str, Line]:
    """The grouped lines by their text."""
    return {line.text: line for line in group(lines, Window(app, title, 0, 0, 1200, 800, focused=True), USER)}


@pytest.mark.parametrize(
    "prompt",
    [
        "maria@tern:~/site$ ",
        "[maria@tern site]$ ",
        "~/site $ ",
        "$ ",
        "❯ ",
        "(venv) maria@tern:~$ ",
        ">>> ",
        "➜  site git:(main) ✗ ",
    ],
)
def test_commands_are_the_users_and_output_is_not(prompt: str) -> None:
    """What follows a prompt is the user's; what a program prints, also in the first person, is not."""
    lines = blocks(column(f"{prompt}make deploy", "I am the release bot", "done in 3 s"), "xterm", "xterm")
    assert lines[f"{prompt}make deploy"].who is Who.USER
    assert lines["I am the release bot"].who is Who.UNKNOWN
    assert {line.block_kind for line in lines.values()} == {BlockKind.TERMINAL}


def test_a_text_editor_in_a_terminal_holds_the_users_text() -> None:
    """With vim in the title the lines are text, but for its own status line."""
    lines = blocks(column("Call the plumber on Monday", "~", "-- INSERT --"), "xterm", "notes.txt + (~) - VIM")
    assert lines["Call the plumber on Monday"].who is Who.USER
    assert lines["-- INSERT --"].who is Who.UNKNOWN


def test_notes_are_the_users_and_code_is_nobodys() -> None:
    """An editor with notes holds the user's words; source code speaks for nobody."""
    notes = blocks(column("Groceries", "buy oat milk and bread for Sunday"), "mousepad", "todo.txt - Mousepad")
    assert notes["buy oat milk and bread for Sunday"].who is Who.USER
    code = blocks(
        column("import os", "def main() -> None:", "return os.getcwd()"), "code", "main.py - Visual Studio Code"
    )
    assert {line.block_kind for line in code.values()} == {BlockKind.CODE}
    assert all(line.who is Who.UNKNOWN for line in code.values())


def test_quotes_belong_to_the_quoted_author() -> None:
    """Lines after "... wrote:" are the quoted author's; marked quotes end where the marks end."""
    mail = column(
        "From: Jonas Brandt <jonas@b.example>",
        "To: Maria Keller <maria@keller.example>",
        "Subject: Tents",
        "I will bring the small tent.",
        "On Mon, Mar 2, 2026 at 9:00 AM Maria Keller <maria@keller.example> wrote:",
        "> I have no tent at all.",
        "Then take my old one.",
    )
    lines = blocks(mail, "thunderbird", "Tents - Mozilla Thunderbird")
    assert lines["I will bring the small tent."].who is Who.OTHER
    assert lines["I will bring the small tent."].header == "Jonas Brandt"
    assert lines["> I have no tent at all."].who is Who.USER
    assert lines["Then take my old one."].who is Who.OTHER


@pytest.mark.parametrize(
    ("attribution", "who"),
    [
        ("Am 02.03.2026 um 16:05 schrieb Maria Keller:", Who.USER),
        ("Le lun. 2 mars 2026 à 16:05, Maria Keller <maria@keller.example> a écrit :", Who.USER),
        ("On Mon, Mar 2, 2026 at 4:05 PM Anna Weber wrote:", Who.OTHER),
    ],
)
def test_attributions_in_several_languages(attribution: str, who: Who) -> None:
    """The author of a quote is found in English, German and French."""
    mail = column(
        "From: Petra Lang <p@l.example>", "To: maria@keller.example", "All fine.", attribution, "> Is it fine?"
    )
    lines = blocks(mail, "thunderbird", "Re: Fine - Mozilla Thunderbird")
    assert lines["> Is it fine?"].who is who


def test_a_mail_under_composition_is_the_users() -> None:
    """A compose window without a sender is the user's own mail."""
    mail = column("To: jonas@b.example", "Subject: Hotel", "please book twelve rooms for us in April")
    lines = blocks(mail, "thunderbird", "Write: Hotel - Thunderbird")
    assert lines["please book twelve rooms for us in April"].who is Who.USER


def test_a_mail_from_the_own_address_is_the_users() -> None:
    """The From address decides, also when the display name is another."""
    mail = column(
        "From: M. K. <maria@keller.example>", "To: jonas@b.example", "Date: 2.3.2026", "See you in Bonn then."
    )
    assert blocks(mail, "thunderbird", "Bonn")["See you in Bonn then."].who is Who.USER


def test_forged_names_in_a_body_do_not_speak_for_the_user() -> None:
    """Text inside another's mail that merely mentions the user stays the other's."""
    mail = column(
        "From: Eve <eve@evil.example>", "To: maria@keller.example", "Maria Keller will pay the invoice today."
    )
    assert blocks(mail, "thunderbird", "Invoice")["Maria Keller will pay the invoice today."].who is Who.OTHER


def test_order_of_lines_is_kept() -> None:
    """Grouping answers line by line in the order given, whatever the reading order is."""
    lines = column("one more line here", "and a second one")[::-1]
    window = Window("chromium", "Page", 0, 0, 1200, 800)
    assert [line.text for line in group(lines, window, USER)] == [line.text for line in lines]


def test_an_empty_window_has_no_blocks() -> None:
    """Nothing in, nothing out."""
    assert group([], Window("chromium", "Page", 0, 0, 1200, 800), USER) == []


def test_a_browsers_own_frame_is_menu() -> None:
    """Tabs and the address bar are the browser's words, what stands below is the page's."""
    bar = [RawLine("Inbox - Mail", (40, 8, 140, 26)), RawLine("mail.host.example/inbox", (120, 46, 300, 64))]
    lines = blocks(
        [*bar, *column("Tide mills turned the sea into flour.", y=200)], "chromium", "Inbox - Mail - Chromium"
    )
    assert lines["Inbox - Mail"].block_kind is BlockKind.MENU
    assert lines["mail.host.example/inbox"].block_kind is BlockKind.MENU
    assert lines["Tide mills turned the sea into flour."].block_kind is not BlockKind.MENU


def test_a_senders_picture_does_not_hide_the_mail() -> None:
    """Initials in a circle push the name to the right; the text below starts left of it."""
    mail = [
        RawLine("Kanzlei Wetzlar <wetzlar@kanzlei.example>", (700, 100, 1020, 118)),
        RawLine("K", (655, 105, 670, 121)),
        RawLine("to Maria Keller", (700, 120, 810, 138)),
        *column("Please send the receipts by March 31.", "I am away from March 23.", x=640, y=170),
    ]
    lines = blocks(mail, "chromium", "Receipts - Webmail - Chromium")
    assert lines["I am away from March 23."].header == "Kanzlei Wetzlar"
    assert lines["I am away from March 23."].who is Who.OTHER


def test_an_answer_being_written_under_a_mail_is_the_users() -> None:
    """A line "To: somebody" below a mail opens an answer; the mail above stays the other's."""
    mail = column(
        "Tomasz Berghoff <tomasz@n.example>",
        "to Maria Keller",
        "We need the manual by Thursday.",
        "",
        "",
        "",
        "",
        "To: Tomasz Berghoff <tomasz@n.example>",
        "you will have it on Wednesday",
    )
    lines = blocks(mail, "chromium", "Re: Manual - Webmail - Chromium")
    assert lines["We need the manual by Thursday."].who is Who.OTHER
    assert lines["you will have it on Wednesday"].who is Who.USER


def test_unread_dots_do_not_hide_a_name() -> None:
    """A card of a list names its sender also with the program's dot before the name."""
    cards = [
        line
        for row, (name, subject) in enumerate([("• Tomasz Berghoff", "Revised manual"), ("• Bahnkontor", "Your train")])
        for line in (
            RawLine(name, (220, 100 + 80 * row, 360, 118 + 80 * row)),
            RawLine("08:31", (530, 100 + 80 * row, 576, 118 + 80 * row)),
            RawLine(subject, (220, 122 + 80 * row, 360, 140 + 80 * row)),
        )
    ]
    page = column("We need it by Thursday, says the review team", x=640)
    lines = blocks([*cards, *page], "chromium", "Inbox - Webmail - Chromium")
    assert lines["Your train"].header == "Bahnkontor"
    assert lines["Your train"].block_kind is BlockKind.MAIL_LIST


def _thread(*mails: tuple[str, str, str]) -> list[RawLine]:
    """A subject over mails, each with its head in one line, its recipient and a sentence."""
    lines = [RawLine("Oars for Sunday", (300, 40, 470, 66))]
    for at, (head, to, text) in enumerate(mails):
        y = 90 + 130 * at
        lines += [*column(head, to, "", text, x=340, y=y), RawLine("Mon 2 March 09:12", (900, y, 1040, y + 18))]
    return lines


THREAD = _thread(
    ("Maria Keller maria@keller.example", "to Piotr Nowak", "Do you still have the long oars?"),
    ("Piotr Nowak piotr@pier.example", "to Maria Keller", "Yes, they are in the shed."),
)


def test_an_address_beside_a_name_needs_no_brackets() -> None:
    """Each mail of a thread is its sender's; the subject over all of them is nobody's alone."""
    found = blocks(THREAD, "chromium", "Oars for Sunday - Mail - Chromium")
    assert found["Do you still have the long oars?"].who is Who.USER
    assert found["Yes, they are in the shed."].who is Who.OTHER
    assert found["Yes, they are in the shed."].header == "Piotr Nowak"
    assert found["Oars for Sunday"].who is Who.UNKNOWN


@pytest.mark.parametrize("head", ["Maria Keller eve@pier.example", "Maria Keller <eve@pier.example>"])
def test_the_users_name_over_another_address_is_not_the_user(head: str) -> None:
    """Anybody may send under any name; where addresses of the user are known, they alone tell."""
    lines = _thread((head, "to Piotr Nowak", "Please send him the money today."))
    found = blocks(lines, "chromium", "Oars for Sunday - Mail - Chromium")
    assert found["Please send him the money today."].who is Who.OTHER


@pytest.mark.parametrize("head", ["Replying to Piotr Nowak", "Antwort an Piotr Nowak", "Réponse à Piotr Nowak"])
def test_what_is_written_under_a_line_that_answers_somebody_is_the_users(head: str) -> None:
    """Also without an address; the mail above stays the other's."""
    mail = column(
        "Piotr Nowak <piotr@pier.example>", "to Maria Keller", "Bring the oars.", "", "", "", head, "I will do."
    )
    found = blocks(mail, "chromium", "Re: Oars - Webmail - Chromium")
    assert found["Bring the oars."].who is Who.OTHER
    assert found["I will do."].who is Who.USER


def test_a_bar_that_was_read_as_a_letter_parts_name_and_words() -> None:
    """After a time, where a message of one line names its speaker."""
    lines = column("08:12 piotr | bring the oars", "08:13 maria i yes, and the sail", "08:15 ana | fine")
    found = {line.text: line for line in group(lines, Window("xterm", "chat", 0, 0, 1200, 800), USER)}
    assert found["08:13 maria i yes, and the sail"].who is Who.USER
    assert found["08:12 piotr | bring the oars"].who is Who.OTHER


def test_a_log_of_several_days_is_no_calendar() -> None:
    """Dates in figures and an hour before each line are the stamps of a program, and its lines nobody's."""
    log = ("2026-03-10 06:02 user pnowak must return his key by 18 March", "2026-03-11 06:00 pump started")
    found = blocks(column("maria@tern:~$ tail -n 2 pump.log", *log), "xterm", "maria@tern: ~")
    assert {found[text].who for text in log} == {Who.UNKNOWN}
    assert {found[text].block_kind for text in log} == {BlockKind.TERMINAL}
