"""What is not inferred about anybody unless the user opts in: a policy over the words and samples of ``topics``.

The line: appointments and tasks stay, as the calendar or the user has them, since they are a schedule ("Dentist, Dr.
Amselfeld, Wednesday 15:30"). Conditions, diagnoses, medication, orientation, faith, views, descent, what others earn or
owe and what children are like are not made into beliefs. What the user states is no inference, and stays too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.pipeline import lexicon, names, topics
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.ports import Person, Vectors
from assistant.types import Kind, Proposition, Tier, Who, Wording

SURE = 0.32
"""Likeness from which a statement without any telling word is taken for a category (see ``topics.likeness``)."""
CATEGORIES = {
    "health": "health",
    "sexuality": "sexuality",
    "religion": "religion",
    "politics": "politics",
    "ethnicity": "ethnicity",
    "finances": "money",
    "children": "children",
}
"""Category, as the setting ``privacy.infer`` names it, and the topic that describes it."""
_SCHEDULE = frozenset((Kind.TASK, Kind.DEADLINE, Kind.EVENT, Kind.PLAN, Kind.ROUTINE))

_OF_USER = re.compile(r"The user (?!wrote\b|asked\b)\w")
"""Begins a statement whose subject is the user: "The user owes ...", not "The user's brother owes ..."."""
_THIRD_PERSON = re.compile(r"\b(?:owes|earns|inherit(?:s|ed)|schuldet|verdient|erbt|gagne|doit)\b", re.IGNORECASE)

Embed = Callable[[Sequence[str]], Vectors]


class Sensitive:
    """The categories that this user has not opted in to."""

    def __init__(self, infer: Sequence[str], embed: Embed | None = None) -> None:
        """``infer``: the categories that may be inferred. ``embed`` is asked once; without it words alone decide."""
        self._left = {name: topic for name, topic in CATEGORIES.items() if name not in infer}
        self._samples = {
            name: topics.samples(topics.BY_NAME[topic], embed)
            for name, topic in self._left.items()
            # Others' debts and one's own invoices lie too near each other for meaning alone.
            if embed is not None and name != "finances"
        }

    def category(self, belief: Proposition, user: Person, meaning: Vectors | None = None) -> str | None:
        """The category that an inferred belief falls in; None where it may be believed.

        ``meaning`` is the vector of its statement.
        """
        if belief.trust is Tier.STATED or belief.wording is Wording.USER:
            return None
        says = "\n".join((belief.text, *(piece.quote for piece in belief.evidence if piece.supports)))
        for name, topic in self._left.items():
            if self._is(name, topic, says, meaning) and not _is_exempt(name, belief, user):
                return name
        return None

    def _is(self, name: str, topic: str, says: str, meaning: Vectors | None) -> bool:
        if topics.says(topic, says, rim=False):
            return True
        samples = self._samples.get(name)
        return meaning is not None and samples is not None and samples.likeness(meaning) >= SURE


def _is_exempt(category: str, belief: Proposition, user: Person) -> bool:
    """Whether it is an appointment or task in the user's own words, or the user's own money."""
    if belief.kind in _SCHEDULE and _in_own_words(belief):
        return True
    return category == "finances" and _is_own(belief, user)


def _in_own_words(belief: Proposition) -> bool:
    return all(
        piece.who is Who.USER or piece.tier in (Tier.TYPED, Tier.OWN, Tier.STATED)
        for piece in belief.evidence
        if piece.supports
    )


def _is_own(belief: Proposition, user: Person) -> bool:
    """Whether it is about the user's own affairs: said by the user of nobody else, or said to the user."""
    quote = belief.evidence[0].quote if belief.evidence else belief.text
    cues = lexicon.cues(quote)
    if _in_own_words(belief):
        return Cue.FIRST in cues or not (_others(names.entities(quote), user) or _THIRD_PERSON.search(quote))
    return Cue.SECOND in cues or _OF_USER.match(belief.text) is not None


def _others(found: Sequence[str], user: Person) -> list[str]:
    own = {name.casefold() for name in user.names}
    return [name for name in found if name.casefold() not in own]
