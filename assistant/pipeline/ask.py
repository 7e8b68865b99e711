"""Answers to the user's questions from what was recalled, cited; "I don't know" where support is thin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.pipeline import expected, names
from assistant.pipeline.asked import Asked, KnownAs, told
from assistant.pipeline.ports import Mind, Related
from assistant.pipeline.text import content, head, sentences, squeeze
from assistant.types import Hit, Lifecycle

UNKNOWN = "I don't know."
_RECALLED = 12
_CITED = 4
_SPOKEN_OF = (Lifecycle.IN_FORCE, Lifecycle.PAST)
"""What was replaced or faded answers nothing."""
_VAGUE = 0.5
"""What a passage loses that tells a "when" without any day."""
_ANNOUNCES = re.compile(r":\s*(?:/\s*)?(?:\d{1,2}[:.h]\d{2}\s*)?$")
"""Ends with a colon, but for the time beside it: what it announces was not kept."""
_CLIPPED = re.compile(r"(?:\.\.\.|\u2026)(?:['\"\u2019\u201d]|\s*/|\s*$)")
_NUMERALS = frozenset(str(number) for number in range(1, _CITED + 1))


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
    known_as: KnownAs = lambda question: (),  # noqa: ARG005
) -> Answer:
    """The answer to ``question`` from recall alone; ``on_words`` gets the words that stand, as they are ready.

    ``known_as`` tells by what other names those go whom a question names.

    Mind's sentences are given out only once they are grounded in the recalled passages; otherwise the best passages
    themselves are the answer.
    """
    if not question.strip():
        return Answer(UNKNOWN, abstained=True)
    recalled = [hit for hit in related.search(question, _RECALLED) if hit.lifecycle in _SPOKEN_OF]
    asked = Asked.of(question, known_as(question))
    hits = _supporting(asked, recalled)
    if not hits:
        on_words(UNKNOWN)
        return Answer(UNKNOWN, abstained=True)
    spoken = _spoken(question, hits, mind, on_words) if mind is not None else None
    if spoken is not None:
        return spoken
    used = _distinct(hits)[: _leading(asked, hits)]
    text = " ".join(f"{head(told(hit), 240)}{_over(hit)} [{number}]" for number, hit in enumerate(used, start=1))
    on_words(text)
    return Answer(text, abstained=False, cites=tuple(used))


def _over(hit: Hit) -> str:
    """What has passed is never told as if it were still coming."""
    return " (past)" if hit.lifecycle is Lifecycle.PAST else ""


def _supporting(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that speak of what the question asks for, best first; none where support is thin."""
    fitting = [hit for hit in hits if asked.fits(hit) and not _ANNOUNCES.search(hit.text)]
    # A line that its window cut short answers only where it was never seen whole.
    fitting = [hit for hit in fitting if not _CLIPPED.search(hit.text)] or fitting
    # Words that the question and the passage share count most; the recall's own order settles ties.
    return sorted(fitting, key=lambda hit: _VAGUE * expected.vague(asked.text, hit.text) - _worth(asked, hit))


def _worth(asked: Asked, hit: Hit) -> float:
    return asked.coverage(hit) + 0.3 * hit.score


def _leading(asked: Asked, hits: Sequence[Hit]) -> int:
    """How many passages to give: one, or those that fit as well as the first."""
    best = asked.coverage(hits[0])
    equal = sum(asked.coverage(hit) >= best - 0.01 for hit in hits)
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
