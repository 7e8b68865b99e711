"""What an instruction speaks of: "the browser profile 'Family'", "Slack", "my salary", "deadlines"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.pipeline import names, topics
from assistant.pipeline.text import content, fold, stem
from assistant.privacy.rules import Scope
from assistant.types import Kind

Object = tuple[Scope, str]

_OPEN, _CLOSE = "\"'“”„«‚‘", "\"'“”»’‘"
_QUOTED = rf"[{_OPEN}]\s*(?P<quoted>[^{_OPEN}{_CLOSE}]+?)\s*[{_CLOSE}]"
_WORD = r"(?P<bare>\S+(?: \S+){0,3}?)"
_THE = (
    r"(?:(?:the|my|a|any|all|every|der|die|das|dem|den|des|meine?[mnrs]?|alle[mnrs]?|le|la|les|l'|mon|ma|mes|du|de la|"
    r"de l'|d') ?)?"
)
_PROFILE = re.compile(
    rf"^{_THE}(?:(?:web )?browser[- ]?|firefox |chrome |edge |navigateur )?(?:profile?|profil du navigateur)"
    rf"(?: (?:named|called|namens|du navigateur|nommé))? ?(?:{_QUOTED}|{_WORD})$",
    re.IGNORECASE,
)
_PROFILE_AFTER = re.compile(rf"^{_THE}(?:{_QUOTED}|{_WORD}) (?:browser )?profile?$", re.IGNORECASE)
_TITLE = re.compile(
    rf"^{_THE}(?:windows?|tabs?|pages?|documents?|fenstern?|tabs?|seiten|dokumenten?|fenêtres?|onglets?|titles?|titeln?|titres?)"
    r" ?(?:(?:titled|called|named|(?:with|whose) (?:the |a )?titles?(?: contains?| has| with)?|with|namens|"
    r"mit (?:dem )?titel|mit|intitulée?s?|nommée?s?|avec (?:le )?titre)) ?"
    rf"(?:{_QUOTED}|{_WORD})$|^{_THE}(?:title|titel|titre) (?:{_QUOTED.replace('quoted', 'quoted2')})$",
    re.IGNORECASE,
)
_APP = re.compile(
    rf"^{_THE}(?:apps?|applications?|programs?|programmes?|programme?n?|anwendung(?:en)?|logiciels?) "
    rf"(?:{_QUOTED}|{_WORD})$",
    re.IGNORECASE,
)
_APP_AFTER = re.compile(rf"^{_THE}(?:{_QUOTED}|{_WORD}) (?:app|application|program|programme|programm|windows?)$", re.I)
_SITE = re.compile(
    rf"^{_THE}(?:web ?sites?|sites?|domains?|webseiten?|seiten?|pages? web|sites? web) (?:{_QUOTED}|{_WORD})$", re.I
)
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?:/\S*)?$", re.IGNORECASE)
_QUOTE = re.compile(rf"^{_QUOTED}$")
_LEADING = re.compile(
    r"^(?:(?:every|any)thing|things|stuff|all|what has to do|whatever|alles|alle|tout|toutes? les choses)"
    r"(?: (?:that is )?(?:about|on|regarding|to do with|über|zu|zum|sur|à propos de))? (?=\S)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the|any|every|each|all|an?|der|die|das|den|dem|alle[nmrs]?|jede[nmrs]?|les?|la|une?|des|de la|du|"
    r"chaque|tous les|toutes les|de)\s+|(?:de )?l'|d')(?=\S)",
    re.IGNORECASE,
)
_OWN = re.compile(r"^(?:my|our|meine?[nmrs]?|unsere?[nmrs]?|mon|ma|mes|notre|nos) ", re.IGNORECASE)
_SAYS = re.compile(
    r"^(?:(?:what|everything|anything) (?P<a>.+?) (?:says|writes|sends|tells me)|was (?P<b>.+?) (?:sagt|schreibt)|"
    r"ce que dit (?P<c>.+)|(?:the )?(?:messages?|mails?|e-?mails?|chats?|letters?|nachrichten) "
    r"(?:from|with|by|of|von|mit|de) (?P<d>.+))$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:(?:a |the )?(?:person|people|somebody|someone)(?: (?:named|called))?|(?:die )?person|la personne) "
    r"(?P<name>.+)$",
    re.IGNORECASE,
)
_ALL_WORDS = """
    anything everything all nothing at_all me myself everyone everybody anybody anyone alles alle allen mich mir nichts
    tout rien moi toutes infer_nothing learn_nothing remember_nothing anything_at_all anything_about_me
"""
_ALL_WORDS = """
    anything everything all nothing at_all me myself everyone everybody anybody anyone alles alle allen mich mir nichts
    tout rien moi toutes infer_nothing learn_nothing remember_nothing anything_at_all anything_about_me
"""
_ALL = frozenset(_ALL_WORDS.split())
_CONDITION = re.compile(
    r"\b(?:except|but|unless|only|if|when|while|besides|außer|ausser|wenn|nur|falls|solange|bis auf|sauf|si|quand|"
    r"seulement|sinon|excepté)\b",
    re.IGNORECASE,
)
_KINDS = {
    Kind.DEADLINE: "deadline due_date frist fristen abgabetermin abgabe stichtag echeance delai date_limite",
    Kind.EVENT: "event meeting appointment termin termine besprechung besprechungen meetings evenement rendez-vous"
    " reunion reunions rdv",
    Kind.TASK: "task todo to-do to_do aufgabe aufgaben tache taches",
    Kind.PLAN: "plan plane",
    Kind.PREFERENCE: "preference vorliebe vorlieben preferences",
    Kind.ROUTINE: "routine habit gewohnheit gewohnheiten habitude habitudes routinen",
    Kind.PROJECT: "project projekt projekte projet projets",
    Kind.TOOL: "tool werkzeug werkzeuge outil outils",
}
_PROGRAM_WORDS = """
    slack teams discord whatsapp signal telegram element mattermost zulip messenger thunderbird outlook evolution gmail
    firefox chrome chromium edge safari brave opera vivaldi spotify steam skype zoom facebook instagram twitter tiktok
    youtube netflix reddit linkedin notion obsidian excel word powerpoint calc writer gimp vlc terminal xterm tinder
    keepass keepassxc bitwarden
"""
_PROGRAM_WORDS = """
    slack teams discord whatsapp signal telegram element mattermost zulip messenger thunderbird outlook evolution gmail
    firefox chrome chromium edge safari brave opera vivaldi spotify steam skype zoom facebook instagram twitter tiktok
    youtube netflix reddit linkedin notion obsidian excel word powerpoint calc writer gimp vlc terminal xterm tinder
    keepass keepassxc bitwarden
"""
_PROGRAMS = frozenset(_PROGRAM_WORDS.split())
"""Programs and places that a small letter at the beginning still names."""


@dataclass(frozen=True, slots=True)
class Known:
    """What this home knows, folded: it tells a person from a program."""

    apps: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class UnclearError(ValueError):
    """Why an object is not understood, in words for the user."""


def matter(phrase: str, known: Known) -> Object:
    """What a belief is about. Raises :class:`UnclearError`."""
    phrase = _plain(phrase)
    if found := _listed(phrase) or _site(phrase):
        return found
    if named := _QUOTE.match(phrase) or _PERSON.match(phrase) or _SAYS.match(phrase):
        return Scope.NAME, next(group for group in named.groups() if group).strip("'\" ")
    if _is_name(phrase, known):
        return Scope.NAME, phrase
    if not 1 <= len(content(phrase)) <= 6:
        raise UnclearError("It does not say about what." if len(phrase) < 40 else "It says too much at once.")
    return Scope.TOPIC, phrase


def source(phrase: str, known: Known) -> Object:
    """Where something comes from; what is plainly a matter is one. Raises :class:`UnclearError`."""
    phrase = phrase.strip(" ,")
    plain = _plain(phrase)
    if found := _place(phrase) or _site(plain) or _listed(plain):
        return found
    if _SAYS.match(plain) or _LEADING.match(phrase):
        return matter(plain, known)
    quoted = _QUOTE.match(plain)
    name = quoted["quoted"] if quoted else plain
    folded = fold(name)
    if folded in known.names - known.apps:
        return Scope.NAME, name
    if quoted or folded in known.apps | _PROGRAMS or (name[:1].isupper() and not _OWN.match(name)):
        return Scope.APP, name
    raise UnclearError(f"Is '{name}' a program or a matter? Say 'the app {name}', or 'nothing about {name}'.")


def _place(phrase: str) -> Object | None:
    """What is called a profile, a window, a program or a site in so many words."""
    for pattern, scope in ((_PROFILE, Scope.PROFILE), (_PROFILE_AFTER, Scope.PROFILE), (_TITLE, Scope.TITLE),
                           (_APP, Scope.APP), (_SITE, Scope.SITE), (_APP_AFTER, Scope.APP)):  # fmt: skip
        if found := pattern.match(phrase):
            return scope, next(text for text in found.groupdict().values() if text).strip("'\" ")
    return None


def _site(phrase: str) -> Object | None:
    domain = _DOMAIN.match(phrase)
    return (Scope.SITE, domain[1].lower()) if domain and "@" not in phrase else None


def several(phrase: str, one: Callable[[str], Object]) -> list[Object]:
    """Each thing of a list ("health, religion or politics"); raises :class:`UnclearError`."""
    if _CONDITION.search(re.sub(_QUOTED, "", phrase)):
        raise UnclearError("Conditions and exceptions are not understood.")
    parts = re.split(r",\s*(?:and |or |und |oder |et |ou )?|\s+(?:and|or|nor|und|oder|et|ou)\s+", phrase)
    quoted = re.search(_QUOTED, phrase)
    each = [phrase] if quoted or not all(part.strip() for part in parts) else parts
    return list(dict.fromkeys(one(part) for part in each))


def _plain(phrase: str) -> str:
    """Without what only introduces it."""
    phrase = phrase.strip(" ,")
    before = None
    while phrase != before:
        before = phrase
        phrase = _LEADING.sub("", phrase).strip()
        phrase = _ARTICLE.sub("", phrase).strip() or before
    return phrase


def _listed(phrase: str) -> Object | None:
    """What has a name of its own here: everything, a topic, a kind."""
    folded = fold(phrase).replace(" ", "_")
    if folded in _ALL:
        return Scope.ALL, ""
    # "My health" is health; "my team" is not a known topic, and stays as it was said.
    if topic := topics.named(phrase) or topics.named(_OWN.sub("", phrase)):
        return Scope.TOPIC, topic
    single = stem(fold(_OWN.sub("", phrase)).replace(" ", "_"))
    for kind, said in _KINDS.items():
        if single in map(stem, said.split()):
            return Scope.KIND, kind.value
    return None


def _is_name(phrase: str, known: Known) -> bool:
    """Whether it names somebody or something: known here, or written with capitals where others are not."""
    if _OWN.match(phrase):
        return False
    if fold(phrase) in known.names:
        return True
    tokens = names.tokens(phrase)
    return (
        bool(tokens)
        and len(tokens) <= 4
        and all(token[:1].isupper() for token in tokens)
        and bool(names.proper(phrase))
    )
