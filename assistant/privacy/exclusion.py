"""Which windows are never read: judged by program, title and what the window system knows, before any pixel is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from assistant.privacy import known
from assistant.privacy.clean import untrusted
from assistant.types import Window


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user wants left alone, and where the frames come from.

    ``apps``, ``titles`` and ``allow`` hold substrings, or globs where they contain ``*`` or ``?``; case does not
    matter. They are data: nothing in them is ever run as a regular expression.
    """

    apps: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    """Programs that the user knows to be harmless: lifts "password manager" and "unknown window", nothing else."""
    recorded: bool = False
    """The frame is from a recording, which holds all that the window system knew: a browser window that is not
    marked private is ordinary unless its title says otherwise. Live, such a window may be private."""

    ordinary_chromium: bool = False
    """The user accepts that private windows of Chromium's family cannot be told from others, and has them read."""
    left_alone: Callable[[str, str], bool] | None = None
    """Whether a standing rule of the user says never to read a window of this program and title."""
    left_address: Callable[[str], bool] | None = None
    """The same of a page whose address bar shows this line."""


def excluded(window: Window, rules: Rules) -> str | None:
    """Why ``window`` must not be read, in words for counters and the user; None when it may be."""
    return next(_reasons(window, rules), None)


def _reasons(window: Window, rules: Rules) -> Iterator[str]:
    """Every reason, the most telling first; asked for one, it judges no further."""
    names, title = programs(window.app), fold(window.title)
    allowed = _matches(window.app, rules.allow)
    if _is_inkling(names, title):
        yield "Inkling itself"
    if names & known.LOCK_SCREENS:
        yield "lock screen"
    if names & known.PASSWORD_PROMPTS or title in known.PROMPT_TITLES:
        yield "password prompt"
    if not allowed and _is_password_manager(names, title):
        yield "password manager"
    if _is_private(window, names, title):
        yield "private window"
    if _matches(window.app, rules.apps):
        yield "excluded app"
    if _matches(window.title, rules.titles):
        yield "excluded title"
    if rules.left_alone is not None and rules.left_alone(window.app, window.title):
        yield "your rule"
    if not allowed and _is_unknown(window, names, title, rules):
        yield "unknown window"


def programs(app: str) -> frozenset[str]:
    """The names ``app`` may be known by, bare and folded: ``org.mozilla.Firefox`` whole and its last two parts."""
    folded = fold(app).replace("\\", "/").rpartition("/")[2]
    folded = re.sub(r"\.(?:exe|desktop|appimage|py)$", "", folded)
    parts = folded.split(".")
    names = (folded, parts[-1], *(parts[-2:] if len(parts) > 2 else ()))
    return frozenset(filter(None, map(bare, names)))


def is_chromium(program: str) -> bool:
    """Whether a program is a browser that hides its private windows from the window system."""
    return bool(programs(program) & known.CHROMIUM_FAMILY)


def bare(name: str) -> str:
    """Letters and digits of a folded name, all that programs agree on in how they write themselves."""
    return re.sub(r"[^0-9a-z]", "", name)


def fold(text: str) -> str:
    """Comparable text: clean, compatibility forms unified, case folded, every dash the same."""
    # Controls go one by one: a page must not open an escape sequence that swallows the browser's own words.
    text = untrusted(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text))
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[‐‑‒–—―−]", "-", folded).strip()


def _matches(text: str, patterns: tuple[str, ...]) -> bool:
    if not patterns:
        return False
    text = fold(text)
    return any(_match(text, fold(pattern)) for pattern in patterns)


def _match(text: str, pattern: str) -> bool:
    if not pattern:
        return False
    if "*" in pattern or "?" in pattern:
        # A bracket in a title is a bracket, not a set of characters.
        return fnmatchcase(text, pattern.replace("[", "[[]"))
    return pattern in text


# "inkling" as a whole word at the start, or after what multiplexers and shells put before a command.
_INKLING_TITLE = re.compile(r"""(?:^|[:|>\[("']\s*|\s-\s)inkling(?=$|[\s:|"')\]]|-\s)""")
_EDITED = re.compile(r"(?<![\w-])inkling profile\.md(?![\w-])")
"""The file as which the user edits what Inkling believes, in whatever editor."""


def _is_inkling(names: frozenset[str], title: str) -> bool:
    """A mail about an inkling in a browser is not Inkling; a terminal that calls itself so is."""
    if "inkling" in names or _EDITED.search(title):
        return True
    return bool(names & known.TERMINALS) and bool(_INKLING_TITLE.search(title))


def _is_password_manager(names: frozenset[str], title: str) -> bool:
    if names & known.PASSWORD_MANAGERS:
        return True
    if names & known.TERMINALS:
        words = title.rpartition(": ")[2].split()
        return bool(words) and words[0] in known.SECRET_COMMANDS
    if is_browser(names):
        return any(part in known.VAULT_TITLES for part in re.split(r"\s[-|·]\s", title))
    return False


def is_browser(names: frozenset[str]) -> bool:
    """Whether a program of these names (see :func:`programs`) is a browser."""
    return bool(names & (known.FIREFOX_FAMILY | known.CHROMIUM_FAMILY | known.OTHER_BROWSERS))


def _is_private(window: Window, names: frozenset[str], title: str) -> bool:
    if window.private is not None:
        return window.private
    if names & known.ALWAYS_PRIVATE_BROWSERS:
        return True
    return is_browser(names) and says_private(title)


_WORDS = "|".join(re.escape(fold(word)) for word in sorted(known.PRIVATE_WORDS, key=len, reverse=True))
_BRANDS = "|".join(re.escape(brand) for brand in sorted(known.BRANDS, key=len, reverse=True))
_OF = r"(?:\s?(?:de|do|van|di|с|в|ของ|con|-))?\s?"

_PRIVATE_TITLE = re.compile(
    # "Firefox Private Browsing", "Firefox (Private Browsing)", "Firefox-tryb prywatny", "Firefox-privénavigatie"
    rf"(?:^|[\s\"„«])(?:{_BRANDS})[\"“»]?\s?-?\s?[(\[]?(?:{_WORDS})[)\]]?$"
    # "Page - Navegación privada de Firefox", "Navegação Privada Firefox"
    rf"|(?:^|\s-\s)(?:{_WORDS}){_OF}(?:{_BRANDS})$"
    # "Page - [InPrivate] - Profile 1 - Microsoft Edge"
    rf"|(?:^|\s-\s)(?:[(\[](?:{_WORDS})[)\]]|inprivate)\s-\s(?:[^-]{{1,40}}\s-\s)?(?:{_BRANDS})$"
    # "New Private Tab - Brave"
    rf"|(?:^|\s-\s)(?:new\s)?(?:{_WORDS})\s-\s(?:{_BRANDS})$"
    # "Navegación privada con Page - Firefox"
    rf"|^navegación privada con\s.*\s-\s(?:{_BRANDS})$"
    # Safari and others that leave the brand out: the whole last part is the word
    rf"|\s-\s[(\[]?(?:{_WORDS})[)\]]?$"
    rf"|^(?:{_WORDS})$"
    # "Page (Incognito)", "Page [InPrivate]"
    rf"|\s[(\[](?:{_WORDS})[)\]]$"
)


def says_private(title: str) -> bool:
    """Does a browser window's title carry the mark of a private window, in any of some thirty languages?

    The mark must stand at the end beside the brand: a page about private browsing is an ordinary page.
    """
    return _PRIVATE_TITLE.search(fold(title)) is not None


def _is_unknown(window: Window, names: frozenset[str], title: str, rules: Rules) -> bool:
    """A window about which too little is known to be sure that it is harmless."""
    if rules.recorded:
        return not names and not title
    if not names and not fold(window.app):
        return True
    if names & known.CHROMIUM_FAMILY:
        # Chromium gives private windows the same title, class and role as ordinary ones on X11.
        return window.private is None and not rules.ordinary_chromium
    # Popups of a private Firefox window carry no mark of their own.
    return bool(names & known.FIREFOX_FAMILY) and not title and window.private is None
