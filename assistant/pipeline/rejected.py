"""Whether a new belief says in other words what the user rejected.

Vectors alone confuse the two cases that matter: "Friday" for "Monday" or one name for another hardly moves them, and
a sentence turned round moves them a lot. So what a belief speaks of is compared too, as a *gist*: a set of
``name:value`` pieces, which the store keeps as keyed hashes. Two statements that name different numbers, days, people
or things, or of which one denies, are different facts however near their vectors lie; the nearness that makes the
others one fact is lower where one has all the words of the other, and higher where a single word was exchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from assistant.pipeline import dates, lexicon, names
from assistant.pipeline.slots import newest, statement
from assistant.pipeline.text import content, fold, squeeze, stem, words
from assistant.types import Proposition, Who, Wording

ALIKE_UNSEEN = 0.92
"""Cosine from which two statements count as one where nothing else is known of the older one."""
ALIKE = 0.84
"""The same where both have words that the other lacks, none of which names anything."""
ALIKE_WITHIN = 0.8
"""The same where one has all the words of the other."""

ALIKE_BUT_FOR_A_WORD = 0.95
"""The same where one word stands in the other's place: "contract" for "offer", and seldom a synonym."""

_ARTICLES = frozenset(
    "a an the der die das den dem des ein eine einen einem einer le la les l un une des".split(" ")  # noqa: SIM905
)
_OTHERS_WORDS = """
    sister brother mother father daughter son wife husband partner child uncle aunt cousin grandmother grandfather
    boss manager colleague neighbour neighbor friend landlord
    schwester bruder mutter vater tochter sohn frau mann partnerin kind onkel tante cousine oma opa chef chefin
    kollege kollegin nachbar nachbarin freund freundin vermieter
    soeur frere mere pere fille fils femme mari enfant oncle tante cousin voisin voisine ami amie patron
"""
_FRAMES = content("wrote told asked said says shows going")
"""Words of telling, which are nothing that is told."""
_OTHERS = frozenset(stem(word) for word in _OTHERS_WORDS.split())
"""Whoever of them is spoken of, it is not the user alone; so a statement about one is not one about another."""


def said(belief: Proposition) -> str:
    """What a belief states, without the frame that says where it stood and who spoke: the text to embed."""
    seen = newest(belief)
    return statement(belief, seen.quote) if belief.wording is Wording.EXTRACTIVE and seen is not None else belief.text


def gist(belief: Proposition) -> frozenset[str]:
    """What a belief speaks of, as ``name:value`` pieces: its quotes, words, names, people, numbers, days, a denial."""
    text, seen = said(belief), newest(belief)
    days = dates.concepts(text)
    speaker = content(seen.header) if seen is not None and seen.who is Who.OTHER else frozenset()
    matter = {word for word in content(text) - _FRAMES if dates.is_matter(word)}
    named = {stem(fold(token)) for token in names.proper(text)} & matter
    pieces = {f"quote:{kept}" for one in belief.evidence if one.supports and (kept := squeeze(one.quote))}
    pieces |= {f"text:{squeeze(text)}"}
    pieces |= {f"hole:{rest}" for rest in _holes(text)}
    pieces |= {f"word:{word}" for word in matter}
    pieces |= {f"name:{word}" for word in named}
    pieces |= {f"speaker:{word}" for word in speaker}
    pieces |= {f"person:{word}" for word in matter & _OTHERS}
    pieces |= {f"number:{number}" for number in names.numbers(text)}
    pieces |= {f"day:{day}" for day in days}
    return frozenset(pieces | ({"denied:"} if lexicon.negated(text) else set()))


def _holes(text: str) -> set[str]:
    """The sentence with each word of meaning left out in turn, articles apart: equal where one word was exchanged."""
    plain = [word for word in words(text) if word not in _ARTICLES]
    return {" ".join([*plain[:at], "_", *plain[at + 1 :]]) for at, word in enumerate(plain) if content(word)}


@dataclass(frozen=True, slots=True)
class _Gist:
    """A gist by its names."""

    quotes: Set[str]
    texts: Set[str]
    holes: Set[str]
    words: Set[str]
    named: Set[str]
    speaker: Set[str]
    people: Set[str]
    numbers: Set[str]
    days: Set[str]
    denied: bool


def says_again(new: Iterable[str], old: Iterable[str], cosine: float | None) -> bool:
    """Whether two gists, both hashed or both not, are of one statement; ``cosine`` of their texts, None: unknown.

    The same quote or the same letters always are.
    """
    fresh, known = _taken_apart(new), _taken_apart(old)
    if fresh.quotes & known.quotes or fresh.texts & known.texts:
        return True
    if cosine is None:
        return False
    if not known.texts:
        return cosine >= ALIKE_UNSEEN
    if _differ(fresh, known):
        return False
    if fresh.holes & known.holes:
        return cosine >= ALIKE_BUT_FOR_A_WORD
    within = fresh.words <= known.words or known.words <= fresh.words
    return cosine >= (ALIKE_WITHIN if within else ALIKE)


def _differ(fresh: _Gist, known: _Gist) -> bool:
    """Whether each names something that the other does not, or only one denies or speaks of somebody else."""
    if fresh.denied is not known.denied or fresh.people != known.people:
        return True
    return (
        bool(fresh.speaker and known.speaker and not fresh.speaker & known.speaker)
        or _each_has_own(fresh.numbers, known.numbers)
        or _each_has_own(fresh.days, known.days)
        or bool(fresh.named - known.words - known.speaker and known.named - fresh.words - fresh.speaker)
    )


def _each_has_own(one: Set[str], other: Set[str]) -> bool:
    return bool(one - other and other - one)


def _taken_apart(gist: Iterable[str]) -> _Gist:
    found: dict[str, set[str]] = {}
    for piece in gist:
        name, _, value = piece.partition(":")
        found.setdefault(name, set()).add(value)

    def of(name: str) -> Set[str]:
        return found.get(name, frozenset())

    return _Gist(
        quotes=of("quote"), texts=of("text"), holes=of("hole"), words=of("word"), named=of("name"),
        speaker=of("speaker"), people=of("person"), numbers=of("number"), days=of("day"), denied="denied" in found,
    )  # fmt: skip
