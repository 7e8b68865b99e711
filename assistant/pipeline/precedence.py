"""Who is right where two beliefs disagree: stated > edited > typed > own > seen > what the mind alone believes.

One order for all: :func:`wins` decides what replaces what, :func:`strongest` which of several is spoken of first.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.pipeline.pair import Verdict
from assistant.types import Proposition, Standing


def wins(new: Proposition, old: Proposition, verdict: Verdict) -> bool:
    """Whether ``new`` takes the place of ``old``, which it refines or contradicts.

    The news must be newer by capture time. What the user stated, edited or pinned falls only to the user's own word:
    an equal or better one, or one typed that tells of the change itself ("I no longer ..."). Everything else falls to
    equal or better standing, and to a weaker one that tells of a change; what nothing supports replaces nothing that
    something does.
    """
    if captured(new) < captured(old) or verdict.stale:
        return False
    outranks = verdict.explicit or new.standing >= old.standing
    if old.pinned or old.standing >= Standing.EDITED:
        return outranks and new.standing >= Standing.TYPED
    if new.standing is Standing.BELIEVED and old.standing > Standing.BELIEVED:
        return False
    return outranks


def strongest(beliefs: Iterable[Proposition]) -> list[Proposition]:
    """The same beliefs, the best standing first, then the surest, then the newest."""
    return sorted(beliefs, key=lambda one: (-one.standing, -one.confidence, -captured(one), one.id or 0))


def captured(belief: Proposition) -> float:
    """When the newest supporting evidence was on the screen, in seconds."""
    return max((one.time.timestamp() for one in belief.evidence if one.supports), default=belief.created.timestamp())
