"""Short ways to make the values that the pipeline works on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from assistant.pipeline import choose, propose
from assistant.types import BlockKind, Evidence, Kind, Line, Observation, Proposition, Tier, Who

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=ZONE)
"""A Tuesday."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A user for tests."""

    names: tuple[str, ...] = ("Marta Kowalska", "Marta")
    addresses: tuple[str, ...] = ("marta@example.org",)


MARTA = Somebody()
NOBODY = Somebody((), ())


def line(
    text: str,
    who: Who = Who.OTHER,
    header: str = "",
    kind: BlockKind = BlockKind.MESSAGE,
    tier: Tier = Tier.SEEN,
    block: int = 0,
    row: int = 0,
) -> Line:
    """One line, 20 pixels high, in row ``row``."""
    return Line(text, (40, 30 * row, 40 + 8 * len(text), 30 * row + 20), tier, who, header, block, kind)


def observation(
    *lines: Line, app: str = "Slack", title: str = "Ana Souza - Slack", time: datetime = NOW, number: int | None = 1
) -> Observation:
    """What was seen in one focused window at ``time``."""
    return Observation(time, time, app, title, 1, tuple(lines), focused=True, id=number)


def believe(
    text: str,
    who: Who = Who.OTHER,
    header: str = "Ana Souza",
    *,
    kind: BlockKind = BlockKind.MESSAGE,
    tier: Tier = Tier.SEEN,
    app: str = "Slack",
    title: str = "Team - Slack",
    time: datetime = NOW,
    number: int = 1,
    id: int | None = None,
) -> Proposition:
    """What the real pipeline believes from one line, without a mind. Fails where it would not believe."""
    seen = observation(line(text, who, header, kind, tier), app=app, title=title, time=time, number=number)
    chosen = choose.choose(seen, MARTA, threshold=0.0)
    made = propose.propose(chosen[0], None, seen, MARTA)
    assert made is not None
    return replace(made, id=id)


def evidence(quote: str, time: datetime = NOW, number: int | None = 1, tier: Tier = Tier.SEEN) -> Evidence:
    """Supporting evidence."""
    return Evidence(number, quote, True, tier, time, "Slack", "Team - Slack", "Ana Souza", Who.OTHER)


def belief(text: str, *support: Evidence, kind: Kind = Kind.FACT, id: int | None = None) -> Proposition:
    """A belief as the store would hold it."""
    given = support or (evidence(text),)
    return Proposition(text, kind, 0.8, Tier.SEEN, given, NOW, NOW, timedelta(days=30), id=id)
