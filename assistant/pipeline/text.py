"""Small, language-neutral helpers over words: folding, tokens, scripts and sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.pipeline.date_words import MONTHS

_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "…": "...", "\u00a0": " "}
)
_WORD = re.compile(r"[^\W_]+(?:['.\-@+][^\W_]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f々〆]+")
_HIRAGANA = re.compile("[\u3040-\u309f]+")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu)'")
_HEAD_CHARACTERS = 400

_STOP_WORDS = """
    a an the and or but if so of to in on at for from with by as is are was were be been being am do does did
    done has have had having will would can could shall should may might must not no nor it its this that
    these those there here i me my mine we us our you your yours he him his she her they them their who whom
    whose what which when where why how than then too very just also about into over after before up down out
    off again more most some any all each both s t d ll m re ve don didn isn aren wasn won can't user user's
    der die das den dem des ein eine einen einem einer eines und oder aber wenn ob als wie von vom zu zum zur
    im ins am an auf aus bei mit nach fur uber unter vor ist sind war waren sein hat haben hatte wird werden
    wurde ich mir mich mein meine meinen du dir dich dein deine wir uns unser unsere ihr ihre ihren sie er es
    nicht kein keine noch schon auch nur sich man dass weil was wer wo wann warum hier da so le la les l un
    une des du de d et ou mais si que qui quoi dont ou a au aux en dans sur sous avec sans pour par ce cet
    cette ces se sa son ses mon ma mes ton ta tes notre nos votre vos leur leurs je j tu il elle on nous vous
    ils elles me te moi toi est sont etait etre ai as avons avez ont avait ne n pas plus c y qu quel quelle
    quand comment pourquoi
"""
STOP = frozenset(_STOP_WORDS.split())
"""Function words of English, German and French, folded; and the words of our own frames."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without Latin accents and with plain quotes and dashes; other scripts keep their marks."""
    split = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    bare = "".join(mark for mark in split if not "\u0300" <= mark <= "\u036f")
    return unicodedata.normalize("NFC", bare).casefold()


def words(text: str) -> list[str]:
    """Folded words in order; a run without spaces in Chinese or Japanese is one word."""
    return _WORD.findall(fold(text))


def content(text: str) -> frozenset[str]:
    """The folded words that carry meaning; Chinese and Japanese runs give their character pairs."""
    found: set[str] = set()
    for word in words(text):
        if cjk(word):
            found.update(_pairs(word))
            continue
        bare = _ELISION.sub("", word).removesuffix("'s")
        if bare not in STOP and "n't" not in bare and (len(bare) > 1 or bare.isdigit()):
            found.add(stem(bare))
    return frozenset(found)


def stem(word: str) -> str:
    """A crude common stem, so that "meetings" meets "meeting" and "Termine" meets "Termin"."""
    if word.isdigit() or "@" in word or len(word) < 5:
        return word
    for ending in ("ings", "ing", "ers", "ed", "es", "en", "er", "s", "e", "n"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _pairs(run: str) -> list[str]:
    found = []
    # Hiragana are endings and particles, which would make all polite sentences alike: they only separate.
    for part in _HIRAGANA.split(" ".join(_CJK.findall(run))):
        for piece in part.split():
            found += [piece] if len(piece) < 3 else [piece[at : at + 2] for at in range(len(piece) - 1)]
    return found


def cjk(text: str) -> bool:
    """Whether the text holds Chinese or Japanese characters."""
    return _CJK.search(text) is not None


def cjk_runs(text: str) -> list[str]:
    """Every unbroken run of Chinese or Japanese characters."""
    return _CJK.findall(text)


_BREAK = re.compile(
    r"(?<=[.!?])[\"')\]]?\s+(?=[\"'(\[]?[^\W\d_a-z])|(?<=[。！？])\s*|\s+[•·▪●]\s+|"
    r"(?<=;)\s+(?=[^\W\d_]{3})"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|st|prof|no|nr|vs|e\.g|i\.e|z\.b|d\.h|ca|bzw|usw|inkl|tel|str|mme|mlle|env|p\.ex|approx|"
    r"jr|[a-z]))\.$"
)


_TICKED = re.compile(r"^\s*(?:[-*+•]\s*)?(?:\[[xX×✓✔]\]|[☑☒✓✔✅])\s*(?=\S)")
_DAY_NUMBER = re.compile(r"\b\d{1,2}\.$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where sentences stand, as (start, end) offsets; abbreviations and "5. Mai" do not end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        before, after = text[start : gap.start()].casefold(), text[gap.end() :]
        if _ABBREVIATION.search(before) or (_DAY_NUMBER.search(before) and _month_follows(after)):
            continue
        if text[start : gap.start()].strip():
            spans.append((start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _month_follows(text: str) -> bool:
    word = _WORD.match(text.lstrip())
    return word is not None and fold(word[0]) in MONTHS


def head(text: str, limit: int = _HEAD_CHARACTERS) -> str:
    """At most ``limit`` characters, cut at a word's end and marked as cut."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0] or text[:limit]
    return cut.rstrip(" ,;:") + "…"


def ticked(text: str) -> bool:
    """Whether a line of a list is marked as done."""
    return _TICKED.match(text) is not None


def unticked(text: str) -> str:
    """The text without the mark that says it is done."""
    return _TICKED.sub("", text)


def counted(number: int, what: str) -> str:
    """``1 belief``, ``3 beliefs``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def squeeze(text: str) -> str:
    """Letters and digits alone, folded: equal for two readings that differ in spacing and punctuation."""
    return "".join(sign for sign in fold(text) if sign.isalnum())
