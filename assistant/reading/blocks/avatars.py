"""Pictures of people that show the first letters of a name: they say nothing, and head nothing."""

from __future__ import annotations

from assistant.reading.moments import TRAILING
from assistant.reading.page import Item, Mark, Marks, Page
from assistant.reading.people import fold_name, looks_like_name, sender
from assistant.types import BlockKind

_BESIDE = 4.0
"""The name begins at most this many heights right of its picture."""
_LEVEL = 1.6
"""The picture's middle is at most this many heights from the name's."""
_MOST = 3


def find(page: Page) -> Marks:
    """One to three letters left of a name, or of a line that begins with one, whose words begin with them."""
    found = [item for item in page.items if len(item.words) == 1 and 1 <= len(fold_name(item.text)) <= _MOST]
    return {
        item.index: Mark(BlockKind.MENU, number)
        for number, item in enumerate(found)
        if len(item.text) <= _MOST + 1 and any(_shows(item, other, page) for other in page.items)
    }


def _shows(picture: Item, name: Item, page: Page) -> bool:
    beside = 0 <= name.x0 - picture.x1 < _BESIDE * page.tall
    level = abs(name.middle - picture.middle) < _LEVEL * page.tall
    timed = TRAILING.match(name.text)
    named = sender(timed["rest"] if timed else name.text)
    letters = fold_name(picture.text)
    return beside and level and (len(letters) > 1 or looks_like_name(named)) and letters in _initials(named)


def _initials(name: str) -> set[str]:
    """How a picture may shorten a name: its first words' letters, or those of the first and the last."""
    letters = [fold_name(word)[:1] for word in name.split()]
    return {"".join(letters[:count]) for count in range(1, _MOST + 1)} | {letters[0] + letters[-1]}
