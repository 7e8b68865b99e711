"""What the user says about beliefs and suggestions: answers, reasons, what they teach, and questions.

Values like those of ``types``: frozen, with ids that are the store's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the user said about a proposition or a suggestion."""

    target: str
    """``proposition:ID`` or ``suggestion:ID``."""
    verdict: str
    """confirm, reject, edit, pin, unpin; accept, dismiss, snooze, never."""
    time: datetime
    note: str = ""
    confidence: float | None = None
    """What was shown when the user answered about a belief."""
    log_odds: float | None = None
    """What the model had given the belief then, before recalibration; None for the user's own words."""
    asked: bool = False
    """Inkling asked for it."""


class Reason(StrEnum):
    """Why the user rejects a belief; each has its own effect."""

    WRONG = "wrong"
    """It is not true: the meaning does not come back."""
    NOT_ABOUT_ME = "not_about_me"
    """It is somebody else's: the meaning does not come back, and its source is doubted."""
    OUT_OF_DATE = "out_of_date"
    """It was true: it becomes history, and its like may be learned again."""
    NOT_USEFUL = "not_useful"
    """True or not, nobody needs it: the meaning does not come back, and its sort is less salient."""
    PRIVATE = "private"
    """It is nobody's business: it is put away like under a rule, and the meaning does not come back."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A meaning that the user does not want to be believed again."""

    reason: Reason
    time: datetime
    note: str = ""
    """The user's own words about it."""
    text: str = ""
    """The belief's words; empty once retention took them, when only keyed hashes and a vector are left."""
    proposition_id: int | None = None
    """The rejected belief, for an undo; None once retention took it."""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one act of the user teaches."""

    sort: str
    """``name``, ``self``, ``kind``, ``cut``, ``source`` or ``useless``; see pipeline.preferences."""
    subject: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Preference:
    """A lesson with the beliefs whose edits or rejections taught it."""

    lesson: Lesson
    because: tuple[int, ...]
    """Ids of those beliefs, each once: the same belief never teaches twice."""
    updated: datetime
    id: int | None = None


class QuestionStatus(StrEnum):
    """Where a question to the user is in its life."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    """The user said "not now"; it is not asked again."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    """Its belief changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Question:
    """One belief put to the user: yes, no, or how it really is."""

    proposition_id: int
    text: str
    """The belief's words when it was asked."""
    worth: float
    """What an answer is expected to gain beyond the cost of asking."""
    created: datetime
    expires: datetime
    status: QuestionStatus = QuestionStatus.OPEN
    answer: str = ""
    """``yes``, ``no`` or ``edited``."""
    id: int | None = None
