"""Secrets told in prose: a label, a few words of what it opens, and the value ("the password for the printer is ...").

Here a label names less surely than in a form, so a value must look like one more plainly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.privacy.secrets.values import Secret, classes, everyday, placeholder, random_looking, reference
from assistant.privacy.secrets.words import MACHINE_NAMES, NOT_A_VALUE, TOLD_NAMES

# The first word after a label says that what follows is what it opens: "for the printer", "vom WLAN", "du wifi".
FOR = (
    r"(?:for|of|to|at|in|on|from|with|fürs?|vom|von|zu[mr]?|de[rsmn]|im|ins?|am|ans?|beim?|auf|du|de|d['’]|des|pour|à|aux?"
    r"|dans|sur|chez|wi-?fi|wlan|admin(?:istrator|istrateur)?|guests?|gäste?|invités?|par[a]?|del|della|di|per|voor|van)"
)
WORD = r"[^\W_][\w'’./\-]{0,24}"
_OPENS = rf"(?:\s{{1,3}}{FOR}(?:\b|(?<=['’]))\s?(?:{WORD}\s{{1,3}}){{0,6}}?{WORD})"
_NOUNS = r"(?:\s{1,3}(?P<nouns>(?:[^\W\d_][\w'’\-]{1,20}\s{0,2}){1,3}))"
MARK = r"(?P<mark>\s{0,3}(?:->|=>|[:=：＝→–—])\s{0,3}(?:const\s)?)"
VERB = (
    r"(?P<verb>,?\s{1,3}(?:(?:is|was|are|ist|war|est|sera|reste|es|è|é)"
    r"(?:\s(?:now|still|again|jetzt|neu|noch|wieder|maintenant|désormais|toujours|encore))?"
    r"|lautet|heiß?t|heisst|c['’]est|it['’]?s)(?:\s?:)?\s{1,3}|\s?[はが是为為]\s?)"
)
_VALUE = r"(?:[\"“”„‚‘'`«]\s?(?P<quoted>[^\s\"“”„‚‘`«»]{3,60})\s?[\"”“’'`»]|(?P<bare>[^\s\"'`<>|]{3,200}))"
# Japanese and Chinese run words together.
_NAME = rf"(?:\b|(?<=[ぁ-ヿ一-鿿]))(?:(?P<password>{TOLD_NAMES})|(?P<token>{MACHINE_NAMES}))"
_TOLD = re.compile(rf"{_NAME}(?:(?P<opens>{_OPENS})|{_NOUNS})?(?:{MARK}|{VERB}){_VALUE}", re.IGNORECASE)
ENDS = re.compile(r"[.,;:!?)\]}…。、！]+$|(?:です|だよ?|になります|でした)[。！]?$")
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:!?()\[\]\-–—/]|(?:and|or|but|und|oder|aber|et|ou|mais|please|bitte|thanks|danke|merci)\b)"
)


def told(text: str) -> Iterator[Secret]:
    """Passwords, PINs and tokens whose label is followed by what they are for."""
    for match in _TOLD.finditer(text):
        group = "quoted" if match.group("quoted") else "bare"
        value = ENDS.sub("", match.group(group))
        if match.group("nouns"):
            # "Passwort Drucker: ..." may as well be "password policy: ..."
            good = match.group("mark") is not None and _drawn(value)
        elif match.group("token"):
            good = match.group("opens") is not None and random_looking(value, 8) and not reference(value)
        else:
            announced = group == "quoted" or match.group("mark") is not None or "lautet" in match.group("verb")
            good = _password(value, match.group("password"), text[match.end() :], announced=announced)
        if good and not placeholder(value):
            start = match.start(group)
            yield Secret("token" if match.group("token") else "password", start, start + len(value))
    yield from _beside(text)


def _password(value: str, label: str, rest: str, *, announced: bool) -> bool:
    """``announced``: a mark or a quote says that a value comes, where after a verb any word may."""
    if value.casefold() in NOT_A_VALUE or reference(value) or everyday(value):
        return False
    if value.isdigit():
        return 4 <= len(value) <= 12 and _GOES_ON.match(rest) is not None
    if label.casefold().startswith("pin"):
        return False
    if value.isalpha():
        return announced and len(value) >= 5 and value.islower() and not rest.strip(" .,;:!)»”\"'")
    return len(value) >= 5 and classes(value) >= 2 and re.search(r"[\d!@#$%^&*+=~]", value) is not None


_LABEL_LINE = re.compile(rf"{_NAME}(?:{_OPENS}|{_NOUNS})?\s?(?P<mark>[:：=]?)\s*$", re.IGNORECASE)


def below(text: str, label: str) -> Iterator[Secret]:
    """A value that fills its line while ``label``, the field's name or the line before, names what it opens."""
    value = text.strip()
    if not 4 <= len(value) <= 60 or " " in value or len(label) > 80:
        return
    found = _LABEL_LINE.search(label)
    if found and found.group("token"):
        good = random_looking(value, 8) and not reference(value)
    elif found and found.group("mark"):
        good = not value.isalpha() and _password(value, found.group("password"), "", announced=True)
    else:
        good = found is not None and (_drawn(value) or classes(value) == 4) and not everyday(value)
    if good and not placeholder(value):
        start = text.index(value)
        yield Secret("password", start, start + len(value))


_JOINT = r"(?:is|are|ist|lautet|heiß?t|heisst|est|c['’]est|it['’]?s)"
_BEGUN = re.compile(rf"\b{_JOINT}\s*$|[:=]\s*$", re.IGNORECASE)
_GONE_ON = re.compile(rf"\s*(?:{_JOINT}\b|[:=])", re.IGNORECASE)


def wraps(before: str, text: str) -> bool:
    """Whether the line before breaks off where the value is announced, or the line goes on with that."""
    return bool(before) and (_BEGUN.search(before) is not None or _GONE_ON.match(text) is not None)


_CREDENTIAL = re.compile(
    rf"\b(?:{TOLD_NAMES}|log-?in|zugangsdaten|anmeldedaten|identifiants?|credentials)\b", re.IGNORECASE
)
_CODE = re.compile(r"[(){}\[\]<>=;$\\\"`|]|://")
_TOKEN = re.compile(r"(?<![\w@./:\-])[^\s,:/@]{8,40}(?![\w@/:])")


def _beside(text: str) -> Iterator[Secret]:
    """A word that nobody would write for another reason, in a sentence that speaks of a password."""
    if _CODE.search(text) or not _CREDENTIAL.search(text):
        return
    for match in _TOKEN.finditer(text):
        value = ENDS.sub("", match.group())
        if _drawn(value):
            yield Secret("password", match.start(), match.start() + len(value))


def _drawn(value: str) -> bool:
    """Capitals, small letters and digits among each other, as a machine draws them and no name has them."""
    turns = len(re.findall(r"(?<=[a-z])[A-Z0-9]|(?<=[0-9])[A-Za-z]|(?<=[A-Z])[0-9]", value))
    return classes(value) >= 3 and turns >= 3 and random_looking(value) and not placeholder(value)
