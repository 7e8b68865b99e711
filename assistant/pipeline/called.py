"""Names in a form that can be compared: whatever the order, case, accents, titles and legal forms."""

from __future__ import annotations

import re

from assistant.pipeline.text import cjk, fold

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W_]+")
_TWO_PARTS = re.compile(r"^([^,]+), ([^,]+)$")
_HONORIFIC_WORDS = "dr prof mr mrs ms miss herr frau hr fr mme mlle monsieur madame dipl ing san sensei"
_LEGAL_WORDS = """
    gmbh mbh ag kg ohg ug se ev inc ltd llc plc corp corporation co company sa sarl sas bv nv oy ab as spa srl
"""
_PUBLIC_WORDS = """
    gmail googlemail outlook hotmail live msn yahoo gmx web icloud me mac proton protonmail pm aol mail posteo mailbox
    t-online freenet orange free laposte wanadoo sfr yandex zoho fastmail hey tutanota
"""
_ROLE_WORDS = """
    info noreply no-reply donotreply support newsletter news contact kontakt service office hello team sales admin
    billing rechnung buchhaltung accounting notifications notification mailer-daemon postmaster jobs hr help orders
    order tickets booking buchung marketing bounce
    alerts alert security account accounts updates invoice mail post webmaster it-desk
"""
_OFFICE_WORDS = """
    hotel kanzlei praxis klinik hospital bank verlag press team security newsletter weekly shop store versicherung
    university universitat school schule amt agentur agency stiftung verein club magazin museum restaurant cafe studio
    systems solutions services logistik logistics group holding cabinet mairie banque assurance airline airlines
"""
_SECOND_LEVEL_WORDS = "co com org net ac gov edu or ne"
_SMALL_WORDS = "van von der den de la le du da di zu el al bin"
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
_LEGAL = frozenset(_LEGAL_WORDS.split())
_PUBLIC_MAIL = frozenset(_PUBLIC_WORDS.split())
_ROLES = frozenset(_ROLE_WORDS.split())
_OFFICES = frozenset(_OFFICE_WORDS.split())
_SECOND_LEVEL = frozenset(_SECOND_LEVEL_WORDS.split())
_SMALL = frozenset(_SMALL_WORDS.split())
_TWO_LETTERS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def words(name: str) -> tuple[str, ...]:
    """The words of a name in order, first name first, without titles; "Müller" and "Mueller" are one.

    Of an address the words of its local part, if these are a name: "anna.weber@example.org" gives "anna weber".
    """
    if "@" in name:
        local = name.partition("@")[0]
        return _plain(local) if not role(name) else ()
    if two := _TWO_PARTS.match(name.strip()):
        name = f"{two[2]} {two[1]}"
    return tuple(word for word in _plain(name) if word not in _HONORIFICS) or _plain(name)


def firm(name: str) -> str:
    """What tells a firm, from its name or domain: "Nordkai Logistik GmbH" and "nordkai-logistik.example" are one."""
    if is_domain(name):
        name = label(name)
    return "".join(word for word in _plain(name) if word not in _LEGAL)


def is_domain(name: str) -> bool:
    """Whether a name is a mail domain."""
    return " " not in name and "@" not in name and re.fullmatch(r"[\w-]+(\.[\w-]+)+", name) is not None


def domain(address: str) -> str:
    """The domain of a mail address, folded."""
    return fold(address.rpartition("@")[2])


def label(host: str) -> str:
    """The part of a domain that is somebody's own: "nordkai" of "mail.nordkai.co.uk"."""
    parts = fold(host).split(".")[:-1]
    while len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts.pop()
    return parts[-1] if parts else ""


def everybodys(host: str) -> bool:
    """Whether anybody gets an address at this domain, so that it tells no firm."""
    return label(host) in _PUBLIC_MAIL


def role(address: str) -> bool:
    """Whether an address belongs to an office and not to a person."""
    return fold(address.partition("@")[0]) in _ROLES


def addressed(name: str) -> bool:
    """Whether a name stands behind "Mr", "Frau", "Mme": then it is a surname."""
    first = _WORD.search(fold(name))
    return first is not None and first[0] in _HONORIFICS


def office(name: str) -> bool:
    """Whether a name is a firm's by its legal form or by what it calls itself: "Hotel Lindenhof"."""
    parts = _plain(name)
    return len(parts) > 1 and (parts[-1] in _LEGAL or not _OFFICES.isdisjoint(parts))


def person_like(name: str) -> bool:
    """Two to four capitalised words of letters, or a short name in a script without capitals."""
    if cjk(name):
        return 2 <= len(name.replace(" ", "")) <= 6
    parts = name.replace(",", " ").split()
    big = [part for part in parts if part.casefold() not in _SMALL]
    shaped = all(part[0].isupper() and all(c.isalpha() or c in ".'’-" for c in part) for part in big)
    return 1 <= len(big) <= 4 and shaped


def twins(one: str, other: str) -> bool:
    """Whether two readings differ by one letter at most: put in, left out or taken for another."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(short) < 4:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def addresses(text: str) -> list[str]:
    """The mail addresses in a text, folded, each once."""
    return list(dict.fromkeys(fold(found) for found in _ADDRESS.findall(text)))


def _plain(name: str) -> tuple[str, ...]:
    found = []
    for word in _WORD.findall(fold(name).replace("_", " ")):
        for two, one in _TWO_LETTERS:
            word = word.replace(two, one)  # noqa: PLW2901
        found.append(word)
    return tuple(found)
