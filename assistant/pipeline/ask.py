"""Answers to the user's questions from what was recalled, cited; "I don't know" where support is thin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.pipeline import expected, names
from assistant.pipeline.ports import Mind, Related
from assistant.pipeline.text import cjk, cjk_runs, content, fold, head, sentences, squeeze
from assistant.types import Hit, Lifecycle

UNKNOWN = "I don't know."
_RECALLED = 12
_CITED = 4
_SPOKEN_OF = (Lifecycle.IN_FORCE, Lifecycle.PAST)
"""What was replaced or faded answers nothing."""
_LEAST_COVERAGE = 0.5
_ASKED_FOR = re.compile(
    r"\b(?:which|what|whose|how (?:much|many)|welche[nrms]?|wie ?viele?|quel(?:le)?s?|combien de) (?!is\b|are\b|"
    r"do\b|does\b|did\b)(\w+)|"
    r"\b(?:what(?:'s| is| are)|was ist|wie ist|quel(?:le)? est) (?:the|my|our|mein\w*|die|der|das|mon|ma|mes|le|"
    r"la) (\w+)"
)
"""The thing that a question is for."""
_CLIPPED = re.compile(r"(?:\.\.\.|\u2026)(?:['\"\u2019\u201d]|\s*/|\s*$)")
_NUMERALS = frozenset(str(number) for number in range(1, _CITED + 1))
_QUESTION_WORDS = content(
    "which tell remember know find show say said says happen need name time date day kind exactly much many long often "
    "user gib sag welche welcher wieviel heisst quel combien est-ce donne dis"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be said, and what it rests on."""

    answer: str
    abstained: bool
    cites: tuple[Hit, ...] = ()
    """Beliefs and observations, in the order in which they are used."""


def answer(
    question: str,
    related: Related,
    mind: Mind | None = None,
    *,
    on_words: Callable[[str], None] = lambda words: None,  # noqa: ARG005
) -> Answer:
    """The answer to ``question`` from recall alone; ``on_words`` gets the words that stand, as they are ready.

    Mind's sentences are given out only once they are grounded in the recalled passages; otherwise the best passages
    themselves are the answer.
    """
    if not question.strip():
        return Answer(UNKNOWN, abstained=True)
    recalled = [hit for hit in related.search(question, _RECALLED) if hit.lifecycle in _SPOKEN_OF]
    hits = _supporting(question, recalled)
    if not hits:
        on_words(UNKNOWN)
        return Answer(UNKNOWN, abstained=True)
    spoken = _spoken(question, hits, mind, on_words) if mind is not None else None
    if spoken is not None:
        return spoken
    used = _distinct(hits)[: _leading(question, hits)]
    text = " ".join(f"{head(hit.text, 240)}{_over(hit)} [{number}]" for number, hit in enumerate(used, start=1))
    on_words(text)
    return Answer(text, abstained=False, cites=tuple(used))


def _over(hit: Hit) -> str:
    """What has passed is never told as if it were still coming."""
    return " (past)" if hit.lifecycle is Lifecycle.PAST else ""


def _supporting(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that speak of what the question asks for, best first; none where support is thin."""
    asked = content(question) - _QUESTION_WORDS
    wanted = {fold(token) for token in names.proper(question)} & {fold(token) for token in names.tokens(question)[1:]}
    scored = [(hit, _coverage(asked, question, hit)) for hit in hits]
    fitting = [(hit, share) for hit, share in scored if share >= _LEAST_COVERAGE and _names_met(wanted, hit)]
    fitting = [(hit, share) for hit, share in fitting if _asked_for(question, hit) and expected.met(question, hit.text)]
    # A line that its window cut short answers only where it was never seen whole.
    fitting = [pair for pair in fitting if not _CLIPPED.search(pair[0].text)] or fitting
    # Words that the question and the passage share count most; the recall's own order settles ties.
    fitting.sort(key=lambda pair: -(pair[1] + 0.3 * pair[0].score))
    return [hit for hit, _ in fitting]


def _coverage(asked: frozenset[str], question: str, hit: Hit) -> float:
    """The share of the question's content words that stand in the passage."""
    if not asked:
        return 1.0 if cjk(question) and any(run in hit.text for run in cjk_runs(question)) else 0.0
    there = content(hit.text)
    met = sum(1.0 if word in there else 0.6 if _starts_alike(word, there) else 0.0 for word in asked)
    return met / len(asked)


def _starts_alike(word: str, there: frozenset[str]) -> bool:
    return len(word) >= 4 and any(other[:4] == word[:4] for other in there)


def _asked_for(question: str, hit: Hit) -> bool:
    """Whether a passage speaks of the very thing and number in question: "which airline", "chapter 9"."""
    if not names.numbers(question) <= names.numbers(hit.text):
        return False
    there = content(hit.text)
    for found in _ASKED_FOR.finditer(fold(question)):
        wanted = content(found[1] or found[2]) - _QUESTION_WORDS
        if any(word not in there and not _starts_alike(word, there) for word in wanted):
            return False
    return True


def _names_met(wanted: set[str], hit: Hit) -> bool:
    """A passage that misses every name of the question is about something else."""
    known = names.Vocabulary(hit.text)
    return not wanted or any(known.has(name) for name in wanted)


def _leading(question: str, hits: Sequence[Hit]) -> int:
    """How many passages to give: one, or those that fit as well as the first."""
    asked = content(question) - _QUESTION_WORDS
    best = _coverage(asked, question, hits[0])
    equal = sum(_coverage(asked, question, hit) >= best - 0.01 for hit in hits)
    return max(1, min(_CITED, equal))


def _spoken(question: str, hits: Sequence[Hit], mind: Mind, on_words: Callable[[str], None]) -> Answer | None:
    """The mind's sentences that stand in the passages, each with its citation; None where none does."""
    passages = _distinct(hits)[:_CITED]
    text = "".join(mind.answer(question, [hit.text for hit in passages])).strip()
    kept: list[str] = []
    cites: list[Hit] = []
    said: set[str] = set()
    for start, end in sentences(text):
        sentence = text[start:end].strip()
        source = _grounding(sentence, passages)
        if source is None or squeeze(sentence) in said or not expected.met(question, sentence):
            continue
        said.add(squeeze(sentence))
        if source not in cites:
            cites.append(source)
        kept.append(f"{sentence}{_over(source)} [{cites.index(source) + 1}]")
    # Sentences that only repeat the question answer nothing, so nothing is given out before all are known.
    if not content(" ".join(kept)) - content(question) - _NUMERALS:
        return None
    for sentence in kept:
        on_words(f"{sentence} ")
    return Answer(" ".join(kept), abstained=False, cites=tuple(cites))


def _grounding(sentence: str, passages: Sequence[Hit]) -> Hit | None:
    """The passage that holds every name and number and most words of a sentence."""
    said = content(sentence)
    for hit in passages:
        known = names.Vocabulary(hit.text)
        named = all(known.has(token) for token in names.proper(sentence))
        counted = names.numbers(sentence) <= names.numbers(hit.text)
        if said and named and counted and len(said & content(hit.text)) >= 0.7 * len(said):
            return hit
    return None


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Without passages whose words an earlier one holds already."""
    kept: list[Hit] = []
    for hit in hits:
        if all(content(hit.text) - content(other.text) for other in kept):
            kept.append(hit)
    return kept
