"""Prompts: our words, worked examples, and the screen's words as quoted data that cannot become anything else.

Only pieces written here are trusted to hold control tokens. Nothing is
filled into patterns: a part that is missing is left out with its label, so no placeholder can reach a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import ModelError
from assistant.inference.engine import Prompt, Text

_LONGEST = {"quote": 360, "title": 90, "header": 60, "before": 120, "passage": 300, "question": 500}
"""Letters of each part that a prompt takes at most."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a model marks who speaks: what stands before and after each turn."""

    system: tuple[str, str]
    user: tuple[str, str]
    answer: tuple[str, str]
    start: str = ""
    """What stands once, before everything."""
    opening: str = ""
    """What an answer that is to be written begins with, where that is more than an earlier answer's mark."""
    gap: str = ""
    """What stands between the mark and an earlier answer's first letter."""
    stop: str | None = None
    """Text that ends an answer where the model has no token of its own for it."""


_SYSTEM = ("<|im_start|>system\n", "<|im_end|>\n")
_USER = ("<|im_start|>user\n", "<|im_end|>\n")
_ANSWER = ("<|im_start|>assistant\n", "<|im_end|>\n")
_CHATML = Format(_SYSTEM, _USER, _ANSWER)
FORMATS = {
    "micro": _CHATML,
    "chatml": _CHATML,
    # The empty thought tells Qwen3 to answer at once.
    "qwen3": Format(_SYSTEM, _USER, _ANSWER, opening="<think>\n\n</think>\n\n"),
    "smolvlm": Format(
        system=("System: ", "<end_of_utterance>\n"),
        user=("User: ", "<end_of_utterance>\n"),
        answer=("Assistant:", "<end_of_utterance>\n"),
        start="<|im_start|>",
        gap=" ",
    ),
    "plain": Format(system=("", "\n\n"), user=("", "\n"), answer=("Answer:", "\n\n"), gap=" ", stop="\n\n"),
}
"""By the catalogue entry's ``template``; ``plain`` is for models without control tokens that we know."""


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the screen with what is known about it; every part but the quote may be empty."""

    quote: str
    title: str = ""
    header: str = ""
    before: str = ""
    who: str = "unknown"
    typed: bool = False

    @property
    def by_user(self) -> bool:
        """Whether the user speaks."""
        return self.typed or self.who == "user"


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a line and what should be said about it."""

    source: Source
    kind: str
    statement: str


_TASK = (
    "You keep short facts about the user of a computer. Say what one line of the user's screen tells about the user: "
    "a kind, a colon, and one sentence. Copy names, numbers and dates exactly. Other people's plans are not the "
    "user's. If the line tells nothing about the user, say none.\n"
    "Kinds: task, deadline, event, person, project, plan, preference, routine, tool, identity, fact."
)
EXAMPLES = (
    Example(
        Source("Could you bring the projector to room 214?", "Team chat", "Ines Duarte", who="other"),
        "task",
        "Ines Duarte asked the user to bring the projector to room 214.",
    ),
    Example(
        Source("I'll call the landlord on Monday about the heating", "Messages", who="user", typed=True),
        "plan",
        "The user will call the landlord on Monday about the heating.",
    ),
    Example(
        Source(
            "I'm stuck at the airport until 22:00, the meeting is now on Friday",
            "Team chat",
            "Paul Weiss",
            who="other",
        ),
        "event",
        "Paul Weiss said that they are stuck at the airport until 22:00 and the meeting is now on Friday.",
    ),
    Example(
        Source("Dental check-up 14 May 08:30, Dr. Okafor", "Calendar"),
        "event",
        "The user has a dental check-up with Dr. Okafor on 14 May at 08:30.",
    ),
    Example(
        Source("I like my coffee without sugar", "Notes", who="user", typed=True),
        "preference",
        "The user likes their coffee without sugar.",
    ),
    Example(
        Source("Submit the slides by 5 May", "To do"),
        "deadline",
        "The user has to submit the slides by 5 May.",
    ),
)
_NOTHING = (
    Source("File  Edit  View  Insert  Format  Help", "Notes"),
    Source("Save 40 % on running shoes, this week only", "Sportwelt"),
)
"""Lines that tell nothing about the user: shown to minds that can be trusted to say so."""


def format_named(template: str) -> Format:
    """The format of that name; raises :class:`ModelError` for others."""
    try:
        return FORMATS[template]
    except KeyError:
        raise ModelError(f"There is no prompt template {template!r}.", "Choose one of: " + ", ".join(FORMATS)) from None


def think(template: str, source: Source) -> Prompt:
    """Ask for ``kind: statement`` or ``none`` about one line."""
    form = format_named(template)
    fixed = [Text(form.start, trusted=True), *_turn(form.system, [Text(_TASK)])]
    for example in EXAMPLES:
        words = [Text(f"{form.gap}{example.kind}: {example.statement}")]
        fixed += _turn(form.user, describe(example.source)) + _turn(form.answer, words)
    for nothing in _NOTHING:
        fixed += _turn(form.user, describe(nothing)) + _turn(form.answer, [Text(f"{form.gap}none")])
    return Prompt(_asked(form, describe(source)), tuple(fixed))


def restate(template: str, source: Source, lead: str) -> Prompt:
    """Ask for the rest of a statement that begins with ``lead``. No task is told: a small mind only imitates."""
    form = format_named(template)
    fixed = [Text(form.start, trusted=True)]
    for example in EXAMPLES:
        words = [Text(form.gap + example.statement)]
        fixed += _turn(form.user, describe(example.source)) + _turn(form.answer, words)
    return Prompt((*_asked(form, describe(source)), Text(form.gap + lead)), tuple(fixed))


def choose(template: str, question: str, options: Sequence[str]) -> Prompt:
    """Ask for one of several answers; which one is likeliest is read from the scores."""
    form = format_named(template)
    words = [Text(f"{shorten(question, 'question')}\nAnswer with one of: {', '.join(options)}.")]
    return Prompt((Text(form.start, trusted=True), *_asked(form, words)))


def answer(template: str, question: str, passages: Sequence[str]) -> Prompt:
    """Ask for an answer from numbered passages alone."""
    form = format_named(template)
    told = "Answer in one or two sentences from these notes about the user alone. Name the note you use, like [1].\n"
    notes = "".join(f"[{number}] {shorten(text, 'passage')}\n" for number, text in enumerate(passages, start=1))
    words = [Text(told), Text(notes), Text(f"Question: {shorten(question, 'question')}")]
    return Prompt((Text(form.start, trusted=True), *_asked(form, words)))


def describe(source: Source) -> list[Text]:
    """The line and its surroundings, one labelled row each; what is not known has no row."""
    rows = []
    if title := shorten(source.title, "title"):
        rows.append(f"Window: {title}")
    if before := shorten(source.before, "before"):
        rows.append(f"Before: {before}")
    rows.append(f"{_speaker(source)}: {shorten(source.quote, 'quote')}")
    return [Text("\n".join(rows))]


def shorten(text: str, part: str) -> str:
    """One line, cut at a word where it is longer than this part of a prompt may be."""
    line = " ".join(text.split())
    limit = _LONGEST[part]
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def _speaker(source: Source) -> str:
    header = shorten(source.header, "header")
    if source.by_user:
        return "The user wrote"
    if source.who == "other":
        return f"{header or 'Someone'} wrote to the user"
    return f"On the screen, {header}" if header else "On the screen"


def _asked(form: Format, words: Sequence[Text]) -> tuple[Text, ...]:
    """The user's turn, and the mark after which the model answers."""
    return (*_turn(form.user, words), Text(form.answer[0] + form.opening, trusted=True))


def _turn(marks: tuple[str, str], words: Sequence[Text]) -> list[Text]:
    return [Text(marks[0], trusted=True), *words, Text(marks[1], trusted=True)]
