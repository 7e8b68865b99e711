"""What a question asks for, and whether a passage speaks of it: its words, names, numbers and the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.pipeline import date_words, expected, names
from assistant.pipeline.scene import NOBODY, speaker
from assistant.pipeline.text import cjk, cjk_runs, content, fold
from assistant.types import Hit

_LEAST_COVERAGE = 0.5
_ASKED_FOR = re.compile(
    r"\b(?:which|what|whose|how (?:much|many)|welche[nrms]?|wie ?viele?|quel(?:le)?s?|combien de) (?!is\b|are\b|"
    r"do\b|does\b|did\b)(\w+)|"
    r"\b(?:what(?:'s| is| are)|was ist|wie ist|quel(?:le)? est) (?:the|my|our|mein\w*|die|der|das|mon|ma|mes|le|"
    r"la) (\w+)"
)
"""The thing that a question is for."""
_ENGLISH = re.compile(r"\b(?:what|when|which|who|whose|where|why|how|does|did|do|is|are|the|my)\b")
_INVERTED = re.compile(r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)\b")
"""As in "dois-je" and "finit-il"."""
_PROMISES = re.compile(r":['\"\u2019\u201d]?\s*$")
"""A passage that ends in a colon: what it speaks of stands elsewhere."""
_PLACE = re.compile(r"\b(?:in|about) '([^']+)'")
"""Where the frame of a belief says that something stood."""
_QUESTION_WORDS = content(
    "which tell remember know find show say said says happen need name time date day kind exactly much many long often "
    "user hour week month year must shall might get got going next last new current latest now still again "
    "come comes take takes bring go goes make makes begin begins become becomes happened "
    "gib sag sage welche welcher welches welchem welchen wieviel viel viele heisst wem wen wessen womit wohin woher "
    "wozu worum bis ab muss musst mussen soll sollst sollen kann kannst konnen darf durfen will wollen mochte mag "
    "kommt komme kommen nimmt nehme bringt bringe geht gehe wird macht mache beginnt nachste nachsten neue neuen jetzt "
    "tag uhr uhrzeit datum zeit jahr name gibt findet statt bin bist sind "
    "quel quelle quels quelles combien lequel laquelle est-ce donne dis jusqu'a depuis jour heure date nom moment dois "
    "doit devons doivent devrais faut sera serai serons seront suis sommes etes aura peut peux peuvent veux veut quoi "
    "vient viens venir prend prends apporte va vais fait faire commence prochain prochaine nouveau nouvelle"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a question names, known under other names too."""

    words: frozenset[str]
    """How the question says it, folded."""
    aliases: tuple[str, ...]
    """All the names that mean the same, or somebody of the same firm where the firm is asked for."""


KnownAs = Callable[[str], Sequence[Named]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart."""

    text: str
    words: frozenset[str]
    """Its telling words, stemmed."""
    names: frozenset[str]
    """Words that claim a name, folded; in German every noun does."""
    known: tuple[Named, ...] = ()

    @classmethod
    def of(cls, question: str, known: Sequence[Named] = ()) -> Asked:
        """``question``, with those whom it names and who are known."""
        telling = content(_INVERTED.sub("", fold(question))) - _QUESTION_WORDS
        later = (
            {fold(token) for token in names.tokens(question)[1:]}
            - date_words.WEEKDAYS.keys()
            - date_words.MONTHS.keys()
        )
        claimed = {fold(token) for token in names.proper(question)} & later
        return cls(question, telling, frozenset(claimed), tuple(known))

    def fits(self, hit: Hit) -> bool:
        """Whether a passage speaks of what is asked, and holds the kind of thing that would answer."""
        return (
            self.coverage(hit) >= _LEAST_COVERAGE
            and self._names_met(hit)
            and self._says_something(hit)
            and self._asked_for(hit)
            and not _PROMISES.search(hit.text)
            and expected.met(self.text, hit.text)
        )

    def coverage(self, hit: Hit) -> float:
        """The share of the question's telling words that the passage answers to."""
        if not self.words:
            return 1.0 if cjk(self.text) and any(run in hit.text for run in cjk_runs(self.text)) else 0.0
        there = content(hit.text) | self._named_there(hit)
        return sum(_met(word, there) for word in self.words) / len(self.words)

    def _named_there(self, hit: Hit) -> frozenset[str]:
        """The question's words for those of its names that the passage or its place has in any form."""
        known = _around(hit)
        met = [name.words for name in self.known if _is_there(name, known)]
        return content(" ".join(word for words in met for word in words))

    def _names_met(self, hit: Hit) -> bool:
        """A passage that misses every name of the question is about something else."""
        known = _around(hit)
        if not all(_is_there(name, known) for name in self.known):
            return False
        covered = frozenset(word for name in self.known for word in name.words)
        others = [known.has(name) for name in self.names - covered]
        # In English a capital claims a name; in German every noun has one.
        return not others or (all(others) if _ENGLISH.search(fold(self.text)) else any(others))

    def _says_something(self, hit: Hit) -> bool:
        """Whether a word of the question stands in what was said, not only in the names and in where it was said."""
        named = content(" ".join(word for name in self.known for word in name.words))
        others = self.words - named
        there = content(_PLACE.sub(lambda place: "" if place[1] in hit.title else place[0], hit.text, count=1))
        return not others or any(_met(word, there) for word in others)

    def _asked_for(self, hit: Hit) -> bool:
        """Whether a passage speaks of the very thing and number in question: "which airline", "chapter 9"."""
        if not names.numbers(self.text) <= names.numbers(hit.text):
            return False
        there = content(hit.text)
        for found in _ASKED_FOR.finditer(fold(self.text)):
            wanted = content(found[1] or found[2]) - _QUESTION_WORDS
            if any(not _met(word, there) for word in wanted):
                return False
        return True


def told(hit: Hit) -> str:
    """A passage as it is told: with who says it, or its label, where the words alone do not name them."""
    who = speaker(hit.header, NOBODY) if hit.kind == "observation" else ""
    return f"{who}: {hit.text}" if who and fold(who) not in fold(hit.text) else hit.text


def _around(hit: Hit) -> names.Vocabulary:
    return names.Vocabulary(hit.text, hit.header, hit.title)


def _is_there(name: Named, known: names.Vocabulary) -> bool:
    if any(known.has(word) for word in name.words):
        return True
    return any(all(known.has(token) for token in names.tokens(alias)) for alias in name.aliases)


def _met(word: str, there: frozenset[str]) -> float:
    if word in there:
        return 1.0
    return 0.6 if len(word) >= 4 and any(other[:4] == word[:4] for other in there) else 0.0
