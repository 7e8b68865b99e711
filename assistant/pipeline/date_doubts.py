"""Days that are named and do not hold: refused ones, and the month of an event that a duty only comes before.

Folded text in. In English, German and French; a missing phrase costs a wrong day and no more.
"""

from __future__ import annotations

import re

_NEAR = 80
"""Characters around a day that are looked at."""
_VERY = r"(?:(?:much|far|a bit|viel|leider|bien|un peu) )?"
_REFUSED_AFTER = re.compile(
    r"^(?:\s(?:morning|afternoon|evening|at \S+|um \S+(?: uhr)?|a \S+))?[,\s]*(?:"
    rf"(?:(?:is|would be|will be|that is|that's|ist|ware|ist mir|ist uns|est|sera|serait|c'est) )?{_VERY}"
    r"(?:too (?:late|early|soon)|zu (?:spat|fruh)|trop (?:tard|tot))\b|"
    r"(?:does not|doesn't|will not|won't|would not|wouldn't|can't|cannot) (?:work|suit|do|fit)\b|"
    r"is (?:not possible|impossible|no good)\b|"
    r"(?:geht|passt|klappt) (?:\w+ ){0,3}nicht\b|(?:kann|konnen) (?:ich|wir) (?:\w+ ){0,2}nicht\b(?! \w)|"
    r"(?:ca )?ne (?:me |nous )?(?:convient|va|marche) pas\b|(?:ce )?n'est pas possible\b|c'est impossible\b|"
    r"je ne peux pas\b(?! \w))"
)
_REFUSED_BEFORE = re.compile(
    r"\b(?:(?:cannot|can't|can not|could not|couldn't) (?:do|make)(?: it)?(?: on)?|"
    r"(?:kann|konnen) (?:ich|wir)?(?: leider)? nicht (?:am)?|(?:ne peux|ne peut|ne pouvons) pas (?:venir )?(?:le)?) ?$"
)
_BEFORE_EVENT = re.compile(
    r"\b(?:before|prior to|ahead of|for|vor|fur|avant|pour) (?!(?:the )?(?:end|start|beginning|middle)\b)"
    r"(?:[^\s.,;:!?]+ ){1,5}$"
)


def refused(plain: str, at: int, to: int) -> bool:
    """Whether the day at ``at`` to ``to`` is one that somebody cannot or will not keep: "Thursday is too late"."""
    return _REFUSED_AFTER.match(plain[to : to + _NEAR]) is not None or (
        _REFUSED_BEFORE.search(plain[max(0, at - _NEAR) : at]) is not None
    )


def names_event(plain: str, at: int) -> bool:
    """Whether a month at ``at`` only tells which event is meant: "before the trip in May" has no day."""
    return _BEFORE_EVENT.search(plain[max(0, at - _NEAR) : at]) is not None
