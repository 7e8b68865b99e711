"""Facts in the mind's own words: only if every sentence of them is faithful to one of the facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.pipeline import ground
from assistant.pipeline.ports import Mind, Person
from assistant.pipeline.text import content, sentences
from assistant.types import Who

FACTS = 6
"""Facts that are put to the mind."""
_SHARED = 0.7
"""The share of a sentence's words that must stand in its fact."""
_CITATION = re.compile(r"\s*\[\d+\]")
_BY_USER = re.compile(r"\bthe user (?:wrote|asked|told|entered|ran|will|has|is|spent|dealt)\b", re.IGNORECASE)


def retold(question: str, facts: Sequence[str], mind: Mind, user: Person) -> str | None:
    """The mind's paragraph, or None where any of it cannot be stood by; ``facts`` call the user "the user"."""
    told = list(facts[:FACTS])
    text = _CITATION.sub("", "".join(mind.answer(question, told))).strip()
    spans = [text[start:end].strip() for start, end in sentences(text)]
    if not spans or not all(faithful(sentence, told, user) for sentence in spans):
        return None
    return " ".join(dict.fromkeys(spans))


def faithful(sentence: str, facts: Sequence[str], user: Person) -> bool:
    """Whether one fact holds every name, number, date and denial of the sentence, most words, and who does what."""
    said = content(sentence)
    return any(
        len(said & content(fact)) >= _SHARED * len(said) and not ground.check(sentence, fact, "", "", who, user)
        for fact in facts
        for who in [Who.USER if _BY_USER.search(fact) else Who.OTHER]
        if said
    )
