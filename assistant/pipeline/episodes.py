"""What a day was: looks at the screen become stretches of attention, and those become episodes of one task.

Attention is counted where a key or pointer was near: the focused window gets the time from one look to the next,
as ActivityWatch's heartbeats do, and nothing is counted twice however many monitors there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.pipeline.ports import Person
from assistant.pipeline.scene import Surface, speaker, surface, topic
from assistant.pipeline.text import fold
from assistant.types import BlockKind, Look, Observation, Tier, Who

READING = timedelta(minutes=3)
"""How long somebody who touches nothing is taken to be reading; ActivityWatch's bound for being away."""
BREAK = timedelta(minutes=10)
"""A longer silence ends an episode."""
FLIP = timedelta(minutes=2)
"""Less than that in another window, and back again, is part of what it interrupted."""
_NOTHING = timedelta(0)
_PEOPLE = 8
"""People named of one episode at most: who is spoken with, not everybody in a room."""
_PARTICLE = r"(?:d[aeiu]|del|della|der|den|dos|la|le|ter|van|vom|von|zu|zum|zur|bin|ibn|al|el|y)"
_CAPITAL = r"(?:[dDlLO]['’])?[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:{_PARTICLE} )*{_CAPITAL}){{0,3}}")
_FULL_NAME = re.compile(rf"{_CAPITAL}(?: (?:{_PARTICLE} )*{_CAPITAL}){{1,3}}")
"""What may be a person's name; "Message deleted" and "Customer service" are none."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Time in a row on what stood in one window."""

    start: datetime
    end: datetime
    observation: int
    length: timedelta
    """What of it was attention; less than from start to end where the user was away in between."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of the day with one task."""

    start: datetime
    end: datetime
    attention: timedelta
    app: str
    """The program that got most of it."""
    title: str
    """That window's title."""
    document: str
    """What it was about; the program's name where the title does not tell."""
    also: tuple[str, ...] = ()
    """Other documents that were glanced at meanwhile."""
    people: tuple[str, ...] = ()
    """Who wrote or was written to in its windows."""
    observations: tuple[int, ...] = ()
    """Ids, in the order in which they were first looked at."""


@dataclass(slots=True)
class _Run:
    """Attention in a row on one document, or on several of one task."""

    key: str
    pieces: list[Attention] = field(default_factory=list)

    @property
    def length(self) -> timedelta:
        return sum((piece.length for piece in self.pieces), _NOTHING)


def attention(looks: Iterable[Look], vouches: timedelta) -> list[Attention]:
    """Who had the attention when, in order. ``looks`` may come from several monitors; their order does not matter.

    A look tells about the time until the next one, if that comes within ``vouches``; a longer silence means that
    nobody looked, and counts as nothing. The newest look that tells a focus holds, so only one window has it.
    """
    ordered = sorted(looks, key=lambda look: look.time)
    claims: dict[int, Look] = {}
    found: list[Attention] = []
    for look, after in zip(ordered, [*ordered[1:], None], strict=False):
        claims.pop(look.monitor, None)
        if look.focus is not None:
            claims[look.monitor] = look
        # The monitor that spoke last stands last.
        holder = next(reversed(claims.values()), None)
        if holder is None or look.time - holder.time > vouches:
            continue
        assert holder.focus is not None
        silent = after is None or after.time - look.time > vouches
        length = _NOTHING if silent or after is None else max(_NOTHING, after.time - look.time - _absence(after))
        end = look.time if silent or after is None else after.time
        found.append(Attention(look.time, end, holder.focus, length))
    return _joined(found)


def episodes(spent: Sequence[Attention], seen: Mapping[int, Observation], user: Person) -> list[Episode]:
    """The episodes of ``spent``, in order; ``seen``: the observations that it names. Those that are gone are left out.

    A short look elsewhere and back stays within the episode; a silence longer than :data:`BREAK` ends it.
    """
    runs: list[_Run] = []
    for piece in spent:
        if piece.observation in seen:
            _add(runs, _Run(_task(seen[piece.observation]), [piece]))
    return [_episode(run, seen, user) for run in runs]


def people(observations: Iterable[Observation], user: Person) -> tuple[str, ...]:
    """Who is spoken with there: senders of messages and mails, and whom a window of messages is named after."""
    found: dict[str, str] = {}
    for each in observations:
        about = topic(each.title, each.app)
        if any(line.tier is Tier.HOSTILE for line in each.lines):
            continue  # Whoever baits the user is not somebody that the user deals with.
        if surface(each.app, each.title) is Surface.CALENDAR:
            continue  # What stands above the entries of a calendar is a day.
        talks = any(line.block_kind is BlockKind.MESSAGE for line in each.lines)
        if (talks and _FULL_NAME.fullmatch(about)) or (surface(each.app, each.title) is Surface.CHAT and _named(about)):
            found.setdefault(fold(about), about)
        for line in each.lines:
            name = "" if line.who is Who.USER else speaker(line.header, user)
            # A letter of one word is from a shop or a list rather than from a person; so is one named like its page.
            pattern = {BlockKind.MESSAGE: _NAME, BlockKind.MAIL: _FULL_NAME}.get(line.block_kind)
            if pattern is not None and pattern.fullmatch(name) and fold(name) != fold(about):
                found.setdefault(fold(name), name)
    own = {fold(name) for name in (*user.names, *user.addresses)}
    return tuple(name for plain, name in found.items() if plain not in own)[:_PEOPLE]


def _absence(look: Look) -> timedelta:
    """How much of the time before a look nobody was there, by how long nothing was touched at that time."""
    idle = timedelta(seconds=look.idle_s or 0.0)
    return idle - READING if idle > READING else _NOTHING


def _joined(pieces: Sequence[Attention]) -> list[Attention]:
    """Pieces that follow each other on one observation, as one."""
    found: list[Attention] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and last.observation == piece.observation and last.end == piece.start:
            found[-1] = Attention(last.start, piece.end, piece.observation, last.length + piece.length)
        else:
            found.append(piece)
    return found


def _task(seen: Observation) -> str:
    """What makes two windows one task: what they are about, whatever the program."""
    about = topic(seen.title, seen.app)
    return fold(about) if about else f"{fold(seen.app)}\n{fold(seen.title)}"


def _add(runs: list[_Run], new: _Run) -> None:
    """Put ``new`` behind ``runs``: into the run of its task, if that was left only for a moment, else by itself."""
    away, until = _NOTHING, new.pieces[0].start
    for place in range(len(runs) - 1, -1, -1):
        run = runs[place]
        if until - run.pieces[-1].end > BREAK:
            break
        if run.key == new.key:
            for short in (*runs[place + 1 :], new):
                run.pieces += short.pieces
            del runs[place + 1 :]
            return
        away, until = away + run.length, run.pieces[0].start
        if away >= FLIP:
            break
    runs.append(new)


def _episode(run: _Run, seen: Mapping[int, Observation], user: Person) -> Episode:
    spent: dict[int, timedelta] = {}
    for piece in run.pieces:
        spent[piece.observation] = spent.get(piece.observation, _NOTHING) + piece.length
    own = [number for number in spent if _task(seen[number]) == run.key]
    # Each change of a window is an observation of its own, so its program is weighed by all of them.
    weights: dict[tuple[str, str], timedelta] = {}
    for number in own:
        window = (seen[number].app, seen[number].title)
        weights[window] = weights.get(window, _NOTHING) + spent[number]
    app, title = max(weights, key=lambda window: weights[window])
    others = {_task(seen[n]): topic(seen[n].title, seen[n].app) or seen[n].app for n in spent if n not in own}
    return Episode(
        start=run.pieces[0].start,
        end=max(piece.end for piece in run.pieces),
        attention=run.length,
        app=app,
        title=title,
        document=topic(title, app) or app,
        also=tuple(others.values()),
        people=people((seen[number] for number in own), user),
        observations=tuple(spent),
    )


def _named(name: str) -> bool:
    return _NAME.fullmatch(name) is not None
