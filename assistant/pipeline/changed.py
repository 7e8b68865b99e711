"""What has changed while the old value is still looked at, on a page or in the user's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from assistant.pipeline import dates, lexicon
from assistant.pipeline.context import Context
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.onscreen import shown
from assistant.pipeline.scene import Surface, surface
from assistant.pipeline.slots import newest, slots
from assistant.pipeline.text import content, squeeze
from assistant.pipeline.wording import column_day
from assistant.types import Kind, Proposition, Status

_WHOLE_DAY = timedelta(hours=20)
_LEAST_BEGUN = 16
"""Letters from which the beginning of a text tells which text it is."""


class Ended:
    """What beliefs put an end to."""

    def __init__(self, beliefs: Sequence[Proposition]) -> None:
        self._by: dict[int, list[Proposition]] = {}
        known = {one.id: one for one in beliefs}
        for one in beliefs:
            if one.status is not Status.ACTIVE and one.ended_by is not None:
                self._by.setdefault(one.ended_by, []).append(one)
            old = known.get(one.supersedes) if one.supersedes is not None else None
            if old is not None and old.ended_by is None and one.id is not None:
                self._by.setdefault(one.id, []).append(old)

    def by(self, belief: Proposition) -> list[Proposition]:
        """All that does not hold since ``belief`` does; what only was written on or cut off is no such thing."""
        found: list[Proposition] = []
        for old in self._by.get(belief.id or 0, []):
            found += self.by(old) if _says_more(belief, old) else [old]
        return found


def _says_more(new: Proposition, old: Proposition) -> bool:
    """Whether the new one rests on the old one's evidence too, or is the whole of what a list had cut off."""
    kept = {(one.observation_id, one.quote) for one in new.evidence if one.supports}
    whole = squeeze(" ".join(one.quote for one in new.evidence if one.supports))
    quotes = [one for one in old.evidence if one.supports]
    return any((one.observation_id, one.quote) in kept or _begins(one.quote, whole) for one in quotes)


def _begins(quote: str, whole: str) -> bool:
    """Whether a quote that is cut off goes on in ``whole``; its last word may be cut, its subject stand before it."""
    text = quote.rstrip()
    begun = squeeze(text.rpartition(" - ")[2].rstrip(" .…").rpartition(" ")[0])
    return text.endswith(("..", "…")) and len(begun) >= _LEAST_BEGUN and begun in whole


def outdated(belief: Proposition, ended: Sequence[Proposition], context: Context, now: datetime) -> str | None:
    """How to say that an old value of what ``belief`` tells is looked at; None where none is."""
    source = newest(belief)
    if source is None or shown(belief, context) or _begun(belief, now):
        return None
    if behind := _behind(belief, context):
        return behind
    altered = lexicon.has(Cue.CHANGE, source.quote) or lexicon.has(Cue.CANCEL, source.quote)
    if not altered and not dates.concepts(source.quote):
        return None
    return "This has changed since" if any(shown(old, context) for old in ended) else None


def _begun(belief: Proposition, now: datetime) -> bool:
    """Whether an appointment with an hour has begun: when it was before does not matter any more."""
    if belief.kind not in (Kind.EVENT, Kind.PLAN) or belief.valid_from is None or belief.valid_to is None:
        return False
    return belief.valid_to - belief.valid_from < _WHOLE_DAY and belief.valid_from <= now


def _behind(belief: Proposition, context: Context) -> str | None:
    """How to say that the calendar on the screen has an entry on the day that something left."""
    if surface(context.app, context.title) is not Surface.CALENDAR or belief.kind not in (Kind.EVENT, Kind.PLAN):
        return None
    told = slots(belief)
    if not told.altered or told.by_user or told.place is Surface.CALENDAR:
        return None
    entered = {
        day
        for text, header in context.entries
        if content(text) & told.words and (day := _day(header, belief.created)) is not None
    }
    if lexicon.has(Cue.CANCEL, told.statement):
        return "Your calendar still shows what was called off" if entered & told.days else None
    if belief.valid_from is None:
        return None
    standing = belief.valid_from.astimezone(belief.created.tzinfo).date()
    old = entered & (told.days - {standing})
    return "Your calendar still shows the old date" if old and standing not in entered else None


def _day(header: str, near: datetime) -> date | None:
    """The day that a calendar's column is for."""
    start, _ = dates.resolve(column_day(header), near)
    return start.date() if start is not None else None
