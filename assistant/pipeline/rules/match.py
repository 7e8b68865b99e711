"""Which rules speak of something: by words, by where it comes from, by kind, and matters also by meaning.

Rules are compiled into look-ups once, so that a thousand of them cost a belief no more than a few.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.pipeline import topics
from assistant.pipeline.ports import Vectors
from assistant.pipeline.text import cjk, content, fold
from assistant.privacy import places
from assistant.privacy.exclusion import fold as fold_title
from assistant.privacy.rules import Effect, Rule, Scope
from assistant.types import Kind, Proposition, Wording

ASKED = 0.31
"""Likeness from which a statement is taken for a known matter that the user named (see ``topics.likeness``)."""
ALIKE = 0.4
"""Cosine from which a statement is taken for a matter in the user's own words; it finds about two thirds of those that
use none of the words, and one in sixty of others."""
_OWN = re.compile(r"^(?:my|our|meine?[nmrs]?|unsere?[nmrs]?|mon|ma|mes|notre|nos) ", re.IGNORECASE)
_PART = re.compile(r"[^\W_]+")

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged."""

    says: str
    """Everything it says: statement and quotes."""
    around: str = ""
    """What stands around that: senders, titles, names."""
    kind: Kind | None = None
    sources: frozenset[tuple[str, str]] = frozenset()
    """Program and title of every window that it rests on."""
    stated: bool = False
    """In the user's own words: nothing was inferred."""

    @classmethod
    def of(cls, belief: Proposition) -> Subject:
        """A belief with its supporting evidence."""
        support = [piece for piece in belief.evidence if piece.supports]
        around = [part for piece in support for part in (piece.header, piece.title)]
        return cls(
            "\n".join(dict.fromkeys((belief.text, *(piece.quote for piece in support)))),
            "\n".join(dict.fromkeys((*around, *belief.entities))),
            belief.kind,
            frozenset((piece.app, piece.title) for piece in support),
            belief.wording is Wording.USER,
        )


class Matcher:
    """The rules of one moment."""

    def __init__(self, rules: Iterable[Rule], embed: Embed | None = None) -> None:
        """``embed`` gives the meaning of free topics; without it words alone decide."""
        self.rules = tuple(rules)
        self._all: list[Rule] = []
        self._by_kind: dict[str, list[Rule]] = defaultdict(list)
        self._by_topic: dict[str, list[Rule]] = defaultdict(list)
        self._by_word: dict[str, list[tuple[frozenset[str], Rule]]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[frozenset[str], Rule]]] = defaultdict(list)
        self._by_place: dict[places.Key, list[Rule]] = defaultdict(list)
        self._titled: list[tuple[str, Rule]] = []
        self._meant: list[Rule] = []
        for rule in self.rules:
            self._file(rule)
        self._samples = _samples(self._by_topic, embed)
        self._meanings = _meanings(self._meant, embed)
        self.by_meaning = bool(self._samples) or self._meanings is not None
        """Whether a vector is of any use."""

    def _file(self, rule: Rule) -> None:
        match rule.scope:
            case Scope.ALL:
                self._all.append(rule)
            case Scope.KIND:
                self._by_kind[rule.value].append(rule)
            case Scope.NAME:
                _index(self._by_name, frozenset(_PART.findall(fold(rule.value))), rule)
            case Scope.TOPIC if rule.value in topics.BY_NAME:
                self._by_topic[rule.value].append(rule)
            case Scope.TOPIC:
                _index(self._by_word, _roots(rule.value), rule)
                self._meant.append(rule)
            case Scope.TITLE:
                self._titled.append((fold_title(rule.value), rule))
            case _:
                self._by_place[places.key(rule.scope, rule.value)].append(rule)

    def places(self) -> places.Places:
        """The windows that are never read."""
        unread = [rule for rule in self.rules if rule.effect is Effect.NEVER_READ]
        return places.Places(
            frozenset(places.key(rule.scope, rule.value) for rule in unread if rule.scope is not Scope.TITLE),
            tuple(fold_title(rule.value) for rule in unread if rule.scope is Scope.TITLE),
        )

    def matching(self, subject: Subject, meaning: Vectors | None = None) -> list[Rule]:
        """The rules that speak of ``subject``, in the order of their ids; ``meaning`` is its statement's vector."""
        found = [*self._all, *(self._by_kind.get(subject.kind.value, ()) if subject.kind else ())]
        if self._by_name:
            parts = frozenset(_parts(f"{subject.says}\n{subject.around}"))
            found += _indexed(self._by_name, parts)
        if self._by_word:
            found += _indexed(self._by_word, _roots(subject.says))
        for topic, rules in self._by_topic.items():
            if self._is_about(topic, subject, meaning):
                found += rules
        if meaning is not None and self._meanings is not None:
            found += [self._meant[at] for at in np.flatnonzero(self._meanings @ meaning >= ALIKE)]
        return sorted(dict.fromkeys([*found, *self._from(subject)]), key=lambda rule: rule.id or 0)

    def _is_about(self, topic: str, subject: Subject, meaning: Vectors | None) -> bool:
        if topics.says(topic, subject.says, rim=True):
            return True
        samples = self._samples.get(topic)
        return meaning is not None and samples is not None and samples.likeness(meaning) >= ASKED

    def _from(self, subject: Subject) -> list[Rule]:
        """Rules about sources: a belief counts where all that it rests on comes from there."""
        if not subject.sources or not (self._by_place or self._titled):
            return []
        each = [frozenset(self._of_window(app, title)) for app, title in subject.sources]
        return list(frozenset.intersection(*each))

    def _of_window(self, app: str, title: str) -> Iterable[Rule]:
        for key in places.keys(app, title) if self._by_place else ():
            yield from self._by_place.get(key, ())
        folded = fold_title(title) if self._titled else ""
        yield from (rule for part, rule in self._titled if part in folded)


def _index(index: dict[str, list[tuple[frozenset[str], Rule]]], words: frozenset[str], rule: Rule) -> None:
    """File a rule under its longest word, which is the rarest as a rule."""
    if words:
        index[max(words, key=lambda word: (len(word), word))].append((words, rule))


def _indexed(index: dict[str, list[tuple[frozenset[str], Rule]]], words: frozenset[str]) -> list[Rule]:
    return [rule for word in words if word in index for needed, rule in index[word] if needed <= words]


def _roots(text: str) -> frozenset[str]:
    """The words that carry meaning, so bare that "taxes" meets "tax"."""
    return frozenset(word.removesuffix("e") if len(word) > 3 else word for word in content(text))


def _parts(text: str) -> list[str]:
    """The parts of names: "Anna Weber's", "Annas" and "anna.weber@example.org" all hold "anna"."""
    found: list[str] = []
    for part in _PART.findall(fold(text)):
        found.append(part)
        if cjk(part):
            found += [part[at : at + size] for size in (1, 2, 3, 4) for at in range(len(part) - size + 1)]
        elif len(part) > 3 and part.endswith("s"):
            found.append(part[:-1])
    return found


def _samples(by_topic: Iterable[str], embed: Embed | None) -> dict[str, topics.Samples]:
    return {name: topics.samples(topics.BY_NAME[name], embed) for name in by_topic} if embed is not None else {}


def _meanings(rules: Sequence[Rule], embed: Embed | None) -> Vectors | None:
    # Whose it is says nothing about what it is, and would draw everything else of the user's near.
    return embed([_OWN.sub("", rule.value) for rule in rules]) if embed is not None and rules else None
