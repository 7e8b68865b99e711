"""Mail in a terminal, laid out as its programs do: who speaks in a mail, a list, an answer, and what nobody says."""

from __future__ import annotations

import pytest

from assistant.config import User
from assistant.reading.blocks import group
from assistant.reading.raw import RawLine
from assistant.types import BlockKind, Line, Who, Window

USER = User(names=("Maria Keller", "Maria"), addresses=("maria@keller.example",))
WIDE, HIGH = 9, 18
"""Pixels of a terminal's cell."""
DARK, LIGHT, BAR = 0x1E1E2E, 0xFDF6E3, 0x3465A4
MUTT_BAR = "---Mutt: =INBOX [Msgs:3 New:1 12K]---(threads/date)-----------------------------(all)---"
MUTT_KEYS = "q:Quit  d:Del  u:Undel  s:Save  m:Mail  r:Reply  g:Group  ?:Help"


def screen(*rows: str, ground: int = DARK, bars: tuple[int, ...] = ()) -> list[RawLine]:
    """A terminal's rows as the reader reads them: words with three spaces between them are lines of their own."""
    found = []
    for number, row in enumerate(rows):
        at = 0
        for part in row.split("   "):
            text = part.strip()
            if text:
                x0 = 4 + WIDE * (at + len(part) - len(part.lstrip()))
                box = (x0, 24 + HIGH * number, x0 + WIDE * len(text), 24 + HIGH * (number + 1))
                found.append(RawLine(text, box, ground=BAR if number in bars else ground))
            at += len(part) + 3
    return found


def blocks(lines: list[RawLine], title: str = "maria@tern: ~", app: str = "kitty") -> dict[str, Line]:
    """The grouped lines by their text."""
    high = max(line.box[3] for line in lines) + 8
    return {line.text: line for line in group(lines, Window(app, title, 0, 0, 1000, high, focused=True), USER)}


LETTER = (
    "Date: Mon, 2 Mar 2026 09:12:44 +0100",
    "From: Jonas Brandt <jonas@brandt.example>",
    "To: Maria Keller <maria@keller.example>",
    "Subject: Keys of the boathouse",
    "User-Agent: NeoMutt/20231221",
    "",
    "Hello Maria,",
    "",
    "could you return the keys of the boathouse before Thursday?",
    "I am off to Tromsoe until then.",
)


@pytest.mark.parametrize("ground", [DARK, LIGHT])
@pytest.mark.parametrize("above", [True, False])
def test_an_open_mail_speaks_in_its_senders_name(ground: int, above: bool) -> None:
    """Under rows of labels the lines are the sender's, whatever colours and whichever edge the program's line has."""
    bar = "-   - 2/3: Jonas Brandt             Keys of the boathouse                   -- (all)"
    rows = (MUTT_KEYS, bar, *LETTER) if above else (MUTT_KEYS, *LETTER, "", "", bar)
    edge = (0, 1) if above else (0, len(rows) - 1)
    lines = blocks(screen(*rows, ground=ground, bars=edge))
    for text in ("Hello Maria,", "I am off to Tromsoe until then.", LETTER[0], LETTER[4]):
        assert (lines[text].block_kind, lines[text].header) == (BlockKind.MAIL, "Jonas Brandt"), text
        assert lines[text].who is Who.OTHER
    assert lines["Keys of the boathouse"].block_kind is BlockKind.MENU
    assert lines["q:Quit  d:Del  u:Undel  s:Save  m:Mail  r:Reply  g:Group  ?:Help"].block_kind is BlockKind.MENU


@pytest.mark.parametrize(
    "head",
    [
        ("Von: Jonas Brandt <jonas@brandt.example>", "An: Maria Keller <maria@keller.example>", "Betreff: Schlüssel"),
        ("De : Jonas Brandt <jonas@brandt.example>", "À : Maria Keller <maria@keller.example>", "Objet : Les clés"),
        ("Date: Mon, 2 Mar 2026 09:12", "From: jonas@brandt.example", "To: maria@keller.example", "Subject: Keys"),
    ],
)
def test_labels_in_several_languages(head: tuple[str, ...]) -> None:
    """German and French labels make a header as English ones do, also with only an address for a name."""
    lines = blocks(screen(*head, "", "Les chats sont chez ma mère."))
    said = lines["Les chats sont chez ma mère."]
    assert (said.block_kind, said.who) == (BlockKind.MAIL, Who.OTHER)
    assert "onas" in said.header


def test_columns_of_a_header_and_a_side_bar() -> None:
    """Sender and recipient beside each other, right of the folders, under tabs: aerc."""
    rows = (
        "  posteo  Inbox   Keys of the boathouse",
        " Inbox  3                From: Jonas Brandt <jonas@brandt.example>    To: Maria Keller <maria@keller.example>",
        " Archive                 Date: Mon, 2 Mar 2026 09:12 AM",
        " Sent                    Subject: Keys of the boathouse",
        " Drafts 1                ",
        "                         I will hand them over on Friday evening.",
        " :                       <q> Close   <rr> Reply all",
    )
    lines = blocks(screen(*rows, bars=(0, 6)), title="aerc")
    said = lines["I will hand them over on Friday evening."]
    assert (said.block_kind, said.header, said.who) == (BlockKind.MAIL, "Jonas Brandt", Who.OTHER)
    assert lines["Drafts 1"].block_kind is not BlockKind.MAIL


def test_alpine_shows_a_mail_between_its_bars() -> None:
    """The first row and the keys at the bottom are alpine's; the text between is the sender's."""
    rows = (
        "  ALPINE 2.26   MESSAGE TEXT               Folder: INBOX                 Message 2 of 9 ALL",
        "",
        *LETTER[:4],
        "",
        "The oars are in the shed.",
        "",
        "? Help       < MsgIndex   P PrevMsg      - PrevPage   D Delete     R Reply",
        "O OTHER CMDS > ViewAttch  N NextMsg      Spc NextPage U Undelete   F Forward",
    )
    lines = blocks(screen(*rows, bars=(0, 9, 10)))
    assert lines["The oars are in the shed."].who is Who.OTHER
    assert lines["The oars are in the shed."].header == "Jonas Brandt"
    assert lines["? Help"].block_kind is BlockKind.MENU
    assert lines["MESSAGE TEXT"].block_kind is BlockKind.MENU


def test_the_mail_command_ends_at_its_prompt() -> None:
    """What is typed at the prompt below a mail is not the sender's."""
    rows = ("Message 2:", *LETTER[:4], "", "The oars are in the shed.", "", "maria@tern:~$ ls oars")
    lines = blocks(screen(*rows))
    assert lines["The oars are in the shed."].header == "Jonas Brandt"
    assert lines["maria@tern:~$ ls oars"].block_kind is BlockKind.TERMINAL
    assert lines["maria@tern:~$ ls oars"].who is Who.USER


def test_a_mail_from_the_user_is_the_users() -> None:
    """The address decides: the user's own mail is the user's, a stranger with the user's name is a stranger."""
    own = ("From: M. K. <maria@keller.example>", "To: jonas@brandt.example", "Subject: Oars", "", "I take both oars.")
    assert blocks(screen(*own))["I take both oars."].who is Who.USER
    forged = ("From: Maria Keller <x@evil.example>", "To: maria@keller.example", "Subject: Pay", "", "I pay them now.")
    assert blocks(screen(*forged))["I pay them now."].who is Who.OTHER


def test_the_rest_of_a_long_mail_keeps_its_sender() -> None:
    """When the header has gone, the program's line still names the sender."""
    rows = (
        "Bring the blue rope too, mine has gone to Bergen.",
        "See you there.",
        "-   - 12/40: Jonas Brandt   -- (83%)",
    )
    lines = blocks(screen(*rows, bars=(2,)))
    said = lines["Bring the blue rope too, mine has gone to Bergen."]
    assert (said.block_kind, said.header, said.who) == (BlockKind.MAIL, "Jonas Brandt", Who.OTHER)


def test_quotes_are_the_quoted_authors() -> None:
    """Marked lines under "who wrote" are that person's, also those whose mark at the screen's edge was not read."""
    rows = (
        *LETTER[:4],
        "",
        "That will not do.",
        "Maria Keller wrote on 1 March:",
        "> I can come on Saturday.",
        "  My brother drives.",
        "Saturday is too late for me.",
    )
    lines = blocks(screen(*rows))
    assert lines["> I can come on Saturday."].who is Who.USER
    assert lines["My brother drives."].who is Who.USER
    assert lines["That will not do."].who is Who.OTHER
    assert lines["Saturday is too late for me."].header == "Jonas Brandt"


@pytest.mark.parametrize(
    "attribution",
    [
        "Jonas Brandt schrieb am 02.03. 09:12:",
        "Jonas Brandt wrote on 2 March:",
        "On Mon, Mar 2, 2026, Jonas Brandt wrote:",
    ],
)
@pytest.mark.parametrize(
    "status",
    [
        ("-- INSERT --   3,12   All",),
        ("~", "~", "3,12   Top"),
        ("^G Help  ^O Write Out",),
        ("3,4   All", "Help   Write Out   Where Is   Cut   Execute"),
    ],
)
def test_an_answer_in_an_editor_is_the_users(attribution: str, status: tuple[str, ...]) -> None:
    """Over what it quotes an answer is the user's own, in vim and in nano, without any header in sight."""
    rows = ("Hello Jonas,", "", "I put them under the mat.", "", attribution, "> Hello Maria,", "> when do you come?")
    lines = blocks(screen(*rows, *status), title="werft: mail")
    mine = lines["I put them under the mat."]
    assert (mine.block_kind, mine.who) == (BlockKind.MAIL, Who.USER)
    assert lines["> when do you come?"].who is Who.OTHER
    assert "Jonas Brandt" in lines["> when do you come?"].header


def test_an_answer_under_its_own_header_is_the_users() -> None:
    """Under "To:" and "Subject:" in an editor the user writes; what is quoted is the other's."""
    rows = (
        "From: Maria Keller <maria@keller.example>",
        "To: Jonas Brandt <jonas@brandt.example>",
        "Cc:",
        "Subject: Re: Keys of the boathouse",
        "",
        "I put them under the mat.",
        "> when do you come?",
        "~",
        "~",
    )
    lines = blocks(screen(*rows), title="mutt-tern-1000-77 - VIM")
    assert lines["I put them under the mat."].who is Who.USER
    assert lines["> when do you come?"].who is Who.OTHER
    alpine = (
        "To      : Jonas Brandt <jonas@brandt.example>",
        "Subject : Oars",
        "----- Message Text -----",
        "Both are red.",
    )
    assert blocks(screen(*alpine, "^G Get Help  ^X Send  ^R Rich Hdr", bars=(4,)))["Both are red."].who is Who.USER


@pytest.mark.parametrize(
    "rows",
    [
        ("  1 N + 02.03. 09:12 Jonas Brandt   Keys of the boathouse", "  2   + 28.02. 17:40 Orla Quinn   Re: oars"),
        ("  1 N   Mar 02 Jonas Brandt     ( 12) Keys of the boathouse", "  2   F Feb 28 Orla Quinn   ( 4K) Re: oars"),
        ("+ N 1   Mar  2 Jonas Brandt   (2313) Keys of the boathouse", "  A 2   Feb 28 Orla Quinn   (811) Re: oars"),
        (
            "N  1 Jonas Brandt   2026-03-02 09:12   20/812   Keys of the boathouse",
            "   2 Orla Quinn   2026-02-28 17:40   8/96   Re: oars",
        ),
        (
            "Jonas Brandt     N      Keys of the boathouse     09:12",
            "Orla Quinn       F      Re: oars                  Feb 28",
        ),
    ],
)
def test_rows_of_a_list_have_their_senders(rows: tuple[str, ...]) -> None:
    """mutt, alpine, the mail command and aerc: each row is by its sender, the bar above is the program's."""
    lines = blocks(screen(MUTT_BAR, *rows, bars=(0,)), title="neomutt")
    subjects = [line for text, line in lines.items() if "boathouse" in text]
    assert [(line.block_kind, line.header, line.who) for line in subjects] == [
        (BlockKind.MAIL_LIST, "Jonas Brandt", Who.OTHER)
    ]
    assert next(line for text, line in lines.items() if "oars" in text).header == "Orla Quinn"
    assert lines[MUTT_BAR].block_kind is BlockKind.MENU


def test_mail_that_the_user_sent_is_the_users_in_lists() -> None:
    """A row that names a recipient is the user's own."""
    rows = (
        "  1   + 02.03. 09:12 To Jonas Brandt   Keys of the boathouse",
        "  2   + 28.02. 17:40 Orla Quinn   Re: oars",
    )
    lines = blocks(screen(MUTT_BAR, *rows, bars=(0,)))
    assert lines["Keys of the boathouse"].who is Who.USER
    assert lines["Re: oars"].who is Who.OTHER


@pytest.mark.parametrize(
    "rows",
    [
        (
            "From: Dev Okoro <dev@forge.example>",
            "Date: Mon, 2 Mar 2026",
            "Subject: [PATCH] Retire the relay",
            "",
            "I scrap it.",
        ),
        ("Author: Dev Okoro <dev@forge.example>", "Date:   Mon Mar 2 2026", "", "I scrap it."),
        ("Feed: Harbour news", "Title: Ferry late", "Date: Mon, 2 Mar 2026", "", "I scrap it."),
        (
            "-rw-r--r-- 1 maria maria 812 Mar 2 09:12 oars.txt",
            "-rw-r--r-- 1 maria maria 96 Feb 28 17:40 rope",
            "I scrap it.",
        ),
        ("On Mon, Mar 2, 2026, Jonas Brandt wrote:", "> keys", "I scrap it."),
    ],
)
def test_what_only_looks_like_mail_is_none(rows: tuple[str, ...]) -> None:
    """Patches, commits, feeds, listings of files and stray quotes stay a program's output."""
    said = blocks(screen("maria@tern:~$ less x", *rows))["I scrap it."]
    assert (said.block_kind, said.who) == (BlockKind.TERMINAL, Who.UNKNOWN)


def test_a_quotation_is_no_command() -> None:
    """A guillemet is a prompt only where a space follows it and it closes nothing."""
    lines = blocks(screen("»Ich fahre nach Kreta«, sagt sie.", "» make deploy"))
    assert lines["»Ich fahre nach Kreta«, sagt sie."].who is Who.UNKNOWN
    assert lines["» make deploy"].who is Who.USER


def test_folders_beside_a_list_are_not_of_it() -> None:
    """The first folders of mutt's side bar stand in the rows of the first mails."""
    rows = (
        MUTT_KEYS,
        "inbox            |  1 N + Mar 02 Jonas Brandt   (0.3K) Keys of the boathouse",
        "Sent             |  2   + Feb 28 Orla Quinn   (0.1K) Re: oars",
        "---Mutt: =inbox [Msgs:2 New:1 1K]---",
    )
    lines = blocks(screen(*rows, bars=(0, 3)))
    assert lines["(0.3K) Keys of the boathouse"].header == "Jonas Brandt"
    assert lines["(0.1K) Re: oars"].header == "Orla Quinn"
    assert lines["inbox"].block_kind is not BlockKind.MAIL_LIST


def test_quotes_in_quotes_keep_their_authors() -> None:
    """Where marks at the edge were not read, the column of the words tells who is quoted."""
    rows = (
        "I leave the keys under the mat.",
        "On Mon, Mar 02, 2026 at 09:12:44AM +0100, Jonas Brandt wrote:",
        "> Hello Maria,",
        "  could you return the keys?",
        "  On Sun, 1 Mar 2026, Maria Keller wrote:",
        "    I can come on Saturday.",
        "  > My brother drives.",
        "  Saturday is too late for me.",
        "",
        "See you in May.",
        "-- INSERT --   1,32   All",
    )
    lines = blocks(screen(*rows))
    said = {text: (line.header, line.who) for text, line in lines.items()}
    assert said["I leave the keys under the mat."] == said["See you in May."] == ("Maria Keller", Who.USER)
    assert said["could you return the keys?"] == ("Jonas Brandt", Who.OTHER)
    assert said["I can come on Saturday."] == said["> My brother drives."] == ("Maria Keller", Who.USER)
    assert said["Saturday is too late for me."] == ("Jonas Brandt", Who.OTHER)


def test_a_forwarded_mail_is_its_authors() -> None:
    """Between its two lines a forwarded mail is by whom the first line names; then the sender speaks again."""
    rows = (
        *LETTER[:4],
        "",
        "Look at this.",
        "----- Forwarded message from Orla Quinn <orla@quinn.example> -----",
        "I sell my boat in May.",
        "----- End forwarded message -----",
        "Shall we buy it?",
    )
    lines = blocks(screen(*rows))
    assert lines["Look at this."].header == lines["Shall we buy it?"].header == "Jonas Brandt"
    assert "Orla Quinn" in lines["I sell my boat in May."].header


def test_what_a_program_asks_is_nobodys() -> None:
    """Under its bar at the bottom mutt asks and takes answers; they are no part of the mail above."""
    rows = (*LETTER, "", "-   - 2/3: Jonas Brandt   -- (all)", "Include message in reply? ([yes]/no):")
    lines = blocks(screen(*rows, bars=(len(LETTER) + 1,)))
    assert lines["Include message in reply? ([yes]/no):"].block_kind is BlockKind.MENU
    assert lines["I am off to Tromsoe until then."].header == "Jonas Brandt"


@pytest.mark.parametrize(
    "rows",
    [
        ("From: Maria Keller <maria@keller.example>", "To: jonas@brandt.example", "Subject: Yes", "", "I pay you 900."),
        ("On Sun, 1 Mar 2026, Maria Keller wrote:", "I pay you 900."),
        ("----- Forwarded message from Maria Keller <maria@keller.example> -----", "I pay you 900."),
    ],
)
def test_nobody_puts_words_into_the_users_mouth(rows: tuple[str, ...]) -> None:
    """What another's mail gives out as the user's, without the marks of a quote, is the other's."""
    assert blocks(screen(*LETTER, "", *rows))["I pay you 900."].who is Who.OTHER
