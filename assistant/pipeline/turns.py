"""Turns of a talk that take back, correct or settle what was said in it before, often without naming it.

People do not repeat what they speak of: "can't make it after all", "sorry, meant 4", "sent it just now". What is meant
is then the last open matter of the same talk, or the one of the day that is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.pipeline import lexicon
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.pair import FAR, NEAR, Pair, Relation, Verdict
from assistant.pipeline.scene import Surface, talk
from assistant.pipeline.slots import Slots, newest, slots
from assistant.pipeline.text import content, fold
from assistant.types import Kind, Proposition

MEMORY = timedelta(days=14)
"""How long a talk keeps in mind what was agreed in it."""
_FEW = 2
"""So many words of its own may a turn have that points back with a pronoun."""
_IDLE = content(
    "sorry unfortunately leider malheureusement desole pardon can can't go gehen konnen kann habe haben hab aller "
    "pouvoir peux dois muss mussen get got make take put one thing um bis ab jetzt now maintenant really actually "
    "eigentlich vraiment time again noch mal nochmal today gut bien well good great super works passt marche "
    "celui celle ones mean meant yes ja oui ok much viel trop"
)
"""Words that no matter is made of."""
_OTHERS = re.compile(
    r"\b(?:his|her|their|he|she|they|them|leurs?|lui|ils?|elles?|eux|deren|dessen|ihre[mnrs]?|sie|er|ihn|ihnen)\b"
)
_POINTS = re.compile(r"\b(?:it|that|this|those|them|das|es|dies\w*|den|die|ihn|ca|cela|le|la|les|celui|celle|en)\b")
_ONESELF = re.compile(r"\b(?:i|i'\w+|my|me|ich|mir|mich|mein\w*|je|j'\w+|moi|mon|ma|mes)\b")


def latest(new: Proposition, beliefs: Sequence[Proposition]) -> Proposition | None:
    """The last open matter of the talk in which ``new`` was said."""
    fresh, source = slots(new), newest(new)
    if source is None or not fresh.spoken:
        return None
    here = talk(source.title, source.app)
    matters = []
    for old in beliefs:
        seen = newest(old)
        if seen is None or not timedelta(0) <= source.time - seen.time <= MEMORY:
            continue
        if seen.app == source.app and talk(seen.title, seen.app) == here and is_open(old, slots(old)):
            matters.append((seen.time, seen.observation_id or 0, old.id or 0, old))
    return max(matters, key=lambda one: one[:3])[-1] if matters else None


def is_open(old: Proposition, known: Slots) -> bool:
    """Whether it is something that may still be moved, called off or done."""
    given = known.by_user and lexicon.has(Cue.COMMITMENT, known.statement)
    return known.scheduled or known.owed or given or old.kind is Kind.PLAN or bool(known.dates or known.days)


def taken_back(pair: Pair) -> Verdict | None:
    """What was agreed in this talk, or with this person, is called off or corrected."""
    fresh, known = pair.fresh, pair.known
    if not fresh.altered or _is_title(fresh) or not _in_time(pair) or fresh.plain == known.plain:
        return None
    if not is_open(pair.old, known) and not (fresh.talk == known.talk and _names(pair)):
        return None
    off = lexicon.has(Cue.CANCEL, fresh.statement)
    proposed = not off and not fresh.by_user and fresh.statement.rstrip().endswith(("?", "？"))
    if proposed or not _concerned(pair) or not _meant(pair):
        return None
    return Verdict(Relation.CONTRADICTS, "it was called off" if off else "it was changed", explicit=True)


def _is_title(fresh: Slots) -> bool:
    """Whether it only names a matter, as the subject of a mail does on whatever page."""
    spoken = fresh.by_user or (fresh.spoken and fresh.place is not Surface.MAIL) or bool(fresh.days)
    return fresh.heading or not (spoken or fresh.statement.rstrip().endswith((".", "!", "。", "！")))


def settled(pair: Pair) -> Verdict | None:
    """The user reports that the open matter of this talk is done, or the other side that it has come."""
    fresh, known = pair.fresh, pair.known
    if fresh.denied or lexicon.has(Cue.SUPPOSED, fresh.statement) or fresh.statement.rstrip().endswith("?"):
        return None
    reports = fresh.by_user and known.owed and (_has(Cue.DONE, fresh) or _has(Cue.HANDED, fresh))
    promised = known.by_user and (known.owed or _has(Cue.COMMITMENT, known) or pair.old.kind is Kind.PLAN)
    thanks = not fresh.by_user and bool(fresh.speaker) and promised and _has(Cue.RECEIVED, fresh)
    own = _own(fresh)
    pointed = pair.latest and (not own or bool(own & known.words))
    if not (reports or thanks) or fresh.talk != known.talk or not _in_time(pair) or not pointed:
        return None
    return Verdict(Relation.CONTRADICTS, "it was done", explicit=True)


def given_up(pair: Pair) -> Verdict | None:
    """The user has left or changed something that has a name, or stands in the same text: "no more borg"."""
    fresh, known = pair.fresh, pair.known
    if not (fresh.altered and fresh.by_user and known.by_user) or fresh.plain == known.plain or known.altered:
        return None
    if known.ticked or pair.similarity < FAR or (known.dates and fresh.dates and fresh.dates != known.dates):
        return None
    named = fresh.names & known.names & pair.shared and lexicon.has(Cue.CANCEL, fresh.statement)
    written = fresh.talk == known.talk and not fresh.spoken and _names(pair)
    if not named and not (written and pair.similarity >= NEAR):
        return None
    return Verdict(Relation.CONTRADICTS, "the user changed it", explicit=True)


def _own(fresh: Slots) -> frozenset[str]:
    """What the reporting clause of a turn speaks of, but for its words of change and those who talk.

    "On second thought, ..." and "sorry, I meant ..." report nothing by themselves: there the rest tells.
    """
    said = lexicon.clause(fresh.statement)
    people = content(fresh.speaker) | content(fresh.talk)
    idle = content(lexicon.told(fresh.statement)) | people | _IDLE
    own = (content(said) & fresh.words) - idle
    return own if own or lexicon.has(Cue.CANCEL, said) else fresh.words - idle


def _names(pair: Pair) -> bool:
    """Whether most of what the turn speaks of stands in the old one, or of two words of the user much of the first."""
    own, known = _own(pair.fresh), pair.known.words
    shared = own & known
    anew = pair.fresh.by_user and pair.known.by_user and len(shared) >= 2 and len(shared) >= 0.4 * len(known - _IDLE)
    return len(shared) > 0.5 * len(own) or anew


def _has(cue: Cue, said: Slots) -> bool:
    return lexicon.has(cue, said.statement)


def _in_time(pair: Pair) -> bool:
    new, old = newest(pair.new), newest(pair.old)
    return new is not None and old is not None and timedelta(0) <= new.time - old.time <= MEMORY


def _concerned(pair: Pair) -> bool:
    """Whether the one who speaks may take it back: whose word it was, or to whom it was given in the same talk."""
    fresh, known = pair.fresh, pair.known
    if fresh.by_user:
        return fresh.talk == known.talk or known.by_user or known.place is Surface.CALENDAR
    if fresh.speaker and fresh.speaker == known.speaker:
        return True
    plain = fold(fresh.statement)
    others = _OTHERS.search(plain) is not None and not lexicon.has(Cue.SECOND, fresh.statement)
    alone = bool(fresh.speaker) and content(fresh.speaker) <= content(fresh.talk)
    together = lexicon.has(Cue.TOGETHER, fresh.statement)
    affair = _ONESELF.search(plain) is not None and not alone and not together
    return fresh.talk == known.talk and fresh.spoken and not others and not affair


def _meant(pair: Pair) -> bool:
    """Whether this matter is meant: by its words, by its day, or as the last one of the talk."""
    fresh, known = pair.fresh, pair.known
    here = fresh.talk == known.talk or pair.same_place
    own = _own(fresh)
    shared = own & known.words
    if _names(pair):
        return here or (len(shared) >= 2 and len(shared) >= 0.5 * len(known.words))
    if fresh.observation is not None and fresh.observation == known.observation:
        return False  # What one mail says in two sentences are two matters.
    # A turn that names something else speaks of that, be it on the same day or next in the talk.
    pointing = len(own) <= _FEW and _POINTS.search(fold(lexicon.clause(fresh.statement))) is not None
    if own and not pointing:
        return False
    return (here and bool(fresh.days & pair.old_days)) or (pair.latest and not fresh.routine)
