"""What a belief is about, in slots that can be compared: its words, numbers, dates, speaker, place and denials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.pipeline import dates, lexicon, names
from assistant.pipeline.clip import bare, drafted
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.scene import Surface, day_left, finished, listed, surface, talk, topic
from assistant.pipeline.text import content, fold, sentences, squeeze, unticked
from assistant.types import Evidence, Kind, Proposition, Tier, Who, Wording

_VAGUE = content(
    "moved postponed rescheduled changed cancelled instead new now please thanks update send deadline due verschoben "
    "abgesagt neuer statt bitte fallig frist reporte annule nouvelle merci correction already hey hi hello ok okay "
    "sorry same still doch lieber leider heads need 変更 延期 中止 お願"
)
"""Words of change, greeting and politeness, which no matter is made of."""
_HEADING = re.compile(r"(?:\S+\s+){0,11}\S*[^.!?。！？\s]")
_SCHEDULED = frozenset((Kind.EVENT, Kind.PLAN, Kind.ROUTINE))
_OWED = frozenset((Kind.TASK, Kind.DEADLINE))


@dataclass(frozen=True, slots=True)
class Slots:
    """One belief's newest supporting evidence, taken apart."""

    quote: str
    plain: str
    """Letters and digits of the whole quote."""
    statement: str
    """The part of the quote that the belief states."""
    words: frozenset[str]
    """What the statement is about: content words without dates, numbers and words of change."""
    numbers: frozenset[str]
    dates: frozenset[str]
    """Calendar words, equal in all languages."""
    days: frozenset[date]
    """The days that they mean."""
    names: frozenset[str]
    who: Who
    speaker: str
    about: str
    """The window's topic, folded."""
    talk: str
    """The window without what changes in its title, folded: what is said there belongs together."""
    place: Surface
    spoken: bool
    """In a chat or a mail, whatever program shows it."""
    day: str
    """Of an entry in a calendar: the day over it, folded."""
    left: str
    """And the day that it left for this one."""
    observation: int | None
    denied: bool
    heading: bool
    """The subject of a mail and no sentence: it names no new value, the mail does."""
    row: bool
    """A row of a table under the names of its columns."""
    ticked: bool
    """Marked as done in a list, or among the finished cards of a board."""
    on_board: bool
    """A card on a board or a row of a list of tasks."""
    draft: bool
    """A message that was not sent yet, as the line at the bottom of a chat in a terminal shows it."""
    altered: bool
    routine: bool
    by_user: bool
    scheduled: bool
    """Something that takes place at a time."""
    owed: bool
    """Something that somebody has to do."""


def slots(belief: Proposition) -> Slots:
    """The slots of a belief."""
    source = newest(belief)
    header, left = day_left(source.header) if source else ("", "")
    quote = bare(source.quote, header) if source else belief.text
    said = statement(belief, quote)
    # A column of a board is no speaker: its cards move on.
    spoken = header if source and source.who is not Who.USER and not listed(header) else ""
    calendar = dates.concepts(said)
    place = surface(source.app, source.title) if source else Surface.OTHER
    known = dict(belief.features)
    if listed(header):
        place = Surface.BROWSER if place in (Surface.CALENDAR, Surface.TERMINAL) else place
    elif known.get("calendar"):
        place = Surface.CALENDAR
    elif place is Surface.TERMINAL and spoken and source and source.who is Who.OTHER:
        place = Surface.CHAT  # What a program prints there has no speaker.
    when = dates.find(said, source.time if source else belief.created)
    row = place is Surface.SHEET or (bool(known.get("table")) and header != "")
    return Slots(
        quote=quote,
        plain=squeeze(unticked(quote)),
        statement=said,
        words=frozenset(word for word in content(said) if dates.is_matter(word)) - _VAGUE,
        numbers=frozenset(names.numbers(said)),
        dates=frozenset(calendar),
        days=frozenset(one.start.date() for one in when),
        names=content(" ".join(belief.entities)) - {"dr", "prof", "mr", "mrs", "herr", "frau"},
        who=source.who if source else Who.UNKNOWN,
        speaker=fold(spoken).strip(),
        about=fold(topic(source.title, source.app)) if source else "",
        talk=fold(f"{source.app} {talk(source.title, source.app)}") if source else "",
        place=place,
        spoken=place in (Surface.CHAT, Surface.MAIL) or bool(known.get("message") or known.get("mail")),
        day=fold(header) if place is Surface.CALENDAR else "",
        left=fold(left),
        observation=source.observation_id if source else None,
        denied=lexicon.negated(said),
        heading=place is Surface.MAIL and not calendar and _HEADING.fullmatch(said.strip()) is not None,
        row=row,
        ticked=finished(quote, header, source.who if source else Who.UNKNOWN),
        on_board=listed(header),
        draft=drafted(source.quote, header) if source else False,
        # A row of a table tells how things stand; that it says "declined" is no news of another row.
        altered=lexicon.news(said) and not row,
        routine=lexicon.has(Cue.ROUTINE, said),
        scheduled=belief.kind in _SCHEDULED or (bool(when) and lexicon.has(Cue.EVENT, said)),
        owed=belief.kind in _OWED,
        by_user=belief.trust in (Tier.TYPED, Tier.OWN, Tier.STATED) or (source is not None and source.who is Who.USER),
    )


def newest(belief: Proposition) -> Evidence | None:
    """The supporting evidence that was captured last."""
    support = [one for one in belief.evidence if one.supports]
    return max(support, key=lambda one: one.time) if support else None


def statement(belief: Proposition, quote: str) -> str:
    """The part of a quote that a belief states: one line may hold several statements."""
    if len(sentences(quote)) < 2:
        return quote
    framed = belief.text.partition(": '")[2].rpartition("'")[0]
    if belief.wording is Wording.EXTRACTIVE and framed and squeeze(framed) in squeeze(quote):
        return framed
    said = content(belief.text)
    parts = [quote[start:end] for start, end in sentences(quote)]
    return max(parts, key=lambda part: len(content(part) & said) / (1 + len(content(part))))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the smaller set that stands in the other as well, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def one_class(one: Slots, other: Slots) -> bool:
    """Whether two beliefs can be news of each other: both take place, both are owed, or neither."""
    if (one.scheduled and other.scheduled) or (one.owed and other.owed):
        return True
    return not (one.scheduled or one.owed or other.scheduled or other.owed)
