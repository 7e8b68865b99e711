"""The profile as a file to edit: one belief a line behind its number, and what the edited file asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import UsageError
from assistant.privacy.clean import untrusted

LONGEST = 500
"""Characters of one line's words."""
_HEAD = """\
# What Inkling believes about you. Nothing happens before you were shown what will change.
#
# Change the words behind a number    yours replace Inkling's
# Delete a line                       it is not true, and will not be learned again
# Write a line without a number       you tell Inkling something
# Put + before a number               that belief does not fade; take it away to let it fade
# Delete everything                   nothing is changed
#
# Lines that begin with # are not read.
"""
_LINE = re.compile(r"(?P<pin>\+)?\s*(?:\[(?P<id>\d{1,15})\]\s*)?(?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Kept:
    """One belief as it was offered."""

    id: int
    text: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edited file asks for."""

    edits: tuple[tuple[Kept, str], ...] = ()
    rejected: tuple[Kept, ...] = ()
    pins: tuple[tuple[Kept, bool], ...] = ()
    told: tuple[tuple[str, bool], ...] = ()
    """New statements; True: to be pinned."""

    def __bool__(self) -> bool:
        return bool(self.edits or self.rejected or self.pins or self.told)


def offered(page: dict[str, Any]) -> dict[int, Kept]:
    """Every belief of the page by its number, in the page's order."""
    beliefs = [one for section in page["sections"] for entry in section["entries"] for one in entry["beliefs"]]
    return {one["id"]: Kept(one["id"], untrusted(one["text"]), one["pinned"]) for one in beliefs}


def write(page: dict[str, Any]) -> str:
    """The file."""
    return _HEAD + "".join(_sections(page))


def read(text: str, kept: dict[int, Kept]) -> Wanted:
    """What the edited file asks for; raises :class:`UsageError` that names the line, and then nothing is asked for."""
    found: dict[int, tuple[str, bool]] = {}
    told = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        match = _LINE.fullmatch(bare)
        assert match is not None
        words, pinned = untrusted(match["words"]), match["pin"] is not None
        _check(number, match["id"], words, kept, found)
        if match["id"] is None:
            told.append((words, pinned))
        else:
            found[int(match["id"])] = (words, pinned)
    edits = [(kept[i], words) for i, (words, _) in found.items() if words != kept[i].text]
    pins = [(kept[i], pinned) for i, (_, pinned) in found.items() if pinned is not kept[i].pinned]
    gone = [one for one in kept.values() if one.id not in found]
    return Wanted(tuple(edits), tuple(gone), tuple(pins), tuple(told))


def _check(number: int, id: str | None, words: str, kept: dict[int, Kept], found: dict[int, Any]) -> None:
    def refuse(what: str, hint: str) -> UsageError:
        # Never the line itself: errors do not quote what may come from the screen.
        return UsageError(f"Line {number} {what}. Nothing was changed.", hint)

    if id is None and words.startswith("["):
        raise refuse("begins with a bracket but not with a belief's number", "A number stands alone in it, as in [12].")
    if id is not None and int(id) not in kept:
        raise refuse("has a number that was not on the page", "A new line has no number.")
    if id is not None and int(id) in found:
        raise refuse("has a number that stands on another line too", "Each number stands on one line.")
    if not words:
        raise refuse("has no words", "To reject a belief, delete its whole line.")
    if len(words) > LONGEST:
        raise refuse(f"is longer than {LONGEST} characters", "Tell one thing a line.")


def _sections(page: dict[str, Any]) -> Iterator[str]:
    sections: Sequence[dict[str, Any]] = page["sections"]
    for section in sections:
        yield f"\n## {section['name']}\n\n"
        for entry in section["entries"]:
            for one in entry["beliefs"]:
                yield f"{'+' if one['pinned'] else ''}[{one['id']}] {untrusted(one['text'])}\n"
