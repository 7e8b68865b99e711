"""Routines: what the user does again and again at a time of day, or after something else, found by counting.

Nothing here is guessed by a model. A pattern needs several days on which it could have happened and did, more often
than the thing is done at other times: what is open all day is no routine of nine o'clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from assistant.pipeline.activity import SLOT_MINUTES, Episode, common_name
from assistant.pipeline.recurrence import EVERY_DAY, WEEKEND, WORKDAYS, Record, chance, record
from assistant.pipeline.text import content
from assistant.types import Line, Tier

LEAST_DAYS = 3
"""Days on which it must have happened; of a weekly routine these are as many weeks."""
MOST = 12
"""Routines that are believed at a time: the most regular ones."""
_RATE, _RATE_KNOWN = 0.65, 0.45
"""Chance on the next such day from which a pattern is a routine; one that is known stays one for longer."""
_LIFT = 2.0
"""How many times more likely than at other moments it must be."""
_CHANCE = 0.01
"""How likely a pattern may be by chance, shared among all the things that were looked at."""
_REACH = 30
"""Minutes around its usual time within which it counts as done."""
_AFTER = timedelta(minutes=30)
_BACK = 5
"""Episodes before an action that may have led to it."""
_PER_THING = 3
"""Times of day of one thing that are looked for."""
_SAME_DAYS = 0.7
"""Share of the days of the rarer of two routines on which both tell of the same deed."""
_LETTERS = 3
"""Letters that a quote has at least."""
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")

Slots = frozenset[tuple[date, int]]
Days = Mapping[date, Episode]


@dataclass(frozen=True, slots=True)
class Cause:
    """What the user did just before."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Routine:
    """One pattern with its counts."""

    key: str
    """What is done, as :func:`assistant.pipeline.activity.thing` names it."""
    name: str
    counts: Record
    minute: int | None
    """The usual minute of the day; None where only what comes before tells when."""
    after: Cause | None
    base: float
    """How likely it is to be done in as long a time at any other moment."""
    chance: float
    """How likely so many repetitions are by chance."""
    examples: tuple[Episode, ...]
    """One a day on which it was done, oldest first."""

    @property
    def over(self) -> bool:
        """Whether the user does not do it any more, or no longer regularly."""
        return self.counts.ended or self.counts.rate < _RATE_KNOWN


@dataclass(frozen=True, slots=True)
class Diary:
    """The days to look at."""

    episodes: Sequence[Episode]
    """In order of time."""
    active: Slots
    """Half hours in which the user was at the screen."""
    now: datetime


def find(diary: Diary, known: Callable[[Routine], bool] = lambda _: False) -> list[Routine]:
    """The routines of these days, most certain first.

    Those that are ``known`` are found whatever their counts have become, so that the belief can follow them.
    """
    by_thing: dict[str, list[Episode]] = defaultdict(list)
    for episode in diary.episodes:
        by_thing[episode.key].append(episode)
    often = {key: done for key, done in by_thing.items() if len({one.day for one in done}) >= LEAST_DAYS}
    slots = Counter(slot for _, slot in diary.active)
    timed = [routine for key, done in often.items() for routine in _timed(key, done, diary, slots)]
    caused = list(_caused(often, diary))
    # Of many things looked at, some keep an hour by chance (Bonferroni).
    holding = [one for some in (timed, caused) for one in some if known(one) or _holds(one, _CHANCE / len(some))]
    holding.sort(
        key=lambda one: (one.over, one.chance, one.minute is None, one.key, one.after.key if one.after else "")
    )
    return _distinct(holding)[:MOST]


def _holds(routine: Routine, least: float) -> bool:
    telling = routine.chance <= least and routine.counts.rate >= _LIFT * routine.base
    return telling and routine.counts.rate >= _RATE and not routine.over


# -- at a time of day ---------------------------------------------------------------------------------------------


def _timed(key: str, done: Sequence[Episode], diary: Diary, slots: Mapping[int, int]) -> Iterator[Routine]:
    """Times of day at which one thing is begun on many days."""
    left = list(done)
    for _ in range(_PER_THING):
        center = _busiest(left)
        within = _first_by_day(one for one in left if abs(one.minute - center) <= _REACH)
        if len(within) < LEAST_DAYS:
            return
        center = round(median(one.minute for one in within.values()))
        within = _first_by_day(one for one in left if abs(one.minute - center) <= _REACH)
        found = _judged(key, within, _active_at(center, diary), _rate_elsewhere(done, center, slots))
        if found is not None:
            yield replace(found, minute=round(median(one.minute for one in found.examples)))
        left = [one for one in left if abs(one.minute - center) > 2 * _REACH]


def _busiest(done: Sequence[Episode]) -> int:
    """The minute around which it was begun on most days."""
    starts = sorted((one.minute, one.day) for one in done)
    there: Counter[date] = Counter()
    best, most, first, last = 0, 0, 0, 0
    for center, _ in starts:
        while last < len(starts) and starts[last][0] <= center + _REACH:
            there[starts[last][1]] += 1
            last += 1
        while starts[first][0] < center - _REACH:
            day = starts[first][1]
            there[day] -= 1
            if not there[day]:
                del there[day]
            first += 1
        if len(there) > most:
            best, most = center, len(there)
    return best


def _active_at(center: int, diary: Diary) -> set[date]:
    """Days on which the user was there at that time, which has passed by now."""
    over = diary.now - timedelta(minutes=_REACH)
    passed = (over.date(), over.hour * 60 + over.minute)
    slots = range((center - _REACH) // SLOT_MINUTES, (center + _REACH) // SLOT_MINUTES + 1)
    return {day for day, slot in diary.active if slot in slots and (day, center) <= passed}


def _rate_elsewhere(done: Sequence[Episode], center: int, slots: Mapping[int, int]) -> float:
    """How likely the thing is begun within a stretch as long as the usual one, at any other time.

    ``slots``: how many days the user was there in each half hour of the day.
    """

    def elsewhere(slot: int) -> bool:
        return abs(slot * SLOT_MINUTES + SLOT_MINUTES // 2 - center) > _REACH + SLOT_MINUTES // 2

    begun = {(one.day, one.minute // SLOT_MINUTES) for one in done}
    there = sum(days for slot, days in slots.items() if elsewhere(slot))
    per_slot = (sum(elsewhere(slot) for _, slot in begun) + 0.5) / (there + 1)
    return min(1.0, per_slot * 2 * _REACH / SLOT_MINUTES)


# -- after something else -----------------------------------------------------------------------------------------


def _caused(often: Mapping[str, Sequence[Episode]], diary: Diary) -> Iterator[Routine]:
    """Things that are begun after another one, on the days on which that other one was done."""
    followed: dict[tuple[str, str], list[Episode]] = defaultdict(list)
    for at, action in enumerate(diary.episodes):
        if action.key in often:
            for cause in sorted({one.key for one in _before(diary.episodes, at)} & often.keys()):
                followed[cause, action.key].append(action)
    total = len(diary.episodes)
    led_to = Counter(key for (_, key), actions in followed.items() for _ in actions)
    begun = {key: {one.day for one in done if one.end + _AFTER <= diary.now} for key, done in often.items()}
    for (cause, key), actions in followed.items():
        days = _first_by_day(actions)
        if len(days) < LEAST_DAYS:
            continue
        done = often[cause]
        # How likely any other episode leads to this action, over as many tries as the cause has in a day.
        once = min(1.0, (led_to[key] - len(actions) + 0.5) / max(1, total - len(done)))
        base = 1 - (1 - once) ** max(1.0, len(done) / max(1, len(begun[cause])))
        found = _judged(key, days, begun[cause], base)
        if found is not None:
            yield replace(found, after=Cause(cause, common_name([one.name for one in done])))


def _before(episodes: Sequence[Episode], at: int) -> Iterator[Episode]:
    """The last few other things that the user was at shortly before."""
    action = episodes[at]
    for one in episodes[max(0, at - _BACK) : at]:
        if one.key != action.key and action.start - one.end <= _AFTER and one.day == action.day:
            yield one


# -- both -----------------------------------------------------------------------------------------------------------


def _first_by_day(done: Iterable[Episode]) -> dict[date, Episode]:
    first: dict[date, Episode] = {}
    for one in done:
        if one.day not in first or one.start < first[one.day].start:
            first[one.day] = one
    return first


def _may_be_regular(done: AbstractSet[date], could: set[date]) -> bool:
    """A quick look that spares most things the counting: on half of all days, or on most dates of some weekday."""
    if 2 * len(done) >= len(could | done):
        return True
    tries = Counter(day.weekday() for day in could | done)
    hits = Counter(day.weekday() for day in done)
    return any(count >= LEAST_DAYS and 2 * count >= tries[weekday] for weekday, count in hits.items())


def _judged(key: str, done: Days, could: set[date], base: float) -> Routine | None:
    if not _may_be_regular(done.keys(), could):
        return None
    counts = record({day: day in done for day in could | done.keys()})
    if counts is None or len(counts.hits) < LEAST_DAYS:
        return None
    examples = tuple(done[day] for day in counts.hits)
    name = common_name([one.name for one in examples])
    return Routine(key, name, counts, None, None, base, chance(counts, base), examples)


def _distinct(routines: Sequence[Routine]) -> list[Routine]:
    """One routine for what is done on the same days: a time of day, told more closely by what comes before it."""
    kept: list[Routine] = []
    for one in routines:
        at = next((index for index, other in enumerate(kept) if _same(one, other)), None)
        if at is None:
            kept.append(one)
        elif (joined := _joined(kept[at], one)) is not None:
            kept[at] = joined
    return kept


def _same(one: Routine, other: Routine) -> bool:
    if one.key != other.key:
        return False
    mine, theirs = ({(e.day, e.minute) for e in each.examples} for each in (one, other))
    return len(mine & theirs) >= _SAME_DAYS * min(len(mine), len(theirs))


def _joined(kept: Routine, more: Routine) -> Routine | None:
    """The timed one of the two with the other's cause, where the cause is as good a sign as the hour."""
    timed, caused = (kept, more) if kept.minute is not None else (more, kept)
    if timed.minute is None or timed.after is not None or caused.after is None or caused.minute is not None:
        return None
    alike = timed.counts.days == caused.counts.days and caused.counts.rate >= timed.counts.rate
    return replace(timed, after=caused.after) if alike else None


# -- in words -------------------------------------------------------------------------------------------------------


def quote_of(lines: Sequence[Line], name: str) -> Line | None:
    """The line of a page that shows best what was done: one that names it, else its heading, the largest one."""
    wanted = content(name)
    told = [line for line in lines if line.tier is not Tier.HOSTILE and sum(map(str.isalpha, line.text)) >= _LETTERS]
    return max(told, key=lambda line: (len(wanted & content(line.text)), _height(line), -line.box[1]), default=None)


def _height(line: Line) -> int:
    """In steps of a few pixels: readings of one size differ by one or two."""
    return (line.box[3] - line.box[1]) // 4


def statement(routine: Routine, verb: str = "opens") -> str:
    """The belief in words, with its counts: "On Mondays around 09:30 the user opens 'Timesheet' (4 of 5 weeks)"."""
    when = _days(routine)
    if routine.minute is not None:
        at = 5 * round(routine.minute / 5)
        when = f"{when or 'On some days'} around {at // 60 % 24:02}:{at % 60:02}"
    if routine.after is not None:
        when = f"{when}, after '{routine.after.name}'," if when else f"After '{routine.after.name}'"
    return f"{when} the user {verb} '{routine.name}' ({tally(routine)})"


def tally(routine: Routine) -> str:
    """On how many of the days on which it could have happened: "4 of 5 weeks"."""
    unit = "weeks" if routine.counts.weekly else "days"
    return f"{len(routine.counts.hits)} of {routine.counts.chances} {unit}"


def _days(routine: Routine) -> str:
    days = routine.counts.days
    if days == EVERY_DAY:
        return "" if routine.minute is None else "Each day"
    if days == WORKDAYS:
        return "" if routine.minute is None else "Each working day"
    if days == WEEKEND:
        return "At weekends"
    names = [_WEEKDAYS[day] for day in sorted(days)]
    return f"On {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"On {names[0]}"
