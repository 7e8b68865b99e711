"""What a new belief changes: values that the daemon applies in one transaction. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.pipeline import confidence, fading
from assistant.pipeline.lexicon import Cue, has
from assistant.pipeline.pair import Relation, Verdict
from assistant.pipeline.ports import Mind
from assistant.pipeline.precedence import captured, wins
from assistant.pipeline.relate import read_alike, relate
from assistant.pipeline.scene import Surface, day_left, surface
from assistant.pipeline.text import squeeze, unticked
from assistant.pipeline.turns import latest
from assistant.types import Evidence, Proposition, Status, Tier

_ANEW = timedelta(days=5)
"""After so long the same words are taken for new ones: what comes weekly does, an open message seldom."""


_BOX = " []-*•☐"
"""What may stand before an item of a list."""


@dataclass(frozen=True, slots=True)
class Add:
    """Store a new belief."""

    new: Proposition


@dataclass(frozen=True, slots=True)
class Support:
    """Add evidence to the belief ``id``; ``belief`` is how it stands afterwards (confidence, trust, validity)."""

    id: int
    evidence: Evidence
    belief: Proposition
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Oppose:
    """Note evidence against the belief ``id`` that is too weak to replace it."""

    id: int
    evidence: Evidence
    belief: Proposition
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Supersede:
    """Store ``new``, linked to the belief ``old`` that it replaces."""

    old: int
    new: Proposition
    reason: str


@dataclass(frozen=True, slots=True)
class Retire:
    """The belief ``id`` no longer holds either, because of the same news as the Supersede before it."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing changes, and why."""

    reason: str


Change = Add | Support | Oppose | Supersede | Retire | Nothing
Judged = tuple[Proposition, Verdict]


def revise(
    new: Proposition | None,
    related: Sequence[tuple[Proposition, float]],
    *,
    past: Sequence[Proposition] = (),
    overruled: Sequence[Proposition] = (),
    mind: Mind | None = None,
    tombstone: Callable[[Proposition], bool] = lambda belief: False,  # noqa: ARG005
) -> list[Change]:
    """The changes that a new belief brings; an empty answer changes nothing.

    ``related`` are beliefs with the cosine of their text to the new one's. Those that are past or asleep can be woken
    or moved on by the same said again, but contradict nothing. ``past`` are superseded beliefs near
    it: an old value seen again does not come back. ``overruled``: beliefs that the user put behind one of ``related``
    by bringing that one back; their quotes never replace it again. ``tombstone`` tells what the user deleted or
    rejected.
    """
    if new is None or not new.text.strip() or not new.evidence:
        return [Nothing("nothing to say")]
    if tombstone(new):
        return [Nothing("forgotten or rejected before")]
    last = latest(new, [old for old, _ in related if old.status is Status.ACTIVE])
    judged = [(old, relate(new, old, near, mind, latest=old is last)) for old, near in related if old.id is not None]
    standing = [pair for pair in judged if pair[0].status is Status.ACTIVE]
    if same := _first(standing, Relation.SAME):
        return [_supported(same[0], new, same[1].reason)]
    if reason := _settled(new, past, overruled):
        return [Nothing(reason)]
    dormant = [pair for pair in judged if pair[0].status is Status.EXPIRED]
    known = _first(dormant, Relation.SAME)
    replaced = [pair for pair in standing if pair[1].relation is not Relation.UNRELATED]
    replaced = replaced or _said_anew(new, standing, past)
    if replaced and not _over(new, known):
        return _replace(new, replaced)
    return [_woken(known[0], new, known[1].reason) if known else _new(new, dormant)]


def _settled(new: Proposition, past: Sequence[Proposition], overruled: Sequence[Proposition]) -> str:
    """Why this quote has had its say already; empty where it has not."""
    if any(_quotes_alike(new, old) for old in overruled):
        return "the user brought back what it would replace"
    return "an older state, seen again" if _glance_back(new, past) else ""


def _over(new: Proposition, known: Judged | None) -> bool:
    """Whether what is read speaks of something past: an old page that is looked at again changes nothing in force."""
    if known is not None and fading.expired(known[0].valid_to, new.evidence[0].time):
        return not _comes_again(new, known[0])
    return fading.expired(new.valid_to, new.evidence[0].time)


def _new(new: Proposition, dormant: Sequence[Judged]) -> Change:
    """A belief that nothing in force knows of; it takes the place of a sleeping one that says less."""
    asleep = [pair for pair in dormant if not fading.expired(pair[0].valid_to, new.evidence[0].time)]
    if refined := _first(asleep, Relation.REFINES):
        return Supersede(_id(refined[0]), _inheriting(new, *refined), refined[1].reason)
    return Add(new)


def _first(judged: Sequence[Judged], relation: Relation) -> Judged | None:
    """The best standing and surest of those in this relation."""
    found = [pair for pair in judged if pair[1].relation is relation]
    return max(found, key=lambda pair: (pair[0].standing, pair[0].confidence)) if found else None


def _replace(new: Proposition, replaced: Sequence[Judged]) -> list[Change]:
    beaten = [(old, verdict) for old, verdict in replaced if wins(new, old, verdict)]
    kept = [(old, verdict) for old, verdict in replaced if not wins(new, old, verdict)]
    if not beaten:
        if all(captured(new) < captured(old) for old, _ in replaced):
            return [Nothing("older than what is known")]
        against = [pair for pair in kept if pair[1].relation is Relation.CONTRADICTS and not pair[1].stale]
        opposed: list[Change] = [_opposed(old, new, verdict.reason) for old, verdict in against]
        return opposed or [Nothing("less sure than what is known")]
    first, verdict = max(beaten, key=lambda pair: (pair[0].standing, pair[0].confidence))
    changes: list[Change] = [Supersede(_id(first), _inheriting(new, first, verdict), verdict.reason)]
    changes += [Retire(_id(old), why.reason) for old, why in beaten if old is not first]
    return changes


def _glance_back(new: Proposition, past: Sequence[Proposition]) -> bool:
    """Whether ``new`` only repeats a quote that was superseded later; the user saying it anew is no glance."""
    if new.trust in (Tier.STATED, Tier.TYPED) or any(day_left(one.header)[1] for one in new.evidence):
        return False
    quotes = {squeeze(one.quote) for one in new.evidence}
    return any(
        old.status is Status.SUPERSEDED and any(squeeze(one.quote) in quotes for one in old.evidence if one.supports)
        for old in past
    )


def _said_anew(new: Proposition, standing: Sequence[Judged], past: Sequence[Proposition]) -> list[Judged]:
    """What had replaced these very words, which the user now says again: it gives way in turn."""
    quotes = {squeeze(one.quote) for one in new.evidence}
    ended_by = {
        old.ended_by
        for old in past
        if old.status is Status.SUPERSEDED and any(squeeze(one.quote) in quotes for one in old.evidence)
    }
    anew = Verdict(Relation.CONTRADICTS, "the user said it anew")
    return [(old, anew) for old, _ in standing if old.id in ended_by]


def _quotes_alike(new: Proposition, old: Proposition) -> bool:
    """Whether both rest on one quote, read with a letter of difference at most."""
    return any(read_alike(one.quote, two.quote) for one in new.evidence for two in old.evidence if two.supports)


def _supported(old: Proposition, new: Proposition, reason: str) -> Change:
    """More evidence for ``old``; what has ended already and comes again moves its validity on."""
    fresh = new.evidence[0]
    grown = confidence.combine(old, fresh)
    if grown is old:
        return Nothing("seen in the same episode already")
    if fading.expired(old.valid_to, fresh.time) and _comes_again(new, old):
        grown = replace(grown, valid_from=new.valid_from, valid_to=new.valid_to)
    return Support(_id(old), fresh, grown, reason)


def _woken(old: Proposition, new: Proposition, reason: str) -> Change:
    """What slept wakes by newer evidence; what is past stays so, seen again or not, unless it comes again."""
    fresh = new.evidence[0]
    grown = confidence.combine(old, fresh)
    if grown is old:
        return Nothing("seen in the same episode already")
    if not fading.expired(old.valid_to, fresh.time):
        wakes = fresh.time > old.updated
        return Support(_id(old), fresh, replace(grown, status=Status.ACTIVE) if wakes else grown, reason)
    if not _comes_again(new, old):
        # Noted all the same: what is looked at every day does not look new after a week.
        return Support(_id(old), fresh, grown, reason)
    again = replace(grown, valid_from=new.valid_from, valid_to=new.valid_to, status=Status.ACTIVE)
    return Support(_id(old), fresh, again, "it comes again")


def _comes_again(new: Proposition, old: Proposition) -> bool:
    """Whether the same words now mean a later day: a weekly "Thursday", rather than an old message read again."""
    if new.valid_to is None or old.valid_to is None or new.valid_to <= old.valid_to:
        return False
    fresh = new.evidence[0]
    planned = surface(fresh.app, fresh.title) is Surface.CALENDAR or has(Cue.ROUTINE, fresh.quote)
    return planned or fresh.time.timestamp() - captured(old) >= _ANEW.total_seconds()


def _opposed(old: Proposition, new: Proposition, reason: str) -> Change:
    against = replace(new.evidence[0], supports=False)
    return Oppose(_id(old), against, confidence.combine(old, against), reason)


def _inheriting(new: Proposition, old: Proposition, verdict: Verdict) -> Proposition:
    """What refines a belief keeps its evidence too; what contradicts it starts with its own alone."""
    linked = replace(new, text=_whole(new, old), supersedes=old.id, pinned=old.pinned)
    if verdict.relation is Relation.REFINES:
        kept = tuple(one for one in old.evidence if one.supports)
        surer = max(linked.confidence, old.confidence)
        return replace(linked, evidence=(*linked.evidence, *kept), confidence=surer, created=new.created)
    if verdict.explicit and has(Cue.CANCEL, new.evidence[0].quote) and new.valid_to is None:
        # "The dinner is cancelled" matters until the dinner would have been.
        return replace(linked, valid_to=old.valid_to)
    return linked


def _whole(new: Proposition, old: Proposition) -> str:
    """The new one's text with the last letter that the old one's quote has, where a cursor stands on it now."""
    said, known = (unticked(one.evidence[0].quote).lstrip(_BOX) if one.evidence else "" for one in (new, old))
    hidden = known[len(said) :]
    clipped = known.startswith(said) and len(hidden) == 1 and said[-1:].isalpha() and hidden.isalpha()
    return new.text.replace(said, known) if clipped else new.text


def _id(belief: Proposition) -> int:
    if belief.id is None:
        raise ValueError("a related belief must have been stored")
    return belief.id
