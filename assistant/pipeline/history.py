"""Tells in plain words why a belief is held and what happened to it: pure choice of words, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from assistant.types import Entry, Evidence, Kind, Lifecycle, Proposition, Tier, What

_SAID = {
    What.ADDED: "Learned",
    What.SUPPORTED: "Seen again",
    What.OPPOSED: "Something spoke against it",
    What.SUPERSEDED: "Replaced",
    What.RETIRED: "Ended by the same news",
    What.PAST: "Over: its time has passed",
    What.ASLEEP: "Fell asleep: nothing spoke of it for long",
    What.WOKEN: "Woke up",
    What.QUARANTINED: "Put away",
    What.CONFIRMED: "You confirmed it",
    What.REJECTED: "You rejected it",
    What.EDITED: "You put it in your own words",
    What.REWORDED: "Reworded, because words of it were forgotten",
    What.PINNED: "You pinned it",
    What.UNPINNED: "You unpinned it",
    What.RESTORED: "You brought it back",
    What.UNDONE: "Put back",
    What.COUNTED: "Counted",
    What.MOVED: "Its dates changed",
    What.RECALIBRATED: "Weighed anew",
}
_BY = {What.SUPERSEDED: "by", What.RETIRED: "as in", What.EDITED: "as", What.RESTORED: "in the place of"}
"""How another belief is named in the sentence."""
_BY_THE_USER = frozenset((What.EDITED, What.RESTORED, What.UNDONE, What.CONFIRMED, What.REJECTED))
"""What needs no quote: the user did it."""
_STATE = {
    Lifecycle.IN_FORCE: "in force",
    Lifecycle.PAST: "past",
    Lifecycle.ASLEEP: "asleep",
    Lifecycle.REJECTED: "rejected by you",
    Lifecycle.QUARANTINED: "put away",
}
_PARTS = {
    "stated": "you said so",
    "typed": "you typed it",
    "own": "it stands in your own text",
    "seen": "it stood on the screen",
    "user_speaks": "you speak in it",
    "other_speaks": "somebody else said it",
    "nobody_known_speaks": "it is not known who said it",
    "mail_list": "it stood in a list of mails",
    "calendar": "it stands in a calendar",
    "strange_page": "it stood on a page of nobody known",
    "paraphrased": "the wording is the model's",
    "token_probability": "how sure the model was of its words",
    "words_in_quote": "how many of its words stand in the quotes",
    "episodes": "it was seen several times",
    "days": "it was seen on several days",
    "other_windows": "it was seen in several windows",
    "contradicted": "something spoke against it",
    "dwell": "how long it stood on the screen",
    "agreement": "other beliefs agree with it",
    "age": "it was last seen long ago",
    "doubted_source": "you rejected what came from there",
    "salience": "how telling the line looked",
    "message": "it stood in a message",
    "mail": "it stood in a mail",
    "form": "it stood in a form",
    "table": "it stood in a table",
    "text": "it stood in plain text",
    "code": "it stood in code",
    "terminal": "it stood in a terminal",
}
_LEAST = 0.05
"""Log-odds below which a part is not worth a word."""


def state(belief: Proposition) -> str:
    """Such as "in force", "replaced by belief 7", or "out of date" where nothing took its place."""
    if belief.lifecycle is Lifecycle.SUPERSEDED:
        return f"replaced by belief {belief.ended_by}" if belief.ended_by else "out of date"
    return _STATE[belief.lifecycle]


def reasons(parts: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """What speaks for and what against a belief, the strongest first; ``parts``: log-odds by feature."""
    told = sorted(parts.items(), key=lambda part: -abs(part[1]))
    words = [(_part(name), value) for name, value in told if abs(value) >= _LEAST]
    return [word for word, value in words if value > 0], [word for word, value in words if value < 0]


def _part(name: str) -> str:
    if name in set(Kind):
        return f"it is {'an' if name[0] in 'aeiou' else 'a'} {name}"
    return _PARTS.get(name, name.replace("_", " "))


def happened(entry: Entry) -> str:
    """One entry as a sentence without its time and quote, such as "Replaced by belief 7: it was changed."."""
    stated = entry.what is What.ADDED and entry.evidence is not None and entry.evidence.tier is Tier.STATED
    words = "You said so" if stated else _SAID[entry.what]
    if entry.what is What.RESTORED and entry.reason:
        words = "Back again"  # not by the user's hand
    if entry.other is not None and entry.what in _BY:
        words += f" {_BY[entry.what]} belief {entry.other}"
    return f"{words}: {entry.reason}." if entry.reason else f"{words}."


def surer(entries: Sequence[Entry], belief: Proposition) -> dict[int, tuple[float | None, float]]:
    """How sure the belief was before and after each of its ``entries``, by the entry's id."""
    found: dict[int, tuple[float | None, float]] = {}
    following = belief.confidence
    for entry in reversed([entry for entry in entries if entry.proposition_id == belief.id]):
        before = entry.before.confidence if entry.before else None
        # What was noted without its outcome was followed by nothing before the next entry.
        found[entry.id or 0] = (before, following if entry.after is None else entry.after)
        following = following if before is None else before
    return found


def tell(
    belief: Proposition, versions: Sequence[Proposition], entries: Sequence[Entry], parts: Mapping[str, float]
) -> Iterator[str]:
    """Lines for people: what is believed, how sure and why, then every change of every version, oldest first."""
    yield f"Belief {belief.id}: {belief.text}"
    yield f"  {belief.confidence:.0%} sure, {state(belief)}"
    for title, words in zip(("For it", "Against it"), reasons(parts), strict=True):
        if words:
            yield f"  {title}: {', '.join(words)}"
    yield ""
    yield "What happened"
    texts = {version.id: version.text for version in versions}
    sure = {number: pair for version in versions for number, pair in surer(entries, version).items()}
    for entry in sorted(entries, key=lambda entry: (entry.time, entry.id or 0)):
        before, after = sure.get(entry.id or 0, (None, 0.0))
        yield f"  {clock(entry.time)}  belief {entry.proposition_id}  {happened(entry)}{_change(before, after)}"
        if entry.what is What.ADDED:
            yield f"    “{texts.get(entry.proposition_id, '')}”"
        if entry.evidence is not None and entry.what not in _BY_THE_USER:
            yield f"    because of {source(entry.evidence)}"
    yield from _since(belief, entries)


def _since(belief: Proposition, entries: Sequence[Entry]) -> Iterator[str]:
    """What no entry tells: a confidence follows the belief's age and the user's answers about other beliefs."""
    last = max(
        (entry for entry in entries if entry.proposition_id == belief.id),
        key=lambda entry: (entry.time, entry.id or 0),
        default=None,
    )
    change = "" if last is None or last.after is None else _change(last.after, belief.confidence)
    if change:
        yield f"  Since then weighed anew, by its age and by your other answers.{change}"


def clock(time: datetime) -> str:
    """A time as the user's clock showed it."""
    return time.strftime("%a %d %b %Y %H:%M")


def source(piece: Evidence) -> str:
    """A quote with the place where it stood."""
    if piece.tier is Tier.STATED:
        return f"your own words “{piece.quote}”"
    place = f"“{piece.title}”" if piece.title else piece.app or "a window"
    said = f", {piece.header}" if piece.header else ""
    return f"“{piece.quote}” in {place}{said}"


def _change(before: float | None, after: float) -> str:
    if before is None:
        return f" {after:.0%} sure."
    return "" if round(before, 2) == round(after, 2) else f" {before:.0%} → {after:.0%} sure."
