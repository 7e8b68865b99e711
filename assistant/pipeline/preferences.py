"""What the user's corrections teach: a few plain lessons, each of which the user can read and remove.

A lesson is taught by one act about one belief. It applies only once enough different beliefs taught it
(:data:`NEEDED`): one edit may show how a name is written, but not that a page is useless. What an edit merely
corrects, such as another person or another day, teaches nothing.

The sorts:

``name``     the user writes a name another way: wordings say it so
``self``     a name that wordings gave to somebody is the user's own
``cut``      the user cuts the window's topic, or a phrase at the end: wordings leave it out
``kind``     beliefs of one kind from one source are of another kind
``source``   beliefs from this sender or page are not about the user: doubted, then not learned
``useless``  beliefs of this kind from this source are not useful: not suggested, then not learned
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.judgements import Lesson, Preference, Reason
from assistant.pipeline import confidence
from assistant.pipeline.corrections import corrected
from assistant.pipeline.scene import NOBODY, Surface, speaker, surface, topic
from assistant.pipeline.slots import newest
from assistant.pipeline.text import fold
from assistant.types import Evidence, Kind, Proposition, Tier, Who, Wording

NEEDED = {"name": 1, "self": 2, "cut": 2, "kind": 2, "source": 2, "useless": 2}
"""From how many different beliefs on a lesson applies."""
SHUN = 3
"""From how many on nothing at all is learned from a source, or of a kind from a source."""
PLACE = "the window's topic"
"""The subject of the lesson that wordings shall not begin with "In 'topic' "."""

_NAME_BEFORE = re.compile(r"(?<!\w)[^\W\d_a-z]\w+ $")
_PLACE = re.compile(r"^In '[^']+' (?=\S)")


def source(belief: Proposition) -> str:
    """Where a belief comes from: the sender of a message, else the page, document or program; empty for the user."""
    seen = newest(belief)
    if seen is None or seen.who is Who.USER or seen.tier in (Tier.STATED, Tier.TYPED, Tier.OWN):
        return ""
    return _sender(seen) or topic(seen.title, seen.app) or seen.app


def _sender(seen: Evidence) -> str:
    letters = surface(seen.app, seen.title) in (Surface.MAIL, Surface.CHAT)
    return speaker(seen.header, NOBODY) if letters and seen.who is Who.OTHER else ""


def _asked_by_somebody(belief: Proposition) -> bool:
    """Whether a person asks the user for it: then it is the user's business, whatever else that person writes of."""
    seen = newest(belief)
    return belief.kind in (Kind.TASK, Kind.DEADLINE) and seen is not None and _sender(seen) != ""


def from_edit(old: Proposition, new: Proposition) -> tuple[Lesson, ...]:
    """What the difference between a belief and the user's own words for it teaches; mostly nothing."""
    seen = newest(old)
    found = [*corrected(old.text, new.text, speaker(seen.header, NOBODY) if seen else "")]
    place = _PLACE.match(old.text)
    if place and fold(new.text) == fold(old.text[place.end() :]):
        found = [Lesson("cut", PLACE)]
    where = source(old)
    if new.kind is not old.kind and where:
        found.append(Lesson("kind", f"{old.kind}:{where}", str(new.kind)))
    return tuple(found)


def from_rejection(belief: Proposition, reason: Reason) -> tuple[Lesson, ...]:
    """What a rejection teaches beyond the belief itself."""
    where = source(belief)
    if not where:
        return ()
    if reason is Reason.NOT_ABOUT_ME:
        return (Lesson("source", where),)
    return (Lesson("useless", f"{belief.kind}:{where}"),) if reason is Reason.NOT_USEFUL else ()


def from_confirmation(belief: Proposition) -> tuple[Lesson, ...]:
    """Lessons that a yes to a belief takes back by one: its source does speak of the user, and usefully."""
    where = source(belief)
    return (Lesson("source", where), Lesson("useless", f"{belief.kind}:{where}")) if where else ()


def applies(preference: Preference) -> bool:
    """Whether it was taught often enough."""
    return len(preference.because) >= NEEDED.get(preference.lesson.sort, SHUN)


def own_names(held: Iterable[Preference]) -> tuple[str, ...]:
    """Names that the user has shown to be the user's own."""
    return tuple(one.lesson.subject for one in held if one.lesson.sort == "self" and applies(one))


def unwelcome(belief: Proposition, held: Sequence[Preference]) -> bool:
    """Whether the user does not want to hear of such beliefs: a reason not to suggest, not to disbelieve."""
    return _times(held, "useless", f"{belief.kind}:{source(belief)}") >= NEEDED["useless"]


def applied(new: Proposition, held: Sequence[Preference]) -> Proposition | str:
    """A belief that is about to be stored as the preferences would have it, or the lesson's sort that forbids it.

    What the user said, typed or wrote is never refused.
    """
    if not held:
        return new
    where = source(new)
    for sort, subject in (("source", where), ("useless", f"{new.kind}:{where}")):
        asked = sort == "source" and _asked_by_somebody(new)
        if where and _times(held, sort, subject) >= SHUN and not asked:
            return sort
    changed = _of_its_kind(new, where, held)
    if where and _times(held, "source", where) >= NEEDED["source"]:
        changed = confidence.noticed(changed, doubted_source=1.0)
    return _worded(changed, held)


def words(preference: Preference) -> str:
    """A preference as a sentence for the user."""
    lesson = preference.lesson
    kind, _, where = lesson.subject.partition(":")
    told = {
        "name": f"say '{lesson.value}' for '{lesson.subject}'",
        "self": f"'{lesson.subject}' is you",
        "cut": f"leave out {lesson.subject if lesson.subject == PLACE else repr(lesson.subject)}",
        "kind": f"what looks like a {kind} in {where} is a {lesson.value}",
        "source": f"beliefs from {lesson.subject} are not about you",
        "useless": f"{kind} beliefs from {where} are not useful",
    }
    return told.get(lesson.sort, lesson.subject)


def effect(preference: Preference) -> str:
    """What it does now, in words for the user."""
    count, sort = len(preference.because), preference.lesson.sort
    if not applies(preference):
        return f"noted; applies from {NEEDED.get(sort, SHUN)} corrections on"
    if sort == "source" and count >= SHUN:
        return "nothing is learned from there but what somebody asks of you"
    if sort == "useless" and count >= SHUN:
        return "nothing like it is learned"
    return {
        "source": "such beliefs are doubted",
        "useless": "nothing is suggested because of them",
        "self": "lines under that name count as yours",
        "kind": "new beliefs get that kind",
    }.get(sort, "new beliefs are worded so")


def _times(held: Sequence[Preference], sort: str, subject: str) -> int:
    return next((len(p.because) for p in held if p.lesson.sort == sort and p.lesson.subject == subject), 0)


def _of_its_kind(new: Proposition, where: str, held: Sequence[Preference]) -> Proposition:
    for one in held:
        if one.lesson.sort == "kind" and applies(one) and where and one.lesson.subject == f"{new.kind}:{where}":
            return replace(new, kind=Kind(one.lesson.value))
    return new


def _worded(new: Proposition, held: Sequence[Preference]) -> Proposition:
    """The belief in the user's manner. What stands between quotation marks stays as it was on the screen."""
    if new.wording is Wording.USER:
        return new
    text, entities = new.text, new.entities
    for one in held:
        if not applies(one):
            continue
        subject, value = one.lesson.subject, one.lesson.value
        if one.lesson.sort == "name":
            said = _named(text, subject, value)
            if said != text and value not in entities:
                entities = (*entities, value)
            text = said
        elif one.lesson.sort == "cut":
            text = _cut(text, subject)
    return new if text == new.text else replace(new, text=text, entities=entities)


def _cut(text: str, subject: str) -> str:
    if subject != PLACE:
        shorter = text.removesuffix(subject).rstrip(" ,;-") if text != subject else text
        return shorter or text
    place = _PLACE.match(text)
    if place is None:
        return text
    rest = text[place.end() :]
    return rest[:1].upper() + rest[1:]


def _named(text: str, subject: str, value: str) -> str:
    """``value`` for ``subject`` as a whole name: neither inside a longer name nor inside a quotation."""
    if value in text:
        return text
    frame, mark, quoted = text.partition(": '")
    name = rf"(?<![\w@.]){re.escape(subject)}(?![\w@])(?! [^\W\d_a-z]\w)"

    def say(found: re.Match[str]) -> str:
        return subject if _NAME_BEFORE.search(frame, 0, found.start()) else value

    return re.sub(name, say, frame) + mark + quoted
