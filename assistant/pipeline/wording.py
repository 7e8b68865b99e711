"""Extractive wordings: the verbatim quote in a fixed frame that says where it stands and who speaks.

A frame adds only the speaker, the field's or column's label and the window's topic, so the wording is as true as
the screen. "In 'Q3 budget review' Anna Weber asked the user: 'Could you send me the numbers by Friday?'"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.pipeline.lexicon import Cue
from assistant.pipeline.ports import Person
from assistant.pipeline.scene import Surface, adds_topic, names_user, speaker, topic
from assistant.pipeline.text import content, fold, head
from assistant.types import BlockKind, Line, Tier, Who

_QUOTE_CHARACTERS = 260
_PROMPT = re.compile(
    r"^(?:\([\w.-]+\)\s*)?(?:\[?[\w.-]+@[\w.-]+[: ]\s*[~/\w.@-]*\]?\s*[$#%>]|[$❯➜»%]|>>>|PS [A-Z]:\\[^>]*>|"
    r"[\w~/.-]+\s?[$❯»])\s+(?=\S)"
)
_NAMED_LINE = re.compile(r"^((?:@?[^\W\d_][\w.'-]*)(?: [^\W\d_][\w.'-]*){0,3})\s?[:：]\s+(?=\S)")
_PERSON = re.compile(r"^(?:[^\W\d_a-z][\w.'-]*)(?: [^\W\d_a-z][\w.'-]*){0,2}$")
_TODO = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """One passage with all that decides its frame."""

    focus: str
    """The part of the quote that is meant."""
    line: Line
    """The passage's first line: who speaks, header, block."""
    app: str
    title: str
    place: Surface
    cues: frozenset[Cue]
    cells: tuple[tuple[str, str], ...] = ()
    """Label and text of each cell, where the passage is a table row."""


def command(text: str) -> str | None:
    """What was typed behind a shell's prompt, or None where the line is not one."""
    found = _PROMPT.match(text)
    return text[found.end() :].strip() if found else None


def todo(text: str) -> bool:
    """Whether a line of code holds a note of something to do."""
    return _TODO.search(text) is not None


def by_user(line: Line) -> bool:
    """Whether the user speaks in a line. Unknown speakers count as others."""
    return line.who is Who.USER or (line.who is Who.UNKNOWN and line.tier in (Tier.TYPED, Tier.OWN, Tier.STATED))


def extractive(said: Said, user: Person) -> str:
    """The frame around the quote. It passes every faithfulness check by construction."""
    quote = head(said.focus.strip(), _QUOTE_CHARACTERS)
    about = topic(said.title, said.app)
    kind = said.line.block_kind
    console = kind is BlockKind.TERMINAL or said.place is Surface.TERMINAL
    letters = kind in (BlockKind.MESSAGE, BlockKind.MAIL, BlockKind.MAIL_LIST)
    if console and (typed := command(said.focus)) is not None:
        text = f"The user ran '{head(typed, _QUOTE_CHARACTERS)}' in the terminal."
    elif kind is BlockKind.FORM and said.line.header:
        text = _field(said, quote, about)
    elif kind is BlockKind.TABLE and said.place is not Surface.CALENDAR:
        text = _row(said, quote, about)
    elif said.place is Surface.CALENDAR and not letters:
        day = said.line.header.strip()
        text = f"The user's calendar shows{f' for {day}' if day else ''}: '{quote}'"
    elif by_user(said.line):
        text = _user_wrote(said, quote, about)
    elif letters or said.place in (Surface.MAIL, Surface.CHAT):
        text = _other_wrote(said, quote, about, user)
    else:
        text = _page_says(said, quote, about)
    return text


def _page_says(said: Said, quote: str, about: str) -> str:
    if not about or fold(about) == fold(quote):
        return f"The screen says: '{quote}'"
    whose = "The user's file " if said.line.block_kind is BlockKind.CODE else ""
    return f"{whose}'{about}' says: '{quote}'"


def _other_wrote(said: Said, quote: str, about: str, user: Person) -> str:
    name, quote = _speaker_of(said, quote, user)
    listed = said.line.block_kind is BlockKind.MAIL_LIST
    speaks = name or "Somebody"
    named = names_user(quote, user)
    if Cue.REQUEST in said.cues:
        verb = "asked the user"
    elif Cue.SECOND in said.cues or named or said.place is Surface.MAIL:
        verb = "told the user" if not listed else "wrote to the user"
    else:
        verb = "wrote"
    # A list of mails stands beside whatever mail is open: the window's topic is not theirs.
    within = "" if listed else _within(about, quote, name)
    return f"{within}{speaks} {verb}: '{quote}'"


def _speaker_of(said: Said, quote: str, user: Person) -> tuple[str, str]:
    """Who speaks and what, where the line itself begins with the name: "Tom: see you at 5" or "Tom see you"."""
    name = speaker(said.line.header, user)
    inline = _NAMED_LINE.match(quote)
    if inline and (not name or fold(inline[1]) == fold(name)) and inline[1][:1].isupper():
        return name or speaker(inline[1], user), quote[inline.end() :]
    listed = said.line.block_kind is BlockKind.MAIL_LIST
    if listed and name and fold(quote).startswith(fold(name) + " "):
        return name, quote[len(name) :].lstrip(" :-–,")
    return name, quote


def _user_wrote(said: Said, quote: str, about: str) -> str:
    # A chat is named after the one it is with; a document is not spoken to.
    to_somebody = said.place is Surface.CHAT and _PERSON.match(about) is not None
    if to_somebody and Cue.REQUEST in said.cues:
        return f"The user asked {about}: '{quote}'"
    if to_somebody and content(about) - content(quote):
        return f"The user wrote to {about}: '{quote}'"
    if said.place in (Surface.MAIL, Surface.CHAT):
        within = _within(about, quote, "")
        return f"{within}{'the' if within else 'The'} user wrote: '{quote}'"
    within = f" in '{about}'" if about and adds_topic(about, quote) else ""
    return f"The user wrote{within}: '{quote}'"


def _field(said: Said, quote: str, about: str) -> str:
    label = said.line.header.strip(" :：*")
    within = _within(about, f"{quote} {label}", "")
    if by_user(said.line):
        return f"{within}{'the' if within else 'The'} user entered {label}: '{quote}'"
    return f"{within}{'the' if within else 'The'} field {label} says: '{quote}'"


def _row(said: Said, quote: str, about: str) -> str:
    labelled = [f"{label.strip(' :')}: '{text}'" for label, text in said.cells if label.strip()]
    shown = ", ".join(labelled) if labelled and len(labelled) == len(said.cells) else f"'{quote}'"
    return f"The table '{about}' says {shown}" if about else f"A table says {shown}"


def _within(about: str, quote: str, name: str) -> str:
    """The words "In 'topic' " where the topic says more than quote and speaker do."""
    if not about or not adds_topic(about, f"{quote} {name}"):
        return ""
    return f"In '{about}' "
