"""Passages: the units of text that can be believed. A line, or lines of one block that read on.

A passage keeps which lines it covers, so that its quote is always those lines joined by a space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.pipeline.clip import bare
from assistant.pipeline.scene import Surface, addressed, listed, mail_header, others_card, public, surface
from assistant.pipeline.text import cjk, content, fold, sentences, ticked
from assistant.pipeline.wording import column_day
from assistant.types import BlockKind, Box, Line, Observation, Tier, Who

_RUNNING = frozenset((BlockKind.MESSAGE, BlockKind.MAIL, BlockKind.TEXT))
_ROWS = frozenset((BlockKind.TABLE, BlockKind.MAIL_LIST))
_NEVER = frozenset((BlockKind.MENU, BlockKind.ADVERT))
_WRITTEN = frozenset((Tier.OWN, Tier.TYPED))
_ENDED = re.compile(r"[.!?:;。！？：]['\")\]]?$")
_BULLET = re.compile(r"^\s*(?:[-*•·▪●○☐☑✓+>]|\[[ xX]?\]|\d{1,2}[.)]\s)")
_MARK = re.compile(r"^\s*(?:[-*•·▪●○☐+>#]+|//+|\[ ?\]|\d{1,2}[.)](?=\s))\s*(?=\S)")
_SUBJECT = re.compile(r"^\s*(?:re|aw|antw|fwd?|wg|tr)\s?:", re.IGNORECASE)
"""What a reply is about, above it."""
_STAMPED = re.compile(r"(?<=[.!?…)])\s+\d{1,2}[:.]\d{2}(?:\s?[√✓]*)$")
"""When a message was sent, read behind its last words."""
_REACTION = re.compile(r"^[^\w\s'\"(\[]{1,2}\s?\d{1,3}$")
"""A sign and how many gave it, under a message."""
_ANAPHOR = re.compile(
    r"^(?:it|it's|that|that's|this|they|he|she|the latter|also|otherwise|and|but|es|das|dies|diese[rs]?|sie|er|und|"
    r"aber|sonst|"
    r"c'est|cela|ca|il|elle|ils|et|mais|sinon|それ|これ|また)\b"
)
_LETTERS = frozenset((BlockKind.MESSAGE, BlockKind.MAIL, BlockKind.MAIL_LIST))
_DOCUMENT = 2
_JOIN_LINES = 8
_SENTENCE_WORDS = 5
_FOCUS_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive lines of one block, and the part of their text that says one thing."""

    lines: tuple[int, ...]
    """Indexes into the observation's lines."""
    quote: str
    """Those lines, verbatim, joined by a space."""
    focus: str
    """The sentence or sentences of the quote that are meant; a verbatim part of it."""


def place_of(observation: Observation) -> Surface:
    """What sort of place an observation stands in; where the window does not tell, what was read there does."""
    named = surface(observation.app, observation.title)
    kinds = {line.block_kind for line in observation.lines}
    mails = bool(kinds & {BlockKind.MAIL, BlockKind.MAIL_LIST})
    if mails and named is Surface.TERMINAL:
        return Surface.MAIL
    if named not in (Surface.BROWSER, Surface.OTHER) or public(observation.title):
        return named
    if mails:
        return Surface.MAIL
    if BlockKind.MESSAGE in kinds and _own_paragraphs(observation) >= _DOCUMENT:
        return Surface.DOCUMENT
    if BlockKind.MESSAGE in kinds:
        return Surface.MAIL if any(map(addressed, observation.lines)) else Surface.CHAT
    return named


def _own_paragraphs(observation: Observation) -> int:
    """How many paragraphs of a document are the user's: comments beside them make no chat of it."""
    own = (line for line in observation.lines if line.tier is Tier.OWN and line.block_kind is BlockKind.TEXT)
    return len({line.block for line in own if not line.header})


def settled(observation: Observation) -> Observation:
    """The observation with the sender of an open mail given to those of its lines that have none.

    Only where one sender alone stands above them; who speaks there stays unknown.
    """
    if place_of(observation) is not Surface.MAIL:
        return observation
    senders: dict[str, None] = {}
    lines = []
    for line in observation.lines:
        if line.block_kind in (BlockKind.MAIL, BlockKind.MESSAGE) and line.who is Who.OTHER and line.header:
            senders[line.header] = None
        sent = len(senders) == 1 and _loose(line)
        lines.append(replace(line, header=next(iter(senders)), block_kind=BlockKind.MAIL) if sent else line)
    return replace(observation, lines=tuple(lines))


def _loose(line: Line) -> bool:
    """Whether a line is a whole sentence that no header governs; what a list cuts off is not."""
    alone = line.block_kind in (BlockKind.TEXT, BlockKind.TABLE) and line.who is Who.UNKNOWN and not line.header
    return alone and len(line.text.split()) >= _SENTENCE_WORDS and not line.text.rstrip().endswith(("..", "…"))


def passages(observation: Observation) -> list[Passage]:
    """Every passage of an observation, in reading order; menus, adverts and hostile lines are never one."""
    calendar = surface(observation.app, observation.title) is Surface.CALENDAR
    found: list[Passage] = []
    group: list[int] = []
    for index, line in enumerate(observation.lines):
        aside = calendar and line.block_kind in _LETTERS and not column_day(line.header)
        if line.tier is Tier.HOSTILE or line.block_kind in _NEVER or not line.text.strip() or aside:
            found += _split(observation, group)
            group = []
        elif group and not (_one_entry if calendar and not _apart(line) else _reads_on)(observation, group, line):
            found += _split(observation, group)
            group = [index]
        else:
            group.append(index)
    return found + _split(observation, group)


def _apart(line: Line) -> bool:
    """Whether reading knows what the line goes on from: it is part of an entry, or of a task beside a calendar."""
    return line.block_kind is BlockKind.ENTRY or listed(line.header)


def _reads_on(observation: Observation, group: list[int], line: Line) -> bool:
    """Whether ``line`` continues the sentence or row that the group's last line belongs to."""
    last = observation.lines[group[-1]]
    same_block = line.block == last.block and line.block_kind is last.block_kind
    if not same_block or not _same_source(last, line) or len(group) >= _JOIN_LINES:
        return False
    if line.block_kind in _ROWS:
        return _same_row(last, line)
    same_voice = line.header == last.header and line.who is last.who
    row = listed(line.header) and listed(last.header)
    if row or line.block_kind is BlockKind.ENTRY or (others_card(line) and same_voice):
        return True  # A note under a task; and without the name on it, a card would be anybody's.
    apart = _heads(last) or _BULLET.match(line.text) or _REACTION.match(line.text) or _signs(line)
    if line.block_kind not in _RUNNING or not same_voice or apart:
        return False
    if line.block_kind is BlockKind.TEXT and not line.text[:1].islower() and not _prose(observation, line.block):
        return False
    # A chat in a terminal has no paragraphs: what stands under a message goes on from it.
    console = line.block_kind is BlockKind.MESSAGE and surface(observation.app, observation.title) is Surface.TERMINAL
    return console or _wraps(last, line, [observation.lines[at].box for at in group])


def _signs(line: Line) -> bool:
    """Whether a line is nothing but the name of who wrote it, or a part of it, as at the end of a letter."""
    said = set(fold(line.text).split())
    return said <= set(fold(line.header).split()) and len(said) > 0


def _same_source(last: Line, line: Line) -> bool:
    """Whether both lines come the same way; what the user wrote may have been seen growing only in part."""
    written = {last.tier, line.tier} <= _WRITTEN and last.who is line.who is Who.USER
    return line.tier is last.tier or (written and line.block_kind in _RUNNING)


def _heads(line: Line) -> bool:
    """Whether a line stands above a mail, as the rows of its header do: none of them reads on."""
    labelled = line.block_kind is BlockKind.MAIL and mail_header(line.text)
    return labelled or addressed(line) or _SUBJECT.match(line.text) is not None


def _one_entry(observation: Observation, group: list[int], line: Line) -> bool:
    """Whether ``line`` stands right below the group's last line in the same box of a calendar, or right of its hour."""
    last = observation.lines[group[-1]]
    if line.block == last.block and line.header and line.header == last.header and _same_row(last, line):
        return True
    high = last.box[3] - last.box[1]
    aligned = abs(line.box[0] - last.box[0]) <= 0.6 * high
    below = 0 <= line.box[1] - last.box[1] <= 2 * high
    return line.block == last.block and line.tier is last.tier and aligned and below


def _prose(observation: Observation, block: int) -> bool:
    """Whether most lines of a block reach its right edge, as running text does and lists do not."""
    widths = [line.box[2] - line.box[0] for line in observation.lines if line.block == block]
    full = sum(width >= 0.75 * max(widths) for width in widths[:-1])
    return len(widths) > 2 and full >= 0.6 * (len(widths) - 1)


def _wraps(last: Line, line: Line, boxes: list[Box]) -> bool:
    """Whether ``last`` was broken only because its block is no wider."""
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    filled = last.box[2] - last.box[0] >= 0.6 * max(width, line.box[2] - line.box[0])
    if _ENDED.search(last.text.strip()):
        # A finished sentence reads on only within a message, where the next one may say "by Friday".
        return line.block_kind is not BlockKind.TEXT and filled
    small = line.text[:1].isalpha() and line.text[:1].islower()
    return small or (filled and len(last.text) > 25)


def _same_row(one: Line, other: Line) -> bool:
    overlap = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return overlap > 0.5 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _split(observation: Observation, group: list[int]) -> list[Passage]:
    """One passage a statement: a sentence with those after it that point back to it."""
    if not group or _names_columns(observation, group):
        return []
    texts = [observation.lines[index].text for index in group]
    quote = " ".join(texts)
    if observation.lines[group[0]].block_kind not in _RUNNING:
        return [Passage(tuple(group), quote, _unmarked(quote))]
    header = observation.lines[group[0]].header
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    found = []
    for start, end in _statements(quote):
        covered = [at for at in range(len(texts)) if starts[at] < end and starts[at] + len(texts[at]) > start]
        whole = " ".join(texts[at] for at in covered)
        focus = quote[start:end] if start else bare(quote[:end], header)
        found.append(Passage(tuple(group[at] for at in covered), whole, _unmarked(focus)))
    return found


def _names_columns(observation: Observation, group: list[int]) -> bool:
    """Whether the lines are the heads of a table's columns: its other cells carry them as their headers."""
    heads = {observation.lines[at].text for at in group}
    first = observation.lines[group[0]]
    if first.block_kind is not BlockKind.TABLE or any(observation.lines[at].header for at in group):
        return False
    below = {line.header.partition(", ")[0] for line in observation.lines if line.block == first.block}
    return len(heads & below) >= min(2, len(heads))


def _unmarked(text: str) -> str:
    """Without bullets, open boxes and comment marks before the words, a caret read as a bar and the hour behind them.

    A ticked box stays: it says what became of the words.
    """
    bare = _STAMPED.sub("", text.strip()).rstrip("|¦").rstrip()
    while not ticked(bare) and (mark := _MARK.match(bare)) is not None:
        bare = bare[mark.end() :]
    return bare


def _statements(quote: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sentences(quote):
        thin = len(content(quote[start:end])) < 3 or (cjk(quote[start:end]) and end - start < 10)
        points_back = spans and (_ANAPHOR.match(fold(quote[start:end])) or thin)
        opens = spans and len(content(quote[spans[-1][0] : spans[-1][1]])) < 2
        if spans and (points_back or opens) and end - spans[-1][0] <= _FOCUS_CHARACTERS:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
