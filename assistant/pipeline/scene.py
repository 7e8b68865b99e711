"""What kind of window a line stands in, what it is about, and who wrote it: read from title, app and header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.pipeline.ports import Person
from assistant.pipeline.text import content, fold, ticked
from assistant.types import BlockKind, Line, Who


class Surface(StrEnum):
    """The sort of place a window is."""

    MAIL = "mail"
    CHAT = "chat"
    CALENDAR = "calendar"
    TERMINAL = "terminal"
    CODE = "code"
    SHEET = "sheet"
    DOCUMENT = "document"
    BROWSER = "browser"
    OTHER = "other"


_SURFACES: tuple[tuple[Surface, str], ...] = (
    (
        Surface.CALENDAR,
        r"[ck]alend\w+|agenda|terminplan(?:er)?|terminkalender|stundenplan|emploi du temps|timetable|korganizer|"
        r"カレンダー|予定表",
    ),
    (
        Surface.CHAT,
        r"slack|teams|discord|whatsapp|signal|telegram|element|mattermost|zulip|messenger|messages|chat|viber|line|"
        r"rocket\.chat|irc|nachrichten|チャット|トーク",
    ),
    (
        Surface.MAIL,
        r"mail|e-mail|gmail|thunderbird|outlook|evolution|inbox|posteingang|boite de reception|webmail|proton|geary|"
        r"mutt|"
        r"受信トレイ|メール",
    ),
    (
        Surface.TERMINAL,
        r"terminal|xterm|konsole|gnome-terminal|alacritty|kitty|tmux|bash|zsh|fish|urxvt|wezterm|foot|ターミナル",
    ),
    (
        Surface.CODE,
        r"visual studio code|vscode|code|codium|pycharm|intellij\w*|vim|nvim|emacs|sublime\w*|geany|kate|"
        r"jetbrains\S*|zed",
    ),
    (
        Surface.SHEET,
        r"calc|excel|sheets?|spreadsheet|gnumeric|tabelle|tableur|スプレッドシート|\S+\.(?:xlsx?|ods|csv)",
    ),
    (
        Surface.DOCUMENT,
        r"writer|word|docs?|document|notes?|notion|obsidian|gedit|mousepad|text ?editor|leafpad|joplin|"
        r"logseq|notizen|dokument|pages|メモ|featherpad|pluma|xed|abiword|\S+\.(?:txt|md|odt|docx?|org|tex|rst)",
    ),
    (Surface.BROWSER, r"chrom\w+|firefox|safari|edge|brave|opera|vivaldi|epiphany|librewolf|falkon"),
)
_SURFACE_PATTERNS = tuple((surface, re.compile(rf"(?<![\w.])(?:{words})(?![\w])")) for surface, words in _SURFACES)

_PLANNER = re.compile(r"(?:[ck]alend\w+|agenda|termine|khal|ikhal|calcurse|remind|wyrd|gcalcli|cal)(?: \w+)?")
"""Calendars that run inside a terminal, as its title tells: the program, or the multiplexer's name for its pane."""
_EDITOR = re.compile(r"\b(?:n?vim?|nano|emacs|helix|micro)\b(?!\.)")
"""Editors that run inside a terminal."""
_PROSE_FILE = re.compile(r"\.(?:md|txt|org|tex|rst|adoc|markdown)\b")
_PUBLIC = re.compile(
    r"stack ?overflow|stack exchange|reddit|/ x\b|twitter|youtube|hacker news|quora|wikipedia|facebook|instagram|"
    r"tiktok|mastodon|"
    r"\bnews\b|herald|times\b|guardian|spiegel|zeitung|le monde|figaro|amazon|ebay|forum|blog|documentation|"
    r"\bdocs\b.*\b(?:api|guide)|"
    r"ニュース|新聞|ブログ|知恵袋"
)
_SPAN = re.compile(
    r"^\s*(?:\d{1,2}\.?(?: \w{3,10}\.?)?(?: 20\d\d)? ?[-–—] ?\d{1,2}\.? \w{3,10}\.? 20\d\d|"
    r"\w{3,10}\.? \d{1,2}(?:, 20\d\d)? ?[-–—] ?(?:\w{3,10}\.? )?\d{1,2},? 20\d\d)(?=\s*$|\s+[-–—|·])"
)
"""Days that a calendar shows, as the first thing that its title says: "13 - 19 July 2026", "Jul 27 - Aug 2, 2026"."""
_LEFT = re.compile(r"^(?P<day>.+?) \((?P<left>[^()]+)\)$")
_SEPARATOR = re.compile(r"\s+[-–—|·•]\s+|\s*[|｜]\s*")
_PREFIX = re.compile(r"^(?:\s*(?:re|aw|antw|fwd?|wg|tr|rv|sv|返信|転送)\s*[:：]\s*)+", re.IGNORECASE)
_COUNTER = re.compile(
    r"^\s*(?:\(\d+\+?\)|\[\d+\]|[●*•✳◉!]+)\s*|\s*[●*•]+\s*$|\s*\(\d+\)\s*$|"
    r"\s*\+?\s*\([~/][^)]*\)\s*$"
)
_GENERIC = re.compile(
    r"(?:new tab|neuer tab|nouvel onglet|untitled.*|unbenannt.*|sans (?:titre|nom).*|home|start|startseite|accueil|"
    r"dashboard|"
    r"search|suche|google|microsoft|mozilla|compose|new message|neue nachricht|nouveau message|inbox.*|"
    r"posteingang.*|drafts?|"
    r"sent|entwurfe?|gesendet|brouillons?|workspace|general|google (?:docs|sheets|calendar|chrome|mail)|day|week|"
    r"month|"
    r"woche|tag|monat|semaine|jour|mois|\d{4}|新しいタブ|ホーム|下書き)"
)
_ADDRESS = re.compile(r"[<(\[]?\s*([\w.+-]+)@[\w.-]+\s*[>)\]]?")
_ADDRESSED = re.compile(r"<[^<>@\s]+@[^<>\s]+>")
"""A mail's sender or recipient as mail programs write it."""
_AFTER_NAME = re.compile(r"[(\[]?[\w.+-]+@[\w-]+(?:[.,][\w-]+)+[)\]]?(?:\W+[\w.:]+){0,5}\W*")
"""What follows a sender's name where no brackets set the address apart: the address, perhaps with a date."""
_ROLE = re.compile(
    r"^\s*(?:from|von|de|an|to|a|sender|absender|expediteur|cc|subject|betreff|objet|差出人|送信者|件名)\s*[:：]\s*",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"[,(·|]?\s*(?:(?:today|yesterday|heute|gestern|aujourd'hui|hier)(?: at| um|"
    r" a)?\s*)?\b\d{1,2}[:.]\d{2}\b(?:\s?[ap]m\b)?"
    r".*$|\s+(?:today|yesterday|heute|gestern|hier)\b.*$|[,(·|]?\s*\d{4}-\d{2}-\d{2}.*$",
    re.IGNORECASE,
)
_SELF = frozenset({"you", "me", "du", "ich", "moi", "vous", "toi", "自分", "あなた", "myself"})
_FOLDER = re.compile(r"^(?:\S+@\S+:\s*)?[~/]\S*?([^\s/~]+)/?$")
"""The last folder in a terminal's title."""
_PATH = re.compile(r"^[~/.]\S*/([^\s/]+)$")
_TASKS = re.compile(
    r"^(?:tasks?|to-?dos?|reminders?|aufgaben?|erinnerung(?:en)?|tâches?|rappels?|タスク)(?: \d{1,4})?(?::|$)|"
    r"^(?:done|deleted): ",
    re.IGNORECASE,
)
_MAIL_HEADER = re.compile(
    r"^\s*(?:from|to|cc|bcc|subject|date|sent|reply-to|von|an|betreff|datum|gesendet|de|objet|envoye|a|re|aw|antw|fwd?|wg|tr|差出人|宛先|件名|"
    r"日時)\s*[:：]",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"^(?:done|deleted): ")
_IN_TERMINAL = {
    BlockKind.MESSAGE: Surface.CHAT,
    BlockKind.MAIL: Surface.MAIL,
    BlockKind.MAIL_LIST: Surface.MAIL,
}
_WINDOW = re.compile(r"[^\W\d_][\w-]*[*#!-]?")
_HOST = re.compile(r"[^\W_][\w-]*")
"""In a terminal "mail - tern" names the multiplexer's window and the machine; all of the machine's have the latter."""
_TOPIC_CHARACTERS = 70


def day_left(header: str) -> tuple[str, str]:
    """The day over an entry of a calendar, and the one that it left for it; empty where it left none."""
    found = _LEFT.match(header)
    return (found["day"], found["left"]) if found else (header, "")


def place_of_line(line: Line, place: Surface) -> Surface:
    """The sort of place of one line of a window: calendars stand on any page, and lists of tasks beside calendars.

    A terminal holds any program, and several side by side, so there the line's own shape says more than the window.
    """
    if line.block_kind is BlockKind.ENTRY:
        return Surface.CALENDAR
    if line.block_kind is BlockKind.TERMINAL:
        return Surface.TERMINAL
    if place is Surface.TERMINAL:
        return _IN_TERMINAL.get(line.block_kind, Surface.OTHER if listed(line.header) else place)
    return Surface.BROWSER if place is Surface.CALENDAR and listed(line.header) else place


def listed(header: str) -> bool:
    """Whether a header says that its line is a row in a list of tasks or a card on a board, finished or not."""
    return _TASKS.match(header) is not None


def finished(text: str, header: str, who: Who) -> bool:
    """Whether a row is ticked off or deleted, or a card stands among the finished ones; a sender's name is no such."""
    return ticked(text) or (who is not Who.OTHER and _FINISHED.match(header) is not None)


def dropped(header: str) -> bool:
    """Whether a header says that its task was thrown away undone."""
    return header.startswith("deleted: ")


def others_card(line: Line) -> bool:
    """Whether a line stands on a card that carries another person's name, which is its header."""
    return line.block_kind is BlockKind.TEXT and line.who is Who.OTHER and line.header != ""


def addressed(line: Line) -> bool:
    """Whether a line gives the address of a mail's sender or recipient, as the head of a mail does."""
    after = line.text.removeprefix(line.header).lstrip() if line.header else ""
    return _ADDRESSED.search(line.text) is not None or _AFTER_NAME.fullmatch(after) is not None


def mail_header(text: str) -> bool:
    """Whether a line is a labelled row of a mail's header."""
    return _MAIL_HEADER.match(fold(text)) is not None


def surface(app: str, title: str) -> Surface:
    """The sort of place a window is, by its app first and the parts of its title from the end next."""
    parts = [fold(part) for part in _SEPARATOR.split(title) if part.strip()]
    if _SPAN.match(title):
        return Surface.CALENDAR
    if _EDITOR.search(fold(title)):
        return Surface.DOCUMENT if _PROSE_FILE.search(fold(title)) else Surface.CODE
    for words in (fold(app), *reversed(parts)):
        for found, pattern in _SURFACE_PATTERNS:
            # A browser is the place only when the page itself names none.
            if found is not Surface.BROWSER and pattern.search(words):
                planned = found is Surface.TERMINAL and any(_PLANNER.fullmatch(part) for part in parts)
                return Surface.CALENDAR if planned else found
    return Surface.BROWSER if _SURFACE_PATTERNS[-1][1].search(fold(f"{app} {title}")) else Surface.OTHER


def public(title: str) -> bool:
    """Whether a page is written for everybody: news, forums, shops and videos are not spoken to the user."""
    return _PUBLIC.search(fold(title)) is not None


def topic(title: str, app: str = "") -> str:
    """What a window is about: the document, subject or room in its title without programs and reply marks."""
    if folder := _FOLDER.match(title):
        return folder[1]
    parts = _SEPARATOR.split(_SPAN.sub("", title))
    if _in_shell(app) and len(parts) == 2 and _WINDOW.fullmatch(parts[0]) and _HOST.fullmatch(parts[1]):
        parts = parts[:1]
    for part in parts:
        bare = _PREFIX.sub("", _COUNTER.sub("", part)).strip(" '\"")
        if path := _PATH.match(bare):
            bare = path[1]
        plain = fold(bare)
        if not bare or plain == fold(app) or _GENERIC.fullmatch(plain) or _program(plain):
            continue
        return bare if len(bare) <= _TOPIC_CHARACTERS else bare[:_TOPIC_CHARACTERS].rsplit(" ", 1)[0]
    return ""


def _in_shell(app: str) -> bool:
    """Whether the program is a terminal."""
    return dict(_SURFACE_PATTERNS)[Surface.TERMINAL].search(fold(app)) is not None


def talk(title: str, app: str = "") -> str:
    """What names a conversation: its topic, or the whole title where that names a program alone."""
    return topic(title, app) or _COUNTER.sub("", title).strip()


def _program(plain: str) -> bool:
    return any(pattern.fullmatch(plain) for _, pattern in _SURFACE_PATTERNS) and "." not in plain


@dataclass(frozen=True, slots=True)
class _Nobody:
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


NOBODY: Person = _Nobody()
"""Nobody's names, to read any sender out of a header."""


def speaker(header: str, user: Person) -> str:
    """The sender's name in a header without address, role word and time; empty for none and for the user."""
    bare = _STAMP.sub("", _ROLE.sub("", header)).strip()
    address = _ADDRESS.search(bare)
    name = _ADDRESS.sub("", bare).strip(" '\"<>()[],:;·-|")
    if not name and address:
        name = " ".join(part.capitalize() for part in re.split(r"[._+-]+", address[1]) if part)
    return "" if is_user(name, user) or fold(name) in _SELF else name


def is_user(name: str, user: Person) -> bool:
    """Whether a name or address is the user's own."""
    plain = fold(name).strip()
    return plain != "" and any(plain == fold(own) for own in (*user.names, *user.addresses))


def names_user(text: str, user: Person) -> bool:
    """Whether one of the user's names or addresses stands in ``text`` as a word."""
    plain = fold(text)
    own = (fold(name) for name in (*user.names, *user.addresses) if name)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) is not None for name in own)


def adds_topic(about: str, quote: str) -> bool:
    """Whether a topic says something that the quote does not: at least one of its content words is missing."""
    return bool(content(about) - content(quote))
