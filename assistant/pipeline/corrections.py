"""The difference between a belief's words and the user's own: another spelling of a name, or something cut away."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.judgements import Lesson
from assistant.pipeline import dates
from assistant.pipeline.text import fold, stem

_TOKEN = re.compile(
    r"\b(?:[^\W\d_]|(?i:mr|mrs|ms|mme|mlle|hr|fr|dr|prof))\.(?= [^\W\d_a-z])|[^\W_]+(?:[.'’@+-][^\W_]+)*|[^\w\s]"
)
"""Words, titles and initials with their point, and single marks."""
_TITLE_WORDS = "m mr mrs ms mme mlle herr frau hr fr dr prof madame monsieur"
_TITLES = frozenset(_TITLE_WORDS.split())
_ME = frozenset((("the", "user"), ("i",), ("me",), ("ich",), ("je",), ("moi",)))
_LEAST_KEPT = 0.5
"""The part of the old words that must stand in the new ones: a sentence made anew tells no single difference."""
_TWINS = 0.8
"""Likeness of two spellings of one name."""


def corrected(old: str, new: str, sender: str = "") -> tuple[Lesson, ...]:
    """The one lesson in the difference of two texts; empty where it is not plain.

    ``sender`` is who is known to be a person: "Anna" made longer or shorter is a name, "Report" may be anything.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [fold(t) for t in before], [fold(t) for t in after], autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if len(changes) != 1 or kept < _LEAST_KEPT * max(1, len(before)):
        return ()
    tag, start, end, new_start, new_end = changes[0]
    gone, come = before[start:end], after[new_start:new_end]
    if tag == "delete" and end == len(before):
        return _cut(old, gone)
    # "M. Duval" -> "Paul Duval" differs in one word only, but the lesson is about the whole name.
    if tag != "equal" and gone + come:
        gone, come = _whole(before, start, end), _whole(after, new_start, new_end)
        return _renamed(gone, come, sender)
    return ()


def _cut(old: str, gone: list[str]) -> tuple[Lesson, ...]:
    """A phrase at the end, of two words or more, as it was written."""
    words = [token for token in gone if token[0].isalnum()]
    found = re.search(r"[\s\W]*".join(re.escape(token) for token in gone) + r"\s*$", old)
    return (Lesson("cut", found[0].strip()),) if found and len(words) >= 2 else ()


def _whole(tokens: list[str], start: int, end: int) -> list[str]:
    """The run of capitalised words around a place."""
    while start > 0 and tokens[start - 1][:1].isupper() and (start > 1 or len(tokens[0]) > 1):
        start -= 1
    while end < len(tokens) and tokens[end][:1].isupper():
        end += 1
    return tokens[start:end]


def _renamed(gone: list[str], come: list[str], sender: str) -> tuple[Lesson, ...]:
    if not gone or not _is_name(gone):
        return ()
    if tuple(fold(token) for token in come) in _ME:
        return (Lesson("self", " ".join(gone)),)
    if not _is_name(come) or gone == come or not one_person(gone, come):
        return ()
    if _plainly_parts(gone, come) and fold(" ".join(gone)) != fold(sender):
        return ()
    return (Lesson("name", " ".join(gone), " ".join(come)),)


def _is_name(tokens: list[str]) -> bool:
    claims = all(token[:1].isupper() or "@" in token or "." in token for token in tokens)
    return 0 < len(tokens) <= 4 and claims and not dates.concepts(" ".join(tokens))


def _plainly_parts(one: list[str], other: list[str]) -> bool:
    """Whether the two differ by whole words alone, or by an ending: then nothing shows that they are a name."""
    short, long = sorted(({stem(fold(t)) for t in one}, {stem(fold(t)) for t in other}), key=len)
    return short <= long


def one_person(one: list[str], other: list[str]) -> bool:
    """Whether two writings can name the same person: "Anna Weber" for "Paul Weber" is another one.

    Titles apart, each part of the shorter stands in the longer, whole, as an initial, or with a letter of difference.
    """
    short, long = sorted((_parts(one), _parts(other)), key=len)
    if not short:
        return False
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(part[0] for part in long):
        return True
    return all(any(_alike(part, whole) for whole in long) for part in short)


def _parts(tokens: list[str]) -> list[str]:
    local = [fold(token).partition("@")[0].rstrip(".") for token in tokens]
    parts = [part for token in local for part in re.split(r"[^\w]|_", token) if part]
    return [part for part in parts if part not in _TITLES]


def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or (min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() >= _TWINS)
