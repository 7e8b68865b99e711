"""From a chosen passage and the mind's opinion to a proposition: the mind's words only where they are faithful."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from assistant.pipeline import confidence, dates, fading, ground, names, wording
from assistant.pipeline.choose import Candidate
from assistant.pipeline.passage import settled
from assistant.pipeline.ports import Opinion, Person
from assistant.pipeline.scene import Surface, listed, speaker, topic
from assistant.types import BlockKind, Evidence, Kind, Line, Observation, Proposition, Tier, Wording

LEAST_LOGPROB = -0.35
"""Mean token log-probability below which the mind's own words are not used."""
_SURE_WITHOUT_MIND = 0.62
"""A passage scored at least this high is worth its extractive wording even when the mind has nothing to say."""

_NUMERIC_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}|\d{4}-\d")

Count = Callable[[str], None]


def propose(
    candidate: Candidate,
    opinion: Opinion | None,
    observation: Observation,
    user: Person,
    *,
    count: Count = lambda name: None,  # noqa: ARG005
) -> Proposition | None:
    """What a passage lets us believe, or None where neither the mind nor the signs find anything to say.

    ``count`` is told the name of everything that was refused ("ground.name", "mind.echo", ...), for the counters.
    ``opinion`` is None where no mind was asked.
    """
    observation = settled(observation)
    lines = [observation.lines[index] for index in candidate.lines]
    if any(line.tier is Tier.HOSTILE for line in lines):
        count("hostile")
        return None
    if not ground.verbatim(candidate.quote, observation.lines):
        count("ground.quote")
        return None
    words = _paraphrase(candidate, opinion, user, count)
    if words is None and opinion is not None and not opinion.text.strip():
        count("mind.silent")
        if candidate.score < _SURE_WITHOUT_MIND:
            return None
    said = _said(candidate, observation)
    text = wording.placed(words, said, user) if words else wording.extractive(said, user)
    kind = _kind(candidate, opinion if words else None)
    return _proposition(candidate, observation, opinion, user, text, kind, words is not None)


def _paraphrase(candidate: Candidate, opinion: Opinion | None, user: Person, count: Count) -> str | None:
    """The mind's words if every check lets them pass."""
    if opinion is None or not opinion.text.strip():
        return None
    thought = candidate.thought
    text = opinion.text.strip()
    if ground.echo(text, thought.quote, thought.header) or ground.parroted(text, thought.quote):
        count("mind.echo")
        return None
    failures = ground.check(text, thought.quote, thought.title, thought.header, thought.who, user)
    failures += ground.lost(text, thought.quote, speaker(thought.header, user))
    for failure in failures:
        count(f"ground.{failure}")
    if failures:
        return None
    if opinion.logprob < LEAST_LOGPROB:
        count("mind.unsure")
        return None
    return text


def _kind(candidate: Candidate, opinion: Opinion | None) -> Kind:
    if candidate.kind is not None:
        return candidate.kind
    return opinion.kind if opinion is not None and opinion.kind is not None else Kind.FACT


def _validity(
    kind: Kind, candidate: Candidate, line: Line, seen_at: datetime
) -> tuple[datetime | None, datetime | None]:
    """When it is true. In a calendar the column says the day; a time without one is not taken for today's."""
    quote, header = candidate.thought.quote, line.header
    if line.block_kind is BlockKind.MAIL_LIST:
        quote, seen_at = _as_sent(quote, header, seen_at)
    if candidate.place is not Surface.CALENDAR:
        if kind in (Kind.EVENT, Kind.PLAN) and _of_a_page(candidate, line) and not _names_day(quote):
            return None, None
        since, until = dates.validity(kind, quote, seen_at)
        # A row of a table tells how things stand now, overdue ones too.
        told_late = candidate.place is Surface.SHEET and fading.expired(until, seen_at)
        return (None, None) if told_late else (since, until)
    day = wording.column_day(header)
    if not day and not _names_day(quote):
        return None, None
    return dates.validity(kind, f"{day} {quote}", seen_at)


def _names_day(quote: str) -> bool:
    return bool(dates.concepts(quote)) or _NUMERIC_DAY.search(quote) is not None


def _of_a_page(candidate: Candidate, line: Line) -> bool:
    """Whether a line is neither a message nor the user's: "from 1 to 5 pm" is of the day that stands elsewhere."""
    told = candidate.place in (Surface.MAIL, Surface.CHAT) or line.block_kind in (BlockKind.MESSAGE, BlockKind.MAIL)
    return not told and not wording.by_user(line)


def _as_sent(row: str, sender: str, seen_at: datetime) -> tuple[str, datetime]:
    """A row of a list of mails without what only tells when it came, and when that was: its "Monday" is of then."""
    day = wording.sent_day(row)
    sent, _ = dates.resolve(day, seen_at) if day else (None, None)
    if sent is None or sent.date() >= seen_at.date():
        return wording.as_sent(row, sender), seen_at
    return wording.as_sent(row.removeprefix(day), sender), sent


def _said(candidate: Candidate, observation: Observation) -> wording.Said:
    lines = [observation.lines[index] for index in candidate.lines]
    cells = tuple((line.header, line.text) for line in lines) if lines[0].block_kind is BlockKind.TABLE else ()
    return wording.Said(
        candidate.thought.quote, lines[0], observation.app, observation.title, candidate.place, candidate.cues, cells
    )


def _proposition(
    candidate: Candidate,
    observation: Observation,
    opinion: Opinion | None,
    user: Person,
    text: str,
    kind: Kind,
    paraphrased: bool,
) -> Proposition:
    lines = [observation.lines[index] for index in candidate.lines]
    seen_at: datetime = observation.start
    tier = min((line.tier for line in lines), key=lambda one: one.strength)
    evidence = Evidence(
        observation.id, candidate.quote, True, tier, seen_at, observation.app, observation.title,
        lines[0].header, lines[0].who,
    )  # fmt: skip
    valid_from, valid_to = _validity(kind, candidate, lines[0], seen_at)
    about = topic(observation.title, observation.app)
    spoken = "" if listed(lines[0].header) else speaker(lines[0].header, user)  # A column of a board is nobody's name.
    found = names.entities(spoken, candidate.thought.quote, about if about in text else "")
    draft = Proposition(
        text=text,
        kind=kind,
        confidence=0.5,
        trust=tier,
        evidence=(evidence,),
        created=seen_at,
        updated=seen_at,
        half_life=fading.half_life(kind),
        valid_from=valid_from,
        valid_to=valid_to,
        wording=Wording.PARAPHRASE if paraphrased else Wording.EXTRACTIVE,
        logprob=opinion.logprob if opinion is not None and paraphrased else None,
        entities=found,
    )
    return confidence.assessed(draft, lines[0].block_kind, salience=candidate.score)
