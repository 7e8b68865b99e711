"""The values that flow through Inkling, from pixels to suggestions.

All of them are frozen: a step never changes what it was given, it returns something new. Ids are the
store's: a value that was not stored yet has ``id=None``. Times are timezone-aware; the store keeps UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of one monitor's image; x1 and y1 are exclusive."""


class Tier(StrEnum):
    """Where a line comes from, which decides what may be done with beliefs that rest on it."""

    STATED = "stated"
    """The user told Inkling."""
    TYPED = "typed"
    """New characters on the caret's line, no more of them than keys were pressed."""
    OWN = "own"
    """The user's own documents and outgoing messages."""
    SEEN = "seen"
    """Everything else on the screen."""
    HOSTILE = "hostile"
    """Instruction-shaped or phishing-shaped text: kept out of inference."""

    @property
    def strength(self) -> int:
        """4 for the strongest tier down to 0 for the weakest."""
        return _STRENGTH[self]


_STRENGTH = {Tier.STATED: 4, Tier.TYPED: 3, Tier.OWN: 2, Tier.SEEN: 1, Tier.HOSTILE: 0}


class Standing(IntEnum):
    """Whose word a belief rests on: where two disagree, the higher one counts."""

    BELIEVED = 0
    """No supporting evidence: what the mind alone believes."""
    SEEN = 1
    OWN = 2
    TYPED = 3
    EDITED = 4
    """The user put other words in the place of an inferred belief."""
    STATED = 5
    """The user said so, or said yes to it."""


class Kind(StrEnum):
    """What a proposition is about; each kind has its own half-life."""

    TASK = "task"
    DEADLINE = "deadline"
    EVENT = "event"
    PERSON = "person"
    PROJECT = "project"
    PLAN = "plan"
    PREFERENCE = "preference"
    ROUTINE = "routine"
    TOOL = "tool"
    IDENTITY = "identity"
    FACT = "fact"


class EntityKind(StrEnum):
    """What a name stands for, as far as cheap signs tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PROJECT = "project"
    FILE = "file"
    PLACE = "place"
    THING = "thing"
    """Something with a name; what, is not known."""


class Status(StrEnum):
    """Where a proposition is in its life. Nothing but ``forget`` deletes one."""

    ACTIVE = "active"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"


class What(StrEnum):
    """What happened to a proposition: the entries of its history."""

    ADDED = "added"
    SUPPORTED = "supported"
    OPPOSED = "opposed"
    SUPERSEDED = "superseded"
    """A newer proposition took its place."""
    RETIRED = "retired"
    """The news that superseded another one ended it too."""
    PAST = "past"
    """What it speaks of is over."""
    ASLEEP = "asleep"
    """It faded without news."""
    WOKEN = "woken"
    QUARANTINED = "quarantined"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    EDITED = "edited"
    """The user said it in other words, which took its place."""
    REWORDED = "reworded"
    """Its words had to change because those they came from were forgotten."""
    PINNED = "pinned"
    UNPINNED = "unpinned"
    RESTORED = "restored"
    """The user brought it back."""
    UNDONE = "undone"
    """The user brought back what it had replaced."""
    COUNTED = "counted"
    """A routine was counted over one more day."""
    MOVED = "moved"
    """It begins or ends at another time."""
    RECALIBRATED = "recalibrated"
    """The same evidence is weighed anew."""


class Lifecycle(StrEnum):
    """Where a proposition is in its life, in more words than :class:`Status` has."""

    IN_FORCE = "in_force"
    PAST = "past"
    ASLEEP = "asleep"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"


class SuggestionStatus(StrEnum):
    """Where a suggestion is in its life."""

    NEW = "new"
    SHOWN = "shown"
    WITHHELD = "withheld"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    SNOOZED = "snoozed"
    EXPIRED = "expired"


class Who(StrEnum):
    """Who speaks in a line, as far as the screen tells."""

    USER = "user"
    OTHER = "other"
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """The shape on the screen that a line is part of."""

    MESSAGE = "message"
    MAIL_LIST = "mail_list"
    MAIL = "mail"
    FORM = "form"
    TABLE = "table"
    ENTRY = "entry"
    """An appointment in a calendar, under its day."""
    CODE = "code"
    TERMINAL = "terminal"
    MENU = "menu"
    ADVERT = "advert"
    TEXT = "text"


class Wording(StrEnum):
    """Who chose a proposition's words."""

    EXTRACTIVE = "extractive"
    """The verbatim quote in a fixed frame: always faithful."""
    PARAPHRASE = "paraphrase"
    """The mind's words, which passed every faithfulness check."""
    USER = "user"
    """The user's own words, by an edit or a statement."""


class State(StrEnum):
    """What the daemon is really doing, computed from facts and never assumed."""

    CAPTURING = "capturing"
    PAUSED = "paused"
    LOCKED = "locked"
    AWAY = "away"
    NO_DISPLAY = "no_display"
    NO_PERMISSION = "no_permission"
    MODEL_MISSING = "model_missing"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Pixels:
    """One monitor's image in memory. Pixels are never written to disk."""

    width: int
    height: int
    data: bytes
    """Rows from the top, four bytes a pixel in the order blue, green, red, unused (mss's own order)."""


@dataclass(frozen=True, slots=True)
class Window:
    """One window as the window system tells it, in pixels of its monitor's image."""

    app: str
    title: str
    x: int
    y: int
    width: int
    height: int
    focused: bool = False
    private: bool | None = None
    """Known to be private or known not to be; None: the title rules decide."""
    see_through: bool = False
    """What lies below may shine through, so this window hides nothing that must be masked."""

    @property
    def box(self) -> Box:
        """The window's rectangle, which may reach beyond the image."""
        return (self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Input:
    """What the hands did since the last frame: how much, never which keys."""

    keys: int = 0
    idle_s: float = 0.0
    caret: Box | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels and the window list of one monitor at one instant."""

    time: datetime
    monitor: int
    pixels: Pixels
    windows: tuple[Window, ...] | None
    """Topmost first. None: the window system could not be asked, so the frame must be skipped."""
    input: Input | None = None
    """None: not known, and then nothing counts as typed."""
    file: str | None = None
    """The recording's file name, in replay only."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that was read from the screen and allowed to be kept."""

    text: str
    box: Box
    tier: Tier = Tier.SEEN
    who: Who = Who.UNKNOWN
    header: str = ""
    """The sender, field label, column or heading that governs the line; empty where there is none."""
    block: int = 0
    """Lines of one observation with the same number belong to one block, in reading order."""
    block_kind: BlockKind = BlockKind.TEXT
    score: float = 1.0
    """The reader's own certainty about the characters, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What was newly seen in one window: only lines that were not on the screen before."""

    start: datetime
    end: datetime
    """Extended as long as the screen stays unchanged."""
    app: str
    title: str
    monitor: int
    lines: tuple[Line, ...]
    file: str | None = None
    focused: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one monitor: whose window had the focus there, whether or not anything was new."""

    time: datetime
    monitor: int
    focus: int | None
    """The newest observation of the focused window; None where it is on another monitor, never read, or unknown."""
    idle_s: float | None = None
    """Seconds since the last key or pointer movement; None: not known."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A stretch of time in which one window was in front, without its text."""

    start: datetime
    """In the zone of the capture: its hour is the one that the user's clock showed."""
    end: datetime
    app: str
    title: str
    observation: int
    """The first observation of the stretch."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in one place."""

    text: str
    """As written there, or the address itself where it has no name."""
    kind: EntityKind
    address: str = ""
    """The mail address that stands with it."""
    line: int | None = None
    """The line of the observation that holds it; None for its window's title and for a belief."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, under all the names by which it goes."""

    id: int
    kind: EntityKind
    aliases: tuple[str, ...]
    """Names and addresses as written on the screen, the one that tells most first."""
    last_seen: datetime

    @property
    def name(self) -> str:
        """What to call it."""
        return self.aliases[0]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a proposition is believed: a verbatim quote of one observation."""

    observation_id: int | None
    """None: the user stated it, or the observation was forgotten by retention while its quote is kept."""
    quote: str
    supports: bool
    tier: Tier
    time: datetime
    app: str = ""
    title: str = ""
    header: str = ""
    who: Who = Who.UNKNOWN


@dataclass(frozen=True, slots=True)
class Proposition:
    """A short statement about the user, with how sure we are and why."""

    text: str
    kind: Kind
    confidence: float
    """Probability that the statement is true, 0 to 1."""
    trust: Tier
    """The strongest supporting tier: says what may be done with the belief."""
    evidence: tuple[Evidence, ...]
    created: datetime
    updated: datetime
    half_life: timedelta | None = None
    """How long until an unrefreshed belief has lost half of its weight; None: it does not fade."""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    status: Status = Status.ACTIVE
    supersedes: int | None = None
    wording: Wording = Wording.EXTRACTIVE
    logprob: float | None = None
    """Mean token log-probability of the mind's answer; None where no mind was asked."""
    entities: tuple[str, ...] = ()
    """Names that stand in the quote, header or title, as written there."""
    pinned: bool = False
    features: tuple[tuple[str, float], ...] = ()
    """What its first confidence was computed from, by name; empty for the user's own words."""
    log_odds: float | None = None
    """What the model gives those features, before the user's answers recalibrate it; None where no model judged."""
    ended: datetime | None = None
    """When it stopped being believed; None while it is in force. The store's to set, like the two below."""
    ended_by: int | None = None
    """The proposition that took its place, if one did and is still there."""
    lifecycle: Lifecycle = Lifecycle.IN_FORCE
    id: int | None = None

    @property
    def standing(self) -> Standing:
        """Whose word it is: stated, edited, typed, own, seen, or only believed."""
        if self.trust is Tier.STATED:
            edited = self.wording is Wording.USER and self.supersedes is not None
            return Standing.EDITED if edited else Standing.STATED
        if self.trust is Tier.HOSTILE or not any(piece.supports for piece in self.evidence):
            return Standing.BELIEVED
        return Standing[self.trust.name]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a proposition stood at one time: what is needed to bring that back."""

    status: Status
    confidence: float
    trust: Tier
    half_life: timedelta | None
    valid_from: datetime | None
    valid_to: datetime | None
    pinned: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a proposition's history."""

    proposition_id: int
    time: datetime
    """By the home's clock, or the capture's for what came from the screen."""
    what: What
    reason: str = ""
    """In plain words, without any of the screen's."""
    evidence: Evidence | None = None
    """The quote that caused it; None where there was none or it was forgotten."""
    other: int | None = None
    """The proposition that caused it, or that this one replaced."""
    before: Snapshot | None = None
    """How the proposition stood before; None where it was new, or older than histories are kept."""
    after: float | None = None
    """Its confidence right afterwards."""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What Inkling would say, and what it is worth to say it."""

    title: str
    body: str
    because: tuple[int, ...]
    """Ids of the propositions it rests on."""
    p: float
    """Probability that the user wants it now."""
    benefit: float
    cost_fp: float
    """Cost of an unwanted interruption."""
    cost_fn: float
    """Cost of staying silent when it was wanted."""
    utility: float
    """P*B - (1-P)*C_fp + P*C_fn: the gain over staying silent."""
    created: datetime
    expires: datetime
    status: SuggestionStatus = SuggestionStatus.NEW
    shown_at: datetime | None = None
    withheld_for: str | None = None
    """Why it was not shown, in words for the user."""
    key: str = ""
    """What makes two suggestions the same, for "never like this" and against repetition."""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of a search."""

    kind: str
    """``proposition`` or ``observation``."""
    id: int
    text: str
    score: float
    time: datetime
    lifecycle: Lifecycle = Lifecycle.IN_FORCE
    """Whether it still holds; ``past`` as soon as its end has passed. Of a line, whether a belief took its place."""
    header: str = ""
    """Who speaks, or the label that governs the line, where it is known."""
    title: str = ""
    """The window's."""
