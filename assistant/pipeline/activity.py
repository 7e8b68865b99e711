"""What the user was at, when: glimpses of windows become episodes that can be compared from day to day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from assistant.pipeline.date_words import MONTHS, WEEKDAYS
from assistant.pipeline.scene import Surface, surface, topic
from assistant.pipeline.text import fold
from assistant.types import Glimpse

SLOT_MINUTES = 30
_PAUSE = timedelta(minutes=15)
"""Away from a thing for longer than this, coming back to it is another episode."""
_LEAST_LETTERS = 3
_PIECE = re.compile(r"[^\W_]+")
_WEEK_WORDS = "week weeks kw woche calendar kalenderwoche semaine sem no nr version rev draft entwurf vom of for de"
_PASSING = frozenset(_WEEK_WORDS.split()) | WEEKDAYS.keys() | MONTHS.keys()
"""Words of titles that say which one of a series it is, not which series."""
_NUMBERED = re.compile(r"(?:kw|w|s|v|q|no|nr)?\d+(?:st|nd|rd|th|h|am|pm)?")
_VARYING = re.compile(
    r"\(\d+\)|\[\d+\]|\b(?:kw|week|woche|semaine|w|v|q)[\s_.-]*\d+\b|\d{1,4}([./_-]\d{1,2}){1,2}([./_-]\d{2,4})?|\b\d+\b",
    re.IGNORECASE,
)
_EDGES = " -–—_,.:;#|/()[]"


@dataclass(frozen=True, slots=True)
class Episode:
    """One uninterrupted use of one thing."""

    key: str
    """Equal for the same document or place on every day, whatever week or count its title shows."""
    name: str
    """What it is called, as its title says."""
    start: datetime
    end: datetime
    observation: int
    """The observation in which it began."""

    @property
    def day(self) -> date:
        """The user's calendar day."""
        return self.start.date()

    @property
    def minute(self) -> int:
        """Minutes since the user's midnight."""
        return self.start.hour * 60 + self.start.minute


def episodes(glimpses: Iterable[Glimpse]) -> list[Episode]:
    """Glimpses in order of time joined to episodes; windows that name nothing of their own are left out."""
    found: list[Episode] = []
    for glimpse in glimpses:
        key, name = thing(glimpse.app, glimpse.title)
        last = found[-1] if found else None
        if last is not None and key == last.key and glimpse.start - last.end <= _PAUSE and last.day == _day(glimpse):
            end = max(last.end, glimpse.end)
            found[-1] = Episode(key, last.name, last.start, end, last.observation)
        elif key:
            found.append(Episode(key, name, glimpse.start, glimpse.end, glimpse.observation))
    return found


def _day(glimpse: Glimpse) -> date:
    return glimpse.start.date()


def slot(moment: datetime) -> tuple[date, int]:
    """The day and the half hour of it, by the user's clock."""
    return moment.date(), (moment.hour * 60 + moment.minute) // SLOT_MINUTES


@lru_cache(maxsize=4096)
def thing(app: str, title: str) -> tuple[str, str]:
    """Key and name of what a window shows; two empty texts where it shows nothing in particular."""
    about = topic(title, app)
    key = series(about)
    if key:
        return key, about
    plain = fold(app)
    if not about and surface(app, title) is not Surface.BROWSER and len(plain) >= _LEAST_LETTERS:
        return f"app {plain}", app
    return "", ""


def series(name: str) -> str:
    """A title without what changes from one week or version to the next: "Timesheet week 12" is "timesheet"."""
    kept = [
        piece
        for piece in _PIECE.findall(fold(name).replace("_", " "))
        if piece not in _PASSING and not _NUMBERED.fullmatch(piece)
    ]
    joined = " ".join(kept)
    return joined if sum(sign.isalpha() for sign in joined) >= _LEAST_LETTERS or _wide(joined) else ""


def common_name(names: Sequence[str]) -> str:
    """What to call a series: its one name, or the newest without the parts that vary."""
    if len(set(names)) == 1:
        return names[-1]
    bare = " ".join(_VARYING.sub(" ", names[-1]).split())
    words = bare.strip(_EDGES).split(" ")
    while len(words) > 1 and fold(words[-1]).strip(_EDGES) in _PASSING:
        words.pop()
    return re.sub(r"[\s_-]+(\.\w+)$", r"\1", " ".join(words)).strip(_EDGES) or names[-1]


def _wide(text: str) -> bool:
    return len(text) > 1 and all(ord(sign) > 0x2E7F or sign == " " for sign in text)
