"""Who and what is spoken of: names found by plain signs, and which of them mean the same.

Merging is the dangerous direction: two people taken for one make false beliefs. So a first name alone is somebody
known only where there is no other of that name, a surname alone is never enough, and a letter of difference counts as
a misreading only at the same address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.pipeline import called
from assistant.pipeline.ports import Person
from assistant.pipeline.scene import Surface, is_user, speaker, surface
from assistant.pipeline.text import cjk, fold
from assistant.types import BlockKind, Entity, EntityKind, Kind, Mention, Observation, Proposition, Tier, Who

LATELY = timedelta(days=60)
"""Whoever was not seen for longer is not who a first name means."""


class Unknown(StrEnum):
    """A mention that means nobody known."""

    NEW = "new"
    UNCLEAR = "unclear"
    """It may mean one of several."""


_PERSON, _FIRM, _FILE, _THING = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.FILE, EntityKind.THING
_SPOKEN = (BlockKind.MESSAGE, BlockKind.MAIL, BlockKind.MAIL_LIST)
_ENDINGS = (
    "xlsx?|ods|csv|tsv|docx?|odt|rtf|pdf|pptx?|odp|txt|md|tex|ipynb|zip|png|jpe?g|svg|py|js|ts|rs|go|java|c|h|cpp|sh|"
    "sql|toml|ya?ml|json|xml|html?"
)
_FILE_NAME = re.compile(rf"[\w][\w .()+-]{{0,80}}\.(?:{_ENDINGS})\b", re.IGNORECASE)
_WITH_NAME = re.compile(r"([^<>()\[\]:;|]{2,60}?)\s*[<(\[]\s*([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\s*[>)\]]")
_TITLE_PARTS = re.compile(r"\s+[-–—|·•]\s+")
_DEEDS = r"(?:asked|told|wrote|said|says|invited|reminded|promised|offered|thanked|requested|replied)\b"
_GREETING = r"\b(?:hi|hello|hey|dear|hallo|liebe[rs]?|guten (?:tag|morgen)|moin|bonjour|salut|ch[eè]re?)\s+"
_PROJECT = r"\b(?:projekt|project|projet)\s+['\"„“]?"
_FIRM_WORDS = re.compile(
    r"\b(?:firm|company|employer|office|works? (?:for|at)|firma|arbeitgeber|unternehmen|arbeitet|entreprise|societe|"
    r"employeur|travaille)\b"
)
_STREET = re.compile(r"(?:stra(?:ss|ß)e|str\.|platz|weg|allee|gasse|street|road|avenue|rue|quai|boulevard)\b", re.I)
_ROOM = re.compile(r"^(?:room|raum|saal|salle|halle|hall|gate)\s+\S+$", re.I)


def in_observation(seen: Observation, user: Person) -> list[Mention]:
    """The senders, addresses, firms and files that one observation shows, without the user; each place once."""
    found: dict[tuple[str, str, int | None], Mention] = {}
    for mention in (*_in_lines(seen, user), *_in_title(seen)):
        found.setdefault((fold(mention.text), mention.address, mention.line), mention)
    return list(found.values())


def in_belief(belief: Proposition, user: Person) -> list[Mention]:
    """The names that a belief speaks of, without the user."""
    names = dict.fromkeys(belief.entities)
    for piece in belief.evidence:
        if piece.who is Who.OTHER and piece.header and (name := speaker(piece.header, user)):
            names.setdefault(name)
    texts = [belief.text, *(piece.quote for piece in belief.evidence)]
    headers = {fold(speaker(piece.header, user)) for piece in belief.evidence if piece.header}
    found = [
        Mention(name, _kind(name, belief, texts, headers), _address_of(name, belief))
        for name in names
        if len(name) > 2 - cjk(name) and not is_user(name, user)
    ]
    firms = [Mention(called.domain(one.address), _FIRM) for one in found if one.address]
    return [*found, *(firm for firm in firms if not called.everybodys(firm.text))]


def resolve(mention: Mention, known: Sequence[Entity], now: datetime) -> Entity | Unknown:
    """Which of the ``known`` a mention means."""
    if mention.kind is _FILE:
        return _only([one for one in known if _has(one, mention.text)])
    if mention.kind is _FIRM or (mention.kind is _THING and not called.person_like(mention.text)):
        return _firm_or_thing(mention, known)
    return _person(mention, known, now)


# -- where names stand ----------------------------------------------------------------------------------------------


def _in_lines(seen: Observation, user: Person) -> Iterator[Mention]:
    blocks: set[tuple[int, str]] = set()
    # What stands above the entries of a calendar is a day, not a sender.
    spoken = () if surface(seen.app, seen.title) is Surface.CALENDAR else _SPOKEN
    for index, line in enumerate(seen.lines):
        if line.tier is Tier.HOSTILE:
            continue
        if line.header and line.block_kind in spoken and (line.block, line.header) not in blocks:
            blocks.add((line.block, line.header))
            yield from _sender(line.header, line.block_kind, index, user)
        if "@" in line.text:
            yield from _written(line.text, index, user)


def _sender(header: str, kind: BlockKind, index: int, user: Person) -> Iterator[Mention]:
    found = called.addresses(header)
    name = speaker(header, user)
    if found and not is_user(found[0], user):
        yield from _at(found[0], name if "@" not in name else "", index, user)
    elif not found and name and called.person_like(name):
        # A chat tells people by their first names; in a list of mails one word is as often a firm.
        alone = len(called.words(name)) == 1 and kind is not BlockKind.MESSAGE
        yield Mention(name, _FIRM if called.office(name) else _THING if alone else _PERSON, "", index)


def _written(text: str, index: int, user: Person) -> Iterator[Mention]:
    names = {fold(match[2]): match[1].rpartition(",")[2].strip(" '\"") for match in _WITH_NAME.finditer(text)}
    for address in called.addresses(text):
        if not is_user(address, user):
            yield from _at(address, names.get(address, ""), index, user)


def _at(address: str, name: str, index: int, user: Person) -> Iterator[Mention]:
    """Whose address it is, and whose domain."""
    host = called.domain(address)
    private = called.everybodys(host)
    name = "" if is_user(name, user) or not called.person_like(name) else name
    if called.role(address) or called.office(name) or (name and called.firm(name) == called.firm(host)):
        if not private:
            yield Mention(name or host, _FIRM, address, index)
    else:
        yield Mention(name or address, _PERSON, address, index)
    if not private:
        yield Mention(host, _FIRM, "", index)


def _in_title(seen: Observation) -> Iterator[Mention]:
    parts = [part.strip(" *●•") for part in _TITLE_PARTS.split(seen.title)]
    for part in parts:
        if _FILE_NAME.fullmatch(part):
            yield Mention(part, _FILE)
    if surface(seen.app, seen.title) is Surface.CODE and len(parts) > 2 and _FILE_NAME.fullmatch(parts[0]):
        yield Mention(parts[1], EntityKind.PROJECT)


def _address_of(name: str, belief: Proposition) -> str:
    for piece in belief.evidence:
        found = called.addresses(piece.header)
        if found and fold(name) in fold(piece.header):
            return found[0]
    return ""


# -- what a name stands for -----------------------------------------------------------------------------------------


def _kind(name: str, belief: Proposition, texts: Sequence[str], headers: set[str]) -> EntityKind:
    plain = fold(name)
    if _FILE_NAME.fullmatch(name):
        return _FILE
    if called.office(name) or called.is_domain(name):
        return _FIRM
    if _STREET.search(plain) or _ROOM.match(plain):
        return EntityKind.PLACE
    escaped = re.escape(plain)
    about = fold("\n".join(texts))
    if re.search(rf"{_PROJECT}{escaped}", about):
        return EntityKind.PROJECT
    if not called.person_like(name):
        return _THING
    spoken = (plain in headers and len(called.words(name)) > 1) or belief.kind is Kind.PERSON or called.addressed(name)
    signs = rf"^{escaped} {_DEEDS}|{_GREETING}{escaped}\b"
    return _PERSON if spoken or re.search(signs, about, re.MULTILINE) else _THING


# -- who is who -----------------------------------------------------------------------------------------------------


def _person(mention: Mention, known: Sequence[Entity], now: datetime) -> Entity | Unknown:
    parts = called.words(mention.text)
    people = [one for one in known if one.kind in (_PERSON, _THING)]
    if mention.address:
        return _at_address(mention, parts, people)
    if firms := [one for one in known if one.kind is not _PERSON and _same_firm(one, mention.text)]:
        return _only(firms)
    if len(parts) > 1:
        return _full_name(mention, parts, people)
    if not parts:
        return Unknown.NEW
    return _one_name(mention, parts[0], people, now)


def _at_address(mention: Mention, parts: tuple[str, ...], people: Sequence[Entity]) -> Entity | Unknown:
    """The address decides; a full name joins another address only where domain or local part agree with it."""
    same = [one for one in people if _has(one, mention.address)]
    misread = [one for one in people if _named(one, parts) and _near(one, mention.address)]
    if same or misread:
        return (same or misread)[0]
    if len(parts) < 2:
        return Unknown.NEW
    host = called.domain(mention.address)
    agrees = set(parts) <= set(called.words(mention.address))
    fitting = [
        one
        for one in people
        if _named(one, parts)
        and (agrees or not _addresses(one) or any(called.domain(a) == host for a in _addresses(one)))
    ]
    return _only(fitting)


def _full_name(mention: Mention, parts: tuple[str, ...], people: Sequence[Entity]) -> Entity | Unknown:
    if exact := [one for one in people if _named(one, parts)]:
        return _only(exact)
    if mention.kind is not _PERSON:
        return Unknown.NEW
    first = [one for one in people if any(words[:1] == parts[:1] for words in _names(one))]
    # "Anna" of last week turns out to be Anna Weber, if there is no other Anna.
    alone = [one for one in first if all(len(words) == 1 for words in _names(one)) and not _addresses(one)]
    return alone[0] if len(first) == 1 and alone else Unknown.NEW


def _one_name(mention: Mention, word: str, people: Sequence[Entity], now: datetime) -> Entity | Unknown:
    if called.addressed(mention.text):
        return _only([one for one in people if any(_surname_only(alias, word) for alias in one.aliases)])
    lately = [one for one in people if now - one.last_seen <= LATELY]
    first = [one for one in lately if _goes_by(one, word)]
    if first:
        return first[0] if len(first) == 1 else Unknown.UNCLEAR
    surname = any(len(words) > 1 and words[-1] == word for one in people for words in _names(one))
    return Unknown.UNCLEAR if surname else Unknown.NEW


def _goes_by(one: Entity, first: str) -> bool:
    """Whether a first name may mean somebody; of what is no person, only the very word does."""
    return any(words[:1] == (first,) and (one.kind is _PERSON or len(words) == 1) for words in _names(one))


def _surname_only(alias: str, word: str) -> bool:
    return called.addressed(alias) and called.words(alias) == (word,)


def _firm_or_thing(mention: Mention, known: Sequence[Entity]) -> Entity | Unknown:
    if mention.address and (same := [one for one in known if _has(one, mention.address)]):
        return same[0]
    # A mail's sender looks like a person until an address tells the firm.
    maybe = [one for one in known if one.kind is not _PERSON or (mention.address and not _addresses(one))]
    return _only([one for one in maybe if _same_firm(one, mention.text)])


def _same_firm(one: Entity, name: str) -> bool:
    wanted = called.firm(name)
    texts = (alias for alias in one.aliases if "@" not in alias)
    return wanted != "" and one.kind is not _FILE and any(called.firm(alias) == wanted for alias in texts)


def _only(found: Sequence[Entity]) -> Entity | Unknown:
    """The one; somebody new where there is none; nobody where there are several."""
    return Unknown.NEW if not found else found[0] if len(found) == 1 else Unknown.UNCLEAR


def _near(one: Entity, address: str) -> bool:
    return any(called.twins(address, other) for other in _addresses(one))


def _has(one: Entity, name: str) -> bool:
    return any(fold(alias) == fold(name) for alias in one.aliases)


def _named(one: Entity, parts: tuple[str, ...]) -> bool:
    return any(words == parts for words in _names(one))


def _names(one: Entity) -> list[tuple[str, ...]]:
    """The names of somebody as words; "Frau Weber" gives no first name."""
    return [() if called.addressed(alias) and len(w) == 1 else w for alias in one.aliases if (w := called.words(alias))]


def _addresses(one: Entity) -> list[str]:
    return [alias for alias in one.aliases if "@" in alias]


# -- finding them again -----------------------------------------------------------------------------------------------


def keys(text: str) -> set[str]:
    """The words under which a name is found, and the whole of it for firms and addresses."""
    if "@" in text:
        return {fold(text), at_domain(called.domain(text)), *called.words(text)}
    whole = called.firm(text)
    return {*called.words(text), *([whole] if whole else []), fold(text)}


def asks_for_firm(question: str) -> bool:
    """Whether a question is about where somebody works: "Anna Weber's firm"."""
    return _FIRM_WORDS.search(fold(question)) is not None


def at_domain(host: str) -> str:
    """The word under which everybody with an address at a domain is found."""
    return f"@{fold(host)}"


def matching(name: str, known: Sequence[Entity], keep: Callable[[Entity], bool] = lambda _: True) -> list[Entity]:
    """Those that a person may mean by ``name``: whoever bears just this name, else all that have its words."""
    wanted = set(called.words(name)) or {fold(name)}
    firm = called.firm(name)
    fitting = [one for one in known if keep(one) and any(_meant(alias, wanted, firm, name) for alias in one.aliases)]
    exact = [one for one in fitting if any(_exactly(alias, name, wanted) for alias in one.aliases)]
    return exact if exact and (len(wanted) > 1 or "@" in name) else fitting


def _meant(alias: str, wanted: set[str], firm: str, name: str) -> bool:
    return (
        wanted <= set(called.words(alias))
        or _exactly(alias, name, wanted)
        or ("@" not in alias and called.firm(alias) == firm != "")
    )


def _exactly(alias: str, name: str, wanted: set[str]) -> bool:
    return fold(alias) == fold(name) or ("@" not in alias and set(called.words(alias)) == wanted)
