"""Which sort of program a window belongs to, as far as its name and title tell. A hint, never a proof."""

from __future__ import annotations

import re
from enum import Enum

from assistant.types import Window


class Family(Enum):
    """Sorts of programs that lay out text in their own way."""

    TERMINAL = "terminal"
    EDITOR = "editor"
    OFFICE = "office"
    SHEET = "sheet"
    MAIL = "mail"
    CHAT = "chat"
    BROWSER = "browser"
    OTHER = "other"


_APPS: tuple[tuple[Family, str], ...] = (
    (
        Family.TERMINAL,
        r"xterm|uxterm|urxvt|rxvt|terminal|konsole|alacritty|kitty|wezterm|foot|tilix|terminator|guake|yakuake|\bst\b|"
        r"cool-retro|ghostty|termite|sakura|mutt|alpine|aerc",
    ),
    (Family.SHEET, r"calc|gnumeric|excel|spreadsheet"),
    (
        Family.CHAT,
        r"slack|discord|teams|whatsapp|signal|telegram|element|hexchat|pidgin|mattermost|zulip|irssi|weechat",
    ),
    (Family.CHAT, r"polari|dino|gajim|konversation|quassel|rocket\.?chat|messenger|skype|wire|fractal|zoom"),
    (Family.MAIL, r"thunderbird|evolution|geary|kmail|claws|mailspring|sylpheed|betterbird|outlook"),
    (Family.OFFICE, r"libreoffice|soffice|writer|abiword|onlyoffice|wps|winword|calligra"),
    (
        Family.EDITOR,
        r"code|codium|gedit|texteditor|text-editor|mousepad|kate|kwrite|pluma|xed|featherpad|leafpad|emacs|vim|nano|"
        r"geany|sublime|notepad|xedit|obsidian|joplin|logseq|zettlr|typora|ghostwriter|marktext|jetbrains|pycharm|"
        r"intellij",
    ),
    (Family.BROWSER, r"chrom|firefox|brave|vivaldi|opera|edge|falkon|epiphany|safari|librewolf|midori|qutebrowser"),
)
_TITLES: tuple[tuple[Family, str], ...] = (
    (
        Family.CHAT,
        r"\b(?:slack|discord|microsoft teams|whatsapp|telegram|signal|element|mattermost|zulip|messenger|google chat|"
        r"rocket\.chat|hexchat|webchat|chatgpt|claude|gemini)\b|\bchat\b|^messages?\b|\bdirect messages?\b",
    ),
    (
        Family.MAIL,
        r"\b(?:gmail|e?-?mail|webmail|outlook|roundcube|thunderbird|proton mail|fastmail|inbox|posteingang|"
        r"bo[iî]te de réception)\b|^(?:re|fwd?|aw|wg|tr): |^(?:write|compose|verfassen|rédaction)\b",
    ),
    (Family.SHEET, r"\b(?:google sheets|libreoffice calc|excel)\b|\.(?:ods|xlsx?|csv)\b"),
    (Family.OFFICE, r"\b(?:google docs|libreoffice writer)\b|\.(?:odt|docx?)\b"),
)


def family(window: Window) -> Family:
    """The first sort whose words stand in the program's name; in a browser the title may say more."""
    by_app = _first(_APPS, window.app)
    if by_app is Family.OFFICE and _first(_TITLES, window.title) is Family.SHEET:
        return Family.SHEET
    if by_app in {Family.BROWSER, Family.OTHER}:
        by_title = _first(_TITLES, window.title)
        return by_app if by_title is Family.OTHER else by_title
    return by_app


def _first(table: tuple[tuple[Family, str], ...], text: str) -> Family:
    return next((sort for sort, words in table if re.search(words, text, re.I)), Family.OTHER)
