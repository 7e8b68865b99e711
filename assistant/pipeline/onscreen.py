"""Whether the user is at the matter of a belief now, or looks at its very words."""

from __future__ import annotations

from assistant.pipeline import scene
from assistant.pipeline.context import Context
from assistant.pipeline.scene import Surface, surface
from assistant.pipeline.text import content, fold, squeeze
from assistant.pipeline.wording import column_day
from assistant.types import Evidence, Proposition, Who

_LEAST_QUOTE = 6


def touches(belief: Proposition, context: Context) -> bool:
    """Whether the user is at the belief's person, topic or document now."""
    if not context.title and not context.lines:
        return False
    around = fold(" ".join((context.title, *context.headers)))
    for one in belief.evidence:
        about = scene.topic(one.title, one.app)
        same_title = bool(about) and fold(about) in around
        person = fold(one.header).strip()
        if same_title or (len(person) >= 3 and one.who is not Who.USER and person in around):
            return True
    matter = content(belief.evidence[0].quote) if belief.evidence else frozenset()
    return len(matter & content(context.title)) >= 2


def shown(belief: Proposition, context: Context) -> bool:
    """Whether the belief's own quote stands on the screen."""
    seen = squeeze(" ".join(context.lines))
    quotes = (one for one in belief.evidence if one.supports and len(one.quote) >= _LEAST_QUOTE)
    return any(squeeze(one.quote) in seen and _on_its_day(one, context) for one in quotes)


def _on_its_day(one: Evidence, context: Context) -> bool:
    """Whether an entry of a calendar stands under the day it was read for: what comes weekly has others too."""
    in_calendar = surface(one.app, one.title) is Surface.CALENDAR and column_day(one.header) != ""
    if not in_calendar or surface(context.app, context.title) is not Surface.CALENDAR:
        return True
    day, quote = fold(column_day(one.header)), squeeze(one.quote)
    return any(fold(column_day(header)) == day and squeeze(text) in quote for text, header in context.entries)
