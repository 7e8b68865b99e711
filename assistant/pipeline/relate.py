"""How a new belief stands to an old one: same, refines, contradicts or unrelated.

Cheap evidence decides first: the words, who speaks, names, numbers, dates, denials, words of change, similarity.
The mind is asked only in the doubtful middle, and never alone makes a contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.pipeline import dates, lexicon, names
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.ports import Mind
from assistant.pipeline.scene import surface, topic
from assistant.pipeline.text import cjk, content, fold, sentences, squeeze
from assistant.types import Evidence, Kind, Proposition, Who


class Relation(StrEnum):
    """What a new belief does to an old one."""

    SAME = "same"
    REFINES = "refines"
    CONTRADICTS = "contradicts"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation with its reason, in words for the history of a belief."""

    relation: Relation
    reason: str
    explicit: bool = False
    """The new one says itself that something changed, so it may override stronger evidence."""


@dataclass(frozen=True, slots=True)
class _Slots:
    """What a belief is about, taken from its newest supporting quote."""

    quote: str
    plain: str
    topic_words: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[str]
    who: Who
    speaker: str
    about: str
    denied: bool
    altered: bool
    routine: bool


_VAGUE = content(
    "moved postponed rescheduled changed cancelled instead new now please thanks update send deadline due verschoben "
    "abgesagt neuer statt bitte fallig frist reporte annule nouvelle merci 変更 延期 中止 お願"
)
"""Words of change and politeness, which no topic is made of."""
@dataclass(frozen=True, slots=True)
class _Pair:
    new: Proposition
    old: Proposition
    fresh: _Slots
    known: _Slots
    similarity: float


_UNRELATED = Verdict(Relation.UNRELATED, "")
_ALIKE, _NEAR, _FAR = 0.86, 0.62, 0.45
_OCR_TWINS = 0.93
_SURE = 0.6
_OPTIONS = ("the same fact", "the same fact with more detail", "different facts")


def relate(new: Proposition, old: Proposition, similarity: float, mind: Mind | None = None) -> Verdict:
    """What ``new`` does to ``old``; ``similarity`` is the cosine of their texts.

    The mind, if given, is asked only where words and similarity leave a doubt.
    """
    pair = _Pair(new, old, _slots(new), _slots(old), similarity)
    for judge in (_same_words, _grown, _other_asker, _side_by_side, _changed, _other_value, _denial, _overlap):
        verdict = judge(pair)
        if verdict is not None:
            return verdict
    return _doubt(pair, mind)


def _slots(belief: Proposition) -> _Slots:
    source = _source(belief)
    quote = source.quote if source else belief.text
    about = topic(source.title, source.app) if source else ""
    # Where the quote alone does not tell what it is about, its window's topic and speaker do.
    words = content(f"{quote} {about}" if source and source.title else f"{quote} {belief.text}")
    calendar = dates.concepts(quote)
    numbers = names.numbers(quote)
    return _Slots(
        quote=quote,
        plain=squeeze(quote),
        topic_words=frozenset(word for word in words if not word.isdigit() and not dates.concepts(word)) - _VAGUE,
        numbers=frozenset(numbers),
        dates=frozenset(calendar),
        who=source.who if source else Who.UNKNOWN,
        speaker=fold(source.header).strip() if source and source.who is not Who.USER else "",
        about=fold(about),
        denied=lexicon.negated(quote),
        altered=lexicon.has(Cue.CHANGE, quote) or lexicon.has(Cue.CANCEL, quote),
        routine=lexicon.has(Cue.ROUTINE, quote),
    )


def _source(belief: Proposition) -> Evidence | None:
    support = [one for one in belief.evidence if one.supports]
    return max(support, key=lambda one: one.time) if support else None


def _same_words(pair: _Pair) -> Verdict | None:
    """The very words, by the same speaker; small differences of reading do not count."""
    fresh, known = pair.fresh, pair.known
    if not fresh.plain or not known.plain or (fresh.speaker and known.speaker and fresh.speaker != known.speaker):
        return None
    if squeeze(pair.new.text) == squeeze(pair.old.text):
        return Verdict(Relation.SAME, "said in the same words")
    if fresh.plain == known.plain:
        # One quote may hold two statements, and two wordings of one statement share most of their words.
        single = len(sentences(fresh.quote)) == 1 or _says_as_much(pair.new, pair.old)
        return Verdict(Relation.SAME, "read from the same words") if single else _UNRELATED
    alike = fresh.numbers == known.numbers and fresh.dates == known.dates and fresh.denied is known.denied
    long_enough = min(len(fresh.plain), len(known.plain)) >= 12
    if alike and long_enough and SequenceMatcher(None, fresh.plain, known.plain).ratio() >= _OCR_TWINS:
        return Verdict(Relation.SAME, "read again with a letter of difference")
    return None


def _grown(pair: _Pair) -> Verdict | None:
    """A text that was still being written: one is the beginning of the other."""
    fresh, known = pair.fresh, pair.known
    if fresh.who is not known.who or fresh.speaker != known.speaker or min(len(fresh.plain), len(known.plain)) < 8:
        return None
    if fresh.plain.startswith(known.plain):
        grown = _says_as_much(pair.new, pair.old)
        return Verdict(Relation.REFINES, "the sentence was written on") if grown else _UNRELATED
    if known.plain.startswith(fresh.plain):
        return Verdict(Relation.SAME, "an earlier state of the same sentence")
    return None


def _says_as_much(one: Proposition, other: Proposition) -> bool:
    """Whether most of the words of ``other`` stand in ``one``: its statement, not the one beside it."""
    said = content(other.text)
    return len(said & content(one.text)) >= 0.65 * len(said)


def _other_asker(pair: _Pair) -> Verdict | None:
    """Two people who ask for the same thing are two tasks, unless one reports a change."""
    fresh, known = pair.fresh, pair.known
    if fresh.speaker and known.speaker and fresh.speaker != known.speaker and not fresh.altered:
        return _UNRELATED
    return None


def _side_by_side(pair: _Pair) -> Verdict | None:
    """Lines that stand on the screen together hold together, unless one says that it changes the other."""
    fresh = pair.fresh
    one, other = _source(pair.new), _source(pair.old)
    together = one and other and one.observation_id is not None and one.observation_id == other.observation_id
    return _UNRELATED if together and not fresh.altered else None


def _changed(pair: _Pair) -> Verdict | None:
    """Words of change or cancellation about the same thing."""
    fresh, known = pair.fresh, pair.known
    if not fresh.altered or fresh.plain == known.plain:
        return None
    shared = fresh.topic_words & known.topic_words
    same_place = bool(fresh.about) and fresh.about == known.about
    near = pair.similarity >= _NEAR or (pair.similarity >= _FAR and (same_place or len(shared) >= 2))
    repeated = known.altered and fresh.dates == known.dates and fresh.numbers == known.numbers
    if not shared or not near or repeated:
        return None
    scheduled = {Kind.EVENT, Kind.DEADLINE, Kind.TASK, Kind.PLAN, Kind.ROUTINE}
    cancelled = lexicon.has(Cue.CANCEL, fresh.quote)
    if pair.old.kind not in scheduled and not (fresh.dates or fresh.numbers or cancelled):
        return None
    reason = "it was called off" if cancelled else "it was changed"
    return Verdict(Relation.CONTRADICTS, reason, explicit=True)


def _other_value(pair: _Pair) -> Verdict | None:
    """The same words with another date or number: the newer value holds."""
    fresh, known = pair.fresh, pair.known
    differs = (fresh.dates and known.dates and fresh.dates != known.dates) or (
        fresh.numbers and known.numbers and fresh.numbers != known.numbers
    )
    if not differs or fresh.routine or known.routine:
        return None
    overlap = _share(fresh.topic_words, known.topic_words)
    if overlap < 0.75 or len(fresh.topic_words & known.topic_words) < 2:
        return _UNRELATED if overlap < 0.5 else None
    if fresh.about != known.about and fresh.speaker != known.speaker:
        return _UNRELATED
    source = _source(pair.new)
    if source and _many_of_a_kind(source):
        # Calendars and tables list many of a kind; another date there is another row.
        return _UNRELATED
    return Verdict(Relation.CONTRADICTS, "the same with another date or number")


def _many_of_a_kind(source: Evidence) -> bool:
    return surface(source.app, source.title) in ("calendar", "sheet", "terminal")


def _denial(pair: _Pair) -> Verdict | None:
    """The same thing affirmed by one and denied by the other."""
    fresh, known = pair.fresh, pair.known
    if fresh.denied is known.denied:
        return None
    overlap = _share(fresh.topic_words, known.topic_words)
    if overlap >= 0.66 and pair.similarity >= _NEAR and len(fresh.topic_words & known.topic_words) >= 2:
        return Verdict(Relation.CONTRADICTS, "one denies what the other says")
    return _UNRELATED


def _overlap(pair: _Pair) -> Verdict | None:
    """Nearly the same words: more of them refine, fewer of them confirm."""
    fresh, known = pair.fresh, pair.known
    if pair.similarity < _ALIKE or _share(fresh.topic_words, known.topic_words) < 0.8:
        return None if pair.similarity >= _NEAR else _UNRELATED
    slots_new, slots_old = fresh.numbers | fresh.dates, known.numbers | known.dates
    if slots_new >= slots_old and slots_new != slots_old:
        return Verdict(Relation.REFINES, "it names more")
    if slots_old >= slots_new:
        return Verdict(Relation.SAME, "said in other words")
    return None


def _doubt(pair: _Pair, mind: Mind | None) -> Verdict:
    fresh, known, similarity = pair.fresh, pair.known, pair.similarity
    shared = _share(fresh.topic_words, known.topic_words)
    same_slots = fresh.numbers == known.numbers and fresh.dates == known.dates
    if mind is None or similarity < 0.75 or shared < 0.5 or not same_slots or cjk(fresh.quote) != cjk(known.quote):
        return _UNRELATED
    chances = mind.choose(f"1. {pair.old.text}\n2. {pair.new.text}\nDo these two say", _OPTIONS)
    if len(chances) == len(_OPTIONS) and chances[0] >= _SURE:
        return Verdict(Relation.SAME, "the mind takes them for the same")
    return _UNRELATED


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the smaller set that stands in the other as well."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
