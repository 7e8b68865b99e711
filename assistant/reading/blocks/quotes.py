"""Who speaks in the lines of a mail's body: its sender, or somebody it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.reading.page import Item, Page
from assistant.reading.people import addresses, is_user, looks_like_name, sender
from assistant.types import Who

_WROTE = re.compile(
    r"^(?:on|am|le|el|il|den|op|em|vào)\b.{3,160}?(?:wrote|schrieb|a écrit|escribió|ha scritto|skrev|schreef|escreveu)"
    r"(?P<after>[^:]{0,80}):?\s*$",
    re.I,
)
_STARTS = re.compile(r"^(?:on|am|le|el|il|den|op|em)\b.*\d", re.I)
_AT_TIME = re.compile(
    r"^.*?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*uhr)?\s*(?:[+-]\d{4})?\s*(?:\([^)]*\))?,?\s*", re.I
)
_ON_DAY = re.compile(r"^.*\b(?:19|20)\d\d,?\s+")
_VERB = re.compile(r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|skrev|schreef|escreveu)\b", re.I)
_NAME_FIRST = re.compile(
    r"^(?P<author>[^\W\d_][^:<>]{1,48}?(?: <[^<>]{3,80}>)?),? (?:wrote|schrieb|a écrit|escribió|ha scritto|skrev|"
    r"schreef|escreveu)(?:,? (?:on|at|am|um|vom|le|à|el|il|den|op|em)\b[^>]{2,50}?)?\s?:$",
    re.I,
)
"""The name before the verb: "Konrad Voss schrieb am 09.06. 10:51:"."""
QUOTED = re.compile(r"(?:[|│¦]\s?)?>")
SOON = 3
"""Within so many lines the mark of a quote follows such a name."""
FORWARDED = re.compile(
    r"^-{2,}.*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|"
    r"message d'origine|"
    r"message transféré).*$|^begin forwarded message:?$",
    re.I,
)

Speech = tuple[Item, str, Who]


def speakers(body: Sequence[Item], name: str, who: Who, page: Page) -> Iterator[Speech]:
    """Each line of the body with its author's name and who that is."""
    quoted: tuple[str, Who] | None = None
    left, marked = 0, False
    index = 0
    while index < len(body):
        item = body[index]
        used, author = attribution(body, index)
        if author is not None:
            for other in body[index : index + used]:
                yield other, name, Who.UNKNOWN
            quoted = (author, speaker(author, page))
            left = item.x0
            following = body[index + used] if index + used < len(body) else None
            marked = following is not None and following.text.startswith(">")
            index += used
            continue
        if FORWARDED.match(item.text):
            quoted, left, marked = ("", Who.OTHER), item.x0, False
        depth = len(item.text) - len(item.text.lstrip("> "))
        if item.text.startswith((">>", "> >")):
            yield item, "", Who.OTHER
        elif item.text.startswith(">") and depth:
            yield item, *(quoted or ("", Who.OTHER))
        elif quoted is not None and not marked and not _outdented(item, body, left, page):
            yield item, *quoted
        else:
            yield item, name, who
        index += 1


def _outdented(item: Item, body: Sequence[Item], left: int, page: Page) -> bool:
    """Whether quotes are indented here and this line is not: the sender speaks again."""
    indented = any(other.x0 > left + 0.35 * page.tall for other in body if other.y0 > item.y0 - 40 * page.tall)
    above = [other for other in body if other.y1 <= item.y0 + 2 and other.x0 > left + 0.35 * page.tall]
    return indented and bool(above) and item.x0 <= left + 0.2 * page.tall


def attribution(body: Sequence[Item], index: int) -> tuple[int, str | None]:
    """How many lines say "On ... somebody wrote:" from ``index`` on, and whom they name."""
    text = body[index].text
    first = _NAME_FIRST.match(text)
    soon = body[index + 1 : index + 1 + SOON]
    if first and looks_like_name(sender(first["author"])) and any(QUOTED.match(item.text) for item in soon):
        return 1, first["author"]
    if not _STARTS.match(text):
        return 1, None
    for used in (1, 2, 3):
        joined = " ".join(item.text for item in body[index : index + used])
        match = _WROTE.match(joined)
        if match:
            return used, _author(joined, match["after"])
    return 1, None


def _author(text: str, after: str) -> str:
    """The name or address beside the verb: behind it in German, before it elsewhere."""
    found = addresses(text)
    candidate = after if after.strip(" :<>") else _VERB.split(_ON_DAY.sub("", _AT_TIME.sub("", text)))[0]
    plain = re.sub(r"[<\[(].*", "", candidate).strip(" ,:")
    if looks_like_name(plain):
        return f"{plain} <{found[0]}>" if found else plain
    return found[0] if found else plain


def speaker(author: str, page: Page) -> Who:
    """The user or another."""
    plain = re.sub(r"\s*<.*", "", author)
    return Who.USER if is_user(author, page.user) or is_user(plain, page.user) else Who.OTHER
