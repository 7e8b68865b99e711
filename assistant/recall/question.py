"""What a question asks for: its telling words with their other forms, and the time that it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.recall.fuse import CJK, WORD, fold
from assistant.recall.when import When, spoken_of

_SMALL_WORDS = (
    "a an the of to in on at by for from with and or nor but is are was were be been being am do does did done "
    "has have had having i you he she it we they my your his her hers our ours their theirs its us them me mine "
    "yours him this that these those what when where who whom whose which why how will would can could should "
    "shall might must may not no so as if than then too very just about also there here any some all both each "
    "into onto over after before during up down out off again once s t re ve ll d m don user der die das den dem "
    "des ein eine einen einem einer und oder ist sind war waren wird wurde hat haben ich du er sie es wir ihr "
    "mein dein sein im auf aus bei mit nach von vor zu zum zur wann wo wer wie warum welche welcher le la les un "
    "une de et ou est sont etait ont je tu il elle nous vous ils elles mon ton son au aux en dans sur pour par "
    "avec que qui quoi quand comment pourquoi quel quelle ce cette quels quelles lequel laquelle combien jusqu depuis "
    "dois doit devons doivent faut sera seront suis sommes etes aura peut peux puis c j l n qu y muss musst muessen "
    "mussen soll sollst sollen kann kannst konnen darf durfen welches welchem welchen wem wen wessen wieviel womit "
    "wohin woher bis ab bin bist"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("s", ""))
_FORMS = ("", "e", "s", "es", "ed", "d", "ing", "ly")
_LEAST = 3
_PREFIX_FROM = 4
_MOST = 16


@dataclass(frozen=True, slots=True)
class Term:
    """One telling word of a question."""

    stem: str
    forms: tuple[str, ...]
    """How it may stand in a text, for the index of words; a trailing ``*`` means any ending."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart."""

    terms: tuple[Term, ...]
    times: tuple[When, ...]


def analyse(text: str, now: datetime) -> Question:
    """``text`` as of ``now``."""
    folded = fold(text)
    words = WORD.findall(folded)
    stems: dict[str, str] = {}
    for word in words:
        if word not in _SMALL:
            for part in _parts(word):
                stems.setdefault(stem(part), part)
    if not stems:
        stems = {stem(word): word for word in words}
    terms = tuple(Term(root, _forms(root, word)) for root, word in list(stems.items())[:_MOST])
    return Question(terms, spoken_of(folded, now))


def counter(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Finds in a folded text the words that may be forms of ``terms``; :func:`stem` tells which they are."""
    spaced = [re.escape(_trunk(term.stem)) for term in terms if not CJK.fullmatch(term.stem)]
    pairs = [re.escape(term.stem) for term in terms if CJK.fullmatch(term.stem)]
    branches = ([rf"(?<![^\W_])(?:{'|'.join(spaced)})[^\W_]*"] if spaced else []) + pairs
    return re.compile("|".join(branches) or r"(?!)")


def stem(word: str) -> str:
    """An English word without its commonest endings; other words lose little by it."""
    for ending, instead in _ENDINGS if len(word) > _LEAST else ():
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _LEAST:
            if ending == "s" and word.endswith(("ss", "us")):
                continue
            word = word.removesuffix(ending) + instead
            break
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word[:-1] if len(word) > _LEAST and word.endswith("e") else word


def _parts(word: str) -> list[str]:
    """The word; without spaces between words, its pairs of characters."""
    if not CJK.search(word):
        return [word]
    pairs = [run[i : i + 2] for run in CJK.findall(word) for i in range(max(1, len(run) - 1))]
    return [*pairs, *filter(None, CJK.split(word))]


def _trunk(root: str) -> str:
    return root[:-1] if len(root) > _LEAST and root.endswith("y") else root


def _forms(root: str, word: str) -> tuple[str, ...]:
    trunk = _trunk(root)
    if len(trunk) >= _PREFIX_FROM:
        return (trunk + "*",)
    return tuple(dict.fromkeys([word, *(root + ending for ending in _FORMS)]))
