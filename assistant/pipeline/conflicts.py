"""News that collides with what the user promised, planned or has in the calendar.

Such news is worth a word at once, although it was just read: what it collides with was not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.pipeline import fading, lexicon
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.scene import Surface
from assistant.pipeline.slots import Slots, newest, slots
from assistant.pipeline.text import content
from assistant.types import Kind, Proposition, Status, Who

NEWS = timedelta(minutes=20)
"""What was learned longer ago is no news."""
_CLOSE = timedelta(minutes=45)
"""Two things that begin so near to each other cannot both be attended."""
_TIMED = (Kind.EVENT, Kind.PLAN)


def collides(
    news: Proposition, beliefs: Sequence[Proposition], ended: Sequence[Proposition], now: datetime
) -> tuple[str, Proposition] | None:
    """What ``news``, which somebody else brought, collides with, and how in a few words; None for nothing.

    ``beliefs`` are those in force; ``ended`` those that ``news`` put an end to.
    """
    source = newest(news)
    if source is None or source.who is Who.USER or not timedelta(0) <= now - news.created <= NEWS:
        return None
    fresh = slots(news)
    if fresh.by_user or fresh.place is Surface.CALENDAR or fresh.ticked:
        return None  # What is done or deleted stands in nobody's way.
    if planned_otherwise := next((old for old in ended if _own(slots(old))), None):
        return "This is not what you planned", planned_otherwise
    others = [one for one in beliefs if one is not news and not fading.expired(one.valid_to, now)]
    planned = next((one for one in others if _moves(news, fresh, one)), None)
    if planned is not None:
        return "Your calendar says something else", planned
    meanwhile = next((one for one in others if _at_once(news, fresh, one)), None)
    return ("There is something else at that time", meanwhile) if meanwhile is not None else None


def _own(old: Slots) -> bool:
    """Whether the user said it or has it in the calendar."""
    return old.by_user or old.place is Surface.CALENDAR


def _moves(news: Proposition, fresh: Slots, old: Proposition) -> bool:
    """Whether news of a change is about a calendar's entry of that day with the one who brings it."""
    if not fresh.altered or not lexicon.has(Cue.CHANGE, fresh.statement) or not _same_day(news, old):
        return False
    known = slots(old)
    if known.place is not Surface.CALENDAR or old.status is not Status.ACTIVE:
        return False
    about = fresh.words | content(fresh.speaker)
    return bool(content(fresh.speaker) & known.words) or len(about & known.words) >= 2


def _same_day(one: Proposition, other: Proposition) -> bool:
    """Whether both are for one day; an entry that names none is for the day on which it was seen."""

    def day(belief: Proposition) -> object:
        return (belief.valid_from or belief.created).astimezone(one.created.tzinfo).date()

    return day(one) == day(other)


def _at_once(news: Proposition, fresh: Slots, old: Proposition) -> bool:
    """Whether another thing of the user begins at about the time for which something is announced."""
    if news.kind not in _TIMED or old.kind not in _TIMED or old.status is not Status.ACTIVE:
        return False
    if news.valid_from is None or old.valid_from is None or not _has_hour(news) or not _has_hour(old):
        return False
    known = slots(old)
    other_matter = not (fresh.words & known.words) and fresh.observation != known.observation
    called_off = lexicon.has(Cue.CANCEL, fresh.statement) or lexicon.has(Cue.CANCEL, known.statement)
    # What was put into the calendar later, for that very minute, is what was announced.
    entered = known.place is Surface.CALENDAR and old.created > news.created and old.valid_from == news.valid_from
    clash = abs(news.valid_from - old.valid_from) <= _CLOSE or _within(news, old) or _within(old, news)
    return other_matter and not called_off and not entered and _own(known) and clash


def _within(one: Proposition, other: Proposition) -> bool:
    """Whether one begins in the middle of another that is known to last longer than appointments are taken to."""
    if one.valid_from is None or other.valid_from is None or other.valid_to is None:
        return False
    lasting = other.valid_to - other.valid_from > timedelta(hours=1)
    return lasting and other.valid_from <= one.valid_from < other.valid_to


def _has_hour(belief: Proposition) -> bool:
    """Whether it begins at an hour and is not for a whole day."""
    assert belief.valid_from is not None
    return belief.valid_to is not None and belief.valid_to - belief.valid_from < timedelta(hours=20)
