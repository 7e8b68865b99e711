"""News: what says of itself that something was changed, moved or called off, and which old belief it means."""

from __future__ import annotations

import re

from assistant.pipeline import lexicon
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.pair import FAR, NEAR, Pair, Relation, Verdict
from assistant.pipeline.scene import Surface
from assistant.pipeline.slots import one_class
from assistant.pipeline.text import content, fold
from assistant.types import Kind

_FROM_TO = re.compile(r"\b(?:from|von|de) (?P<left>[^,.;:]{2,40}?) (?:to|auf|zu|an|a|en) (?P<now>[^,.;:]{2,40})")


_INSTEAD = re.compile(
    r"\b(?:instead of|(?:an)?statt|au lieu d(?:e|u|es)) (?:(?:the|des|der|dem|den|la|le|les|l') ?)?"
    r"(?P<left>[^\s,.;:]+ [^\s,.;:]+)"
)


def moved_before(pair: Pair) -> Verdict | None:
    """A calendar that still shows what is known to have been moved or called off: an old page, and no news."""
    fresh, known = pair.fresh, pair.known
    if fresh.place is not Surface.CALENDAR or known.place is Surface.CALENDAR or not known.altered:
        return None
    start, end = pair.new.valid_from, pair.old.valid_from
    if start is None or not fresh.words & known.words:
        return None
    day = start.astimezone(pair.new.created.tzinfo).date()
    off = lexicon.has(Cue.CANCEL, known.statement)
    elsewhere = end is not None and end.astimezone(pair.new.created.tzinfo).date() != day
    if day in known.days and (off or (elsewhere and len(known.days) > 1)):
        return Verdict(Relation.CONTRADICTS, "it was moved before", stale=True)
    return None


def changed(pair: Pair) -> Verdict | None:
    """Words of change or cancellation about the same thing."""
    fresh, known = pair.fresh, pair.known
    if not fresh.altered or fresh.heading or fresh.plain == known.plain:
        return None
    if known.altered and fresh.dates == known.dates and fresh.numbers == known.numbers:
        return None
    about = (_names_old_value, _same_matter, _points_back, _calls_off_day, _mail_about, _from_to)
    if any(judge(pair) for judge in about):
        reason = "it was called off" if lexicon.has(Cue.CANCEL, fresh.statement) else "it was changed"
        return Verdict(Relation.CONTRADICTS, reason, explicit=True)
    return None


def _same_matter(pair: Pair) -> bool:
    """The same things are spoken of, and both are appointments, or both duties, or neither."""
    if pair.similarity < FAR or not pair.shared:
        return False
    given_up = pair.fresh.by_user and pair.known.by_user and lexicon.has(Cue.CANCEL, pair.fresh.statement)
    if given_up and len(pair.shared) >= 3 and pair.overlap >= 0.5:
        return True
    if not one_class(pair.fresh, pair.known):
        return pair.overlap >= 0.75 and len(pair.shared) >= 2 and pair.similarity >= NEAR
    new_date = pair.fresh.dates and pair.known.dates and pair.fresh.dates != pair.known.dates
    if new_date and pair.similarity >= 0.5 and pair.overlap >= 0.33:
        return True
    most = len(pair.shared) >= 0.5 * len(pair.known.words)
    return (len(pair.shared) >= 2 and pair.overlap >= 0.5) or (most and (pair.same_place or pair.similarity >= NEAR))


def _names_old_value(pair: Pair) -> bool:
    """The old date or number is named beside the new one: "not Friday but Wednesday", "on 12.03. moved to 16.03."."""
    fresh, known = pair.fresh, pair.known
    alike = one_class(pair.fresh, pair.known) or pair.overlap >= 0.75
    near = pair.same_place or pair.similarity >= NEAR
    if fresh.dates > known.dates and known.dates and pair.shared and alike and near:
        return True
    clocks = _clocks(fresh.numbers) > _clocks(known.numbers) > set()
    if clocks and fresh.days & known.days and fresh.speaker and fresh.speaker == known.speaker:
        return True
    entered = known.place is Surface.CALENDAR and bool(content(fresh.speaker) & known.words)
    if entered and len(_clocks(fresh.numbers)) > 1 and _clocks(fresh.numbers) & _clocks(known.numbers):
        return bool(fresh.days & pair.old_days)
    speakers = content(fresh.speaker) if fresh.speaker == known.speaker else frozenset()
    told = fresh.names & known.names
    if known.place is Surface.CALENDAR:
        told |= fresh.words & known.words
    return len(fresh.days) > 1 and pair.begins in fresh.days and bool(told - speakers)


def _clocks(numbers: frozenset[str]) -> set[str]:
    return {number for number in numbers if re.fullmatch(r"\d{1,2}\.\d\d", number)}


def _points_back(pair: Pair) -> bool:
    """As in "it moved to Friday": nothing but the place tells what, so it is the dated thing of that place."""
    dated = bool(pair.known.dates or pair.known.numbers)
    return not pair.fresh.words and dated and pair.same_place and pair.similarity >= FAR


def _calls_off_day(pair: Pair) -> bool:
    """Whoever announced something for a day, or stands in the calendar on it, says that it is off on that very day."""
    fresh, known = pair.fresh, pair.known
    same_speaker = fresh.speaker != "" and fresh.speaker == known.speaker
    entered = known.place is Surface.CALENDAR and bool((fresh.words | content(fresh.speaker)) & known.words)
    off = lexicon.has(Cue.CANCEL, fresh.statement)
    events = pair.new.kind is Kind.EVENT and pair.old.kind is Kind.EVENT
    # A calendar's entry of that very day under the same name needs no likeness of the sentences.
    near = entered or pair.similarity >= FAR
    return off and (same_speaker or entered) and events and bool(fresh.days & pair.old_days) and near


def _mail_about(pair: Pair) -> bool:
    """A new time in a mail whose subject names the appointment: "New date is Thursday" under "Review of chapter 3"."""
    fresh, known = pair.fresh, pair.known
    if not fresh.speaker or not fresh.days or not known.scheduled or not fresh.scheduled:
        return False
    named = content(fresh.about) & known.words
    apart = pair.begins is not None and pair.begins not in fresh.days
    return apart and len(named) >= 2 and len(named) >= 0.6 * len(known.words)


def _from_to(pair: Pair) -> bool:
    """A value is named with the one that takes its place: "changed the assignee from Ann Lee to Bo Rae"."""
    fresh, known = pair.fresh, pair.known
    plain = fold(fresh.statement)
    if instead := _INSTEAD.search(plain):
        left = content(instead["left"])
        return len(left) >= 2 and left <= known.words and bool(known.scheduled or known.days)
    found = _FROM_TO.search(plain)
    if found is None:
        return False
    left, now = content(found["left"]), content(found["now"])
    if not left or now & known.words or not left & known.words:
        return False
    rest = (content(fresh.about) | fresh.words) & known.words - left
    return (left <= known.words and len(rest) >= 2) or (known.owed and fresh.talk == known.talk)
