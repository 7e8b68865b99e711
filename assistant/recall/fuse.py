"""How good a find is: meaning and words brought to one scale, then weighted by what is known of the belief."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from assistant.types import Proposition, Standing, Status

_FLOOR = 0.2
"""Cosine that unrelated English sentences easily reach."""
_TRUST_IN_ONE = 0.75
"""How far one of the two signs alone can carry a find."""
_USUAL_HALF_LIFE = timedelta(days=30)
WORD = re.compile(r"[^\W_]+")
"""One word in any script."""
_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
CJK = re.compile(f"[{_NO_SPACES}]+")
"""Runs of scripts that put no spaces between words."""
_SMALL_WORDS = (
    "a an the of to in on at by for from with and or is are was were be do does did i you he she it we they my your "
    "his her our their me us them this that what when where who whom which why how user der die das und ist ein eine "
    "le la les un une et est du des de que qui quoi quand quel quelle quels quelles combien comment jusqu ce je nous "
    "vous il elle dois doit faut au aux wann wer wem wen wie wo welche welcher welches welchem ich wir muss soll kann "
    "bis"
)
_COMMON = frozenset(_SMALL_WORDS.split())


def relevance(cosine: float | None, words: float | None) -> float:
    """0 to 1 from the meaning's cosine and the words' score (0 to 1); either may be unknown."""
    meaning = min(1.0, max(0.0, ((cosine or 0.0) - _FLOOR) / (1 - _FLOOR)))
    either = 1 - (1 - _TRUST_IN_ONE * meaning) * (1 - _TRUST_IN_ONE * (words or 0.0))
    return either / (1 - (1 - _TRUST_IN_ONE) ** 2)


def word_score(query: str, text: str, bm25: float, best: float) -> float:
    """0 to 1: how much of the query stands in the text, and how rare that is beside the search's best find.

    BM25 alone says nothing across searches: the best find of a search for one common word has the top score.
    """
    rarity = bm25 / best if best > 0 else 1.0
    return coverage(query, text) * (0.5 + 0.5 * min(1.0, rarity))


def coverage(query: str, text: str) -> float:
    """Share of the query's telling words that the text holds, 0 to 1; CJK by pairs of characters."""
    wanted = terms(query)
    if not wanted:
        return 0.0
    held = terms(text)
    folded = fold(text)
    return sum(term in held or (_is_cjk(term) and term in folded) for term in wanted) / len(wanted)


def similarity(left: str, right: str) -> float:
    """Overlap of two texts' words, 0 to 1: what stands in for a cosine while the index is down."""
    one, other = terms(left), terms(right)
    return len(one & other) / len(one | other) if one and other else 0.0


def terms(text: str) -> frozenset[str]:
    """Telling words, folded and without their commonest endings; CJK runs as pairs of characters."""
    found: set[str] = set()
    for word in WORD.findall(fold(text)):
        plain = word
        if not word.isascii():
            for run in CJK.findall(word):
                found.update(run[i : i + 2] for i in range(max(1, len(run) - 1)))
            plain = CJK.sub("", word)
        if plain and plain not in _COMMON:
            found.add(_stem(plain))
    return frozenset(found)


def telling(query: str) -> str:
    """The query without small words, which match nearly every row and cost most of a search's time."""
    kept = [word for word in query.split() if not {*WORD.findall(fold(word))} <= _COMMON]
    return " ".join(kept) or query


def mostly_cjk(text: str) -> bool:
    """Whether the embedder, which knows English best, has little to say about the text."""
    letters = sum(letter.isalpha() for letter in text)
    return letters > 0 and sum(len(run) for run in CJK.findall(text)) * 2 > letters


def weight(belief: Proposition, now: datetime) -> float:
    """0 to 1: sure, valid and fresh beliefs count most; what is rejected or quarantined not at all."""
    if belief.status in (Status.REJECTED, Status.QUARANTINED):
        return 0.0
    known = 0.4 + 0.6 * belief.confidence
    in_force = 1.0 if belief.status is Status.ACTIVE else 0.4
    over = belief.valid_to is not None and belief.valid_to < now
    return (
        known
        * in_force
        * (0.5 if over else 1.0)
        * _authority(belief)
        * freshness(belief.updated, now, belief.half_life)
    )


def _authority(belief: Proposition) -> float:
    """0.95 to 1: of two beliefs that answer alike, what the user said comes before what was only seen."""
    return 0.95 + 0.05 * belief.standing / Standing.STATED


def freshness(time: datetime, now: datetime, half_life: timedelta | None = _USUAL_HALF_LIFE) -> float:
    """0.7 to 1: age breaks ties and never buries; None does not age."""
    if half_life is None:
        return 1.0
    age = max(timedelta(0), now - time)
    return float(0.7 + 0.3 * 0.5 ** (age / half_life))


def recency(time: datetime, now: datetime) -> float:
    """0.97 to 1: of two screens that answer alike the newer one; what a screen showed does not become less true."""
    return 0.9 + 0.1 * freshness(time, now)


def fold(text: str) -> str:
    """Case and accents away, for comparing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    for endings in (("s",), ("ing", "ed")):
        for ending in endings:
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
                word = word.removesuffix(ending)
                break
    return word


def _is_cjk(term: str) -> bool:
    return CJK.fullmatch(term) is not None
