"""Extractive wordings: the verbatim quote in a fixed frame that says where it stands and who speaks.

A frame adds only the speaker, the field's or column's label and the window's topic, so the wording is as true as
the screen. "In 'Q3 budget review' Anna Weber asked the user: 'Could you send me the numbers by Friday?'"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.pipeline import dates, lexicon
from assistant.pipeline.glossary import gloss
from assistant.pipeline.lexicon import Cue
from assistant.pipeline.ports import Person
from assistant.pipeline.scene import (
    Surface,
    adds_topic,
    day_left,
    dropped,
    finished,
    listed,
    names_user,
    others_card,
    speaker,
    topic,
)
from assistant.pipeline.text import content, fold, head, unticked
from assistant.types import BlockKind, Line, Tier, Who

_QUOTE_CHARACTERS = 260
_LETTERS = frozenset((BlockKind.MESSAGE, BlockKind.MAIL, BlockKind.MAIL_LIST))
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|und|and|et|all|alle|tous|zusammen|everyone|team|again)"
_GREETING = re.compile(
    r"^(?i:hi|hello|hey|dear|good (?:morning|evening)|hallo|moin|liebe[rs]?|sehr geehrte[rs]?|"
    r"guten (?:tag|morgen|abend)|bonjour|salut|bonsoir|ch(?:er|ère)s?)\b"
    rf"(?:\s+{_NAME}){{0,6}}\s?[,!]\s+(?=\S)"
)
_FAREWELL = re.compile(
    r"(?<=[.!?])\s+(?:(?i:best(?: regards| wishes)?|(?:kind|warm) regards|regards|cheers|many thanks|thanks|thank you|"
    r"(?:viele|liebe|beste|herzliche|freundliche) grüße|mit (?:freundlichen|besten|herzlichen) grüßen|vielen dank|"
    r"danke|cordialement|bien (?:à|a) (?:toi|vous)|(?:meilleures|cordiales) salutations|amicalement|à bientôt|merci)"
    rf"|(?:Ihre?|Deine?|Eure?|Your|Votre|Vos)(?=\s+[A-ZÀ-Þ]\w+$))[,.!]*(?:\s+{_NAME}){{0,3}}$"
)
_GLOSSED = re.compile(r"' \([^()']*\)$")
_HOUR = re.compile(r"^\d{1,2}[:.]\d{2}\s+|\s+\d{1,2}[:.]\d{2}$")
_DAY = re.compile(r"^\d{1,2}\.? [^\W\d_]{3,9}\.?,? ")
"""The day on which a mail was sent, as a list has it before the sender: "9 juin "."""
_LEAST_LEFT = 3
"""Words that must stay when greeting and farewell are left out."""
_PROMPT = re.compile(
    r"^(?:\([\w.-]+\)\s*)?(?:\[?[\w.-]+@[\w.-]+[: ]\s*[~/\w.@-]*\]?\s*[$#%>]|[$❯➜»%]|>>>|PS [A-Z]:\\[^>]*>|"
    r"[\w~/.-]+\s?[$❯»])\s+(?=\S)"
)
_NAMED_LINE = re.compile(r"^((?:@?[^\W\d_][\w.'-]*)(?: [^\W\d_][\w.'-]*){0,3})\s?[:：]\s+(?=\S)")
_LABEL_WORDS = """
    note notes update reminder fyi ps btw re fwd subject location where when date time topic agenda todo link question
    answer edit tip task tasks status attachment hinweis wichtig ort betreff wann wo frage antwort anhang lieu objet
    rappel quand nb question attention info
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_PERSON = re.compile(r"^[^\W\d_a-z][^\W\d_]*(?:[ .'-]+[^\W\d_]+){0,3}$")
_FOLDER = re.compile(r"^\S+@\S+:\s*\S*/\S+|^[~/]\S*/\S+$")
_NUMERIC_DAY = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_TODO = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
_TODO_OF = re.compile(r"\b(?:todo|fixme|xxx|hack)\s?[(\[@]\s?@?([\w.-]{2,32})[)\]:]", re.IGNORECASE)


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


def todo_of(text: str) -> str:
    """Whose a note of something to do is, as programmers write it: "TODO(anna): remove this"; empty for nobody's."""
    found = _TODO_OF.search(text)
    return found[1] if found else ""


def by_user(line: Line) -> bool:
    """Whether the user speaks in a line. Unknown speakers count as others."""
    return line.who is Who.USER or (line.who is Who.UNKNOWN and line.tier in (Tier.TYPED, Tier.OWN, Tier.STATED))


def extractive(said: Said, user: Person) -> str:
    """The frame around the quote. It passes every faithfulness check by construction."""
    about = topic(said.title, said.app)
    console = said.line.block_kind is BlockKind.TERMINAL or said.place is Surface.TERMINAL
    if console and (typed := command(said.focus)) is not None:
        within = _within(about, typed, "") if _FOLDER.search(said.title) else ""
        return f"{within}{'the' if within else 'The'} user ran '{head(typed, _QUOTE_CHARACTERS)}' in the terminal."
    if said.line.block_kind is BlockKind.TABLE and said.place is not Surface.CALENDAR:
        return _row(said, about)
    if finished(said.focus, said.line.header, said.line.who):
        done = head(unticked(said.focus).strip(), _QUOTE_CHARACTERS)
        whose = "the user's task" if by_user(said.line) else "a task"
        within = _within(about, done, "")
        ended = "was deleted" if dropped(said.line.header) else "is done"
        return f"{within}{whose if within else whose[0].upper() + whose[1:]} {ended}: '{done}'"
    opening, quote = _opening(said, about, user)
    # Another language keeps its words; naming in English what they speak of lets them be found and compared.
    meaning = gloss(quote)
    if not dates.concepts(meaning) <= dates.concepts(quote):
        meaning = ""  # A calendar word that is part of something else, such as a number with a unit.
    return f"{opening}: '{quote}'{f' ({meaning})' if meaning else ''}"


def placed(paraphrase: str, said: Said, user: Person) -> str:
    """A paraphrase of what somebody else wrote, with the window's topic where it does not name it itself."""
    about = topic(said.title, said.app)
    if by_user(said.line) or said.line.block_kind is BlockKind.MAIL_LIST:
        return paraphrase
    name = speaker(said.line.header, user)
    return f"{_within(about, f'{paraphrase} {said.focus}', name)}{paraphrase}"


def _opening(said: Said, about: str, user: Person) -> tuple[str, str]:
    """What stands before the colon, and the quote behind it."""
    quote = head(said.focus.strip(), _QUOTE_CHARACTERS)
    kind = said.line.block_kind
    letters = kind in _LETTERS
    if kind is BlockKind.MAIL_LIST:
        quote = as_sent(quote, speaker(said.line.header, user))
    if letters:
        quote = plain_message(quote)
    # A tab or a subject line with a colon looks like a field; its label is then part of the text.
    if kind is BlockKind.FORM and said.line.header and not fold(quote).startswith(fold(said.line.header)):
        return _field(said, quote, about), quote
    if said.place is Surface.CALENDAR and not letters and not listed(said.line.header):
        day = column_day(said.line.header)
        return f"The user's calendar shows{f' for {day}' if day else ''}", quote
    if by_user(said.line):
        return _user_wrote(said, quote, about), quote
    if letters or said.place in (Surface.MAIL, Surface.CHAT):
        return _other_wrote(said, quote, about, user)
    if others_card(said.line):
        name = said.line.header
        within = _within(about, quote, name)
        return f"{within}{'the' if within else 'The'} card of {name} says", quote
    return _page_says(said, quote, about), quote


def without_gloss(text: str) -> str:
    """A statement in its own words alone: who reads a message in his language needs no English for it."""
    return _GLOSSED.sub("'", text)


def as_sent(row: str, name: str) -> str:
    """What a row of a list of mails says, without the time and the sender that stand before or behind it."""
    bare, before = row.strip(), ""
    while bare != before:
        before = bare
        bare = _HOUR.sub("", bare).strip()
        if name:
            day = _DAY.match(bare)
            bare = bare[day.end() :] if day and bare[day.end() :].startswith(f"{name} ") else bare
            bare = bare.removeprefix(f"{name} ").removesuffix(f" {name}").strip()
    return bare or row


def sent_day(row: str) -> str:
    """The day that stands at the beginning of a row of a list of mails; empty where none does."""
    found = _DAY.match(row)
    return found[0] if found else ""


def plain_message(quote: str) -> str:
    """A message without its greeting and farewell, where enough is left; a verbatim part of it."""
    bare = _FAREWELL.sub("", _GREETING.sub("", quote))
    return bare if len(bare.split()) >= _LEAST_LEFT else quote


def column_day(header: str) -> str:
    """The day that a calendar's column is for; a button called "Today" above it is none."""
    day, _ = day_left(header)
    named = any(concept.startswith(("wd", "m")) for concept in dates.concepts(day))
    return day.strip() if named or _NUMERIC_DAY.search(day) else ""


def _page_says(said: Said, quote: str, about: str) -> str:
    if not about or fold(about) == fold(quote):
        return "The screen says"
    whose = "The user's file " if said.line.block_kind is BlockKind.CODE else ""
    return f"{whose}'{about}' says"


def _other_wrote(said: Said, quote: str, about: str, user: Person) -> tuple[str, str]:
    name, quote = _speaker_of(said, quote, user)
    listed = said.line.block_kind is BlockKind.MAIL_LIST
    if Cue.REQUEST in said.cues:
        verb = "asked the user"
    elif Cue.SECOND in said.cues or names_user(quote, user) or said.place is Surface.MAIL:
        verb = "wrote to the user" if listed else "told the user"
    else:
        verb = "wrote"
    # A list of mails stands beside whatever mail is open: the window's topic is not theirs.
    within = "" if listed else _within(about, quote, name)
    nobody = "somebody" if within else "Somebody"
    return f"{within}{name or nobody} {verb}", quote


def _speaker_of(said: Said, quote: str, user: Person) -> tuple[str, str]:
    """Who speaks and what, where the line itself begins with the name: "Tom: see you at 5" or "Tom see you"."""
    kind = said.line.block_kind
    name = speaker(said.line.header, user) if kind in _LETTERS else ""
    inline = _NAMED_LINE.match(quote)
    if inline and name and fold(inline[1]) == fold(name):
        return name, quote[inline.end() :]
    if inline and not name and kind is BlockKind.MESSAGE and _is_name(inline[1]):
        return speaker(inline[1], user), quote[inline.end() :]
    if name and kind is BlockKind.MAIL_LIST and fold(quote).startswith(fold(name) + " "):
        return name, quote[len(name) :].lstrip(" :-–,")
    return name, quote


def _is_name(words: str) -> bool:
    """Whether what stands before a colon is a person rather than a label such as "Deadline" or "Note"."""
    return words[:1].isupper() and fold(words) not in _LABELS and not lexicon.cues(words) - {Cue.NEGATION}


def _user_wrote(said: Said, quote: str, about: str) -> str:
    # A chat is named after the one it is with; a document is not spoken to.
    to_somebody = said.place is Surface.CHAT and _PERSON.match(about) is not None
    if to_somebody and Cue.REQUEST in said.cues:
        return f"The user asked {about}"
    if to_somebody and content(about) - content(quote):
        return f"The user wrote to {about}"
    if said.place in (Surface.MAIL, Surface.CHAT):
        within = _within(about, quote, "")
        return f"{within}{'the' if within else 'The'} user wrote"
    within = f" in '{about}'" if about and adds_topic(about, quote) else ""
    return f"The user wrote{within}"


def _field(said: Said, quote: str, about: str) -> str:
    label = said.line.header.strip(" :：*")
    within = _within(about, f"{quote} {label}", "")
    if by_user(said.line):
        return f"{within}{'the' if within else 'The'} user entered {label}"
    return f"{within}{'the' if within else 'The'} field {label} says"


def _row(said: Said, about: str) -> str:
    where = f"In the table '{about}'" if about else "In a table"
    labelled = [(label.strip(" :"), text) for label, text in said.cells if label.strip()]
    if not labelled or len(labelled) != len(said.cells):
        return f"{where} a row says: '{head(said.focus.strip(), _QUOTE_CHARACTERS)}'"
    # A cell's header names its column and then its row: the row's own name is the cell that the others point to,
    # else the first one.
    rows = [text for _, text in labelled if any(label.endswith(f", {text}") for label, _ in labelled)]
    name = rows[0] if rows else labelled[0][1]
    values = [f"{label.removesuffix(f', {name}')} {text}" for label, text in labelled if text != name]
    return f"{where} {name} has {head(', '.join(values), _QUOTE_CHARACTERS)}."


def _within(about: str, quote: str, name: str) -> str:
    """The words "In 'topic' " where the topic says more than quote and speaker do."""
    if not about or not adds_topic(about, f"{quote} {name}"):
        return ""
    return f"In '{about}' "
