"""Names on the screen: what looks like one, and which of them is the user."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.config import User

_PARTICLE_WORDS = "van von der den de la le du da dos di del bin al el zu zur ten ter y e"
_SELF_WORDS = "you me myself yourself i du ich moi vous yo tú io tu eu jag meg"
_SELF_WIDE = "我 你 自分 あなた"
_MENU_WORDS = """
today yesterday new unread message messages reply replies thread threads inbox sent drafts search home files chat
settings help view edit file more all mail subject from to cc date status total open closed done priority type activity
calls calendar online offline typing forwarded pinned deleted removed
nachricht nachrichten gelöscht gelöschte entfernt supprimé supprimée mensaje eliminado messaggio eliminato mensagem
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SELF = frozenset([*_SELF_WORDS.split(), *_SELF_WIDE.split()])
_NOT_NAMES = frozenset(_MENU_WORDS.split())
_MARKS = " \"',;:•●○◦·★☆"
"""What programs print around names: quotes, and dots for unread or online."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:[.,][\w-]+)+")
_WITH_ADDRESS = re.compile(r"^(?P<name>[^<>]*?)\s*[<(\[«‹](?P<address>[^>)\]]*@[^>)\]]*)[>)\]»›]?")
_BEFORE_ADDRESS = re.compile(rf"^(?P<name>[^<>@]{{2,40}}?)\s+(?P<address>{_ADDRESS.pattern})$")
"""Set apart by nothing but weight or colour, which no reader tells."""
_TITLES = re.compile(r"^(?:dr|prof|mr|mrs|ms|herr|frau|mme|m|dipl|ing)\.?\s+", re.I)
_TRAILERS = re.compile(
    r"\s*(?:\((?:you|du|vous|me|ich|moi|自分)\)|\(?(?:guest|app|bot|gast|admin|owner|author|member)\)?)$", re.I
)


def fold_name(name: str) -> str:
    """A name without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


def looks_like_name(text: str) -> bool:
    """One to five capitalised words of letters, or two to four CJK characters; not a usual word of a menu."""
    clean = _TRAILERS.sub("", _TITLES.sub("", text.strip(_MARKS)))
    if sum(char.isalpha() for char in clean) < 2 + (clean.isascii() and clean.isupper()):
        return False
    words = clean.replace(".", ". ").replace(",", " ").split()
    if not 1 <= len(words) <= 5 or len(clean) > 40:
        return False
    if any(word.casefold().strip(".") in _NOT_NAMES for word in words):
        return False
    if all(ord(char) > 0x2E7F for char in clean):
        return 2 <= len(clean) <= 6
    big = [word for word in words if word.casefold() not in _PARTICLES]
    shaped = all((word[0].isupper() or word[:2] in {"d'", "l'"}) and _letters(word) for word in big)
    return bool(big) and shaped


def looks_like_handle(text: str) -> bool:
    """A nickname: one word of letters, digits and a few marks."""
    return bool(re.fullmatch(r"[@~+%&]?[\w][\w.\-\[\]|^`{}]{1,24}", text.strip())) and not text.strip().isdigit()


def sender(text: str) -> str:
    """The name in "Anna Weber <anna@x.example>", also without brackets, else the address, else the text itself."""
    match = _WITH_ADDRESS.match(text.strip())
    if match:
        return match["name"].strip(_MARKS) or match["address"]
    before = _BEFORE_ADDRESS.match(text.strip(_MARKS))
    if before and looks_like_name(before["name"]):
        return before["name"].strip(_MARKS)
    return text.strip(_MARKS)


def addresses(text: str) -> list[str]:
    """Mail addresses in the text; a comma that the reader put for a dot is mended."""
    return [found.replace(",", ".").casefold() for found in _ADDRESS.findall(text)]


def is_user(name: str, user: User) -> bool:
    """Whether ``name`` (a display name, nickname or address line) is the user's own."""
    plain = name.strip()
    if plain.casefold().strip(":()") in _SELF or re.search(r"\((?:you|du|vous|自分)\)$", plain, re.I):
        return True
    mine, own_addresses = _own(user)
    found = addresses(plain)
    if found:
        return any(address in own_addresses for address in found)
    clean = _TRAILERS.sub("", _TITLES.sub("", plain))
    clean = re.sub(r"^(?P<last>[^,]+), (?P<first>[^,]+)$", r"\g<first> \g<last>", clean).lstrip("@~+%&")
    return fold_name(clean) in mine


@lru_cache(maxsize=8)
def _own(user: User) -> tuple[frozenset[str], frozenset[str]]:
    """Folded forms of the user's names and handles, and the user's addresses."""
    forms: set[str] = set()
    for name in user.names:
        words = name.split()
        forms.add(fold_name(name))
        if len(words) > 1:
            first, last = words[0], words[-1]
            forms.update(fold_name(form) for form in (first, first[0] + last, first + last[0], first + last))
    for address in user.addresses:
        forms.add(fold_name(address.split("@")[0]))
    forms.discard("")
    return frozenset(forms), frozenset(address.casefold() for address in user.addresses)


def _letters(word: str) -> bool:
    return all(char.isalpha() or char in ".'’-" for char in word)
