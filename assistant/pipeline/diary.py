"""What there is to tell about a day: what comes, what was learned, what changed, and all of it in a few sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.pipeline import fading, lexicon
from assistant.pipeline.date_words import WEEKDAYS
from assistant.pipeline.episodes import Episode
from assistant.pipeline.history import source
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.text import content, counted, fold, head, words
from assistant.types import Entry, Kind, Proposition, Status, Wording

DATED = (Kind.DEADLINE, Kind.TASK, Kind.EVENT, Kind.PLAN)
"""Kinds that may lie ahead."""
_NAMED = 3
"""Documents and people that a sentence names."""
_REWORDED = 2
"""Words by which two wordings of the same may differ: those of their frames."""
_ENDS = ".!?…'”。"
_TOLD = 160
"""Characters of a belief in a sentence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One belief in the place of another."""

    old: Proposition
    new: Proposition
    entry: Entry | None = None
    """What the old one's history notes of it."""

    @property
    def refines(self) -> bool:
        """Whether the new one only says the same again, as when a clipped line is seen whole."""
        if self.new.wording is Wording.USER:
            return False
        before, after = _values(self.old.text), _values(self.new.text)
        if _unsaid(before, after) and _unsaid(after, before):
            return False  # Another day, hour or sum is news, however few words it takes.
        old, new = content(self.old.text), content(self.new.text)
        return min(_unsaid(old, new), _unsaid(new, old)) <= _REWORDED

    @property
    def reason(self) -> str:
        """Why, in plain words; empty where nothing tells."""
        if self.new.wording is Wording.USER:
            return "You said so."
        known = {piece.quote for piece in self.old.evidence}
        quotes = [piece for piece in self.new.evidence if piece.supports and piece.quote not in known]
        noted = self.entry.evidence if self.entry is not None else None
        piece = noted or (quotes[-1] if quotes else None)
        why = f"{self.entry.reason[:1].upper()}{self.entry.reason[1:]}: " if self.entry and self.entry.reason else ""
        return f"{why}{source(piece)}" if piece is not None else why.removesuffix(": ")


def due(belief: Proposition) -> datetime | None:
    """The date of what lies ahead: a deadline's end, an event's beginning. None for what has no date."""
    if belief.kind not in DATED:
        return None
    return belief.valid_to if belief.kind in (Kind.DEADLINE, Kind.TASK) else belief.valid_from


def day_of(belief: Proposition) -> datetime | None:
    """A time on the day that people call its date: what is due by a midnight is due on the day before."""
    date = due(belief)
    if date is None or belief.kind not in (Kind.DEADLINE, Kind.TASK) or (date.hour, date.minute) != (0, 0):
        return date
    return date - timedelta(minutes=1)


def is_ahead(belief: Proposition, at: datetime) -> bool:
    """Whether it has a date and has not begun, or goes on for days; what began an hour ago is not coming any more."""
    date = due(belief)
    if date is None:
        return False
    lasts = belief.valid_to is not None and belief.valid_to - date >= timedelta(days=1)
    return date > at or (lasts and not fading.expired(belief.valid_to, at))


def called_off(belief: Proposition) -> bool:
    """Whether it says of something that it does not take place: worth knowing, and not coming."""
    off = lexicon.has(Cue.CANCEL, belief.text) or lexicon.negated(belief.text)
    return belief.kind in (Kind.EVENT, Kind.PLAN) and off


def coming(beliefs: Iterable[Proposition], at: datetime) -> list[Proposition]:
    """What was in force at ``at`` and lay ahead then, the nearest first. Never what was past or called off.

    ``beliefs`` are those of every status, since one that was replaced or ended later stood then.
    """
    standing = [belief for belief in beliefs if is_ahead(belief, at) and _stood(belief, at)]
    found = [(due(belief), belief) for belief in standing if not called_off(belief)]
    return [belief for date, belief in sorted(found, key=lambda pair: pair[0] or at)]


def learned(beliefs: Iterable[Proposition], start: datetime, end: datetime) -> list[Proposition]:
    """What was new in that time and holds, or held until its own end; the surest first."""
    new = [b for b in beliefs if start <= b.created < end and b.status in (Status.ACTIVE, Status.EXPIRED)]
    return sorted(new, key=lambda belief: (-belief.confidence, belief.created))


def changed(
    beliefs: Iterable[Proposition], start: datetime, end: datetime, entries: Mapping[int, Entry] | None = None
) -> list[Change]:
    """What took the place of an older belief in that time, in order; ``entries``: what ended each, by its id.

    What the user took back is left out.
    """
    everything = {belief.id: belief for belief in beliefs}
    found = []
    for old in everything.values():
        new = everything.get(old.ended_by)
        if old.ended is None or new is None or not start <= old.ended < end:
            continue
        if old.status is Status.SUPERSEDED and new.status not in (Status.REJECTED, Status.QUARANTINED):
            found.append((old.ended, Change(old, new, (entries or {}).get(old.id or 0))))
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def sentences(
    day: str, spent: Sequence[Episode], ahead: Sequence[Proposition], new: int, altered: int, *, began: bool = True
) -> tuple[str, ...]:
    """The day in a few sentences, put together by rule, each true by what it counts. ``day``: its name."""
    if not began:
        told = [f"{day} is still to come."]
    elif not spent:
        told = [f"Nothing was seen on {day}."]
    else:
        total = sum((one.attention for one in spent), timedelta(0))
        first, last = spent[0].start, max(one.end for one in spent)
        told = [f"On {day} you spent {duration(total)} at the screen, between {first:%H:%M} and {last:%H:%M}."]
        told += _documents(spent) + _people(spent)
    if new or altered:
        gained = f"learned {counted(new, 'thing')}" if new else ""
        revised = f"revised {altered}" if altered else ""
        told.append(f"Inkling {' and '.join(part for part in (gained, revised) if part)}.")
    if ahead and (date := day_of(ahead[0])) is not None:
        text = head(ahead[0].text, _TOLD)
        told.append(f"Next, {date:%A} {date.day} {date:%B}: {text}{'' if text[-1:] in _ENDS else '.'}")
    return tuple(told)


def duration(length: timedelta) -> str:
    """A length of time as people say it: ``2 h 5 min``, ``40 min``, ``less than a minute``."""
    minutes = round(length / timedelta(minutes=1))
    if minutes < 1:
        return "less than a minute"
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def _documents(spent: Sequence[Episode]) -> list[str]:
    by_name: dict[str, tuple[str, timedelta]] = {}
    for one in spent:
        name, length = by_name.get(fold(one.document), (one.document, timedelta(0)))
        by_name[fold(one.document)] = (name, length + one.attention)
    most = sorted(by_name.values(), key=lambda pair: -pair[1])[:_NAMED]
    named = [f"'{name}' ({duration(length)})" for name, length in most if length >= timedelta(minutes=1)]
    return [f"Most of it went to {_listed(named)}."] if named else []


def _people(spent: Sequence[Episode]) -> list[str]:
    lengths: dict[str, timedelta] = {}
    for one in spent:
        for name in one.people:
            lengths[name] = lengths.get(name, timedelta(0)) + one.attention
    most = sorted(lengths, key=lambda name: -lengths[name])[:_NAMED]
    return [f"You dealt with {_listed(most)}."] if most else []


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _values(text: str) -> frozenset[str]:
    """Numbers, and days of the week in any language."""
    days = (f"day {WEEKDAYS[word]}" for word in words(text) if word in WEEKDAYS)
    return frozenset((*re.findall(r"\d+", text), *days))


def _unsaid(said: frozenset[str], by: frozenset[str]) -> int:
    """How many words the other wording lacks; the last one of a clipped line may be half of one that it has."""
    return sum(not any(other.startswith(word) for other in by) for word in said)


def _stood(belief: Proposition, at: datetime) -> bool:
    """Whether a belief was in force at ``at``; one that the user rejected since is not shown again either way."""
    rejected = belief.status in (Status.REJECTED, Status.QUARANTINED)
    return not rejected and belief.created <= at and (belief.ended is None or belief.ended > at)
